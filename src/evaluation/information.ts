import { driftReference } from './drift.ts';

/** Returns the codes of texts, 0 for the smallest text and up; null is a value like any other. */
export function codesOf(values: readonly (string | null)[]): Int32Array {
  const names = [...new Set(values.map((value) => value ?? ''))].sort();
  const indexOf = new Map(names.map((name, code) => [name, code]));
  return Int32Array.from(values, (value) => indexOf.get(value ?? '') as number);
}

/** Returns the bin of each number among about equal ones, missing (NaN) last: numbers as codes. */
export function binnedCodes(values: Float64Array, bins = 20): Int32Array {
  const { bounds } = driftReference(values, bins);
  return Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return bounds.length + 1;
    const bin = bounds.findIndex((bound) => value <= bound);
    return bin === -1 ? bounds.length : bin;
  });
}

/**
 * Returns the normalised mutual information of two codings of the same rows, 0 (independent) to 1 (one tells the other):
 * mutual information over the mean of the two entropies, as scikit-learn's `normalized_mutual_info_score`. Two constants
 * give 1, one constant 0.
 * @throws RangeError for codings of different lengths.
 */
export function normalisedMutualInformation(a: Int32Array, b: Int32Array): number {
  if (a.length !== b.length) throw new RangeError('both codings need one entry per row');
  const joint = new Map<string, number>();
  const [left, right] = [new Map<number, number>(), new Map<number, number>()];
  for (const [row, x] of a.entries()) {
    const y = b[row] as number;
    joint.set(`${x} ${y}`, (joint.get(`${x} ${y}`) ?? 0) + 1);
    left.set(x, (left.get(x) ?? 0) + 1);
    right.set(y, (right.get(y) ?? 0) + 1);
  }
  if (left.size <= 1 && right.size <= 1) return 1;
  const entropyOf = (counts: Map<unknown, number>): number =>
    [...counts.values()]
      .sort((x, y) => x - y)
      .reduce((sum, count) => sum - (count / a.length) * Math.log(count / a.length), 0);
  const [hx, hy] = [entropyOf(left), entropyOf(right)];
  const information = hx + hy - entropyOf(joint);
  return Math.min(1, Math.max(0, (2 * information) / (hx + hy)));
}
