import { closeSync, openSync, readSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SourceFileError } from '../errors.ts';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { expectedColumns, fileIdSql, tablesOf, wrongHeader, type RawRelation } from './raw.ts';
import { refusal } from './refusal.ts';
import { rawColumnOf } from './typed.ts';

/**
 * Returns the rows of a CSV file, every cell as text, cut by a header that was compared by name with the declaration.
 * Lines that can not be cut into that many cells are left out of the rows; {@link rejectMalformedLines} records them.
 * @throws HeaderError for lost, unknown or reordered columns; SourceFileError for text that can not be cut at all.
 */
export async function csvRelation(
  connection: DuckDBConnection,
  file: { readonly name: string; readonly path: string; readonly fileId: number },
  extract: ExtractTable,
): Promise<RawRelation> {
  const { name: place, path, fileId } = file;
  const header = readHeader(place, path);
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
    fileIdSql: fileIdSql(fileId),
    rowsByFile: new Map([[fileId, count ?? (await countTolerantly(connection, place, path, header))]]),
    rawForm: () => 'text',
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
  fileId: number,
): Promise<void> {
  const exists = await queryNumber(
    connection,
    `SELECT count(*) FROM duckdb_tables() WHERE table_name = '${MALFORMED}'`,
  );
  if (exists === 0) return;
  await runSql(
    connection,
    `INSERT INTO staging.rejected_row
     SELECT DISTINCT ${quotedText(source)}, ${quotedText(extract)}, ${fileId}, CAST(line AS BIGINT), '', '${MALFORMED}' FROM ${MALFORMED}`,
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
  for (const table of tablesOf(extract)) {
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

/**
 * Returns the names in the first line of a CSV file, trimmed.
 * @throws SourceFileError where it can not be cut into cells.
 */
export function readHeader(place: string, path: string): string[] {
  const buffer = Buffer.alloc(65_536);
  const file = openSync(path, 'r');
  const length = readSync(file, buffer, 0, buffer.length, 0);
  closeSync(file);
  const text = buffer.toString('utf8', 0, length).replace(/^\uFEFF/, '');
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  return (linesOf(`${place}, line 1`, line)[0] ?? []).map((name) => name.trim());
}

/**
 * Returns the cells of each line of a CSV text.
 * @throws SourceFileError where a quote does not end, or a line has other cells than the first.
 */
export function linesOf(place: string, text: string): string[][] {
  try {
    return parse(text) as string[][];
  } catch {
    // The reader's own text quotes the content of the file.
    throw refusal(place, 'it can not be cut into cells', 'not_csv');
  }
}
