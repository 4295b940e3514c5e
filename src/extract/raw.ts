import type { DuckDBConnection } from '@duckdb/node-api';
import { HeaderError, SourceFileError } from '../errors.ts';
import { queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { quotedIdentifier, quotedText, type DuckType } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { openSync, readSync, closeSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { RawRelation } from './stage.ts';
import { rawColumnOf, type RawForm } from './typed.ts';

/** The columns that a flat file of this extract must have, in order, with the type that a Parquet file may give them. */
export function expectedColumns(extract: ExtractTable): ReadonlyMap<string, DuckType> {
  const columns = new Map<string, DuckType>();
  for (const table of [extract.table, ...(extract.identity ? [extract.identity] : [])]) {
    for (const [name, column] of Object.entries(table.columns)) {
      const raw = rawColumnOf(name, column);
      if (!columns.has(raw)) columns.set(raw, column.read.kind === 'niss' ? 'VARCHAR' : column.type);
    }
  }
  return columns;
}

const WHOLE_TYPES = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/;

/** Whether a Parquet column of type `found` may feed a column of type `wanted` without a guess. */
function fits(found: string, wanted: DuckType): boolean {
  switch (wanted) {
    case 'INTEGER':
    case 'BIGINT':
      return WHOLE_TYPES.test(found);
    case 'BOOLEAN':
      return found === 'BOOLEAN' || WHOLE_TYPES.test(found);
    case 'DOUBLE':
      return /^(DOUBLE|FLOAT|DECIMAL)/.test(found);
    case 'TIMESTAMP':
      return found.startsWith('TIMESTAMP');
    default:
      return found === wanted;
  }
}

/**
 * Returns the rows of a Parquet file.
 * @throws HeaderError for lost, unknown or differently typed columns; SourceFileError for a file that is no Parquet.
 */
export async function parquetRelation(
  connection: DuckDBConnection,
  place: string,
  path: string,
  extract: ExtractTable,
  fileId: string,
): Promise<RawRelation & { readonly rawForm: (column: string) => RawForm }> {
  const from = `read_parquet(${quotedText(path)})`;
  const described = await queryRows(connection, `DESCRIBE SELECT * FROM ${from}`).catch(() => {
    throw new SourceFileError({
      place,
      fact: 'the file is not readable as Parquet (rule: unreadable)',
      expectation: 'a complete Parquet file',
      effect: 'nothing of this file was loaded',
      next: 'ask the sender to deliver it again',
    });
  });
  const found = new Map(described.map((row) => [String(row['column_name']), String(row['column_type'])]));
  const wanted = expectedColumns(extract);
  const findings = [
    ...[...wanted.keys()].filter((name) => !found.has(name)).map((name) => `it lacks ${name}`),
    ...[...found.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `it has the unknown column ${name}`),
    ...[...wanted].flatMap(([name, type]) => {
      const actual = found.get(name);
      return actual === undefined || fits(actual, type) ? [] : [`${name} is ${actual}, not ${type}`];
    }),
  ];
  if (findings.length > 0) throw wrongHeader(place, findings, wanted.size);
  return {
    from,
    fromWithPosition: `read_parquet(${quotedText(path)}, file_row_number = true)`,
    positionSql: 'r.file_row_number + 1',
    fileIdSql: quotedText(fileId),
    rowsRead: await queryNumber(
      connection,
      `SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata(${quotedText(path)})`,
    ),
    rawForm: () => 'typed',
  };
}

/**
 * Returns the rows of a CSV file, every cell as text, cut by a header that was compared by name with the declaration.
 * Lines that can not be cut into that many cells are left out of the rows; {@link rejectMalformedLines} records them.
 * @throws HeaderError for lost, unknown or reordered columns; SourceFileError for text that can not be cut at all.
 */
export async function csvRelation(
  connection: DuckDBConnection,
  place: string,
  path: string,
  extract: ExtractTable,
  fileId: string,
): Promise<RawRelation> {
  const header = readHeader(path);
  checkHeader(place, header, extract);
  const strict = readCsvSql([path], header, 'header = true');
  const count = await queryNumber(connection, `SELECT count(*) FROM ${strict}`).catch(() => undefined);
  const from =
    count === undefined
      ? readCsvSql([path], header, 'header = true, parallel = false, ignore_errors = true')
      : strict;
  return {
    from,
    fromWithPosition: `(SELECT *, row_number() OVER () AS _row FROM ${from.replace('header = true)', 'header = true, parallel = false)')})`,
    positionSql: 'r._row',
    fileIdSql: quotedText(fileId),
    rowsRead: count ?? (await countTolerantly(connection, place, path, header)),
  };
}

const MALFORMED = 'malformed_line';

/** Counts rows and malformed lines together; the latter stay in the temporary table `malformed_line`. */
async function countTolerantly(
  connection: DuckDBConnection,
  place: string,
  path: string,
  header: readonly string[],
): Promise<number> {
  const options = `header = true, parallel = false, store_rejects = true, rejects_table = '${MALFORMED}', rejects_scan = '${MALFORMED}_scan'`;
  try {
    const fit = await queryNumber(connection, `SELECT count(*) FROM ${readCsvSql([path], header, options)}`);
    return fit + (await queryNumber(connection, `SELECT count(DISTINCT line) FROM ${MALFORMED}`));
  } catch {
    throw new SourceFileError({
      place,
      fact: 'the text can not be cut into cells (rule: not_csv)',
      expectation: 'UTF-8, comma, double quotes, one row per line',
      effect: 'nothing of this file was loaded',
      next: 'ask the sender to deliver it again',
    });
  }
}

/** Moves malformed lines of the file just read, by line number and without their text, to `staging.rejected_row`. */
export async function rejectMalformedLines(
  connection: DuckDBConnection,
  source: string,
  extract: string,
  fileId: string,
): Promise<void> {
  const exists = await queryNumber(
    connection,
    `SELECT count(*) FROM duckdb_tables() WHERE table_name = '${MALFORMED}'`,
  );
  if (exists === 0) return;
  await runSql(
    connection,
    `INSERT INTO staging.rejected_row
     SELECT DISTINCT ${quotedText(source)}, ${quotedText(extract)}, ${quotedText(fileId)}, CAST(line AS BIGINT), '', '${MALFORMED}' FROM ${MALFORMED}`,
  );
  await runSql(connection, `DROP TABLE ${MALFORMED}`);
  await runSql(connection, `DROP TABLE ${MALFORMED}_scan`);
}

/** The columns of each table must stand in the declared order: a swapped header would swap their meaning unseen. */
function checkHeader(place: string, header: readonly string[], extract: ExtractTable): void {
  const names = [...expectedColumns(extract).keys()];
  const findings = [
    ...names.filter((name) => !header.includes(name)).map((name) => `the header lacks ${name}`),
    ...header.filter((name) => !names.includes(name)).map((name) => `it has the unknown column ${name}`),
  ];
  for (const table of [extract.table, ...(extract.identity ? [extract.identity] : [])]) {
    const order = Object.entries(table.columns).map(([name, column]) => rawColumnOf(name, column));
    const swapped = header.filter((name) => order.includes(name)).join() !== [...new Set(order)].join();
    if (swapped && findings.length === 0) findings.push('the columns stand in another order than declared');
  }
  if (findings.length > 0) throw wrongHeader(place, findings, names.length);
}

/** Returns a `read_csv` call that reads every cell as text and guesses nothing. */
export function readCsvSql(paths: readonly string[], names: readonly string[], extra: string): string {
  const columns = names.map((name) => `${quotedText(name)}: 'VARCHAR'`).join(', ');
  return `read_csv([${paths.map(quotedText).join(', ')}], columns = {${columns}}, auto_detect = false, delim = ',', quote = '"', escape = '"', null_padding = false, max_line_size = 10000000, ${extra})`;
}

/** Returns a relation over parts written by the message reader, which carry their own file and position. */
export function partsRelation(
  parts: readonly string[],
  columns: readonly string[],
  rowsRead: number,
): RawRelation {
  const names = ['_file_id', '_position', ...columns];
  const from =
    parts.length > 0
      ? readCsvSql(parts, names, 'header = true')
      : `(SELECT ${names.map((name) => `CAST(NULL AS VARCHAR) AS ${quotedIdentifier(name)}`).join(', ')} WHERE FALSE)`;
  return { from, fromWithPosition: from, positionSql: 'r._position', fileIdSql: 'r._file_id', rowsRead };
}

function readHeader(path: string): string[] {
  const buffer = Buffer.alloc(65_536);
  const file = openSync(path, 'r');
  const length = readSync(file, buffer, 0, buffer.length, 0);
  closeSync(file);
  const text = buffer.toString('utf8', 0, length).replace(/^\uFEFF/, '');
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  return ((parse(line) as string[][])[0] ?? []).map((name) => name.trim());
}

function wrongHeader(place: string, findings: readonly string[], expected: number): HeaderError {
  return new HeaderError({
    place,
    fact: findings.join('; '),
    expectation: `the ${expected} declared columns, with their types`,
    effect: 'nothing of this file was loaded',
    next: 'see the NOTES of the source; ask the sender what changed',
  });
}

/** Returns the columns of an extract as they stand in a message part or CSV. */
export function rawColumns(extract: ExtractTable): string[] {
  return [...expectedColumns(extract).keys()];
}
