import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { SourceFileError } from '../errors.ts';
import { quotedText } from '../table/index.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const REJECTED = 'rejected_line';

/**
 * Returns a `read_csv` call for a CSV file, cut by its own header: nothing is guessed from the rows, since a guess makes one column of a
 * file in which a single line has too few cells. The separator is the one that cuts the header into most cells.
 * @throws SourceFileError where the header is empty or names a column twice.
 */
export function csvSql(path: string): string {
  const line = firstLine(path);
  const cuts = SEPARATORS.map((separator) => ({ separator, names: cellsOf(line, separator) }));
  const { separator, names } = cuts.reduce((best, cut) =>
    cut.names.length > best.names.length ? cut : best,
  );
  const columns = names.map((name, i) => (name === '' ? `column${i}` : name));
  if (line.trim() === '') throw unreadable(path, 1, 'the header is empty');
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw unreadable(path, 1, `the header names the column ${twice} twice`);
  const types = columns.map((name) => `${quotedText(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${quotedText(path)}, columns = {${types}}, auto_detect = false, header = true, delim = ${quotedText(separator)},
    quote = '"', escape = '"', null_padding = false, max_line_size = 10000000)`;
}

/**
 * Returns the error of a file that could not be read whole: the first line that its header cannot cut, and why, without its text.
 * @param from the call that failed
 */
export async function csvError(
  connection: DuckDBConnection,
  path: string,
  from: string,
): Promise<SourceFileError> {
  const options = `parallel = false, store_rejects = true, rejects_table = '${REJECTED}', rejects_scan = '${REJECTED}_scan'`;
  const tolerant = from.replace(/\)$/, `, ${options})`);
  try {
    await queryRows(connection, `SELECT count(COLUMNS(*)) FROM ${tolerant}`);
    const [first] = await queryRows(
      connection,
      `SELECT CAST(line AS INTEGER) AS line, error_type, regexp_extract(error_message, 'Columns: (\\d+)', 1) AS expected,
        regexp_extract(error_message, 'Found: (\\d+)', 1) AS found,
        CAST((SELECT count(DISTINCT line) FROM ${REJECTED}) AS INTEGER) AS lines FROM ${REJECTED} ORDER BY line, error_type LIMIT 1`,
    );
    if (first !== undefined) return unreadable(path, Number(first['line']), lineFact(first));
  } catch {
    return unreadable(path, undefined, UNENDING);
  }
  return unreadable(path, undefined, UNENDING);
}

const UNENDING = 'it is no text in UTF-8, or a quote in it does not end';

function lineFact({ error_type, expected, found, lines }: SqlRow): string {
  const fact = /COLUMNS$/.test(String(error_type))
    ? `the header has ${String(expected)} cells, the line ${String(found)}`
    : `it cannot be cut into cells (${String(error_type).toLowerCase()})`;
  return lines === 1 ? fact : `${fact}; ${Number(lines)} lines do not fit`;
}

function unreadable(path: string, line: number | undefined, fact: string): SourceFileError {
  return new SourceFileError({
    place: line === undefined ? basename(path) : `${basename(path)}, line ${line}`,
    fact,
    expectation:
      'CSV in UTF-8 with a header, as many cells in each line, and double quotes around a cell that holds the separator',
    effect: 'nothing was compared',
    next: 'mend the line, or export the file again',
  });
}

function firstLine(path: string): string {
  const buffer = Buffer.alloc(65_536);
  const file = openSync(path, 'r');
  const length = readSync(file, buffer, 0, buffer.length, 0);
  closeSync(file);
  return (
    buffer
      .toString('utf8', 0, length)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0] ?? ''
  );
}

function cellsOf(line: string, delimiter: string): string[] {
  const [cells = []] = parse(line, { delimiter, relax_quotes: true }) as string[][];
  return cells.map((name) => name.trim());
}
