import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, type Table } from '../table/index.ts';
import { emptyMatrix, type FeatureMatrix } from './matrix.ts';
import { assertNoIdentifier, chunksOf, orderedSelectSql, type Where } from './select.ts';

/**
 * Returns columns of a warehouse table as numbers, rows in the order of its key. Whole numbers beyond 2^53 are rounded.
 * @throws ContractError for a column that is missing or no number; DisclosureError for a table with clear identifiers.
 */
export async function featureMatrix(
  connection: DuckDBConnection,
  table: Table,
  columns: readonly string[],
  where?: Where,
): Promise<FeatureMatrix> {
  assertNoIdentifier(table);
  emptyMatrix(table, columns, 0);
  const place = qualifiedName(table);
  const params = where?.params ?? {};
  const condition = where ? ` WHERE ${where.sql}` : '';
  const rowCount = await queryNumber(connection, `SELECT count(*) FROM ${place}${condition}`, params, place);
  const matrix = emptyMatrix(table, columns, rowCount);
  const expressions = [
    ...columns.map((name) => `CAST(${quotedIdentifier(name)} AS DOUBLE)`),
    ...table.key.map((name) => `CAST(${quotedIdentifier(name)} AS VARCHAR)`),
  ];
  const keys = table.key.map((name) => matrix.keys[name] ?? []);
  let first = 0;
  for await (const chunk of chunksOf(
    connection,
    orderedSelectSql(table, expressions, where),
    params,
    place,
  )) {
    for (const c of columns.keys()) {
      const vector = chunk.getColumnVector(c);
      const start = c * rowCount + first;
      for (let row = 0; row < chunk.rowCount; row++) {
        matrix.values[start + row] = (vector.getItem(row) as number | null) ?? NaN;
      }
    }
    for (const [k, texts] of keys.entries()) {
      const vector = chunk.getColumnVector(columns.length + k);
      for (let row = 0; row < chunk.rowCount; row++)
        texts[first + row] = vector.getItem(row) as string | null;
    }
    first += chunk.rowCount;
  }
  return matrix;
}
