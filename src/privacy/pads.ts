import type { DuckDBConnection } from '@duckdb/node-api';
import { hmacPads, type HmacPads, type Key } from './key.ts';

/**
 * Gives the padded keys to one connection as session variables, and returns the two BLOB expressions that
 * {@link pseudonymSql} takes. The variables live in the memory of that connection only: other connections see NULL,
 * and no file and no catalog holds them.
 */
export async function bindPads(connection: DuckDBConnection, key: Key): Promise<HmacPads> {
  const pads = hmacPads(key);
  await connection.run('SET VARIABLE inner_pad = unhex($pad)', { pad: pads.inner });
  await connection.run('SET VARIABLE outer_pad = unhex($pad)', { pad: pads.outer });
  return { inner: "getvariable('inner_pad')", outer: "getvariable('outer_pad')" };
}
