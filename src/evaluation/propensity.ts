/**
 * Measures that undo the choice of who was inspected. Labels exist only where somebody looked; a row that was inspected
 * with probability p stands for 1/p rows of the population (D. G. Horvitz, D. J. Thompson, JASA 47, 1952; the ratio form
 * is J. Hájek's, 1971). A propensity near 0 gives one row the weight of thousands, so weights are capped and the number of
 * capped rows is said. What nobody could ever visit (p = 0) no weight can bring back: the random arm exists for that.
 */
import { wilsonInterval, type Interval } from './capacity.ts';
import type { Outcomes } from './outcomes.ts';
import { scoreOrder } from './ranking.ts';

/**
 * Returns 1/p for each row, and how many were cut at `cap`.
 * @param propensities probability of each row to be inspected, > 0..1.
 * @throws RangeError for a propensity outside that range.
 */
export function inverseWeights(
  propensities: Float64Array,
  cap = 100,
): { weights: Float64Array; capped: number } {
  let capped = 0;
  const weights = propensities.map((propensity) => {
    if (!(propensity > 0 && propensity <= 1)) throw new RangeError('a propensity must be above 0, at most 1');
    if (1 / propensity > cap) capped += 1;
    return Math.min(cap, 1 / propensity);
  });
  return { weights, capped };
}

/** A share of the population that is estimated from a sample of unequal chances. */
export interface EstimatedShare extends Interval {
  readonly share: number;
  /** Rows in the sample. */
  readonly rows: number;
  /** Rows of an equal-chance sample that would say as much: (Σw)² / Σw² (L. Kish, 1965). */
  readonly effectiveRows: number;
}

/** Returns the Hájek estimate Σwy / Σw of the share of positives, with a Wilson 95 % interval on the effective rows. */
export function estimatedShare(labels: Uint8Array, weights: Float64Array): EstimatedShare {
  let [sum, squares, hits] = [0, 0, 0];
  for (const [row, weight] of weights.entries()) {
    sum += weight;
    squares += weight * weight;
    hits += weight * (labels[row] as number);
  }
  const share = hits / sum;
  const effectiveRows = squares > 0 ? (sum * sum) / squares : 0;
  const interval = wilsonInterval(effectiveRows > 0 ? share * effectiveRows : 0, effectiveRows);
  return { share, rows: labels.length, effectiveRows, ...interval };
}

/** Returns the Horvitz–Thompson estimate Σ y/p of a total over the population, for example regularised cents. */
export function estimatedTotal(values: Float64Array, propensities: Float64Array): number {
  return values.reduce((sum, value, row) => sum + value / (propensities[row] as number), 0);
}

/**
 * Returns the share of positives among the rows that a list of a given share of the population would hold, estimated from the
 * inspected rows and their weights. Tied rows at the end count by the share of them that fits.
 * @param populationShare length of the list over the size of the population, > 0..1.
 */
export function weightedPrecision(
  outcomes: Outcomes & { readonly weights: Float64Array },
  populationShare: number,
): EstimatedShare {
  const { labels, scores, weights } = outcomes;
  const order = scoreOrder(scores);
  let room = populationShare * weights.reduce((sum, weight) => sum + weight, 0);
  const rows: number[] = [];
  const used: number[] = [];
  let start = 0;
  for (const end of order.ends) {
    if (room <= 0) break;
    const tied = order.rows.subarray(start, end);
    const size = tied.reduce((sum, row) => sum + (weights[row] as number), 0);
    const part = Math.min(1, room / size);
    for (const row of tied) {
      rows.push(row);
      used.push(part * (weights[row] as number));
    }
    room -= size;
    start = end;
  }
  const found = Uint8Array.from(rows, (row) => labels[row] as number);
  return estimatedShare(found, Float64Array.from(used));
}

/** What the random arm found beside the chosen rows of the same lists. */
export interface ArmComparison {
  readonly chosen: EstimatedShare;
  readonly random: EstimatedShare;
  /** Share of hits of the chosen rows over that of the random arm; NaN while the random arm has no hit. */
  readonly lift: number;
}

/**
 * Returns the hit rate of the chosen rows and of the random arm, and the lift between them: the one comparison that no
 * habit of the inspection can colour.
 * @param isRandom 1 for rows of the random arm.
 * @param propensities chance of each random row to be drawn; not read for chosen rows.
 */
export function compareArms(
  labels: Uint8Array,
  isRandom: Uint8Array,
  propensities: Float64Array,
): ArmComparison {
  const armOf = (arm: number): EstimatedShare => {
    const rows = [...labels.keys()].filter((row) => isRandom[row] === arm);
    const weights = rows.map((row) => (arm === 1 ? 1 / (propensities[row] as number) : 1));
    return estimatedShare(
      Uint8Array.from(rows, (row) => labels[row] as number),
      Float64Array.from(weights),
    );
  };
  const [chosen, random] = [armOf(0), armOf(1)];
  return { chosen, random, lift: random.share > 0 ? chosen.share / random.share : NaN };
}
