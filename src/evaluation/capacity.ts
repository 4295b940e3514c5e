import { totalsOf, type Outcomes } from './outcomes.ts';
import { scoreOrder } from './ranking.ts';

/** A share with the range in which it may lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * Returns the Wilson score interval of a share, within 0..1. Without trials nothing is known: 0 to 1.
 * @param hits number of hits, 0..`trials`; may be fractional where weights or ties make it so.
 * @param z normal quantile. @default 95 %
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 * @throws RangeError for negative numbers or more hits than trials.
 */
export function wilsonInterval(hits: number, trials: number, z = Z_95): Interval {
  if (!(hits >= 0 && hits <= trials)) throw new RangeError('hits must lie between 0 and the trials');
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const square = (z * z) / trials;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share) + square / 4) / trials);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export interface PrecisionAtCapacity extends Interval {
  /** Rows visited: the capacity, or all rows where there are fewer. */
  readonly visited: number;
  /** Of them positive. Rows tied at the last place count by their share of the places that are left. */
  readonly hits: number;
  /** `hits / visited`; NaN where nothing can be visited. `low` and `high` are its Wilson 95 % interval. */
  readonly precision: number;
  /** Precision over the share of positives among all rows; 1 = no better than chance. NaN without positives. */
  readonly lift: number;
  /** Share of all positive rows that the visits find. */
  readonly recall: number;
}

/**
 * Returns what visiting the `capacity` highest scores finds. The result does not depend on the order of tied rows.
 * Rows are counted, weights are not used: a visit costs a visit. For inspected rows only, see {@link weightedPrecision}.
 * @throws RangeError for a capacity that is no whole number from 0.
 */
export function precisionAtCapacity(outcomes: Outcomes, capacity: number): PrecisionAtCapacity {
  if (!Number.isInteger(capacity) || capacity < 0)
    throw new RangeError('a capacity is a whole number from 0');
  const { labels, scores } = outcomes;
  const { positives } = totalsOf({ labels, scores });
  const order = scoreOrder(scores);
  const visited = Math.min(capacity, labels.length);
  let hits = 0;
  let start = 0;
  for (const end of order.ends) {
    if (start >= visited) break;
    let found = 0;
    for (let i = start; i < end; i++) found += labels[order.rows[i] as number] as number;
    hits += (found * Math.min(end - start, visited - start)) / (end - start);
    start = end;
  }
  const precision = hits / visited;
  return {
    visited,
    hits,
    precision,
    ...wilsonInterval(hits, visited),
    lift: precision / (positives / labels.length),
    recall: hits / positives,
  };
}
