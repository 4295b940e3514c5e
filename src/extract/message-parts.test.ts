import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, type Database } from '../duckdb/index.ts';
import {
  bigint,
  cbeNumber,
  clearText,
  clearTextId,
  code,
  date,
  defineTable,
  flag,
  hundredths,
  nssoNumber,
  quarter,
  real,
  text,
  timestamp,
  workerId,
} from '../table/index.ts';
import { defineSource, type Room } from '../unit/index.ts';
import { loadExtracts, loadTotals } from './index.ts';

const optional = true;
const meaning = 'Test.';

const Entry = defineTable({
  schema: 'staging',
  name: 'book_entry',
  grain: 'One row per entry.',
  key: ['number'],
  columns: {
    number: bigint({ meaning }),
    remark: text({ meaning, optional }),
    kind: code({ meaning, optional, padTo: 3, pattern: '[0-9]{3}', lookup: { '9': '', '8': '77' } }),
    hours: hundredths({ meaning, optional, unit: 'hundredths of hours', max: 5000 }),
    amount: bigint({ meaning, optional }),
    day: date({ meaning, optional, notInFuture: true }),
    moment: timestamp({ meaning, optional }),
    is_final: flag({ meaning, optional }),
    share: real({ meaning, optional }),
    quarter: quarter({ meaning, optional }),
    enterprise: cbeNumber({ meaning, optional, lookup: { '0': '' } }),
    matricule: nssoNumber({ meaning, optional }),
    worker_id: workerId({ from: 'inss', meaning, optional }),
    clerk_id: clearTextId({ from: 'clerk', meaning, optional }),
  },
});

const IdentityEntry = defineTable({
  schema: 'identity',
  name: 'book_entry',
  grain: Entry.grain,
  key: ['number'],
  columns: { number: Entry.columns.number, clerk: clearText({ meaning, optional }) },
});

const names = Object.entries(Entry.columns).map(([name, { read }]) => read.from ?? name);
const room: Room = {
  kind: 'source',
  name: 'book',
  dir: '',
  definition: defineSource({
    name: 'book',
    sender: 'test',
    reference: 'test',
    extracts: [{ extract: 'entry', table: Entry, identity: IdentityEntry }],
    messages: [
      {
        root: 'Book',
        blocks: [
          {
            element: 'Entry',
            within: 'Book',
            extract: 'entry',
            columns: Object.fromEntries(names.map((name) => [name, { child: name }])),
          },
        ],
      },
    ],
  }),
};

/** Writings of each column, usual and unusual, right and wrong; identifiers are of reserved ranges. */
const WRITINGS: Readonly<Record<string, readonly string[]>> = {
  remark: ['word', 'a, "b" & c', 'é€😀', 'x'.repeat(300), '0'],
  kind: ['1', '12', '015', '1234', '9', '8', 'A', '01A', '٣'],
  hours: [
    '0',
    '0045',
    '5000',
    '5001',
    '-1',
    '+7',
    '1.0',
    '99999999999',
    '2147483648',
    'x',
    '000000000000000012',
  ],
  amount: ['2147483648', '9007199254740991', '999999999999999', '-5', '9223372036854775807', '1e3'],
  day: [
    '2024-02-29',
    '2023-02-29',
    '2024-13-01',
    '1899-12-31',
    '0001-01-01',
    '2024-1-1',
    '29/02/2024',
    '2999-01-01',
  ],
  moment: ['2024-01-02T03:04:05.678', '2024-01-02 03:04:05', '2024-01-02', 'soon'],
  is_final: ['0', '1', 'true', 'False', 'yes', '2'],
  share: ['0.25', '1', '1e-3', 'NaN?'],
  quarter: ['20241', '2024Q1', '20245', '18991', '2024q1', '2024'],
  enterprise: [
    '0999999922',
    '999999922',
    'BE0999.999.922',
    '2999999993',
    '9999999999',
    '0',
    '0000000000',
    '12',
  ],
  matricule: [
    '199999904',
    '19999990',
    '0199999904',
    '999904',
    '5999999904',
    '299999904',
    '0',
    '00000',
    '12345',
    '1-9999-99',
  ],
  inss: ['85010199093', '85010199094', '850101-990.93', '850101', 'x'],
  clerk: ['Peeters', 'D\'Hondt "de" Vries'],
};

