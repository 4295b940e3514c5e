import { Cron } from 'croner';
import type { Job } from '../unit/index.ts';
import { readState, writeJson, type ScheduleState } from './state.ts';

/** The clock and the sleep of the scheduler: the command gives the real ones, a test its own. */
export interface Clock {
  readonly now: () => Date;
  /** Ends early when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface ScheduleOptions {
  readonly jobs: readonly Pick<Job, 'name' | 'cron'>[];
  /** Where the scheduler remembers what it ran. */
  readonly statePath: string;
  /** Where it says that it lives: written at least every minute. */
  readonly healthPath: string;
  readonly clock: Clock;
  /** Runs a job and returns its exit code. */
  readonly run: (job: string) => Promise<number>;
  /** Aborted to stop: the job at hand is finished first. */
  readonly signal: AbortSignal;
  /** Stops as soon as nothing is due. @default false */
  readonly once?: boolean;
  /** Longest time between two signs of life. @default a minute */
  readonly heartbeatMilliseconds?: number;
  /** Stops at this moment. @default never */
  readonly until?: Date;
  readonly onRun?: (job: string, scheduledAt: string, exitCode: number) => void;
}

/** A cron expression is read in Brussels, summer time included. */
const ZONE = 'Europe/Brussels';
const HEARTBEAT_MS = 60_000;

/** A job whose time has come. */
export interface Due {
  readonly job: string;
  /** ISO, UTC: the latest moment that has passed; earlier ones that were missed are not run one by one. */
  readonly scheduledAt: string;
}

/** Returns the jobs whose time came since they last ran, by moment and name. */
export function dueJobs(jobs: ScheduleOptions['jobs'], state: ScheduleState, now: Date): Due[] {
  return jobs
    .flatMap(({ name, cron }): Due[] => {
      const last = state[name]?.scheduledAt;
      if (last === undefined) return [];
      const [latest] = new Cron(cron, { timezone: ZONE }).previousRuns(1, new Date(now.getTime() + 1));
      const isNew = latest !== undefined && latest.toISOString() > last;
      return isNew ? [{ job: name, scheduledAt: latest.toISOString() }] : [];
    })
    .sort((a, b) => (`${a.scheduledAt} ${a.job}` < `${b.scheduledAt} ${b.job}` ? -1 : 1));
}

/** Returns the next moment of each job after `now`, ISO, UTC, by job. */
export function nextRuns(jobs: ScheduleOptions['jobs'], now: Date): Record<string, string> {
  return Object.fromEntries(
    jobs.flatMap(({ name, cron }) => {
      const next = new Cron(cron, { timezone: ZONE }).nextRun(now);
      return next ? [[name, next.toISOString()] as const] : [];
    }),
  );
}

/**
 * Runs jobs at their times, one at a time, until it is stopped. A job that was missed, because the scheduler did not live or
 * another job took long, runs once when it can. A job that it does not know yet is due from now on.
 * @throws HomeError for a damaged state.
 */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { jobs, clock, signal, statePath, healthPath, until } = options;
  let state = readState(statePath);
  const remember = (job: string, scheduledAt: string, exitCode: number | null) => {
    state = { ...state, [job]: { scheduledAt, exitCode } };
    writeJson(statePath, state);
  };
  const beat = (running: string | null) => {
    const now = clock.now();
    const isHealthy = Object.values(state).every(({ exitCode }) => exitCode === null || exitCode === 0);
    writeJson(healthPath, {
      at: now.toISOString(),
      running,
      isHealthy,
      last: state,
      next: nextRuns(jobs, now),
    });
  };
  for (const { name } of jobs) {
    if (state[name] === undefined) remember(name, clock.now().toISOString(), null);
  }
  while (!signal.aborted && (until === undefined || clock.now() < until)) {
    const [due] = dueJobs(jobs, state, clock.now());
    if (due) {
      beat(due.job);
      const exitCode = await options.run(due.job);
      remember(due.job, due.scheduledAt, exitCode);
      options.onRun?.(due.job, due.scheduledAt, exitCode);
      continue;
    }
    beat(null);
    if (options.once === true) return;
    await clock.sleep(pauseUntilNext(options), signal);
  }
  beat(null);
}

/** Milliseconds to the next job, the end or the next heartbeat, whichever comes first. */
function pauseUntilNext({
  jobs,
  clock,
  until,
  heartbeatMilliseconds = HEARTBEAT_MS,
}: ScheduleOptions): number {
  const now = clock.now();
  const moments = Object.values(nextRuns(jobs, now)).map((moment) => Date.parse(moment));
  const first = Math.min(...moments, until?.getTime() ?? Infinity, now.getTime() + heartbeatMilliseconds);
  return Math.max(1, first - now.getTime());
}
