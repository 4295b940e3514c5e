import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, runSql, type Database } from '../duckdb/index.ts';
import { cents, code, date, defineTable, integer, quarter, text, workerId } from '../table/index.ts';
import { surveyForms } from './survey.ts';

const Wage = defineTable({
  schema: 'staging',
  name: 'payroll_wage',
  grain: 'One row per person and line.',
  key: ['worker_id', 'line'],
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person.' }),
    line: integer({ meaning: 'Line.', max: 200_000 }),
    quarter: quarter({ meaning: 'Quarter.' }),
    kind: code({ meaning: 'Kind.', padTo: 3, pattern: '[0-9]{3}', optional: true }),
    remark: text({ meaning: 'Remark.', optional: true }),
    wage_cents: cents({ from: 'wage_amount', meaning: 'Wage.' }),
    known_date: date({ meaning: 'Day of reception.' }),
  },
});

const ROWS = 130_000;
const TYPES = new Map(
  Object.entries({
    inss: 'VARCHAR',
    line: 'INTEGER',
    quarter: 'VARCHAR',
    kind: 'VARCHAR',
    remark: 'VARCHAR',
    wage_amount: 'BIGINT',
    known_date: 'DATE',
  }),
);

let folder = '';
let database: Database;
let connection: DuckDBConnection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-survey-'));
  database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  connection = await database.connect();
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** Surveys a file of two row groups whose last row is another, and returns the columns by form. */
async function survey(
  rowsPerFile: number,
  last: Readonly<Record<string, string>> = {},
  quarterSql = "'2024Q' || (1 + line % 4)",
) {
  const path = join(folder, 'wage.parquet');
  const odd = Object.entries(last).map(([column, sql]) => {
    return `CASE WHEN line < ${ROWS} THEN ${column} ELSE ${sql} END AS ${column}`;
  });
  const replaced = odd.length > 0 ? ` REPLACE (${odd.join(', ')})` : '';
  await runSql(
    connection,
    `COPY (SELECT *${replaced} FROM (
       SELECT '85010199093' AS inss, CAST(i AS INTEGER) AS line, ${quarterSql} AS quarter,
         CASE WHEN i % 2 = 0 THEN '001' END AS kind, 'remark ' || i AS remark, i AS wage_amount, DATE '2024-04-20' AS known_date
       FROM range(1, ${ROWS + 1}) AS lines (i)) ORDER BY line) TO '${path}' (FORMAT parquet)`,
  );
  const forms = await surveyForms(
    connection,
    { from: `read_parquet('${path}')`, types: TYPES, rowsPerFile },
    { extract: 'wage', table: Wage },
    { pads: { inner: "unhex('36')", outer: "unhex('5c')" }, receivedDate: '2024-05-01' },
  );
  return Object.fromEntries([...forms].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const CLEAN = {
  inss: 'stored',
  kind: 'clean',
  known_date: 'clean',
  line: 'clean',
  quarter: 'clean',
  remark: 'clean',
  wage_amount: 'clean',
};
/** Each is the only such value of its column. */
const ODD = {
  kind: "'1'",
  known_date: "DATE '2024-06-01'",
  line: `${ROWS + 100_000}`,
  quarter: "'20241'",
  remark: "''",
  wage_amount: 'NULL',
};

describe.each([
  ['files of many rows, asked column by column,', ROWS],
  ['files of few rows, asked once,', 1],
])('a survey of %s', (_, rowsPerFile) => {
  it('finds the columns that staging keeps as they are', async () => {
    expect(await survey(rowsPerFile)).toEqual(CLEAN);
  });

  it('finds the one value of a column that has another form or breaks a rule', async () => {
    const stored = { inss: 'stored', known_date: 'stored', line: 'stored', wage_amount: 'stored' };
    expect(await survey(rowsPerFile, ODD)).toEqual(stored);
  });

  it('finds a column of quarters as the official files write them, unless one is written otherwise', async () => {
    const official = "'2024' || (1 + line % 4)";
    expect(await survey(rowsPerFile, {}, official)).toEqual({ ...CLEAN, quarter: 'official' });
    expect(await survey(rowsPerFile, { quarter: "'2024Q1'" }, official)).not.toHaveProperty('quarter');
    expect(await survey(rowsPerFile, { quarter: 'NULL' }, official)).not.toHaveProperty('quarter');
  });
});
