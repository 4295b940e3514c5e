import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import { openDatabase, queryNumber, queryRows, runSql, type Database, type SqlValue } from './index.ts';

let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
});
afterAll(() => database.close());

const valueOf = async (expression: string): Promise<SqlValue | undefined> =>
  (await queryRows(connection, `SELECT ${expression} AS v`))[0]?.['v'];

describe('queryRows', () => {
  it.each<[string, SqlValue]>([
    ["'text'", 'text'],
    ["'2024'", '2024'],
    ["''", ''],
    ['NULL', null],
    ['CAST(NULL AS BIGINT)', null],
    ['TRUE', true],
    ['CAST(7 AS INTEGER)', 7],
    ['CAST(-9007199254740991 AS BIGINT)', -9007199254740991],
    ['CAST(7 AS HUGEINT)', 7],
    ['CAST(7 AS UBIGINT)', 7],
    ['sum(CAST(7 AS BIGINT))', 7],
    ['count(*)', 1],
    ['CAST(12.50 AS DECIMAL(18, 2))', 12.5],
    ['CAST(0.1 AS DOUBLE)', 0.1],
    ["DATE '2024-02-29'", '2024-02-29'],
    ["DATE '0987-01-02'", '0987-01-02'],
    ["TIMESTAMP '2024-03-31 10:00:00'", '2024-03-31 10:00:00'],
    ["TIMESTAMP '2024-03-31 10:00:00.000001'", '2024-03-31 10:00:00.000001'],
    ['[1, 2]', '[1,2]'],
    ["{'a': 1}", '{"a":1}'],
  ])('gives %s as %j', async (expression, value) => {
    expect(await valueOf(expression)).toBe(value);
  });

  it.each(['CAST(9007199254740992 AS BIGINT)', 'CAST(-9007199254740992 AS BIGINT)', 'CAST(1e20 AS HUGEINT)'])(
    'refuses %s, which a number would round',
    async (expression) => {
      await expect(valueOf(expression)).rejects.toThrow(RangeError);
    },
  );

  it('keeps the order of the statement and the names of its columns', async () => {
    const rows = await queryRows(connection, 'SELECT range AS b, -range AS a FROM range(5000) ORDER BY a');
    expect(rows).toHaveLength(5000);
    expect(Object.keys(rows[0] ?? {})).toEqual(['b', 'a']);
    expect(rows.map(({ b }) => b)).toEqual(Array.from({ length: 5000 }, (_, i) => 4999 - i));
  });

  it('gives no row for an empty result', async () => {
    expect(await queryRows(connection, 'SELECT 1 AS v WHERE FALSE')).toEqual([]);
  });
});

describe('named parameters', () => {
  it('are bound as values: a date by its name, text as it is', async () => {
    const params = { as_of_date: '2024-02-29', quarter: '2024Q1', count: 3, is_new: false, none: null };
    const sql =
      'SELECT $as_of_date + 1 AS day, typeof($as_of_date) AS type, $quarter AS quarter, $count AS count, $is_new AS is_new, $none AS none';
    expect(await queryRows(connection, sql, params)).toEqual([
      { day: '2024-03-01', type: 'DATE', quarter: '2024Q1', count: 3, is_new: false, none: null },
    ]);
  });

  it('never become part of the statement', async () => {
    const text = "'; DROP TABLE t; --";
    expect(await queryRows(connection, 'SELECT $text AS v', { text })).toEqual([{ v: text }]);
  });

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '20240101', '', '2024-01-01 '])(
    'refuse %j as a date',
    async (as_of_date) => {
      await expect(queryRows(connection, 'SELECT $as_of_date', { as_of_date })).rejects.toThrow(RangeError);
    },
  );

  it('refuse a statement that lacks one', async () => {
    await expect(queryRows(connection, 'SELECT $quarter')).rejects.toThrow(ContractError);
    await expect(runSql(connection, 'SELECT 1', { quarter: '2024Q1' })).rejects.toThrow(ContractError);
  });
});

describe('queryNumber', () => {
  it('gives the one number of the result', async () => {
    expect(await queryNumber(connection, 'SELECT count(*) FROM range(3)')).toBe(3);
  });

  it.each(["SELECT 'a'", 'SELECT NULL', 'SELECT 1 WHERE FALSE'])('refuses %s', async (sql) => {
    await expect(queryNumber(connection, sql)).rejects.toThrow(RangeError);
  });
});
