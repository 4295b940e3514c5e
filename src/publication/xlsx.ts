import type { CellStyle, CellValue, ColumnDef, DataValidation } from 'hucre/xlsx';
import type { Language, List } from '../unit/index.ts';
import { neutralised } from './csv.ts';
import { inspectorCell, inspectorHeader, joined } from './files.ts';
import { INSPECTOR_COLUMNS, RESULT_COLUMNS, type InspectorColumn } from './labels.ts';
import { OUTCOME_CODES, OUTCOMES } from './outcome-codes.ts';
import type { PublishedRow } from './rows.ts';

/**
 * The spreadsheet of one district: the columns of its CSV. All cells are locked but those of the result, which choose an
 * outcome from a list and take whole numbers, amounts and dates only. There is no password: the lock is against mishaps,
 * and the import checks everything again.
 */

const TEXT = '@';
/** As written in Belgium (80C): without it the reader's locale would decide the order of day and month. */
const DATE = '[$-80C]dd/mm/yyyy';
/** Characters per column; those that are not named here have 16. */
const WIDTHS: Partial<Record<InspectorColumn, number>> = {
  rank: 6,
  place: 30,
  postal_code: 9,
  municipality: 22,
  name: 30,
  reasons: 70,
  legal_basis: 40,
  row_id: 20,
  outcome_code: 26,
  remark: 40,
};
const FORMATS: Partial<Record<InspectorColumn, string>> = {
  rank: '0',
  last_inspection_date: DATE,
  workers_concerned_count: '0',
  regularised_amount: '#,##0.00',
  visit_date: DATE,
};
const HEADER: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1B3A57' } },
  alignment: { vertical: 'center', wrapText: true },
};
const LINE = { style: 'thin', color: { rgb: 'B8C2CC' } } as const;
const FILLED_IN = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8E1' } } as const;
const CODES_SHEET = 'Codes';

const NAMES = Object.keys(INSPECTOR_COLUMNS) as InspectorColumn[];

/** Returns the words of an outcome in the languages of a district, as the drop-down shows them. */
export function outcomeLabel(code: (typeof OUTCOME_CODES)[number], languages: readonly Language[]): string {
  return joined(languages, ' / ', (language) => OUTCOMES[code][language]);
}

/**
 * Returns the bytes of the inspectors' spreadsheet of one district, in its language or languages; equal rows give equal
 * bytes. Identifiers are text, dates are dates, no cell is a formula.
 * @param period `2024-05`; its first day stands as the date of the document.
 */
export async function inspectorsXlsx(
  rows: readonly PublishedRow[],
  list: List,
  languages: readonly Language[],
  period: string,
): Promise<Uint8Array> {
  const title = joined(languages, ' / ', (language) => list.title[language]);
  const day = new Date(`${period}-01T00:00:00Z`);
  const last = rows.length + 1;
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    properties: { title: `${title} ${period}`, creator: 'vigie', created: day, modified: day },
    sheets: [
      {
        name: sheetName(title),
        columns: NAMES.map(columnOf),
        rows: [inspectorHeader(languages), ...rows.map((row) => cellsOf(row, list, languages))],
        cells: new Map(NAMES.map((_, column) => [`0,${column}`, { style: HEADER }])),
        freezePane: { rows: 1, columns: 2 },
        autoFilter: { range: `A1:${letterOf(NAMES.length - 1)}${last}` },
        dataValidations: rows.length === 0 ? [] : validations(last),
        protection: { sheet: true, formatColumns: true, formatRows: true, sort: true, autoFilter: true },
        pageSetup: {
          orientation: 'landscape',
          paperSize: 'a4',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
        },
        headerFooter: { oddFooter: '&L&A&R&P / &N' },
      },
      {
        name: CODES_SHEET,
        columns: [{ width: 50 }, { width: 20 }],
        rows: OUTCOME_CODES.map((code) => [outcomeLabel(code, languages), code]),
        protection: { sheet: true },
      },
    ],
  });
}

function columnOf(name: InspectorColumn): ColumnDef {
  const isResult = RESULT_COLUMNS.includes(name);
  return {
    width: WIDTHS[name] ?? 16,
    style: {
      numFmt: FORMATS[name] ?? TEXT,
      alignment: { vertical: 'top', wrapText: true },
      border: { bottom: LINE, right: LINE },
      protection: { locked: !isResult },
      ...(isResult && { fill: FILLED_IN }),
    },
  };
}

function cellsOf(row: PublishedRow, list: List, languages: readonly Language[]): CellValue[] {
  return NAMES.map((name) => {
    if (name === 'last_inspection_date') {
      const day = row.target[name];
      return typeof day === 'string' ? new Date(`${day}T00:00:00Z`) : null;
    }
    const cell = inspectorCell(name, row, list, languages);
    return typeof cell === 'string' ? neutralised(cell) : cell;
  });
}

function validations(last: number): DataValidation[] {
  const range = (name: InspectorColumn) => {
    const letter = letterOf(NAMES.indexOf(name));
    return `${letter}2:${letter}${last}`;
  };
  const strict = { allowBlank: true, showErrorMessage: true, errorStyle: 'stop' } as const;
  return [
    {
      ...strict,
      type: 'list',
      formula1: `${CODES_SHEET}!$A$1:$A$${OUTCOME_CODES.length}`,
      range: range('outcome_code'),
    },
    {
      ...strict,
      type: 'whole',
      operator: 'greaterThanOrEqual',
      formula1: '0',
      range: range('workers_concerned_count'),
    },
    {
      ...strict,
      type: 'decimal',
      operator: 'greaterThanOrEqual',
      formula1: '0',
      range: range('regularised_amount'),
    },
    // 36526 is 2000-01-01 in the day count of spreadsheets.
    {
      ...strict,
      type: 'date',
      operator: 'greaterThanOrEqual',
      formula1: '36526',
      range: range('visit_date'),
    },
  ];
}

/** A sheet's name has at most 31 characters, none of `[]:*?/\`. */
function sheetName(title: string): string {
  return title
    .replace(/[[\]:*?/\\]/g, '-')
    .slice(0, 31)
    .trim();
}

function letterOf(column: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + column);
}
