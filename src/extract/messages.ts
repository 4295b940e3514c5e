import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inTransaction, queryNumber, runSql } from '../duckdb/index.ts';
import type { ExtractTable, Source } from '../unit/index.ts';
import { convertMessages, FORM_COLUMN, type ConvertedFile } from '../xml/index.ts';
import { buildIncoming, stageIncoming } from './incoming.ts';
import { stagingContext, type LoadState, type NewFile } from './state.ts';
import { messageForms, messageRelations } from './message-parts.ts';
import { orRefuse } from './or-refuse.ts';
import { rawColumns, type RawRelation } from './raw.ts';
import { refusal } from './refusal.ts';
import { recordRefusal, settle } from './settle.ts';
import { stageRelation, type StagingContext } from './stage.ts';
import { typingOf } from './typed.ts';
import { registerWorkers } from './workers.ts';

/**
 * Loads official XML messages: worker threads turn them into rows of the flat format inside the temp folder, and the
 * rows then take the same way as those of a flat file. All messages of a source are staged in one transaction, so that
 * an update finds the original that came with it.
 */
export async function loadMessages(
  state: LoadState,
  source: Source,
  files: readonly NewFile[],
): Promise<void> {
  const { threads } = state;
  const { tempDir, workers } = state.options;
  const temp = mkdtempSync(join(tempDir, 'messages-'));
  try {
    const columnsOf = Object.fromEntries(
      source.extracts.map((extract) => [extract.extract, messageColumns(source, extract)]),
    );
    const formsOf = Object.fromEntries(
      source.extracts.map((extract) => [extract.extract, Object.fromEntries(messageForms(extract))]),
    );
    const converted = await convertMessages(
      files.map(({ fileId, path }) => ({ fileId: String(fileId), path })),
      source.messages ?? [],
      temp,
      columnsOf,
      { formsOf, threads, ...(workers !== undefined && { workers }) },
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
  const context = stagingContext(state, source);
  // By id: that decides between two rows with the same key, whatever the order of the names.
  const ordered = files.toSorted((a, b) => a.fileId - b.fileId);
  const rowsOf = (extract: ExtractTable, { fileId }: NewFile) =>
    converted.get(fileId)?.rows[extract.extract] ?? 0;
  const filled: Filled[] = [];
  for (const extract of source.extracts) {
    const rowsByFile = new Map(ordered.map((file) => [file.fileId, rowsOf(extract, file)]));
    if (!source.beforeStaging && isEmpty(rowsByFile)) continue;
    const relations = messageRelations(extract, messageColumns(source, extract), temp, rowsByFile);
    filled.push({ extract, relations });
  }
  const direct = await stageFolded(context, source, filled);
  const whole = new Set<ExtractTable>();
  for (const { extract, relations } of direct) {
    const [relation, ...others] = relations;
    if (relation && others.length === 0) {
      if (isEmpty(relation.rowsByFile) || (await stageRelation(context, extract, relation)))
        whole.add(extract);
    } else {
      await buildAll(context, source, { extract, relations });
      await stageIncoming(connection, source.name, extract);
    }
  }
  const staged = files.map((file) => {
    return { file, reads: filled.map(({ extract }) => [extract, rowsOf(extract, file)] as const) };
  });
  await settle(state, source, staged, whole);
}

const isEmpty = (rowsByFile: RawRelation['rowsByFile']): boolean =>
  [...rowsByFile.values()].every((count) => count === 0);

/** An extract with its rows in the messages at hand. */
interface Filled {
  readonly extract: ExtractTable;
  readonly relations: readonly RawRelation[];
}

/**
 * Runs what the source asks for before staging and stages the rows; returns the extracts that need no such thing, whose rows
 * are still to be staged.
 */
async function stageFolded(
  context: StagingContext,
  source: Source,
  filled: readonly Filled[],
): Promise<readonly Filled[]> {
  const { connection } = context;
  const { statements, neededFor } = source.beforeStaging ?? {};
  const first = filled.find(({ extract }) => extract.extract === neededFor?.extract);
  if (!statements || !neededFor || !first) return filled;
  const others = filled.filter((candidate) => candidate !== first);
  await buildAll(context, source, first);
  const isNeeded = (await queryNumber(connection, neededFor.countSql())) > 0;
  if (isNeeded) {
    for (const one of others) await buildAll(context, source, one);
    for (const statement of statements()) {
      await runSql(connection, statement, {}, `source ${source.name}, before staging`);
    }
  }
  const built = isNeeded ? filled : [first];
  for (const { extract } of built) await stageIncoming(connection, source.name, extract);
  return isNeeded ? [] : others;
}

/** Creates `incoming.<extract>` from all rows of an extract. */
async function buildAll(
  staging: StagingContext,
  source: Source,
  { extract, relations }: Filled,
): Promise<void> {
  for (const [i, relation] of relations.entries()) {
    const context = { ...staging, rawForm: relation.rawForm };
    await registerWorkers(staging.connection, extract.table, relation.from, context);
    await buildIncoming(staging.connection, extract, relation, typingOf(extract, context), {
      assigned: source.beforeStaging?.assigns ?? [],
      kept: source.beforeStaging ? [FORM_COLUMN] : [],
      isAdded: i > 0,
    });
  }
}

/** The raw columns of an extract in a message; where versions are folded, the order of the forms comes with them. */
function messageColumns(source: Source, extract: ExtractTable): string[] {
  return [...rawColumns(extract), ...(source.beforeStaging ? [FORM_COLUMN] : [])];
}
