import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql, type SqlRow } from '../duckdb/index.ts';
import { HomeError, type SourceFileError } from '../errors.ts';
import { quotedText } from '../table/index.ts';
import { readCsvHeader, unreadable, type CsvHeader } from './csv-header.ts';

/** A CSV or Parquet file whose columns are known and whose rows can be read. */
export interface TableFile {
  readonly path: string;
  readonly columns: readonly FileColumn[];
  /** SQL that goes after FROM: the rows of the file; the cells of a CSV are text. */
  readonly from: string;
  /** How a CSV is written; absent for Parquet. */
  readonly csv?: CsvHeader;
}

export interface FileColumn {
  readonly name: string;
  /** The type that DuckDB gives it. */
  readonly type: string;
}

/**
 * Looks at a file: Parquet by its first bytes or its name, else CSV in UTF-8, maybe zipped by gzip. A CSV is cut by its own header:
 * nothing is guessed from the rows, since a guess makes one column of a file in which a single line has too few cells.
 * @param missing texts of a CSV that stand for no value, beside the empty one
 * @throws SourceFileError for an absent file, and for one that is neither.
 */
export async function openTableFile(
  connection: DuckDBConnection,
  path: string,
  missing: readonly string[] = [],
): Promise<TableFile> {
  assertPlainFile(path);
  const start = firstBytes(path);
  if (start.startsWith('PAR1') || /\.parquet$/i.test(path)) return parquetFile(connection, path);
  if (/^(\xff\xfe|\xfe\xff)/.test(start)) throw unreadable(path, 'it is UTF-16');
  const csv = readCsvHeader(path, start.startsWith('\x1f\x8b'));
  const from = csvSql(path, csv, ['', ...missing]);
  return { path, columns: csv.names.map((name) => ({ name, type: 'VARCHAR' })), from, csv };
}

/**
 * Makes a table of the rows of a file.
 * @param select the columns as SQL
 * @throws SourceFileError with the first line that the header cannot cut; HomeError where memory or disk do not suffice.
 */
export async function fillFromFile(
  connection: DuckDBConnection,
  table: string,
  file: TableFile,
  select: string,
): Promise<void> {
  try {
    await runSql(connection, `CREATE TABLE ${table} AS SELECT ${select} FROM ${file.from}`);
  } catch (error) {
    if (error instanceof HomeError && /memory|disk/.test(error.parts.fact)) throw error;
    throw file.csv === undefined ? unreadable(file.path, NO_PARQUET) : await csvError(connection, file);
  }
}

function assertPlainFile(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw unreadable(path, 'there is no such file');
  }
  if (/[*?[\]]/.test(path)) {
    throw unreadable(path, 'its path holds one of * ? [ ], which would name several files');
  }
}

function firstBytes(path: string): string {
  const start = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    return start.toString('latin1', 0, readSync(file, start));
  } finally {
    closeSync(file);
  }
}

const NO_PARQUET = 'it is no Parquet file, or a damaged one';

async function parquetFile(connection: DuckDBConnection, path: string): Promise<TableFile> {
  const from = `read_parquet(${quotedText(path)})`;
  const rows = await queryRows(connection, `DESCRIBE SELECT * FROM ${from}`).catch(() => {
    throw unreadable(path, NO_PARQUET);
  });
  const columns = rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  return { path, columns, from };
}

function csvSql(path: string, { names, separator, isZipped }: CsvHeader, missing: readonly string[]): string {
  const columns = names.map((name) => `${quotedText(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${quotedText(path)}, columns = {${columns}}, auto_detect = false, header = true, delim = ${quotedText(separator)},
    quote = '"', escape = '"', nullstr = [${missing.map(quotedText).join(', ')}], null_padding = false,
    max_line_size = 10000000, compression = '${isZipped ? 'gzip' : 'none'}')`;
}

const REJECTED = 'rejected_line';
const UNENDING = 'it is no text in UTF-8, or a quote in it does not end';

/** Returns the error of a CSV that could not be read whole: the first line that its header cannot cut, and why, without its text. */
async function csvError(connection: DuckDBConnection, { path, from }: TableFile): Promise<SourceFileError> {
  const options = `parallel = false, store_rejects = true, rejects_table = '${REJECTED}', rejects_scan = '${REJECTED}_scan'`;
  const tolerant = from.replace(/\)$/, `, ${options})`);
  const isCut = await queryRows(connection, `SELECT count(COLUMNS(*)) FROM ${tolerant}`).then(
    () => true,
    () => false,
  );
  if (!isCut) return unreadable(path, UNENDING);
  const [first] = await queryRows(
    connection,
    `SELECT CAST(line AS INTEGER) AS line, error_type, regexp_extract(error_message, 'Columns: (\\d+)', 1) AS expected,
      regexp_extract(error_message, 'Found: (\\d+)', 1) AS found,
      CAST((SELECT count(DISTINCT line) FROM ${REJECTED}) AS INTEGER) AS lines FROM ${REJECTED} ORDER BY line, error_type LIMIT 1`,
  );
  return first === undefined
    ? unreadable(path, UNENDING)
    : unreadable(path, lineFact(first), Number(first['line']));
}

function lineFact({ error_type, expected, found, lines }: SqlRow): string {
  const fact = /COLUMNS$/.test(String(error_type))
    ? `the header has ${String(expected)} cells, the line ${String(found)}`
    : `it cannot be cut into cells (${String(error_type).toLowerCase()})`;
  return lines === 1 ? fact : `${fact}; ${Number(lines)} lines do not fit`;
}
