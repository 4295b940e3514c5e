import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { HomeError, RejectedRowsError, VigieError } from '../errors.ts';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { ExtractTable, Room, Source } from '../unit/index.ts';
import { fingerprint, listDeliveredFiles, type DeliveredFile, type Fingerprint } from './files.ts';
import { loadedFiles, prepareWarehouse, recordFile } from './ledger.ts';
import { loadMessages } from './messages.ts';
import { loadOfficial } from './official.ts';
import { csvRelation, parquetRelation, rejectMalformedLines } from './raw.ts';
import { refusal } from './refusal.ts';
import type { FileReport, LoadReport, LoadWarning } from './report.ts';
import {
  buildIncoming,
  countStaged,
  stageAllFit,
  stageIncoming,
  type RawRelation,
  type StagedCounts,
} from './stage.ts';
import { checkDigitWarnings, type Pads, type TypingContext } from './typed.ts';
import { checkPseudonyms, registerWorkers } from './workers.ts';

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
  readonly fileId: string;
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
    for (const file of fresh.filter((candidate) => candidate.extract === extract.extract)) {
      await loadFlat(state, source, extract, file);
    }
  }
  const messages = fresh.filter((file) => file.shape === 'message');
  if (messages.length > 0) await loadMessages(state, source, messages);
  const official = fresh.filter((file) => file.shape === 'official');
  if (official.length > 0) await loadOfficial(state, source, official);
  return true;
}

async function newFiles(
  state: LoadState,
  source: Source,
  files: readonly DeliveredFile[],
): Promise<NewFile[]> {
  const seen = await loadedFiles(state.options.connection, source.name);
  const fresh: NewFile[] = [];
  for (const file of files) {
    const print = await fingerprint(file.path);
    const fileId = print.sha256.slice(0, 16);
    if (seen.has(print.sha256)) {
      report(state, source, { ...file, ...print, fileId }, 'already_loaded', '', {});
    } else {
      seen.set(print.sha256, file.name);
      fresh.push({ ...file, ...print, fileId });
    }
  }
  return fresh;
}

/** Loads one flat file: it is looked at first, then staged in one transaction. */
async function loadFlat(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  file: NewFile,
): Promise<void> {
  const { connection } = state.options;
  await orRefuse(state, source, [file], async () => {
    if (!file.isUtf8) throw refusal(file.name, 'the bytes are not UTF-8', 'not_utf8');
    const parquet = file.shape === 'parquet';
    const relation = parquet
      ? await parquetRelation(connection, file.name, file.path, extract, file.fileId)
      : await csvRelation(connection, file.name, file.path, extract, file.fileId);
    const context = typingContext(state.options, parquet ? 'typed' : 'text');
    await inTransaction(connection, async () => {
      if (extract.delivery === 'snapshot') await emptyTables(connection, extract);
      await stageRelation(state, source, extract, relation, context);
      await rejectMalformedLines(connection, source.name, extract.extract, file.fileId);
      await settle(state, source, file, [[extract, relation.rowsRead]]);
    });
  });
}

/** Stages the rows of a flat relation: in one pass if all are fit, else row by row with a verdict each. */
export async function stageRelation(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  relation: RawRelation,
  context: TypingContext,
): Promise<void> {
  const { connection } = state.options;
  await registerWorkers(connection, extract.table, relation.from, context);
  if (await stageAllFit(connection, extract, relation, context)) return;
  await buildIncoming(connection, extract, relation, context);
  await stageIncoming(connection, source.name, extract);
}

/** Returns how values are typed, for rows of one form. */
export function typingContext(options: LoadOptions, form: 'typed' | 'text'): TypingContext {
  return { rawForm: () => form, pads: options.pads, receivedDate: options.receivedDate };
}

