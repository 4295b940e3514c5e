/**
 * The innermost loops, on whole numbers: sums are exact, so that no order of rows or threads changes them. This is the
 * plain kernel; `wasm.ts` has the same loops for large tables.
 */
export interface Kernel {
  /** Adds the pairs of a range of rows to the bins of one feature. */
  addHistogram(histogram: Int32Array, column: Uint8Array, order: Order, from: number, to: number): void;
  /** Takes the bins of one node off another's: what is left is its sibling. */
  subtractHistogram(from: Int32Array, take: Int32Array): void;
  /** Returns how many rows of a range go left; `isLeft` says so, 1 or 0, for each of 256 bins. */
  countLeft(column: Uint8Array, isLeft: Uint8Array, order: Order, from: number, to: number): number;
  /** Copies a range from one order to the other, left rows from `left` on and right rows from `right` on. */
  partition(
    column: Uint8Array,
    isLeft: Uint8Array,
    source: Order,
    target: Order,
    from: number,
    to: number,
    left: number,
    right: number,
  ): void;
}

/**
 * Numbers of rows and, in the same order, their pairs of hessian and gradient, so that a node is a range of both. There
 * are two orders, between which partitions alternate.
 */
export interface Order {
  readonly rows: Uint32Array;
  readonly pairs: Int32Array;
}

export const plainKernel: Kernel = {
  addHistogram: (histogram, column, { rows, pairs }, from, to) => {
    for (let i = from; i < to; i++) {
      const at = (column[rows[i] as number] as number) << 1;
      histogram[at] = (histogram[at] as number) + (pairs[2 * i] as number);
      histogram[at + 1] = (histogram[at + 1] as number) + (pairs[2 * i + 1] as number);
    }
  },
  subtractHistogram: (from, take) => {
    for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - (take[i] as number);
  },
  countLeft: (column, isLeft, { rows }, from, to) => {
    let count = 0;
    for (let i = from; i < to; i++) count += isLeft[column[rows[i] as number] as number] as number;
    return count;
  },
  partition: (column, isLeft, { rows, pairs }, target, from, to, left, right) => {
    for (let i = from; i < to; i++) {
      const row = rows[i] as number;
      const goesLeft = isLeft[column[row] as number] as number;
      const at = right ^ ((left ^ right) & -goesLeft);
      left += goesLeft;
      right += 1 - goesLeft;
      target.rows[at] = row;
      target.pairs[2 * at] = pairs[2 * i] as number;
      target.pairs[2 * at + 1] = pairs[2 * i + 1] as number;
    }
  },
};
