import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, queryRows, runSql } from '../duckdb/index.ts';
import { SourceFileError, UsageError, VigieError } from '../errors.ts';
import { quotedIdentifier, quotedText } from '../table/index.ts';

/** How a file stores a column. */
export type Stored = 'text' | 'number' | 'boolean' | 'date' | 'other';

export interface StoredColumn {
  readonly name: string;
  readonly stored: Stored;
}

/** A table file that stands in a sealed database as the table `data`, with the row number {@link ROW} from 1. */
export interface TableFile {
  readonly connection: DuckDBConnection;
  /** All columns of the file, in its order. */
  readonly columns: readonly StoredColumn[];
  close(): void;
}

/** Texts by which tools write that a value is missing. */
const MARKS = [
  '?',
  'NA',
  'na',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'NAN',
  'NULL',
  'null',
  'None',
  'none',
  '.',
];
const MISSING_MARKS = ['', ' ', ...MARKS, ...MARKS.map((mark) => ` ${mark}`)].map(quotedText).join(', ');

/** Name of the row number inside the database, which no column of a file has. */
export const ROW = '_row of vigie';

/**
 * Reads a CSV file (any separator, UTF-8, with a header; text, to be typed later) or a Parquet file (by its content, not its
 * ending), rows in the order of the file, marks of missing values as NULL. Nothing but the folder of the file can be read.
 * @throws UsageError if there is no such file; SourceFileError if it is neither, or has no rows.
 */
export async function openTableFile(file: string, memory?: string): Promise<TableFile> {
  const path = resolve(file);
  const place = basename(path);
  assertPlainFile(path);
  const database = await openDatabase({
    path: ':memory:',
    threads: 1,
    allowedDirectories: [dirname(path)],
    ...(memory !== undefined && { memoryLimit: memory }),
  });
  try {
    const connection = await database.connect();
    const source = isParquet(path)
      ? `read_parquet(${quotedText(path)})`
      : `read_csv(${quotedText(path)}, header = true, all_varchar = true, parallel = false, nullstr = [${MISSING_MARKS}])`;
    const columns = await storedColumns(connection, source, place);
    await readRows(connection, source, isParquet(path) ? columns : [], place);
    return { connection, columns, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Closes a file's database whatever the work does. */
export async function withTableFile<T>(
  file: string,
  memory: string | undefined,
  work: (table: TableFile) => Promise<T>,
): Promise<T> {
  const table = await openTableFile(file, memory);
  try {
    return await work(table);
  } finally {
    table.close();
  }
}

function assertPlainFile(path: string): void {
  const problem = !statSync(path, { throwIfNoEntry: false })?.isFile()
    ? 'there is no such file'
    : /[*?[\]]/.test(path)
      ? 'its path holds one of * ? [ ], which would name several files'
      : undefined;
  if (problem === undefined) return;
  throw new UsageError({
    place: '--table',
    fact: problem,
    expectation: 'the path of one CSV or Parquet file',
    effect: 'nothing was done',
    next: 'correct the path',
  });
}

function isParquet(path: string): boolean {
  const start = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === 'PAR1';
}

async function storedColumns(
  connection: DuckDBConnection,
  source: string,
  place: string,
): Promise<StoredColumn[]> {
  const rows = await queryRows(connection, `DESCRIBE SELECT * FROM ${source}`).catch(unreadable(place));
  return rows.map((row) => ({
    name: String(row['column_name']),
    stored: storedKind(String(row['column_type'])),
  }));
}

function storedKind(type: string): Stored {
  if (/^(VARCHAR|ENUM)/.test(type) && !type.endsWith(']')) return 'text';
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(type)) return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  return /^(DATE|TIMESTAMP|TIME)/.test(type) && !type.endsWith(']') ? 'date' : 'other';
}

/** @param marked columns in which marks of missing values are still texts. */
async function readRows(
  connection: DuckDBConnection,
  source: string,
  marked: readonly StoredColumn[],
  place: string,
): Promise<void> {
  const cleaned = marked
    .filter(({ stored }) => stored === 'text')
    .map(({ name }) => {
      const column = quotedIdentifier(name);
      return `CASE WHEN CAST(${column} AS VARCHAR) NOT IN (${MISSING_MARKS}) THEN CAST(${column} AS VARCHAR) END AS ${column}`;
    });
  const columns = cleaned.length > 0 ? `* REPLACE (${cleaned.join(', ')})` : '*';
  await runSql(
    connection,
    `CREATE TABLE data AS SELECT CAST(row_number() OVER () AS INTEGER) AS ${quotedIdentifier(ROW)}, ${columns} FROM ${source}`,
  ).catch(unreadable(place));
}

/** The texts of the database quote lines of the file. */
function unreadable(place: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof VigieError && error.exitCode === 50) throw error;
    throw new SourceFileError({
      place,
      fact: 'it cannot be read as a table',
      expectation: 'Parquet, or CSV in UTF-8 with a header and as many cells in each line',
      effect: 'nothing was done',
      next: 'write the file again, or set VIGIE_DEBUG_SQL on a secured machine to see what the database says',
    });
  };
}
