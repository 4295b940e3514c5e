import { UsageError } from '../errors.ts';
import type { ColumnProfile } from './learn-profile.ts';

/** Which columns the user named for which use. */
export interface NamedColumns {
  readonly label: string;
  readonly id?: string;
  readonly group?: string;
  readonly foldColumn?: string;
  /** Never features. */
  readonly drop: readonly string[];
  /** Features although they look like ids, or are dates. */
  readonly keep: readonly string[];
}

/** A column that is no feature, and why, for the user. */
export interface LeftOut {
  readonly column: string;
  readonly reason: string;
}

export interface Roles {
  readonly features: readonly ColumnProfile[];
  /** Left out by us, not by the user. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Returns the columns to learn from: all but those with another role, those dropped, and, unless kept, ids, dates and columns
 * without values.
 * @throws UsageError for a named column that is absent or named for two uses, or if no feature is left.
 */
export function chooseFeatures(profiles: readonly ColumnProfile[], named: NamedColumns, rows: number): Roles {
  const uses = usesOf(named);
  const present = new Set(profiles.map(({ name }) => name));
  for (const [option, column] of uses) {
    if (present.has(column)) continue;
    const meant = [...present].find((name) => name.toLowerCase() === column.toLowerCase());
    const hint = meant === undefined ? '' : `, but ${JSON.stringify(meant)}`;
    throw wrongColumn(option, `the table has no column ${JSON.stringify(column)}${hint}`);
  }
  const taken = uses.filter(([option]) => option !== '--keep').map(([, column]) => column);
  const both = named.keep.find((column) => taken.includes(column));
  if (both !== undefined) throw wrongColumn('--keep', `${JSON.stringify(both)} has another use already`);
  if ([named.id, named.group, named.foldColumn, ...named.drop].includes(named.label)) {
    throw wrongColumn('--label', `${JSON.stringify(named.label)} has another use already`);
  }
  const features: ColumnProfile[] = [];
  const leftOut: LeftOut[] = [];
  for (const profile of profiles) {
    if (taken.includes(profile.name)) continue;
    const reason = reasonToLeaveOut(profile, rows, named.keep.includes(profile.name));
    if (reason === undefined) features.push(profile);
    else leftOut.push({ column: profile.name, reason });
  }
  if (features.length === 0) throw wrongColumn('--table', nothingLeft(leftOut));
  return { features, leftOut };
}

function nothingLeft(leftOut: readonly LeftOut[]): string {
  const named = leftOut.slice(0, 3).map(({ column, reason }) => `${column}: ${reason}`);
  return ['no column is left to learn from', ...named].join('; ');
}

function usesOf({ label, id, group, foldColumn, drop, keep }: NamedColumns): [string, string][] {
  return [
    ['--label', label],
    ...(id === undefined ? [] : [['--id', id] as [string, string]]),
    ...(group === undefined ? [] : [['--group', group] as [string, string]]),
    ...(foldColumn === undefined ? [] : [['--fold-column', foldColumn] as [string, string]]),
    ...drop.map((column): [string, string] => ['--drop', column]),
    ...keep.map((column): [string, string] => ['--keep', column]),
  ];
}

/** Names that always mean an id: `id`, `user_id`, `userId`, official numbers, row numbers that tools add. */
const ID_NAME =
  /^(id|uuid|guid|key|row|rowid|row_?id|index|idx|column0|unnamed: 0)$|[_\s.-](id|ids|key|uuid|guid)$|[a-z](Id|ID)$|(^|[_\s.-])(niss|inss|insz|cbe|kbo|bce|vat|tva|btw|iban|ssn)([_\s.-]|$)/i;
/** Names that mean an id where each row has another value, and a count where not. */
const NUMBER_NAME = /(^|[_\s.-])(nr|nbr|no|num|number|code|reference|ref)$|^name$|[_\s.-]name$/i;
/** So few values are a code, whatever the name says. */
const CODE_VALUES = 50;
/** Below so few rows every column of text is nearly unique. */
const FEW_ROWS = 20;

function reasonToLeaveOut(profile: ColumnProfile, rows: number, isKept: boolean): string | undefined {
  const { kind, known, distinct, name, isWhole, isCounting } = profile;
  if (known === 0) return 'it has no value';
  if (kind === 'other') return 'its type is neither number, text, date nor boolean';
  if (isKept) return undefined;
  if (kind === 'date') return 'it is a date; --keep makes it a number of days';
  const isUnique = distinct === rows && known === rows;
  const canBeId = kind === 'category' || isWhole;
  const idReason = 'it looks like an id; --keep makes it a feature';
  if (canBeId && ID_NAME.test(name) && (isUnique || distinct > CODE_VALUES)) return idReason;
  if (canBeId && NUMBER_NAME.test(name) && isUnique) return idReason;
  if (rows < FEW_ROWS) return undefined;
  if (kind === 'category' && distinct > 0.9 * known && distinct > FEW_ROWS) {
    return 'it is text with another value in nearly each row; --keep makes it a feature';
  }
  return isUnique && isCounting ? 'it counts the rows; --keep makes it a feature' : undefined;
}

/** A value of the label and how many rows have it. */
export interface LabelValue {
  readonly text: string;
  readonly rows: number;
}

/** Words for what one wants to find, in lower case. */
const POSITIVE_WORDS = [
  'true yes y t oui ja o positive pos 1 bad fraud fraudulent hit default bankrupt bankruptcy churn churned',
]
  .join(' ')
  .split(' ');

/**
 * Returns which of the two values of a label is the positive one: the wanted one if given; of numbers the larger; of texts the
 * one that says so (yes, true, fraud, default, …), else the rarer one, the later in the alphabet among equals.
 * @throws UsageError unless there are exactly two values, no row lacks one, and the wanted one is among them.
 */
export function choosePositive(
  label: string,
  values: readonly LabelValue[],
  missing: number,
  isNumber: boolean,
  wanted?: string,
): string {
  const place = `--label ${label}`;
  if (missing > 0) throw wrongColumn(place, `${missing} rows have no label`, 'a label in every row');
  if (values.length !== 2) {
    const count =
      values.length > 2 ? 'more than two values' : values.length === 1 ? 'one value only' : 'none';
    throw wrongColumn(place, `it has ${count}`, 'two values: 0 and 1, false and true, or two texts');
  }
  const [a, b] = values as readonly [LabelValue, LabelValue];
  if (wanted !== undefined) {
    const found = values.find(({ text }) => text === wanted || (isNumber && Number(text) === Number(wanted)));
    if (!found) throw wrongColumn('--positive', 'the label has no such value');
    return found.text;
  }
  if (isNumber) return Number(a.text) > Number(b.text) ? a.text : b.text;
  const named = values.filter(({ text }) => POSITIVE_WORDS.includes(text.toLowerCase()));
  if (named.length === 1) return (named[0] as LabelValue).text;
  if (a.rows !== b.rows) return a.rows < b.rows ? a.text : b.text;
  return a.text > b.text ? a.text : b.text;
}

/** Returns the error of an option that names a column which will not do. */
export function wrongColumn(
  place: string,
  fact: string,
  expectation = 'columns of the table, each with one use',
): UsageError {
  return new UsageError({
    place,
    fact,
    expectation,
    effect: 'nothing was fitted or written',
    next: 'correct the command line or the table',
  });
}
