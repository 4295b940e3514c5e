import type { Interval } from './capacity.ts';
import { totalsOf } from './outcomes.ts';
import { drawBelow, randomSource } from './random.ts';
import { areaUnderRocOf, scoreOrder, type RankingMeasure } from './ranking.ts';

export interface ComparisonInput {
  readonly labels: Uint8Array;
  /** Scores of both models for the same rows, out of sample for both. */
  readonly champion: Float64Array;
  readonly challenger: Float64Array;
  readonly weights?: Float64Array | undefined;
  /** Rows of one cluster are drawn together: rows of one employer are not independent. @default each row alone */
  readonly clusters?: readonly string[];
  /** @default area under the ROC curve */
  readonly measure?: RankingMeasure;
  /** @default 1000 */
  readonly replicates?: number;
  /** Probability that the interval is meant to hold. @default .95 */
  readonly level?: number;
  readonly seed: number | string;
}

/** Challenger minus champion, with a percentile interval. */
export interface Comparison extends Interval {
  readonly champion: number;
  readonly challenger: number;
  readonly difference: number;
  /** Share of the replicates in which the challenger was better; a tie counts half. */
  readonly betterShare: number;
  /** Replicates in which both classes were drawn; the interval rests on these. */
  readonly replicates: number;
}

/**
 * Returns how much better a challenger ranks than a champion, by a paired bootstrap: both are measured on the same draws of
 * rows (or clusters) with replacement. The same seed and rows give the same numbers.
 * Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13.
 * @throws RangeError where one class is absent, or the arrays differ in length.
 */
export function compareModels(input: ComparisonInput): Comparison {
  const { labels, weights, measure = areaUnderRocOf, level = 0.95 } = input;
  for (const scores of [input.champion, input.challenger]) {
    const { positives, negatives } = totalsOf({ labels, scores, weights });
    if (positives === 0 || negatives === 0) throw new RangeError('a comparison needs both classes');
  }
  const orders = [scoreOrder(input.champion), scoreOrder(input.challenger)] as const;
  const [champion, challenger] = orders.map((order) => measure(order, labels, weights)) as [number, number];
  const draw = drawnWeights(input);
  const differences: number[] = [];
  for (let i = 0; i < (input.replicates ?? 1000); i++) {
    const drawn = draw();
    const difference = measure(orders[1], labels, drawn) - measure(orders[0], labels, drawn);
    if (!Number.isNaN(difference)) differences.push(difference);
  }
  const sorted = Float64Array.from(differences).sort();
  const better = differences.reduce((sum, gap) => sum + (gap > 0 ? 1 : gap === 0 ? 0.5 : 0), 0);
  return {
    champion,
    challenger,
    difference: challenger - champion,
    low: quantileOf(sorted, (1 - level) / 2),
    high: quantileOf(sorted, (1 + level) / 2),
    betterShare: better / differences.length,
    replicates: differences.length,
  };
}

/** Returns a function that gives the weights of the next draw; the array is the same each time. */
function drawnWeights({ labels, weights, clusters, seed }: ComparisonInput): () => Float64Array {
  const names = clusters && [...new Set(clusters)].sort();
  const indexOf = new Map(names?.map((name, index) => [name, index]));
  const clusterOf = Uint32Array.from(labels, (_, row) =>
    clusters ? (indexOf.get(clusters[row] as string) as number) : row,
  );
  const counts = new Uint32Array(names?.length ?? labels.length);
  const drawn = new Float64Array(labels.length);
  const random = randomSource(seed);
  return () => {
    counts.fill(0);
    for (let i = 0; i < counts.length; i++) {
      const cluster = drawBelow(random, counts.length);
      counts[cluster] = (counts[cluster] as number) + 1;
    }
    for (let row = 0; row < drawn.length; row++) {
      drawn[row] = (counts[clusterOf[row] as number] as number) * (weights ? (weights[row] as number) : 1);
    }
    return drawn;
  };
}

/** Returns the quantile of sorted numbers, linear between them; NaN without numbers. */
export function quantileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low === high ? low : low + (high - low) * (place - below);
}

export interface Decision {
  readonly winner: 'champion' | 'challenger';
  /** One sentence for the report of the retraining. */
  readonly reason: string;
}

/**
 * Returns which model is used from now on: the challenger only if the whole interval says that it ranks better and no
 * limit of fairness is broken. Doubt keeps the champion.
 * @param breaches sentences of the fairness stage about the challenger.
 */
export function decideChampion(comparison: Comparison, breaches: readonly string[] = []): Decision {
  const { difference, low, high } = comparison;
  const text = (value: number) => value.toFixed(4);
  const measured = `the challenger differs by ${text(difference)} (95 % interval ${text(low)} to ${text(high)})`;
  if (!(low > 0)) {
    return { winner: 'champion', reason: `${measured}: not surely better` };
  }
  return breaches.length > 0
    ? { winner: 'champion', reason: `${measured}, but it breaks a limit: ${breaches.join('; ')}` }
    : { winner: 'challenger', reason: `${measured}: surely better, and it keeps every limit` };
}
