/**
 * The innermost loops, on whole numbers: sums are exact, so that no order of rows or threads changes them.
 *
 * A pair of a row is (hessian, gradient) in two 32-bit words. `rows` and `pairs` stand in the same order, so that a node
 * is a range of both.
 */

/** Adds the pairs of a range of rows to the bins of one feature, whose first bin is number `first` of `histogram`. */
export function addHistogram(
  histogram: Int32Array,
  first: number,
  column: Uint8Array,
  rows: Uint32Array,
  pairs: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const at = (first + (column[rows[i] as number] as number)) << 1;
    histogram[at] = (histogram[at] as number) + (pairs[2 * i] as number);
    histogram[at + 1] = (histogram[at + 1] as number) + (pairs[2 * i + 1] as number);
  }
}

/** Takes the bins of one node off another's: what is left is its sibling. */
export function subtractHistogram(from: Int32Array, take: Int32Array): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - (take[i] as number);
}

/** Returns how many rows of a range go left; `isLeft` says so for each bin. */
export function countLeft(
  column: Uint8Array,
  isLeft: Uint8Array,
  rows: Uint32Array,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = from; i < to; i++) count += isLeft[column[rows[i] as number] as number] as number;
  return count;
}

/** Rows and their pairs, in one of the two orders between which partitions alternate. */
export interface Order {
  readonly rows: Uint32Array;
  readonly pairs: Int32Array;
}

/** Copies a range from one order to the other, left rows from `left` on and right rows from `right` on. */
export function partition(
  column: Uint8Array,
  isLeft: Uint8Array,
  source: Order,
  target: Order,
  from: number,
  to: number,
  left: number,
  right: number,
): void {
  const { rows, pairs } = source;
  const { rows: toRows, pairs: toPairs } = target;
  for (let i = from; i < to; i++) {
    const row = rows[i] as number;
    const goesLeft = isLeft[column[row] as number] as number;
    const at = right ^ ((left ^ right) & -goesLeft);
    left += goesLeft;
    right += 1 - goesLeft;
    toRows[at] = row;
    toPairs[2 * at] = pairs[2 * i] as number;
    toPairs[2 * at + 1] = pairs[2 * i + 1] as number;
  }
}
