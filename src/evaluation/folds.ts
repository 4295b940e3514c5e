import { hashOf } from './random.ts';

/** Rows to fit on and rows to judge on; no row is in both. */
export interface Split {
  /** Fold number, or the as-of date of the judged rows. */
  readonly name: string;
  readonly fit: Uint32Array;
  readonly judge: Uint32Array;
}

export interface FoldOptions {
  readonly folds: number;
  readonly seed: number | string;
  /** Rows of one group stay in one fold: an employer, a cluster. */
  readonly groups: readonly string[];
  readonly labels: Uint8Array;
}

interface Group {
  readonly id: string;
  readonly hash: string;
  rows: number;
  positives: number;
}

/**
 * Returns the fold 0..folds-1 of each row. Groups are never split; positives, then rows, are spread evenly: the
 * groups with most positives are dealt first, each to the fold that has fewest. Groups that weigh the same are dealt in
 * the order of a hash of id and seed, so neither the order of the rows nor their neighbours decide.
 * @throws RangeError for less than 2 folds, or fewer groups than folds.
 */
export function foldsByGroup({ folds, seed, groups, labels }: FoldOptions): Int32Array {
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError('folds must be a whole number from 2');
  const byId = new Map<string, Group>();
  for (const [row, id] of groups.entries()) {
    const group = byId.get(id) ?? { id, hash: '', rows: 0, positives: 0 };
    group.rows += 1;
    group.positives += labels[row] as number;
    byId.set(id, group);
  }
  if (byId.size < folds) throw new RangeError('there are fewer groups than folds');
  const dealt = [...byId.values()].map((group) => ({ ...group, hash: hashOf(group.id, seed) }));
  dealt.sort((a, b) => b.positives - a.positives || b.rows - a.rows || (a.hash < b.hash ? -1 : 1));
  const totals = Array.from({ length: folds }, () => ({ rows: 0, positives: 0 }));
  const foldOf = new Map<string, number>();
  for (const group of dealt) {
    const fold = lightest(totals, group.positives > 0);
    const total = totals[fold] as (typeof totals)[number];
    total.rows += group.rows;
    total.positives += group.positives;
    foldOf.set(group.id, fold);
  }
  return Int32Array.from(groups, (id) => foldOf.get(id) as number);
}

function lightest(totals: readonly { rows: number; positives: number }[], byPositives: boolean): number {
  let best = 0;
  for (const [fold, total] of totals.entries()) {
    const other = totals[best] as (typeof totals)[number];
    const gap = byPositives ? total.positives - other.positives : 0;
    if (gap < 0 || (gap === 0 && total.rows < other.rows)) best = fold;
  }
  return best;
}

/**
 * Returns the fold of each row where a column says it, and the names of the folds in order: numbers by size, then texts.
 * @throws RangeError for less than two distinct values.
 */
export function foldsByColumn(values: readonly string[]): { folds: Int32Array; names: string[] } {
  const names = [...new Set(values)].sort(byNumberThenText);
  if (names.length < 2) throw new RangeError('a fold column needs two folds');
  const indexOf = new Map(names.map((name, fold) => [name, fold]));
  return { folds: Int32Array.from(values, (value) => indexOf.get(value) as number), names };
}

function byNumberThenText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Returns one split per fold: its rows are judged, all others are fitted on. */
export function splitsOfFolds(folds: Int32Array, names?: readonly string[]): Split[] {
  let count = 0;
  for (const fold of folds) count = Math.max(count, fold + 1);
  return Array.from({ length: count }, (_, fold) => ({
    name: names?.[fold] ?? String(fold),
    fit: rowsWhere(folds.length, (row) => folds[row] !== fold),
    judge: rowsWhere(folds.length, (row) => folds[row] === fold),
  }));
}

export interface TimeOptions {
  /** ISO date at which the features of each row were looked at. */
  readonly asOf: readonly string[];
  /** ISO date on which the outcome of each row was over and known. */
  readonly knownAt: readonly string[];
  /** Dates to judge on, each with a fit of its own. @default every date for which something is known before */
  readonly judgeOn?: readonly string[];
  /** Fold of each row by group: a group that is judged is then not fitted on, and each date gives one split per fold. */
  readonly folds?: Int32Array;
}

/**
 * Returns splits out of time: rows of one as-of date are judged, rows whose outcome was known on that day are fitted on.
 * A row from before whose outcome came later is in neither. Ordered by date, then fold; a split without rows on either
 * side is left out.
 */
export function splitsByTime({ asOf, knownAt, judgeOn, folds }: TimeOptions): Split[] {
  const dates = [...new Set(judgeOn ?? asOf)].sort();
  const parts = folds ? [...new Set(folds)].sort((a, b) => a - b) : [undefined];
  return dates.flatMap((date) =>
    parts.flatMap((part) => {
      const isJudged = (row: number) => part === undefined || folds?.[row] === part;
      const isFitted = (row: number) => part === undefined || folds?.[row] !== part;
      const judge = rowsWhere(asOf.length, (row) => asOf[row] === date && isJudged(row));
      const fit = rowsWhere(
        asOf.length,
        (row) => (asOf[row] as string) < date && (knownAt[row] as string) <= date && isFitted(row),
      );
      if (fit.length === 0 || judge.length === 0) return [];
      return [{ name: part === undefined ? date : `${date}/${part}`, fit, judge }];
    }),
  );
}

/**
 * Returns a split without the judged rows that the service knew already on their as-of date, and how many these are. They are
 * easy to find and worth nothing: with them average precision says what the service knows, not what it learns.
 * @param knownSince ISO date since when the case is known; null where it is not.
 */
export function withoutKnownCases(
  split: Split,
  asOf: readonly string[],
  knownSince: readonly (string | null)[],
): { split: Split; leftOut: number } {
  const judge = split.judge.filter((row) => {
    const since = knownSince[row] ?? null;
    return since === null || since > (asOf[row] as string);
  });
  return { split: { ...split, judge }, leftOut: split.judge.length - judge.length };
}

function rowsWhere(count: number, isWanted: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let size = 0;
  for (let row = 0; row < count; row++) if (isWanted(row)) rows[size++] = row;
  return rows.slice(0, size);
}
