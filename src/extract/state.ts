import type { DuckDBConnection } from '@duckdb/node-api';
import type { VigieError } from '../errors.ts';
import { runSql } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { Threads } from '../threads/index.ts';
import type { ExtractTable, Room, Source } from '../unit/index.ts';
import type { DeliveredFile } from './files.ts';
import type { Fingerprint, Print } from './fingerprint.ts';
import { tablesOf } from './raw.ts';
import type { FileReport, LoadWarning } from './report.ts';
import type { StagingContext } from './stage.ts';
import type { Pads } from './typed.ts';

export interface LoadOptions {
  readonly connection: DuckDBConnection;
  readonly rooms: readonly Room[];
  readonly extractsDir: string;
  /** Where messages are unfolded; inside the home, 0700, emptied afterwards. */
  readonly tempDir: string;
  /** The day of reception, ISO: a later known date is an error of the sender. */
  readonly receivedDate: string;
  readonly pads: Pads;
  /** Only these sources. @default all */
  readonly only?: readonly string[];
  /** Threads that parse XML. @default 2 */
  readonly workers?: number;
  /** Called after each file. */
  readonly onFile?: (file: FileReport) => void;
}

/** A new file with its fingerprint. */
export interface NewFile extends DeliveredFile, Fingerprint {
  readonly fileId: number;
}

/** A file that was staged, with the rows that it held by extract. */
export interface StagedFile {
  readonly file: NewFile;
  readonly reads: readonly (readonly [ExtractTable, number])[];
}

/** What the parts of a load share. */
export interface LoadState {
  readonly options: LoadOptions;
  readonly threads: Threads;
  /** Fingerprints of all delivered files by path. */
  readonly prints: ReadonlyMap<string, Print>;
  /** What was staged of the source at hand. */
  readonly staged: StagedFile[];
  /** Persons that were registered before the source at hand. */
  registered: number;
  readonly files: FileReport[];
  readonly warnings: LoadWarning[];
  readonly problems: VigieError[];
}

/** Returns what staging needs to know, for the rows of one source. */
export function stagingContext({ options, registered }: LoadState, source: Source): StagingContext {
  const { connection, pads, receivedDate } = options;
  return { connection, source: source.name, pads, receivedDate, registered };
}

/** Empties the tables of an extract: the file at hand replaces them. */
export async function emptyTables(connection: DuckDBConnection, extract: ExtractTable): Promise<void> {
  for (const table of tablesOf(extract)) await runSql(connection, `DELETE FROM ${qualifiedName(table)}`);
}
