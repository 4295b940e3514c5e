import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { nissCheckDigitsSql } from '../identifiers/index.ts';
import {
  cents,
  cbeNumber,
  code,
  date,
  defineTable,
  integer,
  quarter,
  text,
  workerId,
} from '../table/index.ts';
import { defineSource, type ExtractTable, type Room } from '../unit/index.ts';
import { loadExitCode, loadExtracts, type LoadReport } from './index.ts';

const Wage = defineTable({
  schema: 'staging',
  name: 'payroll_wage',
  grain: 'One row per person, quarter and line.',
  key: ['worker_id', 'quarter', 'line', 'kind'],
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person.' }),
    quarter: quarter({ meaning: 'Quarter.' }),
    line: integer({ meaning: 'Line.' }),
    kind: code({ meaning: 'Kind.', padTo: 3, pattern: '[0-9]{3}', optional: true }),
    cbe_number: cbeNumber({
      from: 'company_id',
      meaning: 'Employer.',
      optional: true,
      lookup: { '0': '', '0000000000': '' },
    }),
    remark: text({ meaning: 'Remark.', optional: true }),
    wage_cents: cents({ from: 'wage_amount', meaning: 'Wage.' }),
    known_date: date({ meaning: 'Day of reception.' }),
  },
});

/** Invented persons: serials 990 and 991, valid check digits. */
const ANNA = '85010199093';
const BERT = '85010199192';

interface Row {
  readonly inss?: string;
  readonly quarter?: string;
  readonly line?: number;
  readonly kind?: string | null;
  readonly cbe?: string | null;
  readonly remark?: string | null;
  readonly wage?: number;
  readonly known?: string;
}

