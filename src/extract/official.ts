import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inTransaction, queryNumber, runSql } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, quotedText } from '../table/index.ts';
import type { ExtractTable, Source } from '../unit/index.ts';
import { unzipCsv } from './archive.ts';
import { csvRelation, linesOf, readCsvSql, readHeader, rejectMalformedLines } from './csv.ts';
import { emptyTables, stagingContext, type LoadState, type NewFile } from './state.ts';
import { orRefuse } from './or-refuse.ts';
import { tablesOf, wrongHeader } from './raw.ts';
import { refusal } from './refusal.ts';
import { recordRefusal, settle } from './settle.ts';
import { stageRelation } from './stage.ts';
import { rawColumnOf } from './typed.ts';

/** One delivery of a published CSV format: an archive, or the files of one folder. */
interface Delivery {
  /** Position in the sender's numbering, from `meta.csv`; deliveries are applied in this order. */
  readonly number: number;
  readonly members: readonly { readonly path: string; readonly file: NewFile }[];
}

/**
 * Loads deliveries in a sender's own published CSV format. A full file replaces its table. An update first deletes the
 * entities of `<file>_delete.csv`, then adds the rows of `<file>_insert.csv`. Each delivery is one transaction.
 */
export async function loadOfficial(
  state: LoadState,
  source: Source,
  files: readonly NewFile[],
): Promise<void> {
  const temp = mkdtempSync(join(state.options.tempDir, 'official-'));
  try {
    for (const delivery of await deliveries(state, source, files, temp)) {
      const delivered = [...new Set(delivery.members.map(({ file }) => file))];
      await orRefuse(state, source, delivered, () =>
        inTransaction(state.options.connection, () => applyDelivery(state, source, delivery)),
      );
    }
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

async function deliveries(
  state: LoadState,
  source: Source,
  files: readonly NewFile[],
  temp: string,
): Promise<Delivery[]> {
  const groups = new Map<string, { path: string; file: NewFile }[]>();
  for (const file of files) {
    if (!file.name.endsWith('.zip')) {
      const folder = dirname(file.name);
      groups.set(folder, [...(groups.get(folder) ?? []), { path: file.path, file }]);
      continue;
    }
    try {
      const paths = await unzipCsv(file.path, file.name, join(temp, String(file.fileId)));
      groups.set(
        file.name,
        paths.map((path) => ({ path, file })),
      );
    } catch (error) {
      if (!(error instanceof Error && 'parts' in error)) throw error;
      state.problems.push(error as ReturnType<typeof refusal>);
      await recordRefusal(state, source, file, 'archive');
    }
  }
  const numbered: Delivery[] = [];
  for (const members of groups.values()) {
    const delivered = [...new Set(members.map(({ file }) => file))];
    await orRefuse(state, source, delivered, () => {
      numbered.push({ number: extractNumber(members), members });
      return Promise.resolve();
    });
  }
  return numbered.sort((a, b) => a.number - b.number);
}

/**
 * Returns the number of the delivery in `meta.csv`; 0, before all others, without one.
 * @throws SourceFileError where it does not say the number: the delivery would be applied out of its turn.
 */
function extractNumber(members: Delivery['members']): number {
  const meta = members.find(({ path }) => basename(path) === 'meta.csv');
  if (meta === undefined) return 0;
  const place = `${meta.file.name}, meta.csv`;
  const lines = linesOf(place, readFileSync(meta.path, 'utf8'));
  const number = lines.find(([variable]) => variable === 'ExtractNumber')?.[1] ?? '';
  if (!/^\d+$/.test(number)) throw refusal(place, 'it does not say the number of the extract', 'no_number');
  return Number(number);
}

async function applyDelivery(state: LoadState, source: Source, delivery: Delivery): Promise<void> {
  const reads = new Map<NewFile, [ExtractTable, number][]>();
  for (const member of delivery.members) reads.set(member.file, reads.get(member.file) ?? []);
  const known = new Set(['meta.csv']);
  for (const extract of source.extracts) {
    const stem = extract.official?.file ?? extract.extract;
    const names = [`${stem}_delete.csv`, `${stem}_insert.csv`, `${stem}.csv`];
    names.forEach((name) => known.add(name));
    for (const name of names) {
      const member = delivery.members.find(({ path }) => basename(path) === name);
      if (!member) continue;
      if (name.endsWith('_delete.csv')) await deleteEntities(state, extract, member.path, member.file);
      else {
        const isFull = name === `${stem}.csv`;
        const read = await addRows(state, source, extract, member.path, member.file, isFull);
        reads.get(member.file)?.push([extract, read]);
      }
    }
  }
  const stray = delivery.members.find(({ path }) => !known.has(basename(path)));
  if (stray)
    throw refusal(stray.file.name, `${basename(stray.path)} is no file of this format`, 'unknown_file');
  await settle(
    state,
    source,
    [...reads].map(([file, counts]) => ({ file, reads: counts })),
  );
}

async function addRows(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  path: string,
  file: NewFile,
  isFull: boolean,
): Promise<number> {
  const { connection } = state.options;
  const { name, fileId } = file;
  const member = { name: `${name}, ${basename(path)}`, path, fileId };
  const relation = await csvRelation(connection, member, extract);
  const context = {
    ...stagingContext(state, source),
    ...(extract.official && { dateFormat: extract.official.dateFormat }),
  };
  if (isFull) await emptyTables(connection, extract);
  await stageRelation(context, extract, relation);
  await rejectMalformedLines(connection, source.name, extract.extract, fileId);
  return relation.rowsByFile.get(fileId) ?? 0;
}

/** Deletes every row of the named entities; the numbers are compared as digits, without dots. */
async function deleteEntities(
  state: LoadState,
  extract: ExtractTable,
  path: string,
  file: NewFile,
): Promise<void> {
  const { connection } = state.options;
  const name = extract.official?.entityColumn;
  const column = name === undefined ? undefined : extract.table.columns[name];
  if (name === undefined || !column)
    throw refusal(file.name, 'this table takes no deletions', 'unknown_file');
  const header = rawColumnOf(name, column);
  const place = `${file.name}, ${basename(path)}`;
  const found = readHeader(place, path);
  if (found.join() !== header) {
    throw wrongHeader(place, [`its header is not the one column ${header}`], 1);
  }
  const from = readCsvSql([path], [header], 'header = true');
  const entities = `SELECT replace(trim(${quotedIdentifier(header)}), '.', '') FROM ${from}`;
  await queryNumber(connection, `SELECT count(*) FROM ${from}`).catch(() => {
    throw refusal(file.name, `${basename(path)} can not be cut into cells`, 'not_csv');
  });
  for (const table of tablesOf(extract)) {
    const value = quotedIdentifier(name);
    await runSql(
      connection,
      `DELETE FROM ${qualifiedName(table)} WHERE ${value} IN (${entities})`,
      {},
      quotedText(name),
    );
  }
}
