import { totalsOf, type Outcomes } from './outcomes.ts';

/** Rows from the highest score to the lowest, and where each run of equal scores ends in that order. */
export interface ScoreOrder {
  readonly rows: Uint32Array;
  /** Positions after the last row of each run; the last one is the number of rows. */
  readonly ends: Uint32Array;
}

/** Returns the order of the rows by score; rows of one score stay in the order in which they came. */
export function scoreOrder(scores: Float64Array): ScoreOrder {
  const rows = Uint32Array.from(scores, (_, row) => row);
  rows.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  const ends: number[] = [];
  for (let i = 1; i <= rows.length; i++) {
    if (i === rows.length || scores[rows[i] as number] !== scores[rows[i - 1] as number]) ends.push(i);
  }
  return { rows, ends: Uint32Array.from(ends) };
}

/** Weighted rows at and above one score. */
export interface Threshold {
  readonly hits: number;
  readonly misses: number;
}

/** Calls back once per distinct score, from the highest: equal scores are one step, so their order means nothing. */
export function eachThreshold(
  order: ScoreOrder,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  visit: (hits: number, misses: number) => void,
): void {
  let hits = 0;
  let misses = 0;
  let position = 0;
  for (const end of order.ends) {
    for (; position < end; position++) {
      const row = order.rows[position] as number;
      const weight = weights ? (weights[row] as number) : 1;
      if (labels[row] === 1) hits += weight;
      else misses += weight;
    }
    visit(hits, misses);
  }
}

/** A measure of how well an order ranks, from an order that is already known; used where it is needed many times. */
export type RankingMeasure = (
  order: ScoreOrder,
  labels: Uint8Array,
  weights: Float64Array | undefined,
) => number;

/** {@link areaUnderRoc} of a known order. */
export const areaUnderRocOf: RankingMeasure = (order, labels, weights) => {
  let area = 0;
  let hitsBefore = 0;
  let missesBefore = 0;
  eachThreshold(order, labels, weights, (hits, misses) => {
    area += ((misses - missesBefore) * (hits + hitsBefore)) / 2;
    hitsBefore = hits;
    missesBefore = misses;
  });
  return area / (hitsBefore * missesBefore);
};

/** {@link averagePrecision} of a known order. */
export const averagePrecisionOf: RankingMeasure = (order, labels, weights) => {
  let sum = 0;
  let hitsBefore = 0;
  eachThreshold(order, labels, weights, (hits, misses) => {
    if (hits > hitsBefore) sum += ((hits - hitsBefore) * hits) / (hits + misses);
    hitsBefore = hits;
  });
  return sum / hitsBefore;
};

/**
 * Returns the area under the ROC curve, 0..1: the probability that a positive row scores higher than a negative one, a
 * tie counting half. NaN where one class is absent.
 */
export function areaUnderRoc(outcomes: Outcomes): number {
  totalsOf(outcomes);
  return areaUnderRocOf(scoreOrder(outcomes.scores), outcomes.labels, outcomes.weights);
}

/**
 * Returns the average precision, 0..1: the sum over the distinct scores of the recall gained there times the precision
 * there, without interpolation, as scikit-learn's `average_precision_score`. NaN without positive rows.
 */
export function averagePrecision(outcomes: Outcomes): number {
  totalsOf(outcomes);
  return averagePrecisionOf(scoreOrder(outcomes.scores), outcomes.labels, outcomes.weights);
}

export interface CurvePoint {
  /** Share of the positive rows found. */
  readonly recall: number;
  /** Share of the negative rows found too. */
  readonly falseAlarmShare: number;
  /** Share of positive rows among those found. */
  readonly precision: number;
}

/**
 * Returns the points of the ROC and precision–recall curves from the highest score to the lowest, thinned to about
 * `points` steps of equal length along the curve, first and last kept.
 */
export function curvePoints(outcomes: Outcomes, points = 400): CurvePoint[] {
  const { positives, negatives } = totalsOf(outcomes);
  const curve: CurvePoint[] = [];
  let last = -1;
  eachThreshold(scoreOrder(outcomes.scores), outcomes.labels, outcomes.weights, (hits, misses) => {
    const recall = hits / positives;
    const falseAlarmShare = misses / negatives;
    const step = Math.floor(((recall + falseAlarmShare) * points) / 2);
    if (step === last) return;
    last = step;
    curve.push({ recall, falseAlarmShare, precision: hits / (hits + misses) });
  });
  return curve;
}
