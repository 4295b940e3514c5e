import type { DuckDBConnection } from '@duckdb/node-api';
import { HeaderError, RejectedRowsError, SourceFileError, type VigieError } from '../errors.ts';
import { runSql } from '../duckdb/index.ts';
import type { Source } from '../unit/index.ts';
import { recordRefusal, ruleOf } from './settle.ts';
import type { LoadState, NewFile } from './state.ts';

/** Runs the work in one transaction; an error undoes it. */
export async function inTransaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await runSql(connection, 'BEGIN');
  try {
    await work();
    await runSql(connection, 'COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Does the work on some files. A refusal is recorded and the load goes on; a failure of the home itself ends it. */
export async function orRefuse(
  state: LoadState,
  source: Source,
  files: readonly NewFile[],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    state.problems.push(error);
    for (const file of files) await recordRefusal(state, source, file, ruleOf(error));
  }
}

/** Whether an error speaks about a delivered file, and not about the home, a room or a bug. */
export function isRefusal(error: unknown): error is VigieError {
  return (
    error instanceof SourceFileError || error instanceof HeaderError || error instanceof RejectedRowsError
  );
}
