import { parentPort } from 'node:worker_threads';
import { memberOf, runMember, type Order } from './pool.ts';
import { programs } from './programs.ts';
import type { Team } from './team.ts';

/** A thread of the pool: runs what it is told to, again and again. */
parentPort?.on('message', ({ program, job, rank, size, control }: Order) => {
  parentPort?.postMessage('started');
  const run = programs[program] as (job: unknown, team: Team) => unknown;
  parentPort?.postMessage(runMember(() => run(job, memberOf(control, rank, size)), control));
});
