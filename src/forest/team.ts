/**
 * Threads that run the same program on shared memory. Each takes its share of rows or features between two barriers,
 * and all decide the same from what all have written: there is no master, and a team of one has nothing to wait for.
 */
export interface Team {
  /** Number of this thread, 0 and up. */
  readonly rank: number;
  readonly size: number;
  /** Returns when all threads have come here. Throws if one of them has failed. */
  barrier(): void;
}

export const ALONE: Team = { rank: 0, size: 1, barrier: () => undefined };

/** Returns the part of `from`..`to` that belongs to a thread; the parts follow each other. */
export function shareOf(
  team: { rank: number; size: number },
  from: number,
  to: number,
): readonly [number, number] {
  const at = (rank: number) => from + Math.floor(((to - from) * rank) / team.size);
  return [at(team.rank), at(team.rank + 1)];
}
