import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, queryRows, type SqlRow } from '../duckdb/index.ts';
import { convertMessages, type FormsOf, type MessageMapping } from './index.ts';

const MAPPING: MessageMapping = {
  root: 'Orders',
  blocks: [
    { element: 'Order', within: 'Orders' },
    {
      element: 'Line',
      within: 'Order',
      extract: 'line',
      columns: {
        day: { of: 'Order', child: 'Day' },
        name: { child: 'Name' },
        code: { child: 'Code' },
        number: { child: 'Number' },
        is_paid: { child: 'Paid' },
      },
    },
  ],
};
const COLUMNS = { line: ['day', 'name', 'code', 'number', 'is_paid'] };
const FORMS: FormsOf = {
  line: {
    day: { kind: 'date' },
    code: { kind: 'text', padTo: 3, lookup: { '0': '' } },
    number: { kind: 'bigint' },
    is_paid: { kind: 'flag' },
  },
};
/** Rows of one row group. */
const GROUP = 32_768;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-typed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const element = (name: string, text: string | number | undefined) =>
  text === undefined ? '' : `<${name}>${text}</${name}>`;
const lineOf = (line: { name?: string; code?: string; number?: number | string; paid?: number }) =>
  `<Line>${element('Name', line.name)}${element('Code', line.code)}${element('Number', line.number)}${element('Paid', line.paid)}</Line>`;
const orderOf = (day: string, lines: readonly string[]) =>
  `<Order><Day>${day}</Day>${lines.join('\n')}</Order>`;
const messageOf = (orders: readonly string[]) => `<Orders>${orders.join('\n')}</Orders>`;

/** Converts messages with one thread; returns what became of each. */
async function convert(...messages: readonly string[]) {
  const files = messages.map((content, i) => {
    const path = join(folder, `${i}.xml`);
    writeFileSync(path, content);
    return { fileId: String(i + 1), path };
  });
  return convertMessages(files, [MAPPING], join(folder, 'out'), COLUMNS, { workers: 1, formsOf: FORMS });
}

async function typedRows(sql = 'SELECT * FROM part ORDER BY _file_id, _position'): Promise<SqlRow[]> {
  const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  try {
    const connection = await database.connect();
    const path = join(folder, 'out', 'line.0.parquet');
    return await queryRows(connection, `WITH part AS (FROM read_parquet('${path}')) ${sql}`);
  } finally {
    database.close();
  }
}

describe('a typed part', () => {
  it('holds usual values as staging keeps them, missing ones as NULL', async () => {
    await convert(
      messageOf([
        orderOf('2024-02-29', [
          lineOf({ name: 'é€😀', code: '7', number: '0009007199254740991'.slice(-15), paid: 1 }),
          lineOf({ code: '0' }),
        ]),
        orderOf('1969-12-31', [lineOf({ name: 'x', number: 4_294_967_297, paid: 0 })]),
      ]),
    );
    expect(await typedRows()).toEqual([
      {
        _file_id: 1,
        _position: 1,
        day: '2024-02-29',
        name: 'é€😀',
        code: '007',
        number: 7_199_254_740_991,
        is_paid: true,
      },
      { _file_id: 1, _position: 2, day: '2024-02-29', name: null, code: null, number: null, is_paid: null },
      {
        _file_id: 1,
        _position: 3,
        day: '1969-12-31',
        name: 'x',
        code: null,
        number: 4_294_967_297,
        is_paid: false,
      },
    ]);
    expect(existsSync(join(folder, 'out', 'line.0.csv'))).toBe(false);
  });

  it('leaves rows with an unusual value, shared or own, to the part of texts', async () => {
    const [result] = await convert(
      messageOf([
        orderOf('2024-02-30', [lineOf({ number: 1 })]),
        orderOf('2024-02-28', [lineOf({ number: '-2' }), lineOf({ number: 3 })]),
      ]),
    );
    expect(result?.rows).toEqual({ line: 3 });
    expect(await typedRows('SELECT number FROM part')).toEqual([{ number: 3 }]);
    expect(existsSync(join(folder, 'out', 'line.0.csv'))).toBe(true);
  });

  it('keeps every row and text over row groups, with few and with many different texts', async () => {
    const lines = Array.from({ length: 2 * GROUP + 5 }, (_, i) =>
      lineOf({ name: `n${i}`, code: String(i % 300), number: i, ...(i % 3 === 0 && { paid: 1 }) }),
    );
    await convert(messageOf([orderOf('2024-01-01', lines)]));
    expect(
      await typedRows(
        `SELECT count(*) AS n, count(DISTINCT name) AS names, count(is_paid) AS paid, count(DISTINCT code) AS codes,
           count(*) FILTER (WHERE name = 'n' || number AND coalesce(code, '0') = CASE number % 300 WHEN 0 THEN '0' ELSE lpad(CAST(number % 300 AS VARCHAR), 3, '0') END
             AND day = DATE '2024-01-01') AS sound FROM part`,
      ),
    ).toEqual([
      {
        n: lines.length,
        names: lines.length,
        paid: Math.ceil(lines.length / 3),
        codes: 299,
        sound: lines.length,
      },
    ]);
  });

  it('loses the rows of a file that fails, also those of row groups that were written, and no others', async () => {
    const many = (first: number) => Array.from({ length: GROUP }, (_, i) => lineOf({ number: first + i }));
    const sound = messageOf([orderOf('2024-01-01', [lineOf({ number: 1 })])]);
    const broken = messageOf([orderOf('2024-01-02', many(100))]).replace('</Orders>', '</Order>');
    // Files are read largest first, so the one that fails must lie between two others by size.
    const large = messageOf([
      orderOf('2024-01-03', [...many(1_000_000), ...many(2_000_000).slice(0, 9_000)]),
    ]);
    const results = await convert(sound, broken, large);
    expect(results.map(({ failure }) => failure?.rule)).toEqual([undefined, 'not_well_formed', undefined]);
    expect(
      await typedRows(
        'SELECT _file_id, count(*) AS n, min(number) AS least FROM part GROUP BY _file_id ORDER BY _file_id',
      ),
    ).toEqual([
      { _file_id: 1, n: 1, least: 1 },
      { _file_id: 3, n: GROUP + 9_000, least: 1_000_000 },
    ]);
  });
});
