import { totalsOf, type Outcomes } from './outcomes.ts';

/**
 * Returns the mean negative log-likelihood of the labels (natural logarithm). Probabilities are kept a machine epsilon away
 * from 0 and 1, as scikit-learn does. NaN without rows.
 */
export function logLoss(outcomes: Outcomes): number {
  return meanOf(outcomes, (label, score) => {
    const p = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, score));
    return label === 1 ? -Math.log(p) : -Math.log1p(-p);
  });
}

/** Returns the Brier score, 0..1: the mean squared distance of probability and label. NaN without rows. */
export function brierScore(outcomes: Outcomes): number {
  return meanOf(outcomes, (label, score) => (score - label) ** 2);
}

function meanOf(outcomes: Outcomes, loss: (label: number, score: number) => number): number {
  const { positives, negatives } = totalsOf(outcomes);
  const { labels, scores, weights } = outcomes;
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    sum += (weights ? (weights[row] as number) : 1) * loss(labels[row] as number, scores[row] as number);
  }
  return sum / (positives + negatives);
}

/** Rows whose probabilities are alike. */
export interface CalibrationBin {
  /** Rows, weighted. */
  readonly weight: number;
  readonly meanScore: number;
  readonly positiveShare: number;
}

/**
 * Returns up to `bins` groups of rows from the lowest probability to the highest, each of about the same weight; rows of
 * one probability stay together. Groups of equal size say more than groups of equal width where most risks are small.
 */
export function calibrationBins(outcomes: Outcomes, bins = 10): CalibrationBin[] {
  const { positives, negatives } = totalsOf(outcomes);
  const { labels, scores, weights } = outcomes;
  const rows = Uint32Array.from(scores, (_, row) => row);
  rows.sort((a, b) => (scores[a] as number) - (scores[b] as number) || a - b);
  const result: CalibrationBin[] = [];
  let seen = 0;
  let sums = { weight: 0, score: 0, hits: 0 };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const weight = weights ? (weights[row] as number) : 1;
    seen += weight;
    sums.weight += weight;
    sums.score += weight * (scores[row] as number);
    sums.hits += weight * (labels[row] as number);
    const isTied = scores[row] === scores[rows[i + 1] ?? -1];
    const isFull = seen * bins >= (result.length + 1) * (positives + negatives) * (1 - 1e-12);
    if (sums.weight > 0 && !isTied && (isFull || i === rows.length - 1)) {
      const { score, hits } = sums;
      result.push({ weight: sums.weight, meanScore: score / sums.weight, positiveShare: hits / sums.weight });
      sums = { weight: 0, score: 0, hits: 0 };
    }
  }
  return result;
}

/**
 * Returns the expected calibration error, 0..1: the mean over the rows of the distance between mean probability and share of
 * positives of their {@link calibrationBins}. NaN without rows.
 */
export function expectedCalibrationError(outcomes: Outcomes, bins = 10): number {
  const groups = calibrationBins(outcomes, bins);
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  return groups.reduce((sum, b) => sum + b.weight * Math.abs(b.meanScore - b.positiveShare), 0) / total;
}
