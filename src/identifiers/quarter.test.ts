import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, queryRows, type Database } from '../duckdb/index.ts';
import * as q from './quarter.ts';

const quarter = q.parseQuarter;
let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:' });
  connection = await database.connect();
});
afterAll(() => database.close());

test('the official form and ours are two writings of one quarter', () => {
  expect(quarter('20241')).toBe('2024Q1');
  expect(quarter('2024Q1')).toBe('2024Q1');
  expect(q.officialQuarter(quarter('2024Q1'))).toBe('20241');
});

test.each(['20240', '20245', '2024', '2024Q0', '2024q1', '', '1899Q1', '2200Q1', ' 2024Q1'])(
  '%j is refused',
  (text) => {
    expect(() => quarter(text)).toThrow(TypeError);
  },
);

test('a date lies in its quarter', () => {
  expect(q.quarterOf('2024-03-31')).toBe('2024Q1');
  expect(q.quarterOf('2024-04-01')).toBe('2024Q2');
  expect(q.quarterOf('2023-12-31')).toBe('2023Q4');
  for (const text of ['2024-13-01', '2024-00-01', '2024-1-1', '31/03/2024', '2024-03-32']) {
    expect(() => q.quarterOf(text)).toThrow(TypeError);
  }
});

test('the last quarter that ended before a date is never the quarter of the date', () => {
  expect(q.lastQuarterEndedBefore('2024-03-31')).toBe('2023Q4');
  expect(q.lastQuarterEndedBefore('2024-04-01')).toBe('2024Q1');
});

test('quarters are counted across years', () => {
  expect(q.nextQuarter(quarter('2023Q4'))).toBe('2024Q1');
  expect(q.previousQuarter(quarter('2024Q1'))).toBe('2023Q4');
  expect(q.shiftQuarter(quarter('2024Q2'), -10)).toBe('2021Q4');
  expect(q.quartersBetween(quarter('2021Q4'), quarter('2024Q2'))).toBe(10);
  expect(q.quarterRange(quarter('2023Q3'), quarter('2024Q1'))).toEqual(['2023Q3', '2023Q4', '2024Q1']);
  expect(q.quarterRange(quarter('2024Q1'), quarter('2023Q4'))).toEqual([]);
});

test('first and last day agree with DuckDB for every quarter of two centuries', async () => {
  const quarters = q.quarterRange(quarter('1900Q1'), quarter('2199Q4'));
  const rows = await queryRows(
    connection,
    `SELECT ${q.firstDayOfSql('e.value')} AS first_day, ${q.lastDayOfSql('e.value')} AS last_day,
       ${q.quarterOfSql(q.lastDayOfSql('e.value'))} AS back, ${q.quarterSql("replace(e.value, 'Q', '')")} AS stored,
       ${q.officialQuarterSql("replace(e.value, 'Q', '')")} AS rewritten, ${q.isOfficialQuarterSql('e.value')} AS is_official,
       ${q.isQuarterSql('e.value')} AS is_quarter
     FROM (SELECT unnest(string_split($list, ' ')) AS value) AS e ORDER BY e.value`,
    { list: quarters.join(' ') },
  );
  expect(rows).toEqual(
    quarters.map((value) => ({
      first_day: q.firstDayOf(value),
      last_day: q.lastDayOf(value),
      back: value,
      stored: value,
      rewritten: value,
      is_official: false,
      is_quarter: true,
    })),
  );
});

test('texts that are no quarter give NULL or FALSE in SQL and never an error', async () => {
  const texts = ['', '2024', '20245', '2024Q5', 'abcdQ1', '2024Qx', '99999999'];
  const rows = await queryRows(
    connection,
    `SELECT ${q.quarterSql('e.value')} AS stored, ${q.isQuarterSql('e.value')} AS is_quarter,
       ${q.isOfficialQuarterSql('e.value')} AS is_official, ${q.firstDayOfSql('e.value')} IS NULL AS is_unknown
     FROM (SELECT unnest(string_split($list, ',')) AS value) AS e`,
    { list: texts.join(',') },
  );
  expect(rows).toHaveLength(texts.length);
  expect(rows.every((row) => row['stored'] === null && row['is_quarter'] === false)).toBe(true);
  expect(rows.some((row) => row['is_official'])).toBe(false);
});
