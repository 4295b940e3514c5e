/**
 * Calibration: a monotone function that turns a score into the share of positives among rows of that score. It is fitted on scores
 * of rows that the model has not seen (out-of-fold or held-out), never on those it was fitted on: there the scores are too sure.
 */
import { ModelMismatchError } from '../errors.ts';

/** Steps of the pool-adjacent-violators fit, linear between them. */
export interface IsotonicCalibration {
  readonly method: 'isotonic';
  /** Scores at the knots, ascending. */
  readonly scores: readonly number[];
  /** Probability at each knot, never descending. */
  readonly probabilities: readonly number[];
}

/** p = 1 / (1 + exp(−(slope · score + intercept))). */
export interface PlattCalibration {
  readonly method: 'platt';
  /** Never negative: calibration keeps the order. */
  readonly slope: number;
  readonly intercept: number;
}

/** Plain data: its JSON text is its file format. */
export type Calibration = IsotonicCalibration | PlattCalibration;

/**
 * Returns the isotonic calibration of held-out scores. Rows of one score are one; scores outside the fitted range get the
 * probability of the nearest end. It needs some hundred positives; with fewer, prefer {@link fitPlatt}. It ties scores
 * inside a step, so rank by the score itself.
 * Source: M. Ayer et al., Annals of Mathematical Statistics 26 (1955).
 * @throws RangeError without rows, or for a missing score.
 */
export function fitIsotonic(
  scores: Float64Array,
  labels: Uint8Array,
  weights?: Float64Array,
): IsotonicCalibration {
  assertScores(scores);
  const rows = Uint32Array.from(scores, (_, row) => row);
  rows.sort((a, b) => (scores[a] as number) - (scores[b] as number) || a - b);
  const blocks: { low: number; high: number; weight: number; hits: number }[] = [];
  for (const row of rows) {
    const weight = weights ? (weights[row] as number) : 1;
    if (weight === 0) continue;
    const score = scores[row] as number;
    const last = blocks.at(-1);
    if (last?.high === score && last.low === score) {
      last.weight += weight;
      last.hits += weight * (labels[row] as number);
    } else {
      blocks.push({ low: score, high: score, weight, hits: weight * (labels[row] as number) });
    }
  }
  const pooled: typeof blocks = [];
  for (const block of blocks) {
    let joined = block;
    for (
      let last = pooled.at(-1);
      last && last.hits * joined.weight >= joined.hits * last.weight;
      last = pooled.at(-1)
    ) {
      pooled.pop();
      joined = {
        low: last.low,
        high: joined.high,
        weight: last.weight + joined.weight,
        hits: last.hits + joined.hits,
      };
    }
    pooled.push(joined);
  }
  const knots = pooled.flatMap(({ low, high, weight, hits }) =>
    (low === high ? [low] : [low, high]).map((score) => [score, hits / weight] as const),
  );
  return {
    method: 'isotonic',
    scores: knots.map(([score]) => score),
    probabilities: knots.map(([, probability]) => probability),
  };
}

/**
 * Returns the logistic calibration of held-out scores, with J. Platt's softened targets so that a few rows cannot make it sure.
 * Give it margins (log-odds) rather than probabilities. Where higher scores are not riskier the slope is 0.
 * Source: J. Platt (1999); Newton's method after H.-T. Lin, C.-J. Lin, R. C. Weng, Machine Learning 68 (2007).
 * @throws RangeError without rows, for a missing score, or where 100 steps do not converge.
 */
export function fitPlatt(scores: Float64Array, labels: Uint8Array, weights?: Float64Array): PlattCalibration {
  assertScores(scores);
  let [positives, negatives, mean] = [0, 0, 0];
  for (const [row, label] of labels.entries()) {
    const weight = weights ? (weights[row] as number) : 1;
    if (label === 1) positives += weight;
    else negatives += weight;
    mean += weight * (scores[row] as number);
  }
  mean /= positives + negatives;
  const targets = [1 / (negatives + 2), (positives + 1) / (positives + 2)] as const;
  const center = mean;
  let point = { slope: 0, intercept: Math.log((positives + 1) / (negatives + 1)) };
  const step = (at: typeof point) => newtonStep(scores, labels, weights, targets, center, at);
  let current = step(point);
  for (let round = 0; round < 100; round++) {
    let length = 1;
    let next = point;
    let tried = current;
    for (; length > 1e-10; length /= 2) {
      next = {
        slope: point.slope - length * current.slope,
        intercept: point.intercept - length * current.intercept,
      };
      tried = step(next);
      if (tried.loss <= current.loss) break;
    }
    const promised = current.decrement / 2;
    const isDone = current.loss - tried.loss <= 1e-13 * Math.abs(current.loss);
    if (tried.loss <= current.loss) {
      point = next;
      current = tried;
    } else if (promised > 1e-9 * Math.abs(current.loss)) {
      current = step(point);
      continue;
    }
    if (isDone) return uncentred(point, center, targets, positives, negatives);
  }
  throw new RangeError('the logistic calibration does not converge');
}

