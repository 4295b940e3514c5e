import {
  cbeNumberSql,
  establishmentUnitNumberSql,
  isCbeNumberSql,
  isEstablishmentUnitNumberSql,
  isNssoNumberSql,
  nssoNumberSql,
  officialQuarterSql,
  quarterSql,
} from '../identifiers/index.ts';
import { pseudonymSql } from '../privacy/index.ts';
import { qualifiedName, quotedIdentifier, quotedText, type Column, type Table } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';

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
  /** The same for a WHERE: may be NULL for a missing value, and is bare, so that minimum and maximum can answer it. */
  readonly breaks: string;
}

export interface TypedColumn {
  readonly name: string;
  /** Expression of the declared type over `r` (and `w<i>`). */
  readonly sql: string;
  /** Expression over `r` alone that is equal in two rows if `sql` is: the raw number in the place of a pseudonym. */
  readonly keySql: string;
  readonly violations: readonly Violation[];
  /** The raw value that the violations look at, over `r`. */
  readonly rawSql: string;
  /** The same violations over a typed row `t` that has the column and, as `_raw_<column>`, its raw value. */
  readonly verdicts: readonly Violation[];
}

/** SQL expressions of the two padded keys of the pseudonyms. */
export interface Pads {
  readonly inner: string;
  readonly outer: string;
}

/**
 * What a raw column is before typing: text of CSV; text that was trimmed already, of XML; a column of a Parquet file that
 * has its type already; such a column whose every value has the form that staging keeps; one in which, besides, no value
 * breaks a rule; or one in which none breaks a rule and all have the form of the official files.
 */
export type RawForm = 'text' | 'trimmed' | 'typed' | 'stored' | 'clean' | 'official';

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

/** How the rows of one relation become rows of the tables of an extract. */
export interface Typing {
  /** The columns of the staging table, in order. */
  readonly main: readonly TypedColumn[];
  /** The columns of its identity twin, without the key. */
  readonly clear: readonly TypedColumn[];
  /** Joins with the register of workers. */
  readonly joins: string;
}

/** Returns the expressions that type the rows of a relation called `r`. */
export function typingOf(extract: ExtractTable, context: TypingContext): Typing {
  const isKey = ({ name }: TypedColumn) => extract.table.key.includes(name);
  return {
    main: typedColumns(extract.table, context),
    clear: extract.identity ? typedColumns(extract.identity, context).filter((column) => !isKey(column)) : [],
    joins: workerJoins(extract.table, context),
  };
}

/** Returns the columns of the identity twin, in order. */
export function identityColumns(extract: ExtractTable, typing: Typing): TypedColumn[] {
  return Object.keys(extract.identity?.columns ?? {}).map((name) => {
    const column = [...typing.clear, ...typing.main].find((candidate) => candidate.name === name);
    if (!column)
      throw new TypeError(`${qualifiedName(extract.table)}: identity column ${name} has no source`);
    return column;
  });
}

/** Returns the boolean expression, never NULL: the row breaks no rule. */
export function fitSql(typing: Typing): string {
  const violations = [...typing.main, ...typing.clear].flatMap((column) => column.violations);
  return violations.map(({ sql }) => `NOT (${sql})`).join('\n  AND ') || 'TRUE';
}

/** Returns a UBIGINT expression over `r` alone that is equal for two rows with the same key. */
export function keyHashSql(table: Table, typing: Typing): string {
  const keys = typing.main.filter(({ name }) => table.key.includes(name));
  return `hash(${keys.map(({ keySql }) => keySql).join(', ')})`;
}

/** Returns the condition that rows `n` and `o` have the same key; two missing values are the same. */
export function sameKeySql(table: Table): string {
  return table.key
    .map((name) => {
      const key = quotedIdentifier(name);
      return `n.${key} ${table.columns[name]?.nullable ? 'IS NOT DISTINCT FROM' : '='} o.${key}`;
    })
    .join(' AND ');
}

