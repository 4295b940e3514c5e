import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import {
  cbeNumber,
  cents,
  clearText,
  clearTextId,
  code,
  date,
  defineTable,
  quarter,
  workerId,
} from '../table/index.ts';
import { defineSource, type Room } from '../unit/index.ts';
import { loadExitCode, loadExtracts, type LoadReport } from './index.ts';

const Wage = defineTable({
  schema: 'staging',
  name: 'payroll_wage',
  grain: 'One row per person and quarter.',
  key: ['worker_id', 'quarter'],
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person.' }),
    quarter: quarter({ meaning: 'Quarter.' }),
    cbe_number: cbeNumber({ from: 'company_id', meaning: 'Employer.', optional: true }),
    last_name_id: clearTextId({ from: 'last_name', meaning: 'Pseudonym of the name.' }),
    kind: code({ meaning: 'Kind.', oneOf: ['A', 'B'] }),
    wage_cents: cents({ from: 'wage_amount', meaning: 'Wage.' }),
    known_date: date({ meaning: 'Day of reception.' }),
  },
});

const IdentityWage = defineTable({
  schema: 'identity',
  name: 'payroll_wage',
  grain: Wage.grain,
  key: ['worker_id', 'quarter'],
  columns: {
    worker_id: Wage.columns.worker_id,
    quarter: Wage.columns.quarter,
    last_name: clearText({ meaning: 'Name.' }),
  },
});

const room: Room = {
  kind: 'source',
  name: 'payroll',
  dir: '',
  definition: defineSource({
    name: 'payroll',
    sender: 'test',
    reference: 'test',
    extracts: [{ extract: 'wage', table: Wage, identity: IdentityWage }],
  }),
};

const HEADER = 'inss,quarter,company_id,last_name,kind,wage_amount,known_date';
/** Invented persons: serials 990 and 991, valid check digits. */
const ANNA = '85010199093';
const BERT = '85010199192';
const GOOD = `${HEADER}\n${ANNA},2024Q1,0999999922,Peeters,A,100,2024-04-20\n${BERT},20241,,"Dupont, dit ""Bé""",B,0,2024-04-21\n`;

