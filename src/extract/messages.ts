import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runSql } from '../duckdb/index.ts';
import type { ExtractTable, Source } from '../unit/index.ts';
import { convertMessages, FORM_COLUMN, type ConvertedFile } from '../xml/index.ts';
import { partsRelation } from './csv.ts';
import { buildIncoming, stageIncoming } from './incoming.ts';
import { stagingContext, type LoadState, type NewFile } from './state.ts';
import { inTransaction, orRefuse } from './transaction.ts';
import { rawColumns } from './raw.ts';
import { refusal } from './refusal.ts';
import { recordRefusal, settle } from './settle.ts';
import { typingOf } from './typed.ts';
import { registerWorkers } from './workers.ts';

/**
 * Loads official XML messages: worker threads turn them into text in the flat format inside the temp folder, and the
 * rows then take the same way as those of a flat file. All messages of a source are staged in one transaction, so that
 * an update finds the original that came with it.
 */
export async function loadMessages(
  state: LoadState,
  source: Source,
  files: readonly NewFile[],
): Promise<void> {
  const { tempDir, workers } = state.options;
  const temp = mkdtempSync(join(tempDir, 'messages-'));
  try {
    const columnsOf = Object.fromEntries(
      source.extracts.map((extract) => [extract.extract, messageColumns(source, extract)]),
    );
    const converted = await convertMessages(
      files.map(({ fileId, path }) => ({ fileId: String(fileId), path })),
      source.messages ?? [],
      temp,
      columnsOf,
      workers === undefined ? {} : { workers },
    );
    const byId = new Map(converted.map((result) => [Number(result.fileId), result]));
    const sound: NewFile[] = [];
    for (const file of files) {
      const failure = byId.get(file.fileId)?.failure;
      if (failure === undefined) sound.push(file);
      else {
        const line = failure.line === undefined ? '' : `, line ${failure.line}`;
        state.problems.push(refusal(`${file.name}${line}`, failure.detail, failure.rule));
        await recordRefusal(state, source, file, failure.rule);
      }
    }
    if (sound.length > 0) {
      await orRefuse(state, source, sound, () =>
        inTransaction(state.options.connection, () => stageMessages(state, source, sound, byId, temp)),
      );
    }
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

async function stageMessages(
  state: LoadState,
  source: Source,
  files: readonly NewFile[],
  converted: ReadonlyMap<number, ConvertedFile>,
  temp: string,
): Promise<void> {
  const { connection } = state.options;
  const filled: ExtractTable[] = [];
  const rowsOf = (extract: ExtractTable, { fileId }: NewFile) =>
    converted.get(fileId)?.rows[extract.extract] ?? 0;
  for (const extract of source.extracts) {
    const rowsByFile = new Map(files.map((file) => [file.fileId, rowsOf(extract, file)]));
    if (!source.beforeStaging && [...rowsByFile.values()].every((count) => count === 0)) continue;
    const relation = partsRelation(partsOf(temp, extract), messageColumns(source, extract), rowsByFile);
    const context = { ...stagingContext(state.options, source), rawForm: relation.rawForm };
    await registerWorkers(connection, extract.table, relation.from, context);
    await buildIncoming(connection, extract, relation, typingOf(extract, context), {
      assigned: source.beforeStaging?.assigns ?? [],
      kept: source.beforeStaging ? [FORM_COLUMN] : [],
    });
    filled.push(extract);
  }
  for (const statement of source.beforeStaging?.statements() ?? []) {
    await runSql(connection, statement, {}, `source ${source.name}, before staging`);
  }
  for (const extract of filled) await stageIncoming(connection, source.name, extract);
  const staged = files.map((file) => {
    return { file, reads: filled.map((extract) => [extract, rowsOf(extract, file)] as const) };
  });
  await settle(state, source, staged);
}

/** The raw columns of an extract in a message; where versions are folded, the order of the forms comes with them. */
function messageColumns(source: Source, extract: ExtractTable): string[] {
  return [...rawColumns(extract), ...(source.beforeStaging ? [FORM_COLUMN] : [])];
}

function partsOf(folder: string, extract: ExtractTable): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${extract.extract}.`) && name.endsWith('.csv'))
    .sort()
    .map((name) => join(folder, name));
}
