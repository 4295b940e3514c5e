import type { Column } from './types.ts';

/**
 * Values as bins of at most a byte. A numeric feature has its distinct values or their quantiles as bins, in order; a
 * categorical feature a bin per frequent category and one for all others. Missing values have the bin after the last.
 */
export interface FeatureBins {
  /** Bins without that of missing values, 1 to 255. */
  readonly count: number;
  /** Numeric: bin `b` holds values under `cuts[b]` and from `cuts[b - 1]` on; one less than `count`. */
  readonly cuts: Float32Array;
  /** Categorical: the bin of each code. */
  readonly binOfCode?: Uint8Array;
}

/** Where a split has all numbers on its left: no number is as large. */
export const LARGEST = Math.fround(3.4028234663852886e38);

/** Returns the bins of a column; rows of equal value share a bin, in whatever order they come. */
export function chooseBins(column: Column, most: number): FeatureBins {
  return column.categories
    ? categoryBins(column.values, column.categories.length, most)
    : quantileBins(column.values, most);
}

function quantileBins(values: Float64Array, most: number): FeatureBins {
  const sorted = presentSorted(values);
  const { distinct, counts } = runs(sorted);
  if (distinct.length <= 1) return { count: 1, cuts: new Float32Array(0) };
  const cuts: number[] = [];
  let left = sorted.length;
  let inBin = 0;
  let wanted = left / most;
  for (let i = 0; i < distinct.length - 1; i++) {
    inBin += counts[i] as number;
    const isHeavyNext = inBin > 0 && (counts[i + 1] as number) >= wanted;
    if (distinct.length > most && inBin < wanted && !isHeavyNext) continue;
    cuts.push(between(distinct[i] as number, distinct[i + 1] as number));
    if (cuts.length === most - 1) break;
    left -= inBin;
    inBin = 0;
    wanted = left / (most - cuts.length);
  }
  return { count: cuts.length + 1, cuts: Float32Array.from(cuts) };
}

function presentSorted(values: Float64Array): Float32Array {
  const present = new Float32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === value) present[count++] = value;
  }
  return present.subarray(0, count).sort();
}

function runs(sorted: Float32Array): { distinct: Float32Array; counts: Uint32Array } {
  const distinct = new Float32Array(sorted.length);
  const counts = new Uint32Array(sorted.length);
  let last = -1;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as number;
    if (last < 0 || value !== distinct[last]) distinct[++last] = value;
    (counts[last] as number) += 1;
  }
  return { distinct: distinct.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
}

/** Returns a 32-bit float over `low` and at most `high`, in the middle where there is one. */
function between(low: number, high: number): number {
  const middle = Math.fround(low / 2 + high / 2);
  return middle > low ? middle : high;
}

function categoryBins(values: Float64Array, size: number, most: number): FeatureBins {
  const counts = new Uint32Array(size);
  for (const value of values) if (value === value) (counts[value] as number) += 1;
  const binOfCode = new Uint8Array(size);
  if (size <= most) {
    binOfCode.forEach((_, code) => (binOfCode[code] = code));
    return { count: Math.max(1, size), cuts: new Float32Array(0), binOfCode };
  }
  const byCount = Array.from(counts.keys()).sort(
    (a, b) => (counts[b] as number) - (counts[a] as number) || a - b,
  );
  byCount.forEach((code, place) => (binOfCode[code] = Math.min(place, most - 1)));
  return { count: most, cuts: new Float32Array(0), binOfCode };
}

/** Writes the bin of each value to `into`. */
export function writeBins(
  values: Float64Array,
  { count, cuts, binOfCode }: FeatureBins,
  into: Uint8Array,
): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) into[row] = count;
    else if (binOfCode) into[row] = binOfCode[value] as number;
    else into[row] = binOf(Math.fround(value), cuts);
  }
}

/** Returns how many cuts are at most `value`. */
function binOf(value: number, cuts: Float32Array): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
