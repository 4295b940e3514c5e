import { ContractError, HomeError, VigieError } from '../errors.ts';

/** Kinds of DuckDB error that can mean the home folder; the text of the others quotes SQL and values. */
const HOME_KINDS =
  /^(IO|Out of Memory|OutOfMemory|Serialization|Fatal|FATAL|INTERNAL|Internal|Invalid) Error|^TransactionContext Error: Failed to commit|^Catalog Error: Cannot open encrypted/;

/** What the text of such an error tells, and what to do. */
const HOME_FACTS: readonly (readonly [RegExp, string, string])[] = [
  [
    /conflicting lock|could not set lock/i,
    'the warehouse is in use by another process',
    'wait for the other run, or stop it',
  ],
  [
    /cannot open encrypted/i,
    'the warehouse is encrypted, and no key was given',
    'set VIGIE_HTTPFS_EXTENSION and VIGIE_WAREHOUSE_KEY as for the run that made it',
  ],
  [
    /no space left|could not write|disk is full|out of disk|max_temp_directory_size/i,
    'the disk is full',
    'free space on the volume of the home folder and run again',
  ],
  [
    /newer version|storage version|serialized? with/i,
    'the warehouse was written by a newer version',
    'use the version that wrote it, or load into a new home',
  ],
  [
    /not a valid duckdb|checksum|corrupt|could not read (enough|all) bytes|read .*bytes/i,
    'the warehouse file is damaged',
    'restore it from a backup, or load into a new home',
  ],
  [/out of memory/i, 'the memory limit was reached', 'give the run more memory or temp space'],
];

/**
 * Returns what may be said of a DuckDB error: its kind and the place, never its text, which quotes values of rows.
 * An error of vigie passes unchanged. The `cause` chain is cut here.
 */
export function wrapDuckDbError(error: unknown, place: string): VigieError {
  if (error instanceof VigieError) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const [pattern, fact, next] of HOME_KINDS.test(message) ? HOME_FACTS : []) {
    if (pattern.test(message)) {
      return new HomeError({
        place,
        fact,
        expectation: 'a writable home of this version with enough space',
        effect: 'the current step was undone; earlier steps are kept',
        next,
      });
    }
  }
  const kind = /(?:^|: )([A-Z][A-Za-z ]+?(?:Error|Exception))/.exec(message)?.[1] ?? 'unknown error';
  return new ContractError({
    place,
    fact: `DuckDB reports: ${kind}`,
    expectation: 'a statement that binds and runs on every row',
    effect: 'the step was undone',
    next: 'run the step on the sample, or set VIGIE_DEBUG_SQL on a secured machine to see the full text on standard error',
  });
}
