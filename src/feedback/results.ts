import {
  INSPECTOR_COLUMNS,
  RESULT_COLUMNS,
  type InspectorColumn,
  type OutcomeCode,
} from '../publication/index.ts';
import { unreadable, type Cell, type SheetRow } from './sheet.ts';
import {
  folded,
  readCents,
  readCount,
  readDay,
  readInfringements,
  readOutcome,
  textOf,
  wordsOf,
  type Read,
} from './values.ts';

/** The result of one visit as the inspector wrote it. */
export interface Result {
  /** Place in the file, for messages. */
  readonly line: number;
  readonly rowId: string;
  readonly outcome: OutcomeCode;
  /** ISO. */
  readonly visitDate: string;
  readonly infringements: string | null;
  readonly workerCount: number | null;
  readonly regularisedCents: number | null;
}

/** Why a row cannot be taken; never the value. */
export interface RowFinding {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface Results {
  readonly results: readonly Result[];
  readonly findings: readonly RowFinding[];
  /** Rows on which no result was filled in. */
  readonly pending: number;
  /** Columns of the file that are not ours. */
  readonly ignoredColumns: number;
}

/** A line of text or two may stand above the header. */
const HEADER_WITHIN = 20;

const COLUMN_WORDS: ReadonlyMap<string, InspectorColumn> = new Map(
  (Object.keys(INSPECTOR_COLUMNS) as InspectorColumn[]).flatMap((name) =>
    [name, ...Object.values(INSPECTOR_COLUMNS[name])].map((word) => [folded(word), name] as const),
  ),
);

/** Returns the column that a header names, by its code or in any language. */
function columnOf(cell: Cell): InspectorColumn | undefined {
  const names = new Set(wordsOf(textOf(cell)).map((word) => COLUMN_WORDS.get(word)));
  return names.size === 1 ? [...names][0] : undefined;
}

/** Returns whether a line is the header: it names the row and its outcome. */
export function isHeader(cells: readonly Cell[]): boolean {
  const names = cells.map(columnOf);
  return names.includes('row_id') && names.includes('outcome_code');
}

/**
 * Returns what the rows of a filled-in file say. Columns may stand in any order; those that are not ours are counted.
 * @throws SourceFileError when no sheet has the header, two sheets have it, or a column stands twice or is lost.
 */
export function readResults(name: string, sheets: readonly (readonly SheetRow[])[]): Results {
  const found = sheets.flatMap((rows) => {
    const at = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => isHeader(cells));
    return at < 0 ? [] : [{ header: rows[at]?.cells ?? [], rows: rows.slice(at + 1) }];
  });
  const [sheet] = found;
  if (!sheet) throw unreadable(name, 'no sheet has the header of an inspectors’ file', 'no_header');
  if (found.length > 1)
    throw unreadable(name, 'two sheets have the header of an inspectors’ file', 'two_sheets');
  const columns = sheet.header.map(columnOf);
  const needed: readonly InspectorColumn[] = [
    'row_id',
    ...RESULT_COLUMNS.filter((column) => column !== 'remark'),
  ];
  for (const column of needed) {
    const count = columns.filter((known) => known === column).length;
    if (count !== 1)
      throw unreadable(name, `the column ${column} stands ${count} times in the header`, 'header');
  }
  const all = { results: [] as Result[], findings: [] as RowFinding[], pending: 0 };
  for (const row of sheet.rows) readRow(row, columns, all);
  const ignoredColumns = sheet.header.filter((cell, i) => cell !== null && columns[i] === undefined).length;
  return { ...withoutRepeats(all.results, all.findings), pending: all.pending, ignoredColumns };
}

function readRow(
  row: SheetRow,
  columns: readonly (InspectorColumn | undefined)[],
  all: { results: Result[]; findings: RowFinding[]; pending: number },
): void {
  const { line } = row;
  if (row.cells.every((cell) => textOf(cell) === '')) return;
  const findings: RowFinding[] = [];
  const add = (column: string, reason: string) => void findings.push({ line, column, reason });
  const cell = (name: InspectorColumn) => row.cells[columns.indexOf(name)] ?? null;
  const isFilled = (name: InspectorColumn) => textOf(cell(name)) !== '';
  const read = <T>(name: InspectorColumn, reader: (cell: Cell) => Read<T>): T | null => {
    if (!isFilled(name)) return null;
    const answer = reader(cell(name));
    if ('value' in answer) return answer.value;
    add(name, answer.reason);
    return null;
  };
  if (row.cells.slice(columns.length).some((extra) => textOf(extra) !== '')) add('', 'too_many_cells');
  if (row.cells.length < columns.length && row.cells.length < columns.indexOf('row_id') + 1)
    add('', 'too_few_cells');
  const rowId = textOf(cell('row_id'));
  if (rowId === '') add('row_id', 'missing');
  else if (!/^R[0-9a-f]{16}$/.test(rowId)) add('row_id', 'not_a_row_id');
  if (!RESULT_COLUMNS.some((name) => name !== 'remark' && isFilled(name))) {
    if (findings.length === 0) all.pending++;
    all.findings.push(...findings);
    return;
  }
  const outcome = read('outcome_code', readOutcome);
  const visitDate = read('visit_date', readDay);
  const infringements = read('infringement_codes', readInfringements);
  const workerCount = read('workers_concerned_count', readCount);
  const regularisedCents = read('regularised_amount', readCents);
  if (!isFilled('outcome_code')) add('outcome_code', 'missing');
  if (!isFilled('visit_date')) add('visit_date', 'missing');
  if (outcome !== null && outcome !== 'hit') {
    if (infringements !== null) add('infringement_codes', 'only_with_an_infringement');
    if ((regularisedCents ?? 0) > 0) add('regularised_amount', 'only_with_an_infringement');
  }
  if (findings.length > 0 || outcome === null || visitDate === null) {
    all.findings.push(...findings);
    return;
  }
  all.results.push({ line, rowId, outcome, visitDate, infringements, workerCount, regularisedCents });
}

/** A row that stands twice has two results: neither is taken. */
function withoutRepeats(
  results: readonly Result[],
  findings: readonly RowFinding[],
): Pick<Results, 'results' | 'findings'> {
  const first = new Map<string, number>();
  const repeats: RowFinding[] = [];
  for (const { rowId, line } of results) {
    const known = first.get(rowId);
    if (known === undefined) first.set(rowId, line);
    else repeats.push({ line, column: 'row_id', reason: `repeats_row_${known}` });
  }
  return { results, findings: [...findings, ...repeats].sort((a, b) => a.line - b.line) };
}
