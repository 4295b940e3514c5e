import { join } from 'node:path';
import { inTransaction } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import { Threads } from '../threads/index.ts';
import type { ExtractTable, Source } from '../unit/index.ts';
import { csvRelation, rejectMalformedLines } from './csv.ts';
import { listDeliveredFiles, type DeliveredFile, type FolderContent } from './files.ts';
import { fingerprints, type Print } from './fingerprint.ts';
import { loadedFiles, prepareWarehouse } from './ledger.ts';
import { loadMessages } from './messages.ts';
import { loadOfficial } from './official.ts';
import { isRefusal, orRefuse } from './or-refuse.ts';
import {
  describePart,
  groupAlike,
  lookAtParts,
  parquetRelation,
  type DescribedPart,
  type Look,
} from './parquet.ts';
import type { RawRelation } from './raw.ts';
import { refusal } from './refusal.ts';
import type { LoadReport } from './report.ts';
import { report, settle, warnAboutCheckDigits } from './settle.ts';
import { repeatsKeys, stageRelation } from './stage.ts';
import { emptyTables, stagingContext, type LoadOptions, type LoadState, type NewFile } from './state.ts';
import { checkPseudonyms, countWorkers } from './workers.ts';

/**
 * Loads an extracts folder into the staging and identity schemas and returns what became of every file. A file whose
 * bytes were loaded before changes nothing; a file that is refused leaves nothing behind; the load goes on.
 * @throws HomeError when the warehouse itself fails (disk full, in use, newer version).
 */
export async function loadExtracts(options: LoadOptions): Promise<LoadReport> {
  const threads = new Threads();
  try {
    return await loadFolders(options, threads);
  } finally {
    await threads.end();
  }
}

async function loadFolders(options: LoadOptions, threads: Threads): Promise<LoadReport> {
  const folders = listFolders(options);
  const paths = folders.flatMap(({ content }) => content.files.map(({ path }) => path));
  const prepared = prepareWarehouse(options.connection, options.rooms);
  // Whoever closes the database after an error must find the connection at rest.
  const [prints] = await Promise.all([fingerprints(paths, threads, options.workers), prepared]).finally(() =>
    prepared.catch(() => undefined),
  );
  const registered = await countWorkers(options.connection);
  const reported = { files: [], warnings: [], problems: [] };
  const state: LoadState = { options, threads, prints, staged: [], registered, ...reported };
  const delivered = folders.filter(({ content }) => content.isDelivered);
  for (const folder of delivered) await loadSource(state, folder);
  if ((await countWorkers(options.connection)) > registered) await checkPseudonyms(options.connection);
  const missing = folders.filter((folder) => !delivered.includes(folder));
  const { files, warnings, problems } = state;
  return { files, warnings, problems, notDelivered: missing.map(({ source }) => source.name) };
}

/** The folder of a source. */
interface Folder {
  readonly source: Source;
  readonly content: FolderContent;
}

function listFolders({ rooms, extractsDir, only }: LoadOptions): Folder[] {
  return rooms.flatMap(({ definition: source, dir }) => {
    if (source.kind !== 'source') return [];
    if (only && !only.includes(source.name) && !source.isBuiltIn) return [];
    const folder = source.isBuiltIn ? dir : join(extractsDir, source.name);
    return [{ source, content: listDeliveredFiles(folder, source) }];
  });
}

async function loadSource(state: LoadState, { source, content }: Folder): Promise<void> {
  state.registered = await countWorkers(state.options.connection);
  for (const { name } of content.unknown) {
    state.problems.push(refusal(name, 'no declaration of the source explains this file', 'unknown_file'));
  }
  if (content.files.length === 0 && content.unknown.length === 0) {
    state.problems.push(refusal(`${source.name}/`, 'the folder is empty', 'empty_folder'));
  }
  const fresh = await newFiles(state, source, content.files);
  const looks = await lookAtParts(
    state.options.connection,
    fresh.filter(({ shape }) => shape === 'parquet'),
  );
  for (const extract of source.extracts) {
    const files = fresh.filter((candidate) => candidate.extract === extract.extract);
    for (const delivery of inDeliveries(extract, files))
      await loadFlat(state, source, extract, delivery, looks);
  }
  const messages = fresh.filter((file) => file.shape === 'message');
  if (messages.length > 0) await loadMessages(state, source, messages);
  const official = fresh.filter((file) => file.shape === 'official');
  if (official.length > 0) await loadOfficial(state, source, official);
  await warnAboutCheckDigits(state, source, state.staged.splice(0));
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
    const print = state.prints.get(file.path) as Print;
    if ('unreadable' in print) {
      state.problems.push(refusal(file.name, print.unreadable, 'unreadable_file'));
      continue;
    }
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
  looks: ReadonlyMap<string, Look>,
): Promise<void> {
  const { connection } = state.options;
  const parts: DescribedPart<NewFile>[] = [];
  for (const file of files) {
    await orRefuse(state, source, [file], async () => {
      if (!file.isUtf8) throw refusal(file.name, 'the bytes are not UTF-8', 'not_utf8');
      if (file.shape === 'parquet')
        parts.push(await describePart(connection, file, extract, looks.get(file.path)));
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
    const relation = await parquetRelation(
      state.options.connection,
      parts,
      extract,
      stagingContext(state, source),
    );
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
  const context = stagingContext(state, source);
  await inTransaction(connection, async () => {
    if (extract.delivery === 'snapshot') await emptyTables(connection, extract);
    if (
      files.length > 1 &&
      extract.delivery === 'supersede' &&
      (await repeatsKeys(context, extract, relation))
    )
      throw refusal(extract.extract, 'its parts supersede one another', 'parts_in_order');
    const isWhole = await stageRelation(context, extract, relation).catch((error: unknown) => {
      throw damaged(error, files);
    });
    for (const { shape, fileId } of files)
      if (shape === 'csv') await rejectMalformedLines(connection, source.name, extract.extract, fileId);
    const reads = files.map((file) => {
      return { file, reads: [[extract, relation.rowsByFile.get(file.fileId) ?? 0] as const] };
    });
    await settle(state, source, reads, new Set(isWhole ? [extract] : []));
  });
}

/** A flat file whose header was right and whose rows the database can not read is damaged inside. */
function damaged(error: unknown, files: readonly NewFile[]): unknown {
  const name = files.map((file) => file.name).join(', ');
  return error instanceof ContractError ? refusal(name, 'its rows can not be read', 'unreadable') : error;
}
