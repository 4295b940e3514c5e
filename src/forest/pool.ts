import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { moduleUrl } from '../module-url.ts';
import { ALONE, type Team } from './team.ts';
import { programs, type ProgramName, type Programs } from './programs.ts';

/** What a thread is told to run. */
export interface Order {
  readonly program: ProgramName;
  readonly job: unknown;
  readonly rank: number;
  readonly size: number;
  readonly control: Int32Array;
}

export type Answer = { readonly result: unknown } | { readonly failure: unknown };

const ARRIVED = 0;
const GENERATION = 1;
const FAILED = 2;

/** Returns the place of one thread in a team whose members share `control`. */
export function memberOf(control: Int32Array, rank: number, size: number): Team {
  const barrier = (): void => {
    const generation = Atomics.load(control, GENERATION);
    if (Atomics.add(control, ARRIVED, 1) === size - 1) {
      Atomics.store(control, ARRIVED, 0);
      Atomics.add(control, GENERATION, 1);
      Atomics.notify(control, GENERATION);
    } else {
      for (let turn = 0; turn < SPINS && Atomics.load(control, GENERATION) === generation; turn++);
      while (Atomics.load(control, GENERATION) === generation) {
        Atomics.wait(control, GENERATION, generation);
      }
    }
    if (Atomics.load(control, FAILED) !== 0) throw new TeamFailure('another thread of the team has failed');
  };
  return { rank, size, barrier };
}

/** Looks so often before it sleeps: waking a thread costs more than most waits last. */
const SPINS = 1000;

/** Thrown in the threads that wait for one that failed; its own error is the one to report. */
export class TeamFailure extends Error {}

/** Lets all threads leave the barrier at which they wait for one that failed. */
export function leaveTeam(control: Int32Array): void {
  Atomics.store(control, FAILED, 1);
  Atomics.add(control, GENERATION, 1);
  Atomics.notify(control, GENERATION);
}

/** A thread of the pool and who waits for what it says. */
interface Thread {
  readonly worker: Worker;
  hear: (message: Answer | 'started') => void;
}

const threads: Thread[] = [];
let busy: Promise<unknown> = Promise.resolve();

/** Starts threads now, which the next fit will need. They live as long as the process does something else. */
export function startThreads(count: number): void {
  while (threads.length < count) {
    const worker = new Worker(moduleUrl(join(import.meta.dirname, 'worker.js')), { execArgv: [] });
    const thread: Thread = { worker, hear: () => undefined };
    const end = (failure: unknown): void => {
      if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1);
      thread.hear({ failure });
    };
    worker.on('message', (message: Answer | 'started') => thread.hear(message));
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`a thread of the learner ended with code ${code}`)));
    worker.unref();
    threads.push(thread);
  }
}

/**
 * Runs a program on `size` threads, this one among them, which blocks meanwhile. Returns what each returned, by rank.
 * Runs that are asked for at the same time follow each other.
 */
export function runTeam<P extends ProgramName>(
  program: P,
  job: Parameters<Programs[P]>[0],
  size: number,
): Promise<ReturnType<Programs[P]>[]> {
  const run = busy.then(() => runNow(program, job, size));
  busy = run.catch(() => undefined);
  return run;
}

async function runNow<P extends ProgramName>(
  program: P,
  job: Parameters<Programs[P]>[0],
  size: number,
): Promise<ReturnType<Programs[P]>[]> {
  const mine = programs[program] as (job: unknown, team: Team) => ReturnType<Programs[P]>;
  if (size <= 1) return [mine(job, ALONE)];
  const control = new Int32Array(new SharedArrayBuffer(16));
  startThreads(size - 1);
  const others = threads.slice(0, size - 1).map((thread, i) => {
    return { thread, ...answersOf(thread), order: { program, job, rank: i + 1, size, control } };
  });
  try {
    for (const { thread, order } of others) thread.worker.postMessage(order satisfies Order);
    await Promise.all(others.map(({ started }) => started));
    const own = runMember(() => mine(job, memberOf(control, 0, size)), control);
    const answers = [own, ...(await Promise.all(others.map(({ answer }) => answer)))];
    const failures = answers.flatMap((answer) => ('failure' in answer ? [answer.failure] : []));
    if (failures.length > 0)
      throw failures.find((failure) => !(failure instanceof TeamFailure)) ?? failures[0];
    return answers.map((answer) => ('result' in answer ? answer.result : undefined)) as ReturnType<
      Programs[P]
    >[];
  } finally {
    for (const { thread } of others) thread.worker.unref();
  }
}

/** Runs one member's part; when it fails, the others are let go. */
export function runMember(part: () => unknown, control: Int32Array): Answer {
  try {
    return { result: part() };
  } catch (failure) {
    leaveTeam(control);
    return { failure };
  }
}

function answersOf(thread: Thread): { started: Promise<void>; answer: Promise<Answer> } {
  thread.worker.ref();
  let start: () => void;
  const started = new Promise<void>((resolve) => (start = resolve));
  const answer = new Promise<Answer>((resolve) => {
    thread.hear = (message) => {
      start();
      if (message !== 'started') resolve(message);
    };
  });
  return { started, answer };
}

/** Cells of a table under which a second thread costs more than it saves. */
const SMALL_CELLS = 200_000;

/** Returns the number of threads for a table: what was asked for, or 1 for a small table. */
export function teamSize(workers: number | undefined, cells: number): number {
  if (workers !== undefined) return workers;
  return cells < SMALL_CELLS ? 1 : Math.min(16, availableParallelism());
}
