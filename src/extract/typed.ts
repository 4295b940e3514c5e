import {
  cbeNumberSql,
  establishmentUnitNumberSql,
  isCbeNumberSql,
  isEstablishmentUnitNumberSql,
  isNssoNumberSql,
  nssoNumberSql,
  quarterSql,
} from '../identifiers/index.ts';
import { pseudonymSql } from '../privacy/index.ts';
import { quotedIdentifier, quotedText, type Column, type Table } from '../table/index.ts';

/**
 * How the text of an extract becomes typed columns, and what makes a row unfit: pure functions that return SQL.
 * The raw row is always called `r`; worker number i of a row is the joined register row `w<i>`.
 */

/** One reason to set a row aside. */
export interface Violation {
  readonly column: string;
  readonly rule: string;
  /** Boolean expression over raw and typed columns; TRUE means: reject. Never NULL. */
  readonly sql: string;
}

export interface TypedColumn {
  readonly name: string;
  /** Expression of the declared type over `r` (and `w<i>`). */
  readonly sql: string;
  readonly violations: readonly Violation[];
}

/** SQL expressions of the two padded keys of the pseudonyms. */
export interface Pads {
  readonly inner: string;
  readonly outer: string;
}

/** What a raw column is before typing: text of CSV and XML, or a column of a Parquet file that has its type already. */
export type RawForm = 'text' | 'typed';

export interface TypingContext {
  readonly rawForm: (rawColumn: string) => RawForm;
  readonly pads: Pads;
  /** The day of reception, ISO: dates declared `notInFuture` may not be later than the day after. */
  readonly receivedDate: string;
  readonly dateFormat?: 'dd-mm-yyyy';
}

/** Returns the name of the column of the extract that feeds a column. */
export function rawColumnOf(name: string, column: Column): string {
  return column.read.from ?? name;
}

/** Returns, for every declared column in order, its expression and its violations. */
export function typedColumns(table: Table, context: TypingContext): TypedColumn[] {
  let worker = 0;
  return Object.entries(table.columns).map(([name, column]) => {
    const raw = rawTextSql(name, column, context);
    const sql = column.read.kind === 'niss' ? `w${worker++}.worker_id` : typedSql(column, raw, name, context);
    return { name, sql, violations: violationsOf(table, name, column, raw, sql, context) };
  });
}

/** Returns the joins with the register of workers, one per NISS column, in order. */
export function workerJoins(table: Table, context: TypingContext): string {
  return Object.entries(table.columns)
    .filter(([, column]) => column.read.kind === 'niss')
    .map(([name, column], i) => {
      const valid = column.checkDigit === 'warn' ? '' : ` AND w${i}.is_check_digit_valid`;
      return `LEFT JOIN identity.worker AS w${i} ON w${i}.niss = ${rawTextSql(name, column, context)}${valid}`;
    })
    .join('\n');
}

/** Returns the trimmed raw value, empty as NULL, with the declared lookups applied; typed columns pass as they are. */
export function rawTextSql(name: string, column: Column, context: TypingContext): string {
  const rawName = rawColumnOf(name, column);
  const raw = `r.${quotedIdentifier(rawName)}`;
  if (context.rawForm(rawName) === 'typed') {
    return column.type === 'VARCHAR' ? `NULLIF(${raw}, '')` : raw;
  }
  const text = `NULLIF(trim(${raw}), '')`;
  const lookups = Object.entries(column.read.lookup ?? {});
  if (lookups.length === 0) return text;
  const cases = lookups.map(([wrong, right]) => `WHEN ${quotedText(wrong)} THEN ${quotedText(right)}`);
  return `CASE ${text} ${cases.join(' ')} ELSE ${text} END`;
}

function typedSql(column: Column, raw: string, name: string, context: TypingContext): string {
  const isTyped = context.rawForm(rawColumnOf(name, column)) === 'typed';
  switch (column.read.kind) {
    case 'integer':
      return isTyped
        ? `TRY_CAST(${raw} AS ${column.type})`
        : `CASE WHEN regexp_full_match(${raw}, '[+-]?[0-9]{1,18}') THEN TRY_CAST(${raw} AS ${column.type}) END`;
    case 'date':
      if (isTyped) return raw;
      return context.dateFormat === 'dd-mm-yyyy'
        ? `CAST(try_strptime(${raw}, '%d-%m-%Y') AS DATE)`
        : `CASE WHEN regexp_full_match(${raw}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(${raw} AS DATE) END`;
    case 'timestamp':
      return isTyped ? raw : `TRY_CAST(${raw} AS TIMESTAMP)`;
    case 'quarter':
      return quarterSql(raw);
    case 'flag':
      return isTyped
        ? `CAST(${raw} AS BOOLEAN)`
        : `CASE lower(${raw}) WHEN '0' THEN FALSE WHEN 'false' THEN FALSE WHEN '1' THEN TRUE WHEN 'true' THEN TRUE END`;
    case 'real':
      return `TRY_CAST(${raw} AS DOUBLE)`;
    case 'name':
      return `CASE WHEN ${raw} IS NOT NULL THEN ${pseudonymSql(raw, 'text', context.pads.inner, context.pads.outer)} END`;
    case 'cbe':
      return cbeSql(raw, isTyped);
    case 'nsso':
      return nssoSql(raw, isTyped);
    case 'text':
      return column.padTo === undefined
        ? raw
        : `CASE WHEN regexp_full_match(${raw}, '[0-9]{1,${column.padTo}}') THEN lpad(${raw}, ${column.padTo}, '0') ELSE ${raw} END`;
    case 'niss':
      throw new TypeError(`${name}: a NISS comes from the register`);
  }
}

