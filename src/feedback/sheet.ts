import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SourceFileError } from '../errors.ts';

/** A cell as the file gives it: CSV gives text, a spreadsheet numbers and dates too; NULL is an empty cell. */
export type Cell = string | number | boolean | Date | null;

/** A row with its place in the file, from 1, as a spreadsheet or a text editor counts. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** A filled-in list holds some hundred rows; more than this is another file. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Returns the rows of each sheet of a filled-in file; a CSV is one sheet. Text may be UTF-8, UTF-16 or Windows-1252, with
 * or without a byte order mark, its cells separated by semicolon, comma or tab.
 * @param isHeader whether a line is the header: it tells the separator.
 * @throws SourceFileError for a file that is neither, or that is damaged or protected by a password.
 */
export async function readSheets(
  name: string,
  bytes: Buffer,
  isHeader: (cells: readonly Cell[]) => boolean,
): Promise<SheetRow[][]> {
  if (bytes.length === 0) throw unreadable(name, 'the file is empty', 'empty');
  if (bytes.length > MOST_BYTES) throw unreadable(name, 'the file is larger than 64 MiB', 'too_large');
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return spreadsheetRows(name, bytes);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw unreadable(name, 'it is an old or password-protected spreadsheet', 'not_xlsx');
  if (extname(name).toLowerCase() === '.xlsx') throw unreadable(name, 'it is no XLSX file', 'not_xlsx');
  return [csvRows(name, decoded(name, bytes), isHeader)];
}

async function spreadsheetRows(name: string, bytes: Buffer): Promise<SheetRow[][]> {
  const { readXlsx } = await import('hucre/xlsx');
  try {
    const { sheets } = await readXlsx(new Uint8Array(bytes));
    return sheets.map(({ rows }) => rows.map((cells, i) => ({ line: i + 1, cells })));
  } catch {
    // The reader's own text may quote the content of the file.
    throw unreadable(name, 'it is a damaged or protected spreadsheet', 'unreadable_xlsx');
  }
}

function decoded(name: string, bytes: Buffer): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000E-\u001F]/.test(text)) throw unreadable(name, 'it is not text', 'not_text');
  return text;
}

/** A byte order mark decides; without one, zero bytes tell UTF-16, and what is not UTF-8 is the code page of Windows. */
function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 200);
  const zeros = (offset: number) => start.filter((byte, i) => byte === 0 && i % 2 === offset).length;
  if (zeros(1) > start.length / 4) return 'utf-16le';
  if (zeros(0) > start.length / 4) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

function csvRows(name: string, text: string, isHeader: (cells: readonly Cell[]) => boolean): SheetRow[] {
  // Excel's own hint about the separator is no row.
  const content = text.replace(/^\uFEFF?sep=.(\r?\n)/i, '$1');
  for (const delimiter of [';', ',', '\t']) {
    const rows = cut(content, delimiter);
    if (rows?.some(({ cells }) => isHeader(cells))) return rows;
  }
  throw unreadable(
    name,
    'no line is the header of an inspectors’ file, or a quote is left open',
    'no_header',
  );
}

function cut(text: string, delimiter: string): SheetRow[] | undefined {
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      line: info.lines,
      cells: record.map((cell) => (cell === '' ? null : cell)),
    }));
  } catch {
    return undefined;
  }
}

/** Returns the error of a file that cannot be read as a table. */
export function unreadable(name: string, fact: string, rule: string): SourceFileError {
  return new SourceFileError({
    place: name,
    fact: `${fact} (rule: ${rule})`,
    expectation: 'an inspectors’ file of vigie, as CSV or XLSX, with its header',
    effect: 'nothing of this file was imported',
    next: 'save the list again as XLSX or as CSV and send it once more',
  });
}
