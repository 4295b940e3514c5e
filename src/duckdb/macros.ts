import type { DuckDBConnection } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { runSql } from './query.ts';
import { inTransaction } from './transaction.ts';

const MACROS_FILE = new URL('./macros.sql', import.meta.url);

/** Returns the text of `macros.sql`: the names that hide every DuckDB-only function from the steps. */
export function macrosSql(): string {
  return readFileSync(MACROS_FILE, 'utf8');
}

/** Returns the names of the macros, sorted. */
export function macroNames(sql = macrosSql()): string[] {
  return [...sql.matchAll(/CREATE OR REPLACE MACRO\s+([a-z0-9_]+)/gi)].map((match) => match[1] ?? '').sort();
}

/** Creates the macros in the current database of the connection. */
export async function installMacros(connection: DuckDBConnection): Promise<void> {
  await inTransaction(connection, () => runSql(connection, macrosSql(), {}, 'src/duckdb/macros.sql'));
}