function uncentred(
  { slope, intercept }: { slope: number; intercept: number },
  center: number,
  targets: readonly [number, number],
  positives: number,
  negatives: number,
): PlattCalibration {
  if (slope >= 0) return { method: 'platt', slope, intercept: intercept - slope * center };
  const share = (positives * targets[1] + negatives * targets[0]) / (positives + negatives);
  return { method: 'platt', slope: 0, intercept: Math.log(share / (1 - share)) };
}

/** Loss at a point, the step that Newton's method takes from it (to be subtracted), and twice the loss that it promises to save. */
function newtonStep(
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  targets: readonly [number, number],
  center: number,
  at: { slope: number; intercept: number },
): { loss: number; slope: number; intercept: number; decrement: number } {
  let [loss, g1, g2, h11, h12, h22] = [0, 0, 0, 1e-12, 0, 1e-12];
  for (let row = 0; row < scores.length; row++) {
    const weight = weights ? (weights[row] as number) : 1;
    const x = (scores[row] as number) - center;
    const margin = at.slope * x + at.intercept;
    const target = targets[labels[row] as 0 | 1];
    const p = sigmoid(margin);
    loss += weight * (Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))) - target * margin);
    const error = weight * (p - target);
    const bend = weight * p * (1 - p);
    g1 += error * x;
    g2 += error;
    h11 += bend * x * x;
    h12 += bend * x;
    h22 += bend;
  }
  const determinant = h11 * h22 - h12 * h12;
  const slope = (h22 * g1 - h12 * g2) / determinant;
  const intercept = (h11 * g2 - h12 * g1) / determinant;
  return { loss, slope, intercept, decrement: slope * g1 + intercept * g2 };
}

function assertScores(scores: Float64Array): void {
  if (scores.length === 0) throw new RangeError('a calibration needs rows');
  if (scores.some((score) => Number.isNaN(score))) throw new RangeError('a score is missing');
}

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** Returns the calibrated probability of each score; NaN stays NaN. */
export function calibrated(calibration: Calibration, scores: Float64Array): Float64Array {
  return calibration.method === 'platt'
    ? scores.map((score) => sigmoid(calibration.slope * score + calibration.intercept))
    : scores.map((score) => between(calibration, score));
}

function between({ scores, probabilities }: IsotonicCalibration, score: number): number {
  if (Number.isNaN(score)) return NaN;
  let low = 0;
  let high = scores.length - 1;
  if (score <= (scores[low] as number)) return probabilities[low] as number;
  if (score >= (scores[high] as number)) return probabilities[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((scores[middle] as number) <= score) low = middle;
    else high = middle;
  }
  const [x0, x1] = [scores[low] as number, scores[high] as number];
  const [p0, p1] = [probabilities[low] as number, probabilities[high] as number];
  return p0 + ((p1 - p0) * (score - x0)) / (x1 - x0);
}

/**
 * Returns a calibration that was read as JSON, checked.
 * @throws ModelMismatchError for anything but one of the two forms with numbers in order.
 */
export function parseCalibration(value: unknown): Calibration {
  const found = value as Partial<IsotonicCalibration & { slope: number; intercept: number }> | null;
  const method = (value as { method?: unknown } | null)?.method;
  if (method === 'platt' && Number.isFinite(found?.intercept) && Number(found?.slope) >= 0) {
    return value as PlattCalibration;
  }
  if (method === 'isotonic') {
    const { scores, probabilities } = found as Partial<IsotonicCalibration>;
    const isAscending = (list: readonly number[] | undefined, strictly: boolean): boolean =>
      Array.isArray(list) &&
      list.every((x, i) => {
        const last = (list as readonly number[])[i - 1] ?? -Infinity;
        return Number.isFinite(x) && (strictly ? x > last : x >= last);
      });
    if (
      isAscending(scores, true) &&
      isAscending(probabilities, false) &&
      scores?.length === probabilities?.length &&
      scores?.length !== 0
    )
      return value as IsotonicCalibration;
  }
  throw new ModelMismatchError({
    place: 'calibration of a model',
    fact: 'it is neither an isotonic nor a Platt calibration with ascending numbers',
    expectation: 'the calibration that was written with the model',
    effect: 'nothing was scored',
    next: 'restore the file, or fit the model again',
  });
}
