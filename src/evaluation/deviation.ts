import { quantileOf } from './compare.ts';

export interface DeviationOptions {
  /**
   * Peer group of each row, from the narrowest kind to the widest: activity × size × region, activity × size, activity. All
   * rows are the last parent. A narrow group must lie inside one wider group.
   */
  readonly levels: readonly (readonly string[])[];
  /** Number of rows that a parent counts for: a group of this size is half itself and half its parent. @default 20 */
  readonly parentRows?: number;
  /** Smallest spread that counts, in the unit of the values, where peers are all alike. @default 0 */
  readonly smallestSpread?: number;
}

/** What is usual among peers. */
interface Usual {
  readonly median: number;
  readonly spread: number;
}

/** MAD of a normal distribution times this is its standard deviation. */
const NORMAL_MAD = 1.482602218505602;

/**
 * Returns how many robust standard deviations each value lies from the median of its peers: (x − median) / (1.4826 · MAD).
 * Median and spread of a small group are mixed with those of its parent in proportion to its rows, so a group of three has no opinion
 * of its own. NaN for a missing value; where no peer differs at all, 0 for the common value and ±Infinity for another.
 * Source: P. J. Rousseeuw, C. Croux, "Alternatives to the median absolute deviation", JASA 88 (1993).
 */
export function peerDeviations(values: Float64Array, options: DeviationOptions): Float64Array {
  const { levels, parentRows = 20, smallestSpread = 0 } = options;
  const all = usualOf(values.filter((value) => !Number.isNaN(value)));
  let parents: readonly Usual[] = Array.from(values, () => all);
  for (const groups of [...levels].reverse()) {
    parents = usualOfLevel(values, groups, parents, parentRows);
  }
  return values.map((value, row) => {
    const { median, spread } = parents[row] as Usual;
    return value === median ? 0 : (value - median) / Math.max(spread, smallestSpread);
  });
}

/** One entry per row; rows of one group share it. */
function usualOfLevel(
  values: Float64Array,
  groups: readonly string[],
  parents: readonly Usual[],
  parentRows: number,
): Usual[] {
  const rowsOf = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) {
    const rows = rowsOf.get(group);
    if (rows) rows.push(row);
    else rowsOf.set(group, [row]);
  }
  const result = new Array<Usual>(values.length);
  for (const rows of rowsOf.values()) {
    const known = Float64Array.from(rows, (row) => values[row] as number).filter((v) => !Number.isNaN(v));
    const parent = parents[rows[0] as number] as Usual;
    const own = known.length > 0 ? usualOf(known) : parent;
    const part = known.length / (known.length + parentRows);
    const mixed: Usual = {
      median: part * own.median + (1 - part) * parent.median,
      spread: part * own.spread + (1 - part) * parent.spread,
    };
    for (const row of rows) result[row] = mixed;
  }
  return result;
}

function usualOf(known: Float64Array): Usual {
  const median = quantileOf(known.slice().sort(), 0.5);
  const distances = known.map((value) => Math.abs(value - median)).sort();
  return { median, spread: NORMAL_MAD * quantileOf(distances, 0.5) };
}
