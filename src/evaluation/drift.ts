import { quantileOf } from './compare.ts';

/** The distribution of a feature when a model was fitted: kept with the model, as JSON. */
export interface DriftReference {
  /** Upper bounds of all bins but the last, ascending; a value equal to a bound is below it. */
  readonly bounds: readonly number[];
  /** Share of the rows in each bin, then of the rows without a value; sums to 1. */
  readonly shares: readonly number[];
  readonly rows: number;
}

export type DriftVerdict = 'stable' | 'report' | 'stop';

export interface Drift {
  /** Population stability index, >= 0. */
  readonly index: number;
  /** What the index would be about by chance alone, were nothing changed: (bins − 1) · (1/n + 1/m). */
  readonly byChance: number;
  readonly verdict: DriftVerdict;
}

/** Over the first the change is reported, over the second publication stops. Source: rule of credit scoring, N. Siddiqi 2006. */
export const DRIFT_LIMITS = { report: 0.1, stop: 0.25 } as const;

/**
 * Returns the distribution of a feature in about equal bins; missing values (NaN) are a bin of their own.
 * @throws RangeError without rows.
 */
export function driftReference(values: Float64Array, bins = 10): DriftReference {
  if (values.length === 0) throw new RangeError('a reference needs rows');
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const cuts = Array.from({ length: bins - 1 }, (_, i) => quantileOf(known, (i + 1) / bins));
  const top = known[known.length - 1];
  const bounds = [...new Set(cuts)].filter((cut) => !Number.isNaN(cut) && cut !== top);
  return { bounds, shares: sharesOf(values, bounds), rows: values.length };
}

function sharesOf(values: Float64Array, bounds: readonly number[]): number[] {
  const counts = new Array<number>(bounds.length + 2).fill(0);
  for (const value of values) {
    const bin = Number.isNaN(value) ? bounds.length + 1 : binOf(value, bounds);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count) => count / values.length);
}

function binOf(value: number, bounds: readonly number[]): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (bounds[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Returns how far a feature has moved from its reference. It does not grow with the number of rows, as a test of
 * significance would.
 * @throws RangeError without rows.
 */
export function driftOf(reference: DriftReference, values: Float64Array): Drift {
  if (values.length === 0) throw new RangeError('drift needs rows');
  const index = stabilityIndex(reference.shares, sharesOf(values, reference.bounds));
  const byChance = (reference.shares.length - 1) * (1 / reference.rows + 1 / values.length);
  const verdict = index > DRIFT_LIMITS.stop ? 'stop' : index > DRIFT_LIMITS.report ? 'report' : 'stable';
  return { index, byChance, verdict };
}

/** Smallest share that counts, so that an empty bin gives a large index and not an infinite one. */
const SMALLEST_SHARE = 1e-4;

/**
 * Returns the population stability index Σ (a − e) · ln(a / e) of two lists of shares; empty in both counts nothing.
 * @throws RangeError for lists of different lengths.
 */
export function stabilityIndex(expected: readonly number[], actual: readonly number[]): number {
  if (expected.length !== actual.length) throw new RangeError('both sides need the same bins');
  return expected.reduce((sum, share, bin) => {
    const e = Math.max(share, SMALLEST_SHARE);
    const a = Math.max(actual[bin] as number, SMALLEST_SHARE);
    return sum + (a - e) * Math.log(a / e);
  }, 0);
}
