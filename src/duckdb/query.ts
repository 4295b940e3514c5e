import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { DuckDBTypeId, DateValue } from './values.ts';
import { wrapDuckDbError } from './errors.ts';

/** A value of a row in TypeScript: dates and timestamps are ISO text, whole numbers are safe integers. */
export type SqlValue = string | number | boolean | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;
/** Values for `$name` parameters. A text `YYYY-MM-DD` for a parameter whose name ends in `_date` becomes a DATE. */
export type SqlParams = Readonly<Record<string, SqlValue>>;

function bound(params: SqlParams): Record<string, DuckDBValue> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name.endsWith('_date') && typeof value === 'string' ? DateValue.fromIso(value) : value,
    ]),
  );
}

/**
 * Runs one statement, or several with `;` between them if there are no parameters, and returns nothing.
 * @throws ContractError or HomeError, without the text of the database.
 */
export async function runSql(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams = {},
  place = 'SQL',
): Promise<void> {
  try {
    await (Object.keys(params).length > 0 ? connection.run(sql, bound(params)) : connection.run(sql));
  } catch (error) {
    debugSql(sql, error);
    throw wrapDuckDbError(error, place);
  }
}

/**
 * Runs one INSERT, UPDATE or DELETE and returns how many rows it changed.
 * @throws ContractError or HomeError, without the text of the database.
 */
export async function changeRows(connection: DuckDBConnection, sql: string, place = 'SQL'): Promise<number> {
  try {
    return (await connection.run(sql)).rowsChanged;
  } catch (error) {
    debugSql(sql, error);
    throw wrapDuckDbError(error, place);
  }
}

/**
 * Returns the rows of one SELECT as plain objects, in the order of the statement; give it an ORDER BY ending in the key.
 * DATE comes as `2024-03-31`, TIMESTAMP as `2024-03-31 10:00:00`, BIGINT and DECIMAL as numbers.
 * @throws RangeError for a whole number beyond 2^53; ContractError or HomeError from the database.
 */
export async function queryRows(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams = {},
  place = 'SQL',
): Promise<SqlRow[]> {
  try {
    const result = await connection.runAndReadAll(sql, bound(params));
    const names = result.columnNames();
    const types = result.columnTypes().map((type) => type.typeId);
    return result.getRowsJson().map((row) => {
      const entries = row.map((value, i) => [names[i] ?? '', plain(value, types[i])] as const);
      return Object.fromEntries(entries);
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    debugSql(sql, error);
    throw wrapDuckDbError(error, place);
  }
}

/** Returns the single number of a one-row, one-column SELECT. */
export async function queryNumber(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams = {},
  place = 'SQL',
): Promise<number> {
  const value = Object.values((await queryRows(connection, sql, params, place))[0] ?? {})[0];
  if (typeof value !== 'number') throw new RangeError(`${place}: one number expected`);
  return value;
}

const WHOLE: ReadonlySet<number> = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
]);

function plain(value: unknown, typeId: number | undefined): SqlValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') {
    if (typeId !== undefined && WHOLE.has(typeId)) {
      const number = Number(value);
      if (!Number.isSafeInteger(number)) throw new RangeError('a whole number beyond 2^53 cannot leave SQL');
      return number;
    }
    return typeId === DuckDBTypeId.DECIMAL ? Number(value) : value;
  }
  return JSON.stringify(value);
}

/** The full text of a failing statement exists only where somebody asked for it on a secured machine. */
function debugSql(sql: string, error: unknown): void {
  if (process.env['VIGIE_DEBUG_SQL'] !== undefined) {
    process.stderr.write(`${sql}\n${error instanceof Error ? error.message : String(error)}\n`);
  }
}
