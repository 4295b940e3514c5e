import type { Rate } from './rates.ts';
import { normalBelow } from './special.ts';

export const GRADES = ['good', 'less_good', 'bad'] as const;
export type Grade = (typeof GRADES)[number];

/**
 * Where grades change, as a multiple of the reference rate, and how sure "bad" must be. A decision of the team, since the
 * official thresholds are not public: a tenth above the average provider is still good, half above it is bad.
 */
export const GRADING = { lessGoodFrom: 1.1, badFrom: 1.5, badProbability: 0.95, chance: 0.05 } as const;

/** A shrunk rate with its weight and the rate of the average provider. */
export interface Part {
  readonly rate: Rate;
  readonly reference: number;
  readonly weight: number;
}

/** How a provider compares over several rates: 1 is the average provider, 2 fails twice as often. */
export interface Index {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Mean and deviation of the logarithm: the index is taken as log-normal. */
  readonly logMean: number;
  readonly logDeviation: number;
}

/** Returns the weighted mean of rates over their references, with its 95 % interval; weights sum above 0. */
export function indexOf(parts: readonly Part[]): Index {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  let mean = 0;
  let variance = 0;
  for (const { rate, reference, weight } of parts) {
    mean += ((weight / total) * rate.mean) / reference;
    variance += (weight / total / reference) ** 2 * rate.variance;
  }
  return indexFrom(mean, variance);
}

/** Returns the weighted mean of indices of several domains. */
export function overallIndex(parts: readonly { readonly index: Index; readonly weight: number }[]): Index {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  let mean = 0;
  let variance = 0;
  for (const { index, weight } of parts) {
    mean += (weight / total) * index.mean;
    variance += (weight / total) ** 2 * index.mean ** 2 * Math.expm1(index.logDeviation ** 2);
  }
  return indexFrom(mean, variance);
}

function indexFrom(mean: number, variance: number): Index {
  const logDeviation = Math.sqrt(Math.log1p(variance / (mean * mean)));
  const logMean = Math.log(mean) - logDeviation ** 2 / 2;
  const at = (z: number) => Math.exp(logMean + z * logDeviation);
  return { mean, low: at(-1.959964), high: at(1.959964), logMean, logDeviation };
}

/** Returns the probability that the true index is above a limit. */
export function probabilityAbove(index: Index, limit: number): number {
  if (index.logDeviation === 0) return index.mean > limit ? 1 : 0;
  return 1 - normalBelow((Math.log(limit) - index.logMean) / index.logDeviation);
}

/**
 * Returns the grade and its probability. "Bad" asks twice: the provider is outside the funnel after control for the number of
 * providers (`isOutside`), and its index is above the limit with 95 %. Otherwise the likelier of the two other bands.
 */
export function gradeOf(
  index: Index,
  isOutside: boolean,
): { readonly grade: Grade; readonly probability: number } {
  const bad = probabilityAbove(index, GRADING.badFrom);
  if (isOutside && bad >= GRADING.badProbability) return { grade: 'bad', probability: bad };
  const good = 1 - probabilityAbove(index, GRADING.lessGoodFrom);
  return good >= 0.5 ? { grade: 'good', probability: good } : { grade: 'less_good', probability: 1 - good };
}

/** How an index moved from one cycle to the next. */
export interface Trend {
  /** Quotient of the two: below 1 the provider improved. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Probability that it improved. */
  readonly improved: number;
}

/** Returns the movement of an index between cycles; both over the same references. */
export function trendOf(previous: Index, current: Index): Trend {
  const shift = current.logMean - previous.logMean;
  const deviation = Math.hypot(previous.logDeviation, current.logDeviation);
  const at = (z: number) => Math.exp(shift + z * deviation);
  const improved = deviation === 0 ? (shift < 0 ? 1 : 0) : normalBelow(-shift / deviation);
  return { ratio: Math.exp(shift), low: at(-1.959964), high: at(1.959964), improved };
}
