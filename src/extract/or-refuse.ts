import { HeaderError, RejectedRowsError, SourceFileError, type VigieError } from '../errors.ts';
import type { Source } from '../unit/index.ts';
import { recordRefusal, ruleOf } from './settle.ts';
import type { LoadState, NewFile } from './state.ts';

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
