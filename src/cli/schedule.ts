import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { prepareHome } from '../run/index.ts';
import { runSchedule } from '../schedule/index.ts';
import { discoverJobs, PROJECT_ROOT } from '../unit/index.ts';
import { globalOptions, loggerOf, usage, type GlobalOptions } from './session.ts';

interface Options {
  readonly extracts?: string;
  readonly once?: boolean;
  readonly until?: string;
}

/** Returns the command `vigie schedule`. */
export function scheduleCommand(): Command {
  return new Command('schedule')
    .description(
      'Runs the jobs at their times, Brussels time, in the foreground; a missed run is caught up once. Stops after the job at hand on SIGTERM.',
    )
    .option('--extracts <dir>', 'extracts folder that the jobs load first', process.env['VIGIE_EXTRACTS'])
    .option('--once', 'run what is due and end')
    .option('--until <moment>', 'end at this moment, ISO with zone')
    .action(async (options: Options, command: Command) => {
      const all = globalOptions(command);
      const home = prepareHome(all.home);
      const until = options.until === undefined ? undefined : new Date(options.until);
      if (until !== undefined && Number.isNaN(until.getTime())) throw usage('--until', 'it is no moment');
      if (options.extracts !== undefined && !existsSync(options.extracts))
        throw usage('--extracts', 'the folder does not exist');
      const extracts = options.extracts === undefined ? undefined : resolve(options.extracts);
      const stop = new AbortController();
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
      const logger = loggerOf(all);
      await runSchedule({
        jobs: await discoverJobs(),
        statePath: join(home.dir, 'schedule.json'),
        healthPath: join(home.dir, 'health.json'),
        clock: { now: () => new Date(), sleep },
        run: (job) => runInProcess(all, home.dir, job, extracts),
        signal: stop.signal,
        ...(options.once === true && { once: true }),
        ...(until && { until }),
        onRun: (job, scheduledAt, exitCode) => logger.info('scheduled', { job, scheduledAt, exitCode }),
      });
    });
}

/** A job runs in a process of its own, outside the group that a signal of the terminal reaches: it is never cut short. */
function runInProcess(all: GlobalOptions, home: string, job: string, extracts?: string): Promise<number> {
  const args = [
    ...['--home', home, '--log', all.log, '--threads', String(all.threads), '--memory', all.memory],
    ...['run', job],
    ...(extracts === undefined ? [] : ['--extracts', extracts]),
  ];
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'src/cli/vigie.js'), ...args], {
    stdio: 'inherit',
    detached: true,
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done(code ?? -1));
  });
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
