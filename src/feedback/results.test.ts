import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { SourceFileError } from '../errors.ts';
import { csvText, inspectorHeader, INSPECTOR_COLUMNS, OUTCOMES } from '../publication/index.ts';
import { isHeader, readResults, readSheets, type Cell, type Result, type Results } from './index.ts';

/** A filled-in file as cells: header, then rows. */
type Grid = (string | number | Date | null)[][];

const ROW_ID = 'R0123456789abcdef';
const OTHER_ID = 'Rfedcba9876543210';
const NAMES = Object.keys(INSPECTOR_COLUMNS);
const at = (name: string) => NAMES.indexOf(name);

/** One good hit and one row without a result. */
function grid(change: Readonly<Record<string, string | number | Date | null>> = {}): Grid {
  const filled = {
    ...{
      rank: '1',
      place: 'Chaussée d’Été 7',
      postal_code: '1000',
      row_id: ROW_ID,
      outcome_code: 'Infraction',
    },
    ...{ infringement_codes: 'LIMOSA, CIAW', workers_concerned_count: '3', regularised_amount: '1.234,50' },
    ...{ visit_date: '03/06/2024', remark: 'été; "vu"', ...change },
  };
  const line = NAMES.map((name) => (filled as Record<string, string | number | Date | null>)[name] ?? null);
  const pending = NAMES.map((name) => (name === 'row_id' ? OTHER_ID : name === 'rank' ? '2' : null));
  return [inspectorHeader(['fr']), line, pending];
}
const csv = (rows: Grid, separator = ';'): string =>
  rows
    .map((line) =>
      line
        .map((cell) => (cell instanceof Date ? cell.toISOString() : String(cell ?? '')))
        .map((cell) => (/[;,\t"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(separator),
    )
    .join('\r\n');
const xlsx = async (rows: Grid, name = 'Liste') =>
  Buffer.from(await writeXlsx({ sheets: [{ name, rows: rows as CellValue[][] }] }));

const read = async (bytes: Buffer | string, name = 'list.csv'): Promise<Results> =>
  readResults(name, await readSheets(name, Buffer.from(bytes as string), isHeader));

const GOOD: Result = {
  line: 2,
  rowId: ROW_ID,
  outcome: 'hit',
  visitDate: '2024-06-03',
  infringements: 'LIMOSA|CIAW',
  workerCount: 3,
  regularisedCents: 123450,
};
const windows1252 = (text: string) => Buffer.from(text.replaceAll('’', '\u0092'), 'latin1');
const reordered = (rows: Grid): Grid => rows.map((line) => [...line].reverse());
const WORDS = Object.values(OUTCOMES.hit);

describe('a filled-in file, as offices save it', () => {
  const FORMS: Record<string, () => Buffer | string | Promise<Buffer>> = {
    'UTF-8 with a byte order mark': () => `\uFEFF${csv(grid())}`,
    'UTF-8 without one': () => csv(grid()),
    'Windows-1252': () => windows1252(csv(grid())),
    'UTF-16 little endian with a mark': () => Buffer.from(`\uFEFF${csv(grid())}`, 'utf16le'),
    'UTF-16 little endian without one': () => Buffer.from(csv(grid()), 'utf16le'),
    'UTF-16 big endian with a mark': () => Buffer.from(`\uFEFF${csv(grid())}`, 'utf16le').swap16(),
    'comma-separated': () => csv(grid(), ','),
    'tab-separated': () => csv(grid(), '\t'),
    'with the hint sep=;': () => `sep=;\r\n${csv(grid())}`,
    'with line feeds only': () => csv(grid()).replaceAll('\r\n', '\n'),
    'with columns in another order': () => csv(reordered(grid())),
    'with a title above the header': () => csv([['Chantiers à visiter'], ...grid()]),
    'with a column of the inspector’s own': () =>
      csv(grid().map((line, i) => [...line, i === 0 ? 'Note' : 'x'])),
    'with empty lines': () => `${csv(grid())}\r\n\r\n;;;;;;;;;;;;;;;;;\r\n`,
    'with Dutch headers': () => csv([inspectorHeader(['nl']), ...grid().slice(1)]),
    'with German headers': () => csv([inspectorHeader(['de']), ...grid().slice(1)]),
    'with headers in two languages': () => csv([inspectorHeader(['nl', 'fr']), ...grid().slice(1)]),
    'with headers in capitals without accents': () =>
      csv([
        inspectorHeader(['fr']).map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()),
        ...grid().slice(1),
      ]),
    'with codes as headers': () => csv([NAMES, ...grid().slice(1)]),
    'as XLSX': () => xlsx(grid()),
    'as XLSX with a second sheet': async () =>
      Buffer.from(
        await writeXlsx({
          sheets: [
            { name: 'Codes', rows: [['Infraction', 'hit']] },
            { name: 'L', rows: grid() as CellValue[][] },
          ],
        }),
      ),
    'as XLSX with dates and numbers': () =>
      xlsx(
        grid({
          visit_date: new Date('2024-06-03T00:00:00Z'),
          regularised_amount: 1234.5,
          workers_concerned_count: 3,
        }),
      ),
    'as XLSX that lost its date format': () => xlsx(grid({ visit_date: 45446 })),
  };
  it.each(Object.entries(FORMS))('%s', async (name, bytes) => {
    const content = await bytes();
    const { results, findings, pending } = await read(
      content,
      name.includes('XLSX') ? 'list.xlsx' : 'list.csv',
    );
    expect(findings).toEqual([]);
    expect(results.map((result) => ({ ...result, line: 2 }))).toEqual([GOOD]);
    expect(pending).toBe(1);
  });

  const VALUES: readonly (readonly [string, Cell, Partial<Result>])[] = [
    ...['2024-06-03', '03/06/2024', '3/6/2024', '03-06-2024', '03.06.2024', '3-6-24', '45446', '45446,0'].map(
      (day) => ['visit_date', day, { visitDate: '2024-06-03' }] as const,
    ),
    ...['2024-06-03T00:00:00', '2024-06-03 00:00:00', '03/06/2024 0:00', ' 03/06/2024 '].map(
      (day) => ['visit_date', day, { visitDate: '2024-06-03' }] as const,
    ),
    ['regularised_amount', '1,5', { regularisedCents: 150 }],
    ['regularised_amount', '1.5', { regularisedCents: 150 }],
    ['regularised_amount', '1234', { regularisedCents: 123400 }],
    ['regularised_amount', '1.234,50', { regularisedCents: 123450 }],
    ['regularised_amount', '1,234.50', { regularisedCents: 123450 }],
    ['regularised_amount', '1 234,50 €', { regularisedCents: 123450 }],
    ['regularised_amount', '€ 1.234.567', { regularisedCents: 123456700 }],
    ['regularised_amount', '1\u202F234,5 EUR', { regularisedCents: 123450 }],
    ['workers_concerned_count', '3,0', { workerCount: 3 }],
    ['workers_concerned_count', null, { workerCount: null }],
    ['infringement_codes', 'CIAW|LIMOSA;CIAW', { infringements: 'CIAW|LIMOSA' }],
    ...[...WORDS, 'hit', 'INBREUK', 'Inbreuk / Infraction', ' infraction '].map(
      (word) => ['outcome_code', word, { outcome: 'hit' }] as const,
    ),
  ];
  it.each(VALUES)('%s %s', async (column, value, expected) => {
    const { results, findings } = await read(csv(grid({ [column]: value as string })));
    expect(findings).toEqual([]);
    expect(results[0]).toEqual({ ...GOOD, ...expected });
  });
});

describe('a damaged file is refused', () => {
  const WHOLE: Record<string, () => Buffer | string | Promise<Buffer>> = {
    'that is empty': () => '',
    'of one byte': () => 'x',
    'that is a picture': () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'that is an old spreadsheet': () => Buffer.from('d0cf11e0a1b11ae100000000', 'hex'),
    'that is a truncated spreadsheet': async () => (await xlsx(grid())).subarray(0, 900),
    'that is a zip of something else': () =>
      Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
    'that has no header': () => csv(grid().slice(1)),
    'that has another header': () => 'a;b\r\n1;2',
    'whose quote is left open': () => `${csv(grid())}\r\n"open`,
    'that names the outcome twice': () =>
      csv(grid().map((line) => [...line, line[at('outcome_code')] ?? null])),
    'whose two sheets are lists': async () =>
      Buffer.from(
        await writeXlsx({
          sheets: [
            { name: 'A', rows: grid() as CellValue[][] },
            { name: 'B', rows: grid() as CellValue[][] },
          ],
        }),
      ),
    ...Object.fromEntries(
      [
        'row_id',
        'outcome_code',
        'visit_date',
        'regularised_amount',
        'infringement_codes',
        'workers_concerned_count',
      ].map((name) => [
        `that lost its ${name}`,
        () => csv(grid().map((line) => line.filter((_, i) => i !== at(name)))),
      ]),
    ),
  };
  it.each(Object.entries(WHOLE))('%s', async (name, bytes) => {
    const content = await bytes();
    await expect(read(content, name.includes('spreadsheet') ? 'list.xlsx' : 'list.csv')).rejects.toThrow(
      SourceFileError,
    );
  });

  const days = [
    '31/02/2024',
    '13/13/2024',
    '2024-13-01',
    '45446x',
    '5',
    '99999',
    '12 mars 2024',
    'hier',
    '06/25/2024',
    '3/6',
    '1924-06-03',
  ];
  const amounts = [
    '1.234',
    '1,234',
    '-5',
    'mille',
    '1e5',
    '12,345,6',
    '1.23.4',
    '####',
    '#REF!',
    '10 USD',
    '1,5,0',
    '99999999999999',
  ];
  const counts = ['1,5', '-1', 'trois', '1.234', '1e3', '3 à 4', '12/03', '999999999', '≥3', '1/2'];
  const words = [
    'Infractie',
    'oui',
    'x',
    '1',
    'hit / no_infringement',
    'Infraction ?',
    'geen',
    'hits',
    '#N/A',
    'Inbreuk/Infraction',
  ];
  const ids = [
    'R0123',
    'r0123456789abcdef',
    'R0123456789ABCDEF',
    'R0123456789abcdeg',
    '1,23E+15',
    '=R0123456789abcdef',
    "R0123456789abcdef'",
    '2',
    'R0123456789abcdef0',
    'é',
  ];
  const codes = ['a b-@', '=1+1', '<script>', 'é', 'a=b', 'x'.repeat(31), '$$', '(30bis)', '%', '#'];
  const CELLS: readonly (readonly [string, string])[] = [
    ...days.map((value) => ['visit_date', value] as const),
    ...amounts.map((value) => ['regularised_amount', value] as const),
    ...counts.map((value) => ['workers_concerned_count', value] as const),
    ...words.map((value) => ['outcome_code', value] as const),
    ...ids.map((value) => ['row_id', value] as const),
    ...codes.map((value) => ['infringement_codes', value] as const),
  ];
  it.each(CELLS)('with the row and the column of a bad cell: %s %s', async (column, value) => {
    const { results, findings } = await read(csv(grid({ [column]: value })));
    expect(results).toEqual([]);
    expect(findings.map((finding) => [finding.line, finding.column])).toEqual([[2, column]]);
    expect(findings[0]?.reason).toMatch(/^[a-z_]+$/);
  });

  const ROWS: Record<string, [() => Grid, string, string]> = {
    'a result without a row': [() => grid({ row_id: null }), 'row_id', 'missing'],
    'a result without an outcome': [() => grid({ outcome_code: null }), 'outcome_code', 'missing'],
    'a result without a day': [() => grid({ visit_date: null }), 'visit_date', 'missing'],
    'an amount without an infringement': [
      () => grid({ outcome_code: 'closed', infringement_codes: null }),
      'regularised_amount',
      'only_with_an_infringement',
    ],
    'infringements without an infringement': [
      () => grid({ outcome_code: 'Niet gevonden', regularised_amount: null }),
      'infringement_codes',
      'only_with_an_infringement',
    ],
    'a cell too many': [
      () => grid().map((line, i) => (i === 1 ? [...line, 'x'] : line)),
      '',
      'too_many_cells',
    ],
    'a cut line': [() => grid().map((line, i) => (i === 1 ? line.slice(0, 5) : line)), '', 'too_few_cells'],
  };
  it.each(Object.entries(ROWS))('with row and reason for %s', async (_, [rows, column, reason]) => {
    const { results, findings } = await read(csv(rows()));
    expect(results).toEqual([]);
    expect(findings[0]).toEqual({ line: 2, column, reason });
  });
  it('with both rows that give one target two results', async () => {
    const [header = [], line = []] = grid();
    const { findings } = await read(csv([header, line, line]));
    expect(findings).toEqual([{ line: 3, column: 'row_id', reason: 'repeats_row_2' }]);
  });
  it('whose amount became a date in the spreadsheet', async () => {
    const content = await xlsx(grid({ regularised_amount: new Date('2024-05-01T00:00:00Z') }));
    const { findings } = await read(content, 'list.xlsx');
    expect(findings).toEqual([{ line: 2, column: 'regularised_amount', reason: 'a_date_is_no_amount' }]);
  });
});

it('a cell that was neutralised against formulas reads as it was', () => {
  expect(csvText(['a'], [['=x']])).toContain("'=x");
});