let folder = '';
let database: Database;
let connection: DuckDBConnection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-parts-'));
  mkdirSync(join(folder, 'temp'));
  database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  connection = await database.connect();
  await installMacros(connection);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const pathOf = (name: string): string => {
  const path = join(folder, 'in/payroll', name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
};

/** Writes a Parquet file, or text of the same rows where the name ends in `.csv`. */
async function write(name: string, rows: readonly Row[], select = '*'): Promise<void> {
  const quoted = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
  const values = rows.map(
    ({
      inss = ANNA,
      quarter = '2024Q1',
      line = 1,
      kind = '001',
      cbe = null,
      remark = null,
      wage = 1,
      known = '2024-04-20',
    }) =>
      `('${inss}', '${quarter}', ${line}, ${quoted(kind)}, CAST(${quoted(cbe)} AS VARCHAR), CAST(${quoted(remark)} AS VARCHAR), CAST(${wage} AS BIGINT), DATE '${known}')`,
  );
  const from = `(VALUES ${values.join(', ')}) AS rows (inss, quarter, line, kind, company_id, remark, wage_amount, known_date)`;
  const format = name.endsWith('.csv') ? '(FORMAT csv, HEADER)' : '(FORMAT parquet)';
  await runSql(connection, `COPY (SELECT ${select} FROM ${from}) TO '${pathOf(name)}' ${format}`);
}

function load(delivery: Pick<ExtractTable, 'delivery' | 'versionColumn'> = {}): Promise<LoadReport> {
  const room: Room = {
    kind: 'source',
    name: 'payroll',
    dir: '',
    definition: defineSource({
      name: 'payroll',
      sender: 'test',
      reference: 'test',
      extracts: [{ extract: 'wage', table: Wage, ...delivery }],
    }),
  };
  return loadExtracts({
    connection,
    rooms: [room],
    extractsDir: join(folder, 'in'),
    tempDir: join(folder, 'temp'),
    receivedDate: '2024-05-01',
    pads: { inner: "unhex('36')", outer: "unhex('5c')" },
  });
}

const wages = () =>
  queryRows(connection, 'SELECT line, wage_cents FROM staging.payroll_wage ORDER BY line, wage_cents').then(
    (rows) => rows.map((row) => `${row['line']}: ${row['wage_cents']}`),
  );
const staged = () =>
  queryRows(connection, 'SELECT * EXCLUDE (file_id) FROM staging.payroll_wage ORDER BY ALL');
const counts = ({ files }: LoadReport) =>
  files.map(({ name, status, extracts: { wage } }) =>
    wage ? `${name}: ${wage.read} = ${wage.staged} + ${JSON.stringify(wage.rejected)}` : `${name}: ${status}`,
  );

describe('the parts of a table', () => {
  it('are counted file by file, with their own positions, and a key keeps its row of the first part', async () => {
    await write('wage/a.parquet', [{ line: 1 }, { line: 2, wage: -5 }, { line: 3 }]);
    await write('wage/b.parquet', [{ line: 4 }, { line: 1, wage: 9 }]);
    await write('wage/deep/c.parquet', [{ line: 5 }, { line: 5, wage: 7 }, { inss: '85010199094' }]);
    const report = await load();
    expect(counts(report)).toEqual([
      'payroll/wage/a.parquet: 3 = 2 + {"wage_cents: negative":1}',
      'payroll/wage/b.parquet: 2 = 1 + {"duplicate_key":1}',
      'payroll/wage/deep/c.parquet: 3 = 1 + {"duplicate_key":1,"worker_id: niss_check_digit":1}',
    ]);
    expect(await wages()).toEqual(['1: 1', '3: 1', '4: 1', '5: 1']);
    const rejected = await queryRows(
      connection,
      `SELECT f.name, r.position, r.rule FROM staging.rejected_row AS r JOIN ledger.delivered_file AS f USING (file_id)
       ORDER BY f.name, r.position`,
    );
    expect(rejected.map(({ name, position, rule }) => `${String(name).at(-9)} ${position} ${rule}`)).toEqual([
      'a 2 negative',
      'b 2 duplicate_key',
      'c 2 duplicate_key',
      'c 3 niss_check_digit',
    ]);
  });

  it('are added to rows of earlier nights, without those that are staged already', async () => {
    await write('wage/a.parquet', [{ line: 1 }, { line: 2 }]);
    await load();
    await write('wage/b.parquet', [{ line: 3 }, { line: 4 }]);
    await write('wage/c.parquet', [{ line: 5 }, { line: 2, wage: 8 }, { inss: BERT, line: 2 }]);
    expect(counts(await load())).toEqual([
      'payroll/wage/a.parquet: already_loaded',
      'payroll/wage/b.parquet: 2 = 2 + {}',
      'payroll/wage/c.parquet: 3 = 2 + {"already_staged":1}',
    ]);
    expect(await wages()).toEqual(['1: 1', '2: 1', '2: 1', '3: 1', '4: 1', '5: 1']);
  });

  it('count a missing part of a key as a value: it is staged once', async () => {
    await write('wage/a.parquet', [{ kind: null }, { kind: '002' }]);
    await load();
    await write('wage/b.parquet', [{ kind: null, wage: 2 }, { kind: '003' }]);
    expect(counts(await load())[1]).toBe('payroll/wage/b.parquet: 2 = 1 + {"already_staged":1}');
  });

  it('supersede one another in their order', async () => {
    await write('wage/a.parquet', [{ line: 1, wage: 1 }, { line: 2 }]);
    await write('wage/b.parquet', [{ line: 1, wage: 2 }]);
    await write('wage/c.parquet', [{ line: 1, wage: 3, known: '2024-04-19' }]);
    const report = await load({ delivery: 'supersede', versionColumn: 'known_date' });
    expect(counts(report)).toEqual([
      'payroll/wage/a.parquet: 2 = 2 + {}',
      'payroll/wage/b.parquet: 1 = 0 + {"stale_version":1}',
      'payroll/wage/c.parquet: 1 = 0 + {"stale_version":1}',
    ]);
    await write('wage/d.parquet', [{ line: 1, wage: 4, known: '2024-04-21' }]);
    await write('wage/e.parquet', [{ line: 1, wage: 5, known: '2024-04-22' }]);
    expect(counts(await load({ delivery: 'supersede', versionColumn: 'known_date' })).slice(3)).toEqual([
      'payroll/wage/d.parquet: 1 = 1 + {}',
      'payroll/wage/e.parquet: 1 = 1 + {}',
    ]);
    expect(await wages()).toEqual(['1: 5', '2: 1']);
  });

  it('are refused one by one: a damaged part does not take the others with it', async () => {
    await write('wage/a.parquet', [{ line: 1 }]);
    await write(
      'wage/b.parquet',
      Array.from({ length: 50 }, (_, i) => ({ line: 10 + i, remark: `remark ${i}` })),
    );
    await write('wage/c.parquet', [{ line: 3 }]);
    await write('wage/d.parquet', [{ line: 4 }], '* EXCLUDE (remark)');
    const bytes = readFileSync(pathOf('wage/b.parquet'));
    bytes.fill(0xff, 8, Math.floor(bytes.length / 2));
    writeFileSync(pathOf('wage/b.parquet'), bytes);
    const report = await load();
    expect(report.files.map(({ name, status, rule }) => `${name.at(-9)} ${status} ${rule}`).sort()).toEqual([
      'a loaded ',
      'b refused unreadable',
      'c loaded ',
      'd refused header',
    ]);
    expect(loadExitCode(report)).toBe(10);
    expect(await wages()).toEqual(['1: 1', '3: 1']);
    truncateSync(pathOf('wage/b.parquet'), 10);
    expect((await load()).files.map(({ rule }) => rule).sort()).toEqual(['', '', 'header', 'unreadable']);
  });

  it('are refused one by one for a column inside a column', async () => {
    await write('wage/a.parquet', [{ line: 1 }]);
    await write('wage/b.parquet', [{ line: 2 }], `* REPLACE ({'remark': 'x'} AS remark)`);
    const { problems } = await load();
    expect(problems.map(({ parts }) => parts.fact)).toEqual([
      'remark is STRUCT(remark VARCHAR), not VARCHAR',
    ]);
    expect(await wages()).toEqual(['1: 1']);
  });

  it('may have narrower types than others: each keeps its values', async () => {
    await write('wage/a.parquet', [{ line: 1 }], '* REPLACE (CAST(line AS UTINYINT) AS line)');
    await write('wage/b.parquet', [{ line: 300 }], '* REPLACE (CAST(line AS BIGINT) AS line)');
    await write('wage/c.parquet', [{ line: 3_000_000_000 }], '* REPLACE (CAST(line AS BIGINT) AS line)');
    expect(counts(await load())).toEqual([
      'payroll/wage/a.parquet: 1 = 1 + {}',
      'payroll/wage/b.parquet: 1 = 1 + {}',
      'payroll/wage/c.parquet: 1 = 0 + {"line: not_a_whole_number":1}',
    ]);
    expect(await wages()).toEqual(['1: 1', '300: 1']);
  });
});

describe('values of a Parquet file', () => {
  const odd: readonly Row[] = [
    { line: 1, quarter: '20241', kind: '1', cbe: '0', remark: '' },
    { line: 2, kind: '', cbe: '999999922', remark: 'x' },
    { line: 3, cbe: '0000000000', remark: null },
    { line: 4, cbe: '', kind: '12' },
    { line: 4, quarter: '20241', kind: '012', wage: 9 },
    { line: 5, quarter: '2024Q5' },
    { line: 6, kind: 'A' },
  ];

  it('are staged and rejected like the same values of a CSV file, in whatever form they are written', async () => {
    await write('wage.csv', odd);
    const fromCsv = counts(await load());
    const rows = await staged();
    expect(fromCsv).toEqual([
      'payroll/wage.csv: 7 = 4 + {"duplicate_key":1,"kind: wrong_shape":1,"quarter: not_a_quarter":1}',
    ]);
    expect(
      rows.map(({ line, quarter, kind, cbe_number, remark }) => [line, quarter, kind, cbe_number, remark]),
    ).toEqual([
      [1, '2024Q1', '001', null, null],
      [2, '2024Q1', null, '0999999922', 'x'],
      [3, '2024Q1', '001', null, null],
      [4, '2024Q1', '012', null, null],
    ]);
    await runSql(connection, 'DELETE FROM staging.payroll_wage');
    rmSync(pathOf('wage.csv'));
    await write('wage.parquet', odd);
    expect(counts(await load()).map((line) => line.replace('parquet', 'csv'))).toEqual(fromCsv);
    expect(await staged()).toEqual(rows);
  });

  it('register persons who come late in a file whose first persons are known', async () => {
    await write('wage/a.parquet', [{ line: 0 }]);
    await load();
    const base = '850101000 + 992';
    await runSql(
      connection,
      `COPY (SELECT CASE WHEN i < 25000 THEN '${ANNA}' ELSE (${base}) || ${nissCheckDigitsSql(base, 1900)} END AS inss,
         '2024Q1' AS quarter, CAST(i AS INTEGER) AS line, '001' AS kind, CAST(NULL AS VARCHAR) AS company_id,
         CAST(NULL AS VARCHAR) AS remark, CAST(1 AS BIGINT) AS wage_amount, DATE '2024-04-20' AS known_date
       FROM range(1, 25002) AS lines (i)) TO '${pathOf('wage/b.parquet')}' (FORMAT parquet)`,
    );
    expect(counts(await load())[1]).toBe('payroll/wage/b.parquet: 25001 = 25001 + {}');
    const persons = await queryRows(
      connection,
      'SELECT count(DISTINCT worker_id) AS n FROM staging.payroll_wage',
    );
    expect(persons).toEqual([{ n: 2 }]);
  });

  it('register persons whom only a later file of the same delivery names', async () => {
    await write('wage/a.csv', [{ line: 0 }]);
    await write('wage/b.csv', [{ line: 1 }, { line: 1, inss: BERT }, { line: 2, inss: '85010199094' }]);
    await write('wage/c.parquet', [{ line: 3, inss: BERT, cbe: '0990000011' }]);
    const report = await load();
    expect(counts(report)).toEqual([
      'payroll/wage/a.csv: 1 = 1 + {}',
      'payroll/wage/b.csv: 3 = 2 + {"worker_id: niss_check_digit":1}',
      'payroll/wage/c.parquet: 1 = 1 + {}',
    ]);
    expect(report.warnings).toEqual([
      { source: 'payroll', extract: 'wage', column: 'cbe_number', rule: 'check_digit', count: 1 },
    ]);
  });
});
