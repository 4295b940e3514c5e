import { binColumn, type FeatureBins } from './bins.ts';
import type { Team } from './team.ts';

/** Columns to bin, which the threads take one by one. */
export interface BinJob {
  readonly columns: readonly {
    readonly values: Float32Array;
    readonly categoryCount: number | undefined;
    readonly into: Uint8Array;
  }[];
  readonly most: number;
}

/** Bins the columns of one thread: every n-th. Returns the bins of each column, `undefined` for those of others. */
export function binColumns({ columns, most }: BinJob, team: Team): (FeatureBins | undefined)[] {
  return columns.map(({ values, categoryCount, into }, i) =>
    i % team.size === team.rank ? binColumn(values, categoryCount, most, into) : undefined,
  );
}