/** Returns, for every declared column in order, its expression and its violations. */
export function typedColumns(table: Table, context: TypingContext): TypedColumn[] {
  let worker = 0;
  return Object.entries(table.columns).map(([name, column]) => {
    const raw = rawTextSql(name, column, context);
    const isNiss = column.read.kind === 'niss';
    const sql = isNiss ? `w${worker++}.worker_id` : typedSql(column, raw, name, context);
    const violations = violationsOf(table, name, column, raw, sql, context);
    const [typedName, rawName] = [`t.${quotedIdentifier(name)}`, `t.${quotedIdentifier(`_raw_${name}`)}`];
    const verdicts = violationsOf(table, name, column, rawName, typedName, context);
    return { name, sql, keySql: isNiss ? raw : sql, violations, rawSql: raw, verdicts };
  });
}

/** Returns the joins with the register of workers, one per NISS column, in order. */
function workerJoins(table: Table, context: TypingContext): string {
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
  const form = context.rawForm(rawName);
  if (isStored(form) || (form === 'typed' && column.type !== 'VARCHAR')) return raw;
  const text = form === 'text' ? `trim(${raw})` : raw;
  const lookups = Object.entries(column.read.lookup ?? {});
  if (lookups.length === 0) return form === 'trimmed' ? raw : `NULLIF(${text}, '')`;
  const cases = lookups.map(([wrong, right]) => `WHEN ${quotedText(wrong)} THEN ${quotedText(right)}`);
  return `NULLIF(CASE ${text} ${cases.join(' ')} ELSE ${text} END, '')`;
}

/** Whether the survey has seen that every value can be kept, as it is or written anew. */
const isStored = (form: RawForm): boolean => form === 'stored' || keepsRules(form);

const keepsRules = (form: RawForm): boolean => form === 'clean' || form === 'official';

function typedSql(column: Column, raw: string, name: string, context: TypingContext): string {
  const form = context.rawForm(rawColumnOf(name, column));
  const isTyped = form !== 'text' && form !== 'trimmed';
  if (form === 'official' && column.read.kind === 'quarter') return officialQuarterSql(raw);
  if (isStored(form) && column.read.kind !== 'name') return raw;
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
        : `CASE WHEN length(${raw}) >= ${column.padTo} THEN ${raw} WHEN regexp_full_match(${raw}, '[0-9]{1,${column.padTo}}') THEN lpad(${raw}, ${column.padTo}, '0') ELSE ${raw} END`;
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
  // The usual form first: nine digits are told by one cheap match.
  const usual = `length(${raw}) = 9 AND ${raw} >= '100000000' AND ${raw} < '2' AND NOT (${raw} GLOB '*[!0-9]*')`;
  return `CASE WHEN ${usual} THEN ${raw} WHEN regexp_full_match(${raw}, '0+') THEN '000000000' ELSE ${
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
  if (keepsRules(context.rawForm(rawColumnOf(name, column))) && column.read.kind !== 'niss') return found;
  const add = (rule: string, breaks: string) =>
    found.push({ column: name, rule, sql: `(${breaks}) IS TRUE`, breaks });
  const castRule = CAST_RULES[column.read.kind];
  const isUnknownZero = column.read.kind === 'cbe' ? ` AND NOT regexp_full_match(${raw}, '[0. ]+')` : '';
  if (!column.nullable)
    found.push({ column: name, rule: 'missing', sql: `${raw} IS NULL`, breaks: `${raw} IS NULL` });
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
  const form = context.rawForm(rawColumnOf(name, column));
  if (isStored(form)) return column.read.kind !== 'niss';
  return form === 'typed' && ['date', 'timestamp', 'flag', 'real'].includes(column.read.kind);
}

/** The day on which a row became known can not lie ahead, nor can any date declared so. */
function isDated(table: Table, name: string, column: Column): boolean {
  return column.notInFuture === true || (name === 'known_date' && table.schema === 'staging');
}

/**
 * Returns, for identifiers with a check digit that only warns, the count of distinct wrong values as SQL. The test stands
 * in the count and not in a WHERE, which DuckDB would move below the DISTINCT, to every row.
 */
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
    const sql = `SELECT count(*) FILTER (WHERE ${value} IS NOT NULL AND NOT ${valid}) FROM (SELECT DISTINCT ${value} FROM ${from})`;
    return [{ column: name, sql }];
  });
}
