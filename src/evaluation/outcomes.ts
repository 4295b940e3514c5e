/** What happened and what was said before: one entry per row in each array. */
export interface Outcomes {
  /** 1 = it happened, 0 = it did not. */
  readonly labels: Uint8Array;
  /** Any order-preserving number for ranking measures; a probability 0..1 for losses and calibration. */
  readonly scores: Float64Array;
  /** How many rows of the population one row stands for, >= 0; see {@link inverseWeights}. @default 1 for every row */
  readonly weights?: Float64Array | undefined;
}

/** Weighted rows by label. */
export interface Totals {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Returns the weight of the positive and of the negative rows.
 * @throws RangeError for arrays of different lengths, a missing score or a negative weight.
 */
export function totalsOf({ labels, scores, weights }: Outcomes): Totals {
  if (labels.length !== scores.length || (weights && weights.length !== labels.length)) {
    throw new RangeError('labels, scores and weights need one entry per row');
  }
  let positives = 0;
  let negatives = 0;
  for (let row = 0; row < labels.length; row++) {
    const weight = weights ? (weights[row] as number) : 1;
    if (!(weight >= 0)) throw new RangeError('a weight is missing or negative');
    if (Number.isNaN(scores[row])) throw new RangeError('a score is missing');
    if (labels[row] === 1) positives += weight;
    else negatives += weight;
  }
  return { positives, negatives };
}

/** Returns the outcomes of some rows, in the given order. */
export function outcomesOf(outcomes: Outcomes, rows: Uint32Array): Outcomes {
  const { labels, scores, weights } = outcomes;
  return {
    labels: Uint8Array.from(rows, (row) => labels[row] as number),
    scores: Float64Array.from(rows, (row) => scores[row] as number),
    ...(weights && { weights: Float64Array.from(rows, (row) => weights[row] as number) }),
  };
}