/** Rows that differ from an empty one in one column. */
const ROWS: readonly Readonly<Record<string, string>>[] = [
  {},
  ...Object.entries(WRITINGS).flatMap(([name, writings]) => writings.map((writing) => ({ [name]: writing }))),
];

const cellOf = (value: string) => `"${value.replaceAll('"', '""')}"`;
const xmlOf = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function csvOf(rows: typeof ROWS): string {
  const lines = rows.map((row, i) =>
    names.map((name) => cellOf(name === 'number' ? String(i) : (row[name] ?? ''))).join(','),
  );
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

function messageOf(rows: typeof ROWS, first = 0): string {
  const entries = rows.map((row, i) => {
    const cells = Object.entries(row).map(([name, value]) => `<${name}>${xmlOf(value)}</${name}>`);
    return `<Entry><number>${first + i}</number>${cells.join('')}</Entry>`;
  });
  return `<Book>${entries.join('\n')}</Book>`;
}

let folder = '';
let opened: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-message-parts-'));
  opened = [];
});
afterEach(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true });
});

/** Loads files into a new warehouse and returns its connection. */
async function loaded(name: string, files: Readonly<Record<string, string>>): Promise<DuckDBConnection> {
  const home = join(folder, name);
  mkdirSync(join(home, 'in/book'), { recursive: true });
  mkdirSync(join(home, 'temp'));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(home, 'in/book', file), content);
  const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  opened.push(database);
  const connection = await database.connect();
  await installMacros(connection);
  const report = await loadExtracts({
    connection,
    rooms: [room],
    extractsDir: join(home, 'in'),
    tempDir: join(home, 'temp'),
    receivedDate: '2024-12-31',
    pads: { inner: "unhex('36')", outer: "unhex('5c')" },
  });
  const { read, staged, rejected } = loadTotals(report);
  expect(read).toBe(staged + rejected);
  return connection;
}

const STAGED = 'SELECT * EXCLUDE (file_id) FROM staging.book_entry ORDER BY number';
const CLEAR = 'SELECT * EXCLUDE (file_id) FROM identity.book_entry ORDER BY number';
const REJECTED =
  'SELECT column_name, rule, count(*) AS n FROM staging.rejected_row GROUP BY ALL ORDER BY column_name, rule';

describe('messages', () => {
  it('are staged and rejected as the same texts in a CSV file are', async () => {
    const flat = await loaded('flat', { 'entry.csv': csvOf(ROWS) });
    const message = await loaded('message', { 'book.xml': messageOf(ROWS) });
    for (const sql of [STAGED, CLEAR, REJECTED]) {
      expect(await queryRows(message, sql)).toEqual(await queryRows(flat, sql));
    }
    expect((await queryRows(flat, REJECTED)).length).toBeGreaterThan(8);
  });

  it('are staged alike when no value is unusual, and when every value is', async () => {
    const usual = ROWS.map((_, i) => ({ hours: String(i), quarter: '20241', matricule: '199999904' }));
    const unusual = usual.map((row) => ({ ...row, hours: `+${row.hours}` }));
    const fast = await loaded('fast', { 'book.xml': messageOf(usual) });
    const slow = await loaded('slow', { 'book.xml': messageOf(unusual) });
    expect(await queryRows(fast, STAGED)).toEqual(await queryRows(slow, STAGED));
    expect(await queryRows(fast, STAGED)).toHaveLength(ROWS.length);
  });

  it('keep the first of two rows with the same key, whether its values are usual or not', async () => {
    const [usual, unusual] = [{ hours: '1' }, { hours: '+2' }];
    const rows = (message: readonly (typeof usual)[]) =>
      `<Book>${message.map((row) => messageOf([row]).slice(6, -7)).join('\n')}</Book>`;
    const kept = async (name: string, message: readonly (typeof usual)[]) => {
      const connection = await loaded(name, { 'book.xml': rows(message) });
      const [row] = await queryRows(connection, STAGED);
      return [row?.['hours'], await queryRows(connection, 'SELECT position, rule FROM staging.rejected_row')];
    };
    const duplicate = [{ position: 2, rule: 'duplicate_key' }];
    expect(await kept('one', [usual, unusual])).toEqual([1, duplicate]);
    expect(await kept('two', [unusual, usual])).toEqual([2, duplicate]);
    expect(await kept('three', [usual, { hours: '3' }])).toEqual([1, duplicate]);
  });
});
