import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  ContractError,
  HeaderError,
  RejectedRowsError,
  SourceFileError,
  type VigieError,
} from '../errors.ts';
import { runSql } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { ExtractTable, Room, Source } from '../unit/index.ts';
import { csvRelation, rejectMalformedLines } from './csv.ts';
import { fingerprint, listDeliveredFiles, type DeliveredFile, type Fingerprint } from './files.ts';
import { loadedFiles, prepareWarehouse } from './ledger.ts';
import { loadMessages } from './messages.ts';
import { loadOfficial } from './official.ts';
import { describePart, groupAlike, parquetRelation, type DescribedPart } from './parquet.ts';
import { tablesOf, type RawRelation } from './raw.ts';
import { refusal } from './refusal.ts';
import type { FileReport, LoadReport, LoadWarning } from './report.ts';
import { recordRefusal, report, ruleOf, settle } from './settle.ts';
import { repeatsKeys, stageRelation, type StagingContext } from './stage.ts';
import type { Pads } from './typed.ts';
import { checkPseudonyms } from './workers.ts';

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

/** What the parts of a load share. */
export interface LoadState {
  readonly options: LoadOptions;
  readonly files: FileReport[];
  readonly warnings: LoadWarning[];
  readonly problems: VigieError[];
}

/**
 * Loads an extracts folder into the staging and identity schemas and returns what became of every file. A file whose
 * bytes were loaded before changes nothing; a file that is refused leaves nothing behind; the load goes on.
 * @throws HomeError when the warehouse itself fails (disk full, in use, newer version).
 */
export async function loadExtracts(options: LoadOptions): Promise<LoadReport> {
  await prepareWarehouse(options.connection, options.rooms);
  const state: LoadState = { options, files: [], warnings: [], problems: [] };
  const notDelivered: string[] = [];
  for (const room of options.rooms) {
    const source = room.definition;
    if (source.kind !== 'source') continue;
    if (options.only && !options.only.includes(source.name) && !source.isBuiltIn) continue;
    const folder = source.isBuiltIn ? room.dir : join(options.extractsDir, source.name);
    const isDelivered = await loadSource(state, source, folder);
    if (!isDelivered) notDelivered.push(source.name);
  }
  await checkPseudonyms(options.connection);
  return { ...state, notDelivered };
}

async function loadSource(state: LoadState, source: Source, folder: string): Promise<boolean> {
  const content = listDeliveredFiles(folder, source);
  if (!content.isDelivered) return false;
  for (const { name } of content.unknown) {
    state.problems.push(refusal(name, 'no declaration of the source explains this file', 'unknown_file'));
  }
  if (content.files.length === 0 && content.unknown.length === 0) {
    state.problems.push(refusal(`${source.name}/`, 'the folder is empty', 'empty_folder'));
  }
  const fresh = await newFiles(state, source, content.files);
  for (const extract of source.extracts) {
    const files = fresh.filter((candidate) => candidate.extract === extract.extract);
    for (const delivery of inDeliveries(extract, files)) await loadFlat(state, source, extract, delivery);
  }
  const messages = fresh.filter((file) => file.shape === 'message');
  if (messages.length > 0) await loadMessages(state, source, messages);
  const official = fresh.filter((file) => file.shape === 'official');
  if (official.length > 0) await loadOfficial(state, source, official);
  return true;
}

/**
 * A file's id is the first 52 bits of its hash: a number that TypeScript holds exactly. It stands in every row, and DuckDB
 * writes a repeated number in a quarter of the time of a repeated text.
 */
const FILE_ID_DIGITS = 13;

async function newFiles(
  state: LoadState,
  source: Source,
  files: readonly DeliveredFile[],
): Promise<NewFile[]> {
  const seen = await loadedFiles(state.options.connection, source.name);
  const fresh: NewFile[] = [];
  for (const file of files) {
    const print = await fingerprint(file.path);
    const fileId = parseInt(print.sha256.slice(0, FILE_ID_DIGITS), 16);
    if (seen.has(print.sha256)) {
      report(state, source, { ...file, ...print, fileId }, 'already_loaded', '', {});
    } else {
      seen.set(print.sha256, file.name);
      fresh.push({ ...file, ...print, fileId });
    }
  }
  return fresh;
}

