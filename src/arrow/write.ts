import { closeSync, fchmodSync, openSync, writeFileSync } from 'node:fs';
import {
  AsyncByteQueue,
  Field,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  makeData,
} from 'apache-arrow';
import type { DuckDBConnection } from '@duckdb/node-api';
import { wrapDuckDbError } from '../duckdb/index.ts';
import { qualifiedName, type Column, type Table } from '../table/index.ts';
import { arrowTypeOf, batchColumn, storedSql } from './layout.ts';
import { assertNoIdentifier, chunksOf, orderedSelectSql, type Where } from '../columns/index.ts';

/** Rows per record batch: what is held in memory, and what readers take at once. */
export const BATCH_ROWS = 65_536;

/**
 * Writes a table to an Arrow IPC file (mode 0600, uncompressed) in the order of its key and returns the number of rows.
 * NULL is null; timestamps are UTC; the schema carries the table's name, grain and key, each field its meaning, unit and
 * personal class. The same rows give the same bytes.
 * @throws DisclosureError for a table with clear identifiers; ContractError or HomeError from the database or the disk.
 */
export async function writeArrow(
  connection: DuckDBConnection,
  table: Table,
  path: string,
  where?: Where,
): Promise<number> {
  assertNoIdentifier(table);
  const file = openSync(path, 'w', 0o600);
  try {
    fchmodSync(file, 0o600);
    const sink = Object.assign(new AsyncByteQueue(), {
      write: (bytes: Uint8Array) => writeFileSync(file, bytes),
    });
    const schema = arrowSchema(table);
    const writer = new RecordBatchFileWriter().reset(sink, schema);
    let rows = 0;
    for await (const batch of batchesOf(connection, table, schema, where)) {
      writer.write(batch);
      rows += batch.numRows;
    }
    writer.close();
    return rows;
  } catch (error) {
    throw wrapDuckDbError(error, `write ${qualifiedName(table)}`);
  } finally {
    closeSync(file);
  }
}

/** Returns the Arrow schema of a table with its dictionary as metadata. */
export function arrowSchema(table: Table): Schema {
  const fields = Object.entries(table.columns).map(
    ([name, column]) => new Field(name, arrowTypeOf(column.type), column.nullable, fieldMetadata(column)),
  );
  const metadata = new Map([
    ['table', qualifiedName(table)],
    ['grain', table.grain],
    ['key', table.key.join(',')],
  ]);
  return new Schema(fields, metadata);
}

function fieldMetadata({ meaning, unit, personal }: Column): Map<string, string> {
  return new Map([
    ['meaning', meaning],
    ...(unit === undefined ? [] : [['unit', unit] as const]),
    ['personal', personal],
  ]);
}

/** Chunks of the database differ in length from run to run; batches are cut by number of rows alone. */
async function* batchesOf(
  connection: DuckDBConnection,
  table: Table,
  schema: Schema,
  where?: Where,
): AsyncGenerator<RecordBatch> {
  const types = Object.entries(table.columns).map(([name, { type }]) => ({ name, type }));
  const sql = orderedSelectSql(
    table,
    types.map(({ name, type }) => storedSql(name, type)),
    where,
  );
  const emptyColumns = () => types.map(({ type }) => batchColumn(type, BATCH_ROWS));
  let columns = emptyColumns();
  let length = 0;
  const finished = (): RecordBatch => {
    const children = columns.map((column) => column.data());
    return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, children }));
  };
  for await (const chunk of chunksOf(connection, sql, where?.params ?? {}, qualifiedName(table))) {
    for (let from = 0; from < chunk.rowCount;) {
      const to = Math.min(chunk.rowCount, from + BATCH_ROWS - length);
      for (const [i, column] of columns.entries()) {
        const vector = chunk.getColumnVector(i);
        for (let row = from; row < to; row++) column.append(vector.getItem(row));
      }
      length += to - from;
      from = to;
      if (length === BATCH_ROWS) {
        yield finished();
        columns = emptyColumns();
        length = 0;
      }
    }
  }
  if (length > 0) yield finished();
}
