import { DuckDBDataChunk, DuckDBDateValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { ContractError } from '../errors.ts';
import { queryNumber, wrapDuckDbError } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, type Column, type Table } from '../table/index.ts';
import { assertNoIdentifier, chunksOf, mismatch, orderedSelectSql } from './select.ts';

/** Columns of a table in memory, rows in the order of the key of the table. */
export interface TableColumns {
  readonly rowCount: number;
  /** Numbers, yes (1) and no (0), and dates as days since 1970-01-01; missing is NaN. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** Texts; missing is null. */
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
}

/** Columns to be written: numbers as in {@link TableColumns}; NaN and null become NULL. */
export type ColumnValues = Readonly<Record<string, ArrayLike<number> | readonly (string | null)[]>>;

const isText = ({ type }: Column): boolean => type === 'VARCHAR';
const WRITTEN_ROWS = 2048;

/**
 * Returns columns of a warehouse table, rows in the order of its key. Whole numbers beyond 2^53 are rounded.
 * @throws ContractError for a column that the table does not have or that holds moments; DisclosureError for a table
 * with clear identifiers.
 */
export async function readColumns(
  connection: DuckDBConnection,
  table: Table,
  names: readonly string[],
): Promise<TableColumns> {
  assertNoIdentifier(table);
  const place = qualifiedName(table);
  const unknown = names.find((name) => [undefined, 'TIMESTAMP'].includes(table.columns[name]?.type));
  if (unknown !== undefined)
    throw mismatch(place, `${unknown} is no column that can be read as numbers or text`, 'declared columns');
  const rowCount = await queryNumber(connection, `SELECT count(*) FROM ${place}`, {}, place);
  const numbers: Record<string, Float64Array> = {};
  const texts: Record<string, (string | null)[]> = {};
  for (const name of names) {
    if (isText(table.columns[name] as Column)) texts[name] = new Array<string | null>(rowCount).fill(null);
    else numbers[name] = new Float64Array(rowCount).fill(NaN);
  }
  const sql = orderedSelectSql(
    table,
    names.map((name) => readExpression(name, table.columns[name])),
  );
  let first = 0;
  for await (const chunk of chunksOf(connection, sql, {}, place)) {
    for (const [c, name] of names.entries()) {
      const vector = chunk.getColumnVector(c);
      const target = texts[name] ?? (numbers[name] as Float64Array);
      for (let row = 0; row < chunk.rowCount; row++) {
        const value = vector.getItem(row);
        if (value !== null) target[first + row] = value as never;
      }
    }
    first += chunk.rowCount;
  }
  return { rowCount, numbers, texts };
}

function readExpression(name: string, column: Column | undefined): string {
  const quoted = quotedIdentifier(name);
  if (column?.type === 'VARCHAR') return quoted;
  return column?.type === 'DATE'
    ? `CAST(${quoted} - DATE '1970-01-01' AS DOUBLE)`
    : `CAST(${quoted} AS DOUBLE)`;
}

/**
 * Appends rows to a table that exists with the declared columns and returns how many.
 * @throws ContractError where the columns are not the declared ones or differ in length; HomeError from the database.
 */
export async function appendColumns(
  connection: DuckDBConnection,
  table: Table,
  values: ColumnValues,
): Promise<number> {
  const place = qualifiedName(table);
  const declared = Object.entries(table.columns);
  const names = declared.map(([name]) => name);
  const given = Object.keys(values);
  if (given.length !== names.length || names.some((name) => !given.includes(name))) {
    throw mismatch(place, `computed are ${given.join(', ')}`, `the declared columns ${names.join(', ')}`);
  }
  const lengths = new Set(Object.values(values).map(({ length }) => length));
  if (lengths.size > 1) throw mismatch(place, 'the computed columns differ in length', 'one value per row');
  const [rowCount = 0] = lengths;
  try {
    const appender = await connection.createAppender(table.name, table.schema);
    const types = names.map((_, i) => appender.columnType(i));
    for (let first = 0; first < rowCount; first += WRITTEN_ROWS) {
      const count = Math.min(WRITTEN_ROWS, rowCount - first);
      const chunk = DuckDBDataChunk.create(types, count);
      for (const [c, [name, column]] of declared.entries()) {
        chunk.setColumnValues(c, written(place, column, values[name] ?? [], first, count));
      }
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw wrapDuckDbError(error, place);
  }
  return rowCount;
}

function written(
  place: string,
  column: Column,
  values: ArrayLike<number | string | null>,
  first: number,
  count: number,
): DuckDBValue[] {
  return Array.from({ length: count }, (_, row) => {
    const value = values[first + row] ?? null;
    if (value === null || (typeof value === 'number' && Number.isNaN(value))) return null;
    if ((typeof value === 'string') !== isText(column)) {
      throw mismatch(place, `a computed value is no ${column.type}`, 'values of the declared types');
    }
    if (typeof value === 'string') return value;
    switch (column.type) {
      case 'BOOLEAN':
        return value !== 0;
      case 'BIGINT':
        return BigInt(Math.round(value));
      case 'INTEGER':
        return Math.round(value);
      case 'DATE':
        return new DuckDBDateValue(Math.round(value));
      default:
        return value;
    }
  });
}
