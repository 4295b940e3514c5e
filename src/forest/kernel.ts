import { searchNumeric } from './split.ts';

/**
 * The innermost loops, on whole numbers: sums are exact, so that no order of rows or threads changes them. This is the
 * plain kernel; `wasm.ts` has the same loops for large tables.
 */
export interface Kernel {
  /** See {@link searchNumeric}. */
  readonly searchNumeric: typeof searchNumeric;
  /** Adds the pairs of a range of rows to the bins of one feature, which begin with bin `first`. */
  addHistogram(
    histograms: Int32Array,
    first: number,
    column: Uint8Array,
    order: Order,
    from: number,
    to: number,
  ): void;
  /** Takes `count` bins from `take` on off those from `from` on: what is left is the sibling. */
  subtractHistogram(histograms: Int32Array, from: number, take: number, count: number): void;
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
  /** Adds a value to the margin of each row of a range. */
  addLeaf(margin: Float64Array, order: Order, from: number, to: number, value: number): void;
  /** Adds one of two values to the margin of each row of a range, as the row goes left or right. */
  addLeaves(
    margin: Float64Array,
    column: Uint8Array,
    isLeft: Uint8Array,
    order: Order,
    from: number,
    to: number,
    left: number,
    right: number,
  ): void;
  /**
   * Writes the pairs of the rows drawn of a range into an order from `front` on, and the numbers of the other rows from
   * `back` on. Their sum, a pair too, goes to `total`.
   */
  writePairs(losses: Losses, units: Units, order: Order, range: PairRange, total: Int32Array): void;
}

/** What the gradients of rows come from, by row. */
export interface Losses {
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  readonly probability: Float64Array;
  readonly isDrawn: Uint8Array;
}

/** Whole numbers per unit of gradient and hessian, powers of two. */
export interface Units {
  readonly gradientUnit: number;
  readonly hessianUnit: number;
}

export interface PairRange {
  readonly from: number;
  readonly to: number;
  readonly front: number;
  readonly back: number;
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
  searchNumeric,
  addHistogram: (histograms, first, column, { rows, pairs }, from, to) => {
    for (let i = from; i < to; i++) {
      const at = (first + (column[rows[i] as number] as number)) << 1;
      histograms[at] = (histograms[at] as number) + (pairs[2 * i] as number);
      histograms[at + 1] = (histograms[at + 1] as number) + (pairs[2 * i + 1] as number);
    }
  },
  subtractHistogram: (histograms, from, take, count) => {
    for (let i = 0; i < 2 * count; i++) {
      const [whole, part] = [histograms[2 * from + i] as number, histograms[2 * take + i] as number];
      histograms[2 * from + i] = whole - part;
    }
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
  addLeaf: (margin, { rows }, from, to, value) => {
    for (let i = from; i < to; i++) (margin[rows[i] as number] as number) += value;
  },
  addLeaves: (margin, column, isLeft, { rows }, from, to, left, right) => {
    for (let i = from; i < to; i++) {
      const row = rows[i] as number;
      (margin[row] as number) += isLeft[column[row] as number] === 1 ? left : right;
    }
  },
  writePairs: (losses, { gradientUnit, hessianUnit }, { rows, pairs }, { from, to, ...range }, total) => {
    const { labels, weights, probability, isDrawn } = losses;
    let { front, back } = range;
    total.fill(0);
    for (let row = from; row < to; row++) {
      if (isDrawn[row] === 0) {
        rows[back++] = row;
        continue;
      }
      const p = probability[row] as number;
      const weight = weights[row] as number;
      const h = Math.max(1, Math.round(hessianUnit * weight * p * (1 - p)));
      const g = Math.round(gradientUnit * weight * ((labels[row] as number) - p));
      rows[front] = row;
      pairs[2 * front] = h;
      pairs[2 * front + 1] = g;
      front++;
      (total[0] as number) += h;
      (total[1] as number) += g;
    }
  },
};
