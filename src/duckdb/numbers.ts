import { DOUBLE, DuckDBDataChunk, INTEGER, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { wrapDuckDbError } from './errors.ts';
import { quotedIdentifier } from '../table/index.ts';
import type { SqlParams } from './query.ts';

/** A column of numbers, 32-bit whole ones or doubles. */
export type NumberColumn = Int32Array | Float64Array;

/** How each column of a query is held, in its order. */
export type NumberKinds = Readonly<Record<string, 'integer' | 'double'>>;

/** The columns that the kinds describe. */
export type NumberColumns<K extends NumberKinds> = {
  readonly [name in keyof K]: K[name] extends 'integer' ? Int32Array : Float64Array;
};

/** Rows of one vector of the database. */
const CHUNK_ROWS = 2048;

/**
 * Returns the columns of a SELECT as typed arrays, rows in its order; the SELECT must give INTEGER and DOUBLE columns as
 * `kinds` says, in that order. NULL becomes NaN in doubles.
 * @throws RangeError for NULL in a column of whole numbers; ContractError or HomeError from the database.
 */
export async function readNumbers<K extends NumberKinds>(
  connection: DuckDBConnection,
  sql: string,
  kinds: K,
  params: SqlParams = {},
  place = 'SQL',
): Promise<NumberColumns<K>> {
  const names = Object.keys(kinds);
  const pieces: NumberColumn[][] = names.map(() => []);
  try {
    const result = await connection.stream(withoutNull(sql, kinds), { ...params });
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const [c, name] of names.entries())
        pieces[c]?.push(numbersOf(chunk, c, kinds[name] === 'integer'));
    }
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw wrapDuckDbError(error, place);
  }
  return Object.fromEntries(
    names.map((name, c) => [name, joined(pieces[c] ?? [], kinds[name] === 'integer')]),
  ) as NumberColumns<K>;
}

/** Where a vector has a NULL, every value of it is asked for its validity, which costs more than the query. */
function withoutNull(sql: string, kinds: NumberKinds): string {
  const names = Object.keys(kinds).map(quotedIdentifier);
  const values = Object.values(kinds).map((kind, c) =>
    kind === 'integer' ? names[c] : `coalesce(${names[c] ?? ''}, CAST('NaN' AS DOUBLE))`,
  );
  return `SELECT ${values.join(', ')} FROM (${sql}) AS numbers (${names.join(', ')})`;
}

function numbersOf(chunk: DuckDBDataChunk, index: number, isWhole: boolean): NumberColumn {
  const vector = chunk.getColumnVector(index);
  const { rowCount } = chunk;
  const numbers = isWhole ? new Int32Array(rowCount) : new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const value = vector.getItem(row) as number | null;
    if (value === null) throw new RangeError('a whole number is missing');
    numbers[row] = value;
  }
  return numbers;
}

function joined(pieces: readonly NumberColumn[], isWhole: boolean): NumberColumn {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const whole = isWhole ? new Int32Array(length) : new Float64Array(length);
  let first = 0;
  for (const piece of pieces) {
    whole.set(piece, first);
    first += piece.length;
  }
  return whole;
}

/**
 * Creates a table of columns of equal length, `INTEGER` and `DOUBLE`, NaN as NULL. The name is a plain identifier.
 * @throws ContractError or HomeError from the database.
 */
export async function writeNumbers(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, NumberColumn>>,
): Promise<void> {
  const entries = Object.entries(columns);
  const rowCount = entries[0]?.[1].length ?? 0;
  const types = entries.map(([, column]) => (column instanceof Int32Array ? INTEGER : DOUBLE));
  const declared = entries.map(([name], c) => `${name} ${String(types[c])}`).join(', ');
  try {
    await connection.run(`CREATE TABLE ${table} (${declared})`);
    const appender = await connection.createAppender(table);
    for (let first = 0; first < rowCount; first += CHUNK_ROWS) {
      const last = Math.min(first + CHUNK_ROWS, rowCount);
      const chunk = DuckDBDataChunk.create(types, last - first);
      for (const [c, [, column]] of entries.entries()) {
        const values: readonly DuckDBValue[] = Array.from(column.subarray(first, last), (value) =>
          Number.isNaN(value) ? null : value,
        );
        chunk.setColumnValues(c, values);
      }
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  } catch (error) {
    throw wrapDuckDbError(error, table);
  }
}
