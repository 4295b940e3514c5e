import type { DuckDBConnection } from '@duckdb/node-api';
import { runSql } from './query.ts';

/** Runs the work in one transaction, which costs one write to the disk in all; an error undoes it. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await runSql(connection, 'BEGIN');
  try {
    const result = await work();
    await runSql(connection, 'COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