/** Empties the tables of an extract: the file at hand replaces them. */
export async function emptyTables(connection: DuckDBConnection, extract: ExtractTable): Promise<void> {
  await runSql(connection, `DELETE FROM ${qualifiedName(extract.table)}`);
  if (extract.identity) await runSql(connection, `DELETE FROM ${qualifiedName(extract.identity)}`);
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
    if (!(error instanceof VigieError) || error instanceof HomeError) throw error;
    state.problems.push(error);
    for (const file of files) await recordRefusal(state, source, file, ruleOf(error));
  }
}

/** Records a refused file, so that the report and the manifest show it; it is read again when delivered again. */
export async function recordRefusal(
  state: LoadState,
  source: Source,
  file: NewFile,
  rule: string,
): Promise<void> {
  report(state, source, file, 'refused', rule, {});
  await recordFile(state.options.connection, {
    ...file,
    source: source.name,
    status: 'refused',
    rule,
    extracts: {},
  });
}

/**
 * Counts what became of a file's rows, proves that none was lost, records it and warns.
 * @throws SourceFileError when rows read are not rows staged plus rows rejected.
 */
export async function settle(
  state: LoadState,
  source: Source,
  file: NewFile,
  reads: readonly (readonly [ExtractTable, number])[],
): Promise<void> {
  const { connection } = state.options;
  const extracts: Record<string, StagedCounts> = {};
  for (const [extract, read] of reads) {
    const counts = await countStaged(connection, source.name, extract, [file.fileId]);
    const { staged = 0, rejected = {} } = counts.get(file.fileId) ?? {};
    const rejectedRows = Object.values(rejected).reduce((sum, n) => sum + n, 0);
    if (read !== staged + rejectedRows) {
      throw refusal(
        file.name,
        `${read} rows were read, ${staged} staged and ${rejectedRows} rejected`,
        'rows_lost',
      );
    }
    extracts[extract.extract] = { read, staged, rejected };
    await warnAboutCheckDigits(state, source, extract, file.fileId);
  }
  await recordFile(connection, {
    ...file,
    source: source.name,
    status: 'loaded',
    rule: '',
    extracts: Object.fromEntries(
      Object.entries(extracts).map(([name, { read, staged }]) => [
        name,
        { read, staged, rejected: read - staged },
      ]),
    ),
  });
  report(state, source, file, 'loaded', '', extracts);
}

function report(
  state: LoadState,
  source: Source,
  file: NewFile,
  status: FileReport['status'],
  rule: string,
  extracts: FileReport['extracts'],
): void {
  const { name, fileId, sha256, bytes } = file;
  const entry: FileReport = { source: source.name, name, fileId, sha256, bytes, status, rule, extracts };
  state.files.push(entry);
  const rejected = Object.entries(extracts).flatMap(([extract, counts]) =>
    Object.entries(counts.rejected).map(([finding, count]) => `${extract}, ${finding}: ${count}`),
  );
  if (rejected.length > 0) state.problems.push(rowsRejected(name, rejected));
  state.options.onFile?.(entry);
}

async function warnAboutCheckDigits(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  fileId: string,
): Promise<void> {
  const rows = `(SELECT * FROM ${qualifiedName(extract.table)} WHERE file_id = '${fileId}')`;
  for (const { column, sql } of checkDigitWarnings(extract.table, rows)) {
    const count = await queryNumber(state.options.connection, sql);
    if (count > 0) {
      const { name } = source;
      state.warnings.push({ source: name, extract: extract.extract, column, rule: 'check_digit', count });
    }
  }
}

function ruleOf(error: VigieError): string {
  return (
    /\(rule: ([a-z_0-9]+)\)/.exec(error.parts.fact)?.[1] ?? (error.exitCode === 11 ? 'header' : 'refused')
  );
}

function rowsRejected(place: string, findings: readonly string[]): RejectedRowsError {
  return new RejectedRowsError({
    place,
    fact: findings.join('; '),
    expectation: 'rows that fit the declaration of the source',
    effect: 'these rows stand in staging.rejected_row without their values; the other rows were loaded',
    next: 'look up the positions there and ask the sender for a correction',
  });
}