/**
 * Returns the files in their order: Parquet files that follow one another as parts of one table, each other file alone. A
 * file of a snapshot is the whole table.
 */
function inDeliveries(extract: ExtractTable, files: readonly NewFile[]): NewFile[][] {
  const isPart = (file: NewFile | undefined) => file?.shape === 'parquet' && extract.delivery !== 'snapshot';
  const deliveries: NewFile[][] = [];
  for (const file of files) {
    const last = deliveries.at(-1);
    if (last && isPart(last[0]) && isPart(file)) last.push(file);
    else deliveries.push([file]);
  }
  return deliveries;
}

/** Loads a CSV file, or Parquet parts of one table. A part that is not what it says is refused alone. */
async function loadFlat(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  files: readonly NewFile[],
): Promise<void> {
  const { connection } = state.options;
  const parts: DescribedPart<NewFile>[] = [];
  for (const file of files) {
    await orRefuse(state, source, [file], async () => {
      if (!file.isUtf8) throw refusal(file.name, 'the bytes are not UTF-8', 'not_utf8');
      if (file.shape === 'parquet') parts.push(await describePart(connection, file, extract));
      else await loadRelation(state, source, extract, [file], await csvRelation(connection, file, extract));
    });
  }
  for (const alike of groupAlike(parts)) await loadParts(state, source, extract, alike);
}

/**
 * Loads parts as one relation: one pass, one transaction. They are taken one by one instead where their order decides,
 * because a later part supersedes rows of an earlier one, or where one of them proves damaged.
 */
async function loadParts(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  parts: readonly DescribedPart<NewFile>[],
): Promise<void> {
  const files = parts.map(({ file }) => file);
  const load = async () => {
    const relation = await parquetRelation(state.options.connection, parts, extract);
    await loadRelation(state, source, extract, files, relation);
  };
  if (parts.length === 1) return orRefuse(state, source, files, load);
  try {
    await load();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    for (const part of parts) await loadParts(state, source, extract, [part]);
  }
}

async function loadRelation(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  files: readonly NewFile[],
  relation: RawRelation,
): Promise<void> {
  const { connection } = state.options;
  const context = stagingContext(state.options, source);
  await inTransaction(connection, async () => {
    if (extract.delivery === 'snapshot') await emptyTables(connection, extract);
    if (
      files.length > 1 &&
      extract.delivery === 'supersede' &&
      (await repeatsKeys(context, extract, relation))
    )
      throw refusal(extract.extract, 'its parts supersede one another', 'parts_in_order');
    await stageRelation(context, extract, relation).catch((error: unknown) => {
      throw damaged(error, files);
    });
    for (const { fileId } of files)
      await rejectMalformedLines(connection, source.name, extract.extract, fileId);
    const reads = files.map((file) => {
      return { file, reads: [[extract, relation.rowsByFile.get(file.fileId) ?? 0] as const] };
    });
    await settle(state, source, reads);
  });
}

/** Returns what staging needs to know, for the rows of one source. */
export function stagingContext(options: LoadOptions, source: Source): StagingContext {
  const { connection, pads, receivedDate } = options;
  return { connection, source: source.name, pads, receivedDate };
}

/** Empties the tables of an extract: the file at hand replaces them. */
export async function emptyTables(connection: DuckDBConnection, extract: ExtractTable): Promise<void> {
  for (const table of tablesOf(extract)) await runSql(connection, `DELETE FROM ${qualifiedName(table)}`);
}

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
function isRefusal(error: unknown): error is VigieError {
  return (
    error instanceof SourceFileError || error instanceof HeaderError || error instanceof RejectedRowsError
  );
}

/** A flat file whose header was right and whose rows the database can not read is damaged inside. */
function damaged(error: unknown, files: readonly NewFile[]): unknown {
  const name = files.map((file) => file.name).join(', ');
  return error instanceof ContractError ? refusal(name, 'its rows can not be read', 'unreadable') : error;
}
