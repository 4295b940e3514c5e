import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { ContractError, DisclosureError } from '../errors.ts';
import { wrapDuckDbError, type SqlParams } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, type Table } from '../table/index.ts';

/** The rows of a table that are wanted: a condition with named parameters, `quarter = $quarter`. */
export interface Where {
  readonly sql: string;
  readonly params?: SqlParams;
}

/** Returns the SELECT of a table in the order of its key, missing values last. */
export function orderedSelectSql(table: Table, expressions: readonly string[], where?: Where): string {
  const key = table.key.map(quotedIdentifier).join(', ');
  const condition = where ? ` WHERE ${where.sql}` : '';
  return `SELECT ${expressions.join(', ')} FROM ${qualifiedName(table)}${condition} ORDER BY ${key}`;
}

/**
 * Yields the chunks of a SELECT in its order while the database makes them: at most 2,048 rows each.
 * @throws ContractError or HomeError, without the text of the database.
 */
export async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams,
  place: string,
): AsyncGenerator<DuckDBDataChunk> {
  try {
    const result = await connection.stream(sql, { ...params });
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    )
      yield chunk;
  } catch (error) {
    throw wrapDuckDbError(error, place);
  }
}

/** @throws DisclosureError where a column of the table is a clear identifier of a person. */
export function assertNoIdentifier(table: Table): void {
  const found = Object.entries(table.columns).find(([, { personal }]) => personal === 'identifier');
  if (!found && table.schema !== 'identity') return;
  throw new DisclosureError({
    place: qualifiedName(table),
    fact: found
      ? `column ${found[0]} is a clear identifier of a person`
      : 'the schema identity holds clear identities',
    expectation: 'tables of pseudonyms and numbers',
    effect: 'nothing was written',
    next: 'take the table of the schema staging, which holds the pseudonyms',
  });
}

/** Returns the error of a table or file that is not what was declared. */
export function mismatch(place: string, fact: string, expectation: string): ContractError {
  return new ContractError({
    place,
    fact,
    expectation,
    effect: 'no row was read',
    next: 'write the file again from the declared table, or correct the names of the columns',
  });
}
