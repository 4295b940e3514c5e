import type { Column, Frame } from '../forest/index.ts';

/**
 * Of wider tables only so many columns are learnt from: trees that draw from thousands of columns see few that tell something, and
 * find chance in the others.
 */
export const MOST_FEATURES = 1000;

const NUMBER_GROUPS = 8;
/** Categories with fewer rows share a group: their own share of positives is chance. */
const FEWEST_ROWS = 10;

/** Returns the columns to learn from, in their order, for the rows that are fitted on. */
export type Screen = (rows: Uint32Array) => readonly Column[];

/**
 * Returns the choice of the columns that alone tell most of the labels of some rows; all columns of a table that is not wide.
 * How much one tells is the chi-square of label by group of values (eighths of its numbers, its categories, missing), as the
 * normal deviate that many groups leave as rare as few (Wilson & Hilferty 1931).
 */
export function screenOf({ columns }: Frame, labels: Uint8Array): Screen {
  if (columns.length <= MOST_FEATURES) return () => columns;
  const groups = columns.map(groupsOf);
  return (rows) => {
    const told = groups.map((group) => deviate(group, labels, rows));
    const order = Uint32Array.from(columns.keys()).sort((a, b) => (told[b] ?? 0) - (told[a] ?? 0) || a - b);
    return Array.from(order.subarray(0, MOST_FEATURES).sort(), (i) => columns[i] as Column);
  };
}

interface Groups {
  readonly count: number;
  /** The group of each row. */
  readonly of: Uint32Array;
}

function groupsOf({ values, categories }: Column): Groups {
  const find = categories ? categoryGroup(values, categories.length) : numberGroup(values);
  const missing = categories?.length ?? NUMBER_GROUPS;
  const of = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    of[row] = Number.isNaN(value) ? missing : find(value);
  }
  return { count: missing + 1, of };
}

function numberGroup(values: Float64Array): (value: number) => number {
  const sorted = values.slice().sort();
  const missing = sorted.findIndex(Number.isNaN);
  const known = missing < 0 ? sorted.length : missing;
  const cuts = new Float64Array(NUMBER_GROUPS - 1);
  for (const i of cuts.keys()) cuts[i] = sorted[Math.floor(((i + 1) * known) / NUMBER_GROUPS)] ?? NaN;
  return (value) => {
    let group = 0;
    while (group < cuts.length && value >= (cuts[group] as number)) group++;
    return group;
  };
}

function categoryGroup(codes: Float64Array, size: number): (code: number) => number {
  const counts = new Uint32Array(size);
  for (const code of codes) if (!Number.isNaN(code)) (counts[code] as number) += 1;
  const rare = counts.findIndex((count) => count < FEWEST_ROWS);
  return (code) => ((counts[code] as number) < FEWEST_ROWS ? rare : code);
}

function deviate({ count, of }: Groups, labels: Uint8Array, rows: Uint32Array): number {
  const [all, positive] = [new Float64Array(count), new Float64Array(count)];
  let positives = 0;
  for (const row of rows) {
    const group = of[row] as number;
    (all[group] as number) += 1;
    (positive[group] as number) += labels[row] as number;
    positives += labels[row] as number;
  }
  const rate = positives / rows.length;
  let chiSquare = 0;
  let freedom = -1;
  for (let group = 0; group < count; group++) {
    const size = all[group] as number;
    if (size === 0) continue;
    chiSquare += ((positive[group] as number) - size * rate) ** 2 / (size * rate * (1 - rate));
    freedom++;
  }
  if (freedom < 1) return -Infinity;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(chiSquare / freedom) - 1 + spread) / Math.sqrt(spread);
}
