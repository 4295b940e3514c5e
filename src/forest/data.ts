import type { FeatureBins } from './bins.ts';

/** Features as bins, ready to grow trees on. */
export interface BinnedData {
  readonly rowCount: number;
  readonly features: readonly FeatureBins[];
  readonly monotone: readonly number[];
  /** Bin of each row, one array per feature. */
  readonly columns: readonly Uint8Array[];
  /** Number of the first bin of each feature in a histogram of all, and at the end their number. */
  readonly firstBin: readonly number[];
}

/** Returns the place of each feature in a histogram; missing values have a bin of their own. */
export function firstBins(features: readonly FeatureBins[]): number[] {
  const first = [0];
  for (const { count } of features) first.push((first.at(-1) as number) + count + 1);
  return first;
}