let folder = '';
let database: Database;
let connection: DuckDBConnection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-load-'));
  mkdirSync(join(folder, 'temp'));
  database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  connection = await database.connect();
  await installMacros(connection);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function deliver(files: Readonly<Record<string, string | Buffer>>): void {
  rmSync(join(folder, 'in'), { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'in', 'payroll', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

function load(): Promise<LoadReport> {
  return loadExtracts({
    connection,
    rooms: [room],
    extractsDir: join(folder, 'in'),
    tempDir: join(folder, 'temp'),
    receivedDate: '2024-05-01',
    pads: { inner: "unhex('36')", outer: "unhex('5c')" },
  });
}

const staged = () =>
  queryRows(connection, 'SELECT * EXCLUDE (file_id) FROM staging.payroll_wage ORDER BY ALL');
const rejected = () =>
  queryRows(connection, 'SELECT position, column_name, rule FROM staging.rejected_row ORDER BY ALL').then(
    (rows) => rows.map(({ position, column_name, rule }) => `${position} ${column_name} ${rule}`),
  );

describe('loading flat files', () => {
  it('stages every row with types, pseudonyms and no clear identifier', async () => {
    deliver({ 'wage.csv': GOOD });
    const report = await load();
    expect(loadExitCode(report)).toBe(0);
    expect(report.files[0]?.extracts['wage']).toEqual({ read: 2, staged: 2, rejected: {} });
    const rows = await staged();
    expect(rows.map((row) => [row['quarter'], row['wage_cents'], row['cbe_number']]).sort()).toEqual([
      ['2024Q1', 0, null],
      ['2024Q1', 100, '0999999922'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Peeters|Dupont|8501/);
    const clear = await queryRows(
      connection,
      'SELECT last_name, niss FROM identity.payroll_wage JOIN identity.worker USING (worker_id) ORDER BY niss',
    );
    expect(clear).toEqual([
      { last_name: 'Peeters', niss: ANNA },
      { last_name: 'Dupont, dit "Bé"', niss: BERT },
    ]);
  });

  it('gives the same staging table from CSV and from Parquet', async () => {
    deliver({ 'wage.csv': GOOD });
    await load();
    const fromCsv = await staged();
    const parquet = join(folder, 'in/payroll/wage.parquet');
    await runSql(
      connection,
      `COPY (SELECT inss, CASE quarter WHEN '20241' THEN '2024Q1' ELSE quarter END AS quarter, company_id, last_name, kind,
         CAST(wage_amount AS BIGINT) AS wage_amount, CAST(known_date AS DATE) AS known_date
       FROM read_csv('${join(folder, 'in/payroll/wage.csv')}', all_varchar = true)) TO '${parquet}' (FORMAT parquet)`,
    );
    rmSync(join(folder, 'in/payroll/wage.csv'));
    await runSql(connection, 'DELETE FROM staging.payroll_wage');
    const report = await load();
    expect(report.files.map(({ status }) => status)).toEqual(['loaded']);
    expect(await staged()).toEqual(fromCsv);
  });

  it('changes nothing when the same bytes come again, under any name', async () => {
    deliver({ 'wage.csv': GOOD });
    await load();
    const before = await staged();
    deliver({ 'wage.csv': GOOD, 'wage/again.csv': GOOD });
    const report = await load();
    expect(report.files.map(({ status }) => status)).toEqual(['already_loaded', 'already_loaded']);
    expect(await staged()).toEqual(before);
  });

  it('records a file whose name holds quotes and semicolons under that name', async () => {
    const name = `wage/it's "the" $name; --.csv`;
    deliver({ [name]: GOOD });
    await load();
    const rows = await queryRows(connection, 'SELECT name, status FROM ledger.delivered_file ORDER BY name');
    expect(rows).toEqual([{ name: `payroll/${name}`, status: 'loaded' }]);
  });

  it('reports a source without a folder and goes on', async () => {
    expect((await load()).notDelivered).toEqual(['payroll']);
  });
});

describe('rows that do not fit', () => {
  const line = (cells: Partial<Record<'inss' | 'quarter' | 'kind' | 'wage' | 'known', string>>) =>
    [
      cells.inss ?? ANNA,
      cells.quarter ?? '2024Q1',
      '',
      'Peeters',
      cells.kind ?? 'A',
      cells.wage ?? '1',
      cells.known ?? '2024-04-20',
    ].join();

  it.each([
    ['an unknown code', { kind: 'Z' }, '1 kind unknown_code'],
    ['a negative amount', { wage: '-1' }, '1 wage_cents negative'],
    ['an amount with decimals', { wage: '1.50' }, '1 wage_cents not_a_whole_number'],
    ['a missing amount', { wage: '' }, '1 wage_cents missing'],
    ['a wrong check digit of a NISS', { inss: '85010199094' }, '1 worker_id niss_check_digit'],
    ['a date after the day of reception', { known: '2024-05-03' }, '1 known_date in_future'],
    ['a date that does not exist', { known: '2024-02-30' }, '1 known_date not_a_date'],
    ['a quarter that does not exist', { quarter: '2024Q5' }, '1 quarter not_a_quarter'],
  ])('are kept apart without their value: %s', async (_, cells, finding) => {
    deliver({ 'wage.csv': `${HEADER}\n${line(cells)}\n${line({ inss: BERT })}\n` });
    const report = await load();
    expect(await rejected()).toEqual([finding]);
    expect(await staged()).toHaveLength(1);
    expect(loadExitCode(report)).toBe(12);
  });

  it('are counted when a line has another number of cells', async () => {
    deliver({ 'wage.csv': `${GOOD}just,two\n${line({ quarter: '2024Q2' })}\n` });
    const report = await load();
    expect(report.files[0]?.extracts['wage']).toMatchObject({ read: 4, staged: 3 });
    expect(await rejected()).toEqual(['4  malformed_line']);
  });

  it('are not looked at in a file with a quote in its header that does not end: it is refused whole', async () => {
    deliver({ 'wage.csv': `"${GOOD}` });
    const report = await load();
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/wage.csv, line 1: it can not be cut into cells \(rule: not_csv\)/),
    ]);
    expect(loadExitCode(report)).toBe(10);
  });

  it('keep the first row of a key that comes twice, in one file or in two', async () => {
    deliver({ 'wage/1.csv': `${HEADER}\n${line({})}\n${line({ wage: '2' })}\n` });
    await load();
    deliver({ 'wage/2.csv': `${HEADER}\n${line({ wage: '3' })}\n` });
    const report = await load();
    expect(await rejected()).toEqual(['1  already_staged', '2  duplicate_key']);
    expect((await staged()).map((row) => row['wage_cents'])).toEqual([1]);
    expect(loadExitCode(report)).toBe(12);
  });
});

describe('files that are refused whole', () => {
  it.each([
    ['a lost column', `${HEADER.replace(',kind', '')}\n`, 11, 'header'],
    ['swapped columns', `${HEADER.replace('quarter,company_id', 'company_id,quarter')}\n`, 11, 'header'],
    ['an unknown column', `${HEADER},extra\n`, 11, 'header'],
    [
      'bytes that are not UTF-8',
      Buffer.from(`${HEADER}\n${ANNA},2024Q1,,P\xe9ters,A,1,2024-04-20\n`, 'latin1'),
      10,
      'not_utf8',
    ],
  ])('%s', async (_, content, exitCode, rule) => {
    deliver({ 'wage/bad.csv': content, 'wage/good.csv': GOOD });
    const report = await load();
    expect(report.files.map(({ status, rule }) => [status, rule])).toEqual([
      ['refused', rule],
      ['loaded', ''],
    ]);
    expect(loadExitCode(report)).toBe(exitCode);
    expect(await staged()).toHaveLength(2);
  });

  it('a Parquet file with another type', async () => {
    deliver({ 'wage.csv': GOOD });
    await runSql(
      connection,
      `COPY (SELECT *, wage_amount || '.0' AS w FROM read_csv('${join(folder, 'in/payroll/wage.csv')}', all_varchar = true))
       TO '${join(folder, 'in/payroll/wage.parquet')}' (FORMAT parquet)`,
    );
    rmSync(join(folder, 'in/payroll/wage.csv'));
    const report = await load();
    expect(report.problems[0]?.message).toMatch(/unknown column w; wage_amount is VARCHAR, not BIGINT/);
    expect(loadExitCode(report)).toBe(11);
  });

  it('a file that is no Parquet, and a file that nobody declared', async () => {
    deliver({ 'wage.parquet': 'PAR?', 'notes.txt': 'x' });
    const report = await load();
    expect(report.problems.map(({ parts }) => parts.fact)).toEqual([
      'no declaration of the source explains this file (rule: unknown_file)',
      'the file is not readable as Parquet (rule: unreadable)',
    ]);
  });

  it.each([
    ['a link to nothing', 'gone.csv', 'it does not exist, or is a link to nothing'],
    ['a link to itself', 'link.csv', 'it is a link to itself'],
    ['a link to a folder', '.', 'it is not a file'],
  ])('%s, and the other files are loaded', async (_, target, fact) => {
    deliver({ 'wage/good.csv': GOOD });
    symlinkSync(target, join(folder, 'in/payroll/wage/link.csv'));
    const report = await load();
    expect(report.problems.map(({ parts }) => `${parts.place}: ${parts.fact}`)).toEqual([
      `payroll/wage/link.csv: ${fact} (rule: unreadable_file)`,
    ]);
    expect(loadExitCode(report)).toBe(10);
    expect(await staged()).toHaveLength(2);
  });

  it('are read again when they come repaired', async () => {
    deliver({ 'wage.csv': GOOD.replace('kind', 'sort') });
    await load();
    deliver({ 'wage.csv': GOOD });
    await load();
    expect(await staged()).toHaveLength(2);
  });

  it('an empty folder is an alarm, not an empty delivery', async () => {
    mkdirSync(join(folder, 'in/payroll'), { recursive: true });
    expect(loadExitCode(await load())).toBe(10);
  });
});
