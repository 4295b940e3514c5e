import { stringify } from 'csv-stringify/sync';

/** A cell: text is quoted where needed and never a formula; numbers are written as given by the format. */
export type CsvCell = string | number | null;

export interface CsvFormat {
  readonly separator: ',' | ';';
  readonly lineEnd: '\n' | '\r\n';
  /** Decimal sign of numbers. */
  readonly decimal: '.' | ',';
  /** Begin with a byte order mark, by which spreadsheets recognise UTF-8. */
  readonly byteOrderMark: boolean;
}

/** Files for machines: RFC 4180, comma, dot decimals. */
export const MACHINE_CSV: CsvFormat = { separator: ',', lineEnd: '\n', decimal: '.', byteOrderMark: false };
/** Files for people here: they open in a Belgian spreadsheet by a double click. */
export const SPREADSHEET_CSV: CsvFormat = {
  separator: ';',
  lineEnd: '\r\n',
  decimal: ',',
  byteOrderMark: true,
};

const FORMULA_START = /^[=+\-@\t\r]/;

/** Returns the text, with `'` before a first character that a spreadsheet would take for the start of a formula. */
export function neutralised(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/**
 * Returns the lines of a file: the header, then the rows, each with a line end.
 * Missing cells are empty. Every text is neutralised; text with a separator, a quote or a line break is quoted.
 * @throws TypeError when a row has another number of cells than the header.
 */
export function csvText(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  format: CsvFormat = MACHINE_CSV,
): string {
  if (rows.some((cells) => cells.length !== header.length))
    throw new TypeError('a row has another number of cells than the header');
  return stringify([[...header], ...rows.map((cells) => [...cells])], {
    bom: format.byteOrderMark,
    delimiter: format.separator,
    record_delimiter: format.lineEnd,
    quoted_match: NEEDS_QUOTES,
    cast: {
      string: neutralised,
      number: (cell) => ({ value: String(cell).replace('.', format.decimal), quoted_match: [] }),
    },
  });
}

/** Either separator, in both formats, and blanks that a spreadsheet would trim. */
const NEEDS_QUOTES = /[",;\r\n]|^\s|\s$/;
