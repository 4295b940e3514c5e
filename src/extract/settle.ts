import type { DuckDBConnection } from '@duckdb/node-api';
import { RejectedRowsError, type VigieError } from '../errors.ts';
import { queryNumber, queryRows } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { ExtractTable, Source } from '../unit/index.ts';
import { recordFiles, type LedgerEntry } from './ledger.ts';
import type { LoadState, NewFile } from './state.ts';
import { refusal } from './refusal.ts';
import type { FileReport, StagedCounts } from './report.ts';
import { checkDigitWarnings } from './typed.ts';

/** A file that was staged, with the rows that it held by extract. */
export interface StagedFile {
  readonly file: NewFile;
  readonly reads: readonly (readonly [ExtractTable, number])[];
}

/**
 * Counts what became of the rows of some files, proves that none was lost, records the files and warns. Call it in the
 * transaction that staged them, before a later file can supersede their rows.
 * @throws SourceFileError when rows read are not rows staged plus rows rejected.
 */
export async function settle(state: LoadState, source: Source, staged: readonly StagedFile[]): Promise<void> {
  const counted = await countFiles(state.options.connection, source, staged);
  const entries = [...counted].map(([file, extracts]): LedgerEntry => {
    const sums = Object.entries(extracts).map(
      ([name, { read, staged }]) => [name, { read, staged, rejected: read - staged }] as const,
    );
    return { ...file, status: 'loaded', rule: '', extracts: Object.fromEntries(sums) };
  });
  await recordFiles(state.options.connection, source.name, entries);
  for (const [extract, fileIds] of filesByExtract(staged)) {
    await warnAboutCheckDigits(state, source, extract, fileIds);
  }
  for (const [file, extracts] of counted) report(state, source, file, 'loaded', '', extracts);
}

function filesByExtract(staged: readonly StagedFile[]): Map<ExtractTable, number[]> {
  const files = new Map<ExtractTable, number[]>();
  for (const { file, reads } of staged) {
    for (const [extract] of reads) files.set(extract, [...(files.get(extract) ?? []), file.fileId]);
  }
  return files;
}

async function countFiles(
  connection: DuckDBConnection,
  source: Source,
  staged: readonly StagedFile[],
): Promise<Map<NewFile, Record<string, StagedCounts>>> {
  const counts = new Map<ExtractTable, Awaited<ReturnType<typeof countStaged>>>();
  for (const [extract, fileIds] of filesByExtract(staged)) {
    counts.set(extract, await countStaged(connection, source.name, extract, fileIds));
  }
  const files = new Map<NewFile, Record<string, StagedCounts>>();
  for (const { file, reads } of staged) {
    const extracts: Record<string, StagedCounts> = {};
    for (const [extract, read] of reads) {
      const { staged = 0, rejected = {} } = counts.get(extract)?.get(file.fileId) ?? {};
      const fact = `${read} rows were read, ${staged} staged and ${sumOf(rejected)} rejected`;
      if (read !== staged + sumOf(rejected)) throw refusal(file.name, fact, 'rows_lost');
      extracts[extract.extract] = { read, staged, rejected };
    }
    files.set(file, extracts);
  }
  return files;
}

const sumOf = (rejected: Readonly<Record<string, number>>): number =>
  Object.values(rejected).reduce((sum, count) => sum + count, 0);

/** Returns, per file of this extract, how many rows were staged and rejected, with the rules. */
async function countStaged(
  connection: DuckDBConnection,
  source: string,
  extract: ExtractTable,
  fileIds: readonly number[],
): Promise<Map<number, { staged: number; rejected: Record<string, number> }>> {
  const files = fileIds.join(', ');
  const counts = new Map(fileIds.map((id) => [id, { staged: 0, rejected: {} as Record<string, number> }]));
  const staged = await queryRows(
    connection,
    `SELECT file_id, count(*) AS n FROM ${qualifiedName(extract.table)} WHERE file_id IN (${files}) GROUP BY file_id ORDER BY file_id`,
  );
  for (const { file_id, n } of staged) {
    const count = counts.get(Number(file_id));
    if (count) count.staged = Number(n);
  }
  const rejected = await queryRows(
    connection,
    `SELECT file_id, column_name, rule, count(*) AS n FROM staging.rejected_row
     WHERE source = $source AND extract = $extract AND file_id IN (${files})
     GROUP BY file_id, column_name, rule ORDER BY file_id, column_name, rule`,
    { source, extract: extract.extract },
  );
  for (const { file_id, column_name, rule, n } of rejected) {
    const name = column_name === '' ? String(rule) : `${String(column_name)}: ${String(rule)}`;
    const count = counts.get(Number(file_id));
    if (count) count.rejected[name] = Number(n);
  }
  return counts;
}

async function warnAboutCheckDigits(
  state: LoadState,
  source: Source,
  extract: ExtractTable,
  fileIds: readonly number[],
): Promise<void> {
  const files = fileIds.join(', ');
  const rows = `(SELECT * FROM ${qualifiedName(extract.table)} WHERE file_id IN (${files}))`;
  for (const { column, sql } of checkDigitWarnings(extract.table, rows)) {
    const count = await queryNumber(state.options.connection, sql);
    if (count > 0) {
      const { name } = source;
      state.warnings.push({ source: name, extract: extract.extract, column, rule: 'check_digit', count });
    }
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
  const entry: LedgerEntry = { ...file, status: 'refused', rule, extracts: {} };
  await recordFiles(state.options.connection, source.name, [entry]);
}

/** Adds a file to the report of the load. */
export function report(
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

/** Returns the rule of an error that refused a file. */
export function ruleOf(error: VigieError): string {
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
