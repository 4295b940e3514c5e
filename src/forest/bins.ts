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

/**
 * Returns the bins of a column and writes that of each value; equal values share a bin, in whatever order they come.
 * @param categoryCount for a categorical column, whose values are codes
 */
export function binColumn(
  values: Float32Array,
  categoryCount: number | undefined,
  most: number,
  into: Uint8Array,
): FeatureBins {
  if (categoryCount !== undefined) {
    const bins = categoryBins(values, categoryCount, most);
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      into[row] = value === value ? (bins.binOfCode?.[value] as number) : bins.count;
    }
    return bins;
  }
  const keys = orderedKeys(values);
  const cuts = chooseCuts(sortedKeys(keys), most);
  const bins = { count: cuts.length + 1, cuts: Float32Array.from(cuts, floatOf) };
  writeBins(keys, Uint32Array.from(cuts), bins.count, into);
  return bins;
}

/** The key of missing values, over those of all numbers. */
const MISSING = 0xffffffff;

/** Returns whole numbers in the order of the values: their bits, turned round where negative. */
function orderedKeys(values: Float32Array): Uint32Array {
  const floats = new Float32Array(values.length);
  for (let row = 0; row < values.length; row++) floats[row] = (values[row] as number) + 0;
  const keys = new Uint32Array(floats.buffer);
  for (let row = 0; row < keys.length; row++) {
    const bits = keys[row] as number;
    const value = values[row] as number;
    keys[row] = value === value ? bits ^ ((bits >> 31) | 0x80000000) : MISSING;
  }
  return keys;
}

const pun = new Float32Array(1);
const punned = new Uint32Array(pun.buffer);

function floatOf(key: number): number {
  punned[0] = key >= 0x80000000 ? key ^ 0x80000000 : ~key;
  return pun[0] as number;
}

function keyOf(value: number): number {
  pun[0] = value + 0;
  const bits = punned[0] as number;
  return (bits ^ ((bits >> 31) | 0x80000000)) >>> 0;
}

/** Below this, the sort of the engine is faster. */
const RADIX_ROWS = 2000;

/** Returns the keys of present values, ascending. */
function sortedKeys(keys: Uint32Array): Uint32Array {
  if (keys.length < RADIX_ROWS) return presentKeys(keys).sort();
  const digits = [new Uint32Array(2048), new Uint32Array(2048), new Uint32Array(2048)] as const;
  const present = countDigits(keys, digits);
  const all = present === keys.length ? keys : presentKeys(keys);
  const [low, high] = [new Uint32Array(present), new Uint32Array(present)];
  deal(all, low, digits[0], 0);
  deal(low, high, digits[1], 11);
  deal(high, low, digits[2], 22);
  return low;
}

function presentKeys(keys: Uint32Array): Uint32Array {
  const present = new Uint32Array(keys.length);
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    present[count] = keys[i] as number;
    count += Number(keys[i] !== MISSING);
  }
  return present.subarray(0, count);
}

/** Counts the three digits of 11 bits of each present key. Returns how many are present. */
function countDigits(
  keys: Uint32Array,
  [low, middle, high]: readonly [Uint32Array, Uint32Array, Uint32Array],
): number {
  let present = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    if (key === MISSING) continue;
    (low[key & 2047] as number) += 1;
    (middle[(key >>> 11) & 2047] as number) += 1;
    (high[key >>> 22] as number) += 1;
    present++;
  }
  return present;
}

/** Copies keys in the order of one digit, equal ones in the order they have; `counts` become places. */
function deal(from: Uint32Array, to: Uint32Array, counts: Uint32Array, shift: number): void {
  let before = 0;
  for (let digit = 0; digit < 2048; digit++) {
    const count = counts[digit] as number;
    counts[digit] = before;
    before += count;
  }
  for (let i = 0; i < from.length; i++) {
    const key = from[i] as number;
    const digit = (key >>> shift) & 2047;
    const place = counts[digit] as number;
    to[place] = key;
    counts[digit] = place + 1;
  }
}

/** Returns the first key of each bin but the first. Values with more rows than a bin should have get one alone. */
function chooseCuts(sorted: Uint32Array, most: number): number[] {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  const cuts: number[] = [];
  let binStart = 0;
  let wanted = sorted.length / most;
  let from = 0;
  let to = endOfRun(sorted, 0);
  while (to < sorted.length && cuts.length < most - 1) {
    const next = endOfRun(sorted, to);
    if (distinct <= most || to - binStart >= wanted || next - to >= wanted) {
      cuts.push(between(sorted[from] as number, sorted[to] as number));
      binStart = to;
      wanted = (sorted.length - binStart) / (most - cuts.length);
    }
    from = to;
    to = next;
  }
  return cuts;
}

function endOfRun(sorted: Uint32Array, from: number): number {
  const key = sorted[from];
  let to = from + 1;
  while (to < sorted.length && sorted[to] === key) to++;
  return to;
}

/** Returns the key of the 32-bit float in the middle, over `low` and at most `high`. */
function between(low: number, high: number): number {
  const middle = keyOf(Math.fround(floatOf(low) / 2 + floatOf(high) / 2));
  return middle > low && middle <= high ? middle : high;
}

/** Rows from which a table of the bins by the first 16 bits of a key is worth its making. */
const TABLE_ROWS = 50_000;

function writeBins(keys: Uint32Array, cuts: Uint32Array, missingBin: number, into: Uint8Array): void {
  const binOf = (key: number): number => {
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cuts[middle] as number) <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  if (keys.length < TABLE_ROWS) {
    for (let row = 0; row < keys.length; row++) {
      const key = keys[row] as number;
      into[row] = key === MISSING ? missingBin : binOf(key);
    }
    return;
  }
  const table = new Uint8Array(65536);
  let next = 0;
  for (let head = 0; head < 65536; head++) {
    while (next < cuts.length && (cuts[next] as number) <= head * 65536) next++;
    table[head] = next;
  }
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    let bin = table[key >>> 16] as number;
    while (bin < cuts.length && (cuts[bin] as number) <= key) bin++;
    into[row] = key === MISSING ? missingBin : bin;
  }
}

function categoryBins(values: Float32Array, size: number, most: number): FeatureBins {
  const counts = new Uint32Array(size);
  for (const value of values) if (value === value) (counts[value] as number) += 1;
  const cuts = new Float32Array(0);
  if (size <= most) return { count: Math.max(1, size), cuts, binOfCode: Uint8Array.from(counts.keys()) };
  const byCount = Array.from(counts.keys()).sort(
    (a, b) => (counts[b] as number) - (counts[a] as number) || a - b,
  );
  const binOfCode = new Uint8Array(size);
  byCount.forEach((code, place) => (binOfCode[code] = Math.min(place, most - 1)));
  return { count: most, cuts, binOfCode };
}
