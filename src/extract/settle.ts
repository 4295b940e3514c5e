import type { DuckDBConnection } from '@duckdb/node-api';
import { RejectedRowsError, type VigieError } from '../errors.ts';
import { queryRows } from '../duckdb/index.ts';
import { qualifiedName, quotedText } from '../table/index.ts';
import type { ExtractTable, Source } from '../unit/index.ts';
import { recordFiles, type LedgerEntry } from './ledger.ts';
import type { LoadState, NewFile, StagedFile } from './state.ts';
import { refusal } from './refusal.ts';
import type { FileReport, StagedCounts } from './report.ts';
import { checkDigitWarnings } from './typed.ts';

/**
 * Counts what became of the rows of some files, proves that none was lost and records the files. Call it in the transaction
 * that staged them, before a later file can supersede their rows. Extracts are not counted again if the insert itself said
 * that all their rows are staged.
 * @throws SourceFileError when rows read are not rows staged plus rows rejected.
 */
export async function settle(
  state: LoadState,
  source: Source,
  staged: readonly StagedFile[],
  whole: ReadonlySet<ExtractTable> = new Set(),
): Promise<void> {
  const counted = await countFiles(state.options.connection, source, staged, whole);
  const entries = [...counted].map(([file, extracts]): LedgerEntry => {
    const sums = Object.entries(extracts).map(
      ([name, { read, staged }]) => [name, { read, staged, rejected: read - staged }] as const,
    );
    return { ...file, status: 'loaded', rule: '', extracts: Object.fromEntries(sums) };
  });
  await recordFiles(state.options.connection, source.name, entries);
  state.staged.push(...staged);
  for (const [file, extracts] of counted) report(state, source, file, 'loaded', '', extracts);
}

function filesByExtract(staged: readonly StagedFile[]): FilesByExtract {
  const files = new Map<ExtractTable, number[]>();
  for (const { file, reads } of staged) {
    for (const [extract] of reads) files.set(extract, [...(files.get(extract) ?? []), file.fileId]);
  }
  return files;
}

type Counted = ReadonlyMap<NewFile, Record<string, StagedCounts>>;

async function countFiles(
  connection: DuckDBConnection,
  source: Source,
  staged: readonly StagedFile[],
  whole: ReadonlySet<ExtractTable>,
): Promise<Counted> {
  const uncounted = [...filesByExtract(staged)].filter(([extract]) => !whole.has(extract));
  const stagedRows = await countStaged(connection, new Map(uncounted));
  const stagedOf = (extract: ExtractTable, fileId: number, read: number) =>
    whole.has(extract) ? read : (stagedRows.get(placeOf(extract.extract, fileId)) ?? 0);
  const isWhole = staged.every(({ file, reads }) =>
    reads.every(([extract, read]) => stagedOf(extract, file.fileId, read) === read),
  );
  const rejectedRows: RejectedCounts = isWhole
    ? new Map()
    : await countRejected(connection, source.name, staged);
  const files = new Map<NewFile, Record<string, StagedCounts>>();
  for (const { file, reads } of staged) {
    const extracts: Record<string, StagedCounts> = {};
    for (const [extract, read] of reads) {
      const place = placeOf(extract.extract, file.fileId);
      const staged = stagedOf(extract, file.fileId, read);
      const rejected = rejectedRows.get(place) ?? {};
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

/** Key of what is counted by extract and file. */
const placeOf = (extract: unknown, fileId: unknown): string => `${String(extract)} ${String(fileId)}`;

type FilesByExtract = ReadonlyMap<ExtractTable, readonly number[]>;

const rowsOf = (extract: ExtractTable, fileIds: readonly number[]): string =>
  `(SELECT * FROM ${qualifiedName(extract.table)} WHERE file_id IN (${fileIds.join(', ')}))`;

/** Returns the numbers of staged rows by place. One statement for all extracts: their small parts run side by side. */
async function countStaged(
  connection: DuckDBConnection,
  files: FilesByExtract,
): Promise<Map<string, number>> {
  const counts = [...files].map(
    ([extract, fileIds]) =>
      `SELECT ${quotedText(extract.extract)} AS extract, file_id, count(*) AS n FROM ${rowsOf(extract, fileIds)} GROUP BY file_id`,
  );
  if (counts.length === 0) return new Map();
  const rows = await queryRows(connection, `${counts.join('\nUNION ALL ')}\nORDER BY extract, file_id`);
  return new Map(rows.map(({ extract, file_id, n }) => [placeOf(extract, file_id), Number(n)]));
}

/** Numbers of rejected rows by place and finding. */
type RejectedCounts = ReadonlyMap<string, Record<string, number>>;

/** Returns the rejected rows, counted. */
async function countRejected(
  connection: DuckDBConnection,
  source: string,
  staged: readonly StagedFile[],
): Promise<RejectedCounts> {
  const counts = new Map<string, Record<string, number>>();
  const rows = await queryRows(
    connection,
    `SELECT extract, file_id, column_name, rule, count(*) AS n FROM staging.rejected_row
     WHERE source = $source AND file_id IN (${staged.map(({ file }) => file.fileId).join(', ')})
     GROUP BY extract, file_id, column_name, rule ORDER BY extract, file_id, column_name, rule`,
    { source },
  );
  for (const { extract, file_id, column_name, rule, n } of rows) {
    const finding = column_name === '' ? String(rule) : `${String(column_name)}: ${String(rule)}`;
    const place = placeOf(extract, file_id);
    counts.set(place, { ...counts.get(place), [finding]: Number(n) });
  }
  return counts;
}

/** Warns of wrong check digits in the rows of the files of a source that were loaded: one statement for all of them. */
export async function warnAboutCheckDigits(
  state: LoadState,
  source: Source,
  staged: readonly StagedFile[],
): Promise<void> {
  const tests = [...filesByExtract(staged)].flatMap(([extract, fileIds]) =>
    checkDigitWarnings(extract.table, rowsOf(extract, fileIds)).map((test) => {
      return { ...test, extract: extract.extract };
    }),
  );
  if (tests.length === 0) return;
  const counts = tests.map(({ sql }, i) => `SELECT ${i} AS test, (${sql}) AS n`);
  const rows = await queryRows(
    state.options.connection,
    `SELECT test, n FROM (${counts.join('\nUNION ALL ')}) WHERE n > 0 ORDER BY test`,
  );
  for (const { test, n } of rows) {
    const { extract = '', column = '' } = tests[Number(test)] ?? {};
    state.warnings.push({ source: source.name, extract, column, rule: 'check_digit', count: Number(n) });
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