/** Any written form of an enterprise or unit number; 0 means "unknown". Parquet carries the ten digits already. */
function cbeSql(raw: string, isTyped: boolean): string {
  return isTyped
    ? `CASE WHEN regexp_full_match(${raw}, '0+') THEN NULL WHEN regexp_full_match(${raw}, '[0-9]{9,10}') THEN lpad(${raw}, 10, '0') END`
    : `CASE WHEN NOT regexp_full_match(${raw}, '[0. ]+') THEN coalesce(${cbeNumberSql(raw)}, ${establishmentUnitNumberSql(raw)}) END`;
}

/** Any written form of a matricule; 0 stays, it means "known by its enterprise number only". */
function nssoSql(raw: string, isTyped: boolean): string {
  return `CASE WHEN regexp_full_match(${raw}, '0+') THEN '000000000' ELSE ${
    isTyped ? `CASE WHEN regexp_full_match(${raw}, '[0-9]{9,10}') THEN ${raw} END` : nssoNumberSql(raw)
  } END`;
}

const CAST_RULES: Partial<Record<Column['read']['kind'], string>> = {
  integer: 'not_a_whole_number',
  date: 'not_a_date',
  timestamp: 'not_a_timestamp',
  quarter: 'not_a_quarter',
  flag: 'not_a_flag',
  real: 'not_a_number',
  niss: 'niss_check_digit',
  cbe: 'not_a_cbe_number',
  nsso: 'not_an_nsso_number',
};

function violationsOf(
  table: Table,
  name: string,
  column: Column,
  raw: string,
  typed: string,
  context: TypingContext,
): Violation[] {
  const found: Violation[] = [];
  const add = (rule: string, sql: string) =>
    found.push({ column: name, rule, sql: `coalesce(${sql}, FALSE)` });
  const castRule = CAST_RULES[column.read.kind];
  const isUnknownZero = column.read.kind === 'cbe' ? ` AND NOT regexp_full_match(${raw}, '[0. ]+')` : '';
  if (!column.nullable) found.push({ column: name, rule: 'missing', sql: `${raw} IS NULL` });
  if (castRule !== undefined && !isAlwaysCast(column, name, context)) {
    add(castRule, `${raw} IS NOT NULL AND ${typed} IS NULL${isUnknownZero}`);
  }
  if (column.oneOf) add('unknown_code', `${typed} NOT IN (${column.oneOf.map(quotedText).join(', ')})`);
  if (column.pattern !== undefined)
    add('wrong_shape', `NOT regexp_full_match(${typed}, ${quotedText(column.pattern)})`);
  if (column.min !== undefined) add(column.min === 0 ? 'negative' : 'too_small', `${typed} < ${column.min}`);
  if (column.max !== undefined) add('too_large', `${typed} > ${column.max}`);
  if (isDated(table, name, column)) {
    add('in_future', `CAST(${typed} AS DATE) > DATE ${quotedText(context.receivedDate)} + 1`);
  }
  return found;
}

function isAlwaysCast(column: Column, name: string, context: TypingContext): boolean {
  const isTyped = context.rawForm(rawColumnOf(name, column)) === 'typed';
  return isTyped && ['date', 'timestamp', 'flag', 'real'].includes(column.read.kind);
}

/** The day on which a row became known can not lie ahead, nor can any date declared so. */
function isDated(table: Table, name: string, column: Column): boolean {
  return column.notInFuture === true || (name === 'known_date' && table.schema === 'staging');
}

/** Returns, for identifiers with a check digit that only warns, the count of distinct wrong values as SQL. */
export function checkDigitWarnings(table: Table, from: string): { column: string; sql: string }[] {
  return Object.entries(table.columns).flatMap(([name, { read }]) => {
    const value = quotedIdentifier(name);
    const valid =
      read.kind === 'cbe'
        ? `(${isCbeNumberSql(value)} OR ${isEstablishmentUnitNumberSql(value)})`
        : read.kind === 'nsso'
          ? isNssoNumberSql(value)
          : undefined;
    if (valid === undefined) return [];
    const sql = `SELECT CAST(count(*) AS INTEGER) FROM (SELECT DISTINCT ${value} FROM ${from} WHERE ${value} IS NOT NULL) WHERE NOT ${valid}`;
    return [{ column: name, sql }];
  });
}
