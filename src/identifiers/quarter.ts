import { notA, type Branded } from './brand.ts';
import { shapedSql } from './sql.ts';

/**
 * Calendar quarters, written `2024Q1` so that they sort as text; the official messages write `20241`.
 * Dates are ISO texts `2024-03-31`, never objects of the clock.
 */
export type Quarter = Branded<'Quarter'>;

const YEARS = '(19|20|21)[0-9]{2}';
const FIRST_DAYS = ['01-01', '04-01', '07-01', '10-01'] as const;
const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31'] as const;

/** Returns whether the text is a quarter in its stored form, `2024Q1`; years 1900 to 2199. */
export function isQuarter(text: string): text is Quarter {
  return /^(19|20|21)\d\dQ[1-4]$/.test(text);
}

/** Returns the quarter of `2024Q1` or of the official `20241`. Throws a TypeError without the value. */
export function parseQuarter(text: string): Quarter {
  const quarter = /^\d{5}$/.test(text) ? `${text.slice(0, 4)}Q${text.slice(4)}` : text;
  if (!isQuarter(quarter)) throw notA('quarter', 'YYYYQn or YYYYn with n from 1 to 4');
  return quarter;
}

/** Returns the official form, `20241`. */
export const officialQuarter = (quarter: Quarter): string => quarter.replace('Q', '');

/** Returns the quarter in which a date `YYYY-MM-DD` lies. Throws a TypeError without the value if it is no such text. */
export function quarterOf(date: string): Quarter {
  const month = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date) ? Number(date.slice(5, 7)) : NaN;
  return parseQuarter(`${date.slice(0, 4)}Q${Math.ceil(month / 3)}`);
}

/** Returns the quarter `count` quarters later; earlier if `count` is negative. */
export function shiftQuarter(quarter: Quarter, count: number): Quarter {
  const index = indexOf(quarter) + count;
  return parseQuarter(`${Math.floor(index / 4)}Q${(index % 4) + 1}`);
}

/** Returns the next quarter. */
export const nextQuarter = (quarter: Quarter): Quarter => shiftQuarter(quarter, 1);

/** Returns the quarter before. */
export const previousQuarter = (quarter: Quarter): Quarter => shiftQuarter(quarter, -1);

/** Returns how many quarters lie from the first to the second: 0 for the same, negative if the second is earlier. */
export const quartersBetween = (first: Quarter, second: Quarter): number => indexOf(second) - indexOf(first);

/** Returns the quarters from the first to the last, both included, in order; empty if the last is earlier. */
export function quarterRange(first: Quarter, last: Quarter): readonly Quarter[] {
  const length = Math.max(0, quartersBetween(first, last) + 1);
  return Array.from({ length }, (_, count) => shiftQuarter(first, count));
}

/** Returns the first day, `2024-01-01`. */
export const firstDayOf = (quarter: Quarter): string => dayOf(quarter, FIRST_DAYS);

/** Returns the last day, `2024-03-31`. */
export const lastDayOf = (quarter: Quarter): string => dayOf(quarter, LAST_DAYS);

/** Returns the last quarter that ended before a date: of 2024-03-31 it is 2023Q4, of 2024-04-01 it is 2024Q1. */
export const lastQuarterEndedBefore = (date: string): Quarter => previousQuarter(quarterOf(date));

const indexOf = (quarter: Quarter): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5)) - 1;

function dayOf(quarter: Quarter, days: readonly string[]): string {
  return `${quarter.slice(0, 4)}-${days[Number(quarter.slice(5)) - 1] ?? ''}`;
}

/** Returns the boolean expression of {@link isQuarter}; FALSE for NULL. */
export const isQuarterSql = (expr: string): string => shapedSql(expr, `${YEARS}Q[1-4]`, 'TRUE');

/** Returns a VARCHAR expression: the quarter of `2024Q1` or `20241`, or NULL. */
export function quarterSql(expr: string): string {
  return (
    `CASE WHEN regexp_full_match(${expr}, '${YEARS}Q?[1-4]') ` +
    `THEN left(${expr}, 4) || 'Q' || right(${expr}, 1) END`
  );
}

/** Returns a boolean expression: whether a value is a quarter as the official files write it, `20241`; NULL for NULL. */
export const isOfficialQuarterSql = (expr: string): string => `regexp_full_match(${expr}, '${YEARS}[1-4]')`;

/**
 * Returns a VARCHAR expression: the quarter of `20241`, given that every value has that form. One function, so that DuckDB
 * calls it once per entry of a Parquet dictionary.
 */
export const officialQuarterSql = (expr: string): string =>
  `regexp_replace(${expr}, '^(.{4})(.)$', '\\1Q\\2')`;

/** Returns a VARCHAR expression: the quarter of a DATE expression; NULL for NULL. */
export function quarterOfSql(date: string): string {
  return `CAST(year(${date}) AS VARCHAR) || 'Q' || CAST(quarter(${date}) AS VARCHAR)`;
}

/** Returns a DATE expression: the first day of a quarter in its stored form; NULL if it is none. */
export function firstDayOfSql(quarter: string): string {
  const month = `CAST(TRY_CAST(right(${quarter}, 1) AS INTEGER) * 3 - 2 AS VARCHAR)`;
  return `TRY_CAST(left(${quarter}, 4) || '-' || ${month} || '-01' AS DATE)`;
}

/** Returns a DATE expression: the last day of a quarter in its stored form; NULL if it is none. */
export function lastDayOfSql(quarter: string): string {
  return `CAST(${firstDayOfSql(quarter)} + INTERVAL 3 MONTH - INTERVAL 1 DAY AS DATE)`;
}
