import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { ContractError, DisclosureError, SourceFileError } from '../errors.ts';
import {
  bigint,
  cents,
  clearText,
  date,
  defineTable,
  emptyTableSql,
  flag,
  integer,
  real,
  text,
  timestamp,
  workerId,
  type Table,
} from '../table/index.ts';
import { BATCH_ROWS, readArrow, writeArrow } from './index.ts';

const Sample = defineTable({
  schema: 'feature',
  name: 'sample',
  grain: 'One row per subject and quarter.',
  key: ['subject_id', 'quarter'],
  columns: {
    subject_id: text({ meaning: 'Subject, in any script.' }),
    quarter: text({ meaning: 'Quarter.', optional: true }),
    worker_id: workerId({ meaning: 'Worker.', optional: true }),
    worker_count: integer({ meaning: 'Workers.', unit: 'count', optional: true }),
    owed_cents: cents({ meaning: 'Owed.', optional: true }),
    first_date: date({ meaning: 'First day.', optional: true }),
    seen_at: timestamp({ meaning: 'Last seen.', optional: true }),
    is_active: flag({ meaning: 'Active.', optional: true }),
    paid_share: real({ meaning: 'Paid.', unit: 'share', optional: true }),
  },
});

const ROWS = `
  ('café 😀', '2024Q1', 'P00000000001', -2147483648, 9007199254740991, DATE '2024-02-29',
    TIMESTAMP '2024-02-29 23:59:59.000001', TRUE, 0.1),
  ('', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('café 😀', '2023Q4', NULL, 0, 0, DATE '1889-12-31', TIMESTAMP '1969-12-31 23:59:59.5', FALSE, -1e308)`;

let folder = '';
let file = '';
let database: Database;
let connection: DuckDBConnection;

beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 4 });
  connection = await database.connect();
  await runSql(connection, 'CREATE SCHEMA feature');
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-arrow-'));
  file = join(folder, 'sample.arrow');
  await runSql(connection, 'DROP TABLE IF EXISTS feature.sample');
  await runSql(connection, emptyTableSql(Sample));
});
afterEach(() => rmSync(folder, { recursive: true }));

const insertRows = () => runSql(connection, `INSERT INTO feature.sample VALUES ${ROWS}`);

async function rowsIn(path: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of (await readArrow(path)).rows()) rows.push(row);
  return rows;
}

describe('a table written to Arrow', () => {
  it('comes back as the database gives it, in the order of the key, for every type and for NULL', async () => {
    await insertRows();
    expect(await writeArrow(connection, Sample, file)).toBe(3);
    const expected = await queryRows(connection, 'SELECT * FROM feature.sample ORDER BY subject_id, quarter');
    expect(await rowsIn(file)).toEqual(expected);
    expect(expected[1]).toMatchObject({ first_date: '1889-12-31', seen_at: '1969-12-31 23:59:59.5' });
  });

  it('tells readers the types, the grain, and the meaning, unit and personal class of each field', async () => {
    await writeArrow(connection, Sample, file);
    const { schema } = tableFromIPC(readFileSync(file));
    expect(Object.fromEntries(schema.metadata)).toEqual({
      table: 'feature.sample',
      grain: 'One row per subject and quarter.',
      key: 'subject_id,quarter',
    });
    expect(schema.fields.map(({ type }) => String(type))).toEqual([
      'Utf8',
      'Utf8',
      'Utf8',
      'Int32',
      'Int64',
      'Date32<DAY>',
      'Timestamp<MICROSECOND, UTC>',
      'Bool',
      'Float64',
    ]);
    expect(schema.fields.map(({ nullable }) => nullable)).toEqual([false, ...Array(8).fill(true)]);
    expect(Object.fromEntries(schema.fields[2]?.metadata ?? [])).toEqual({
      meaning: 'Worker.',
      personal: 'pseudonym',
    });
    expect(schema.fields[4]?.metadata.get('unit')).toBe('euro cents');
  });

  it('is a whole file without rows where the table has none', async () => {
    expect(await writeArrow(connection, Sample, file)).toBe(0);
    expect(await rowsIn(file)).toEqual([]);
    expect((await readArrow(file, Sample)).columns).toHaveLength(9);
  });

  it('holds the chosen rows only', async () => {
    await insertRows();
    const where = { sql: 'first_date <= $as_of_date', params: { as_of_date: '2000-01-01' } };
    expect(await writeArrow(connection, Sample, file, where)).toBe(1);
    expect(await rowsIn(file)).toMatchObject([{ quarter: '2023Q4' }]);
  });

  it('can be read by its owner only, also where the file was there and open to all', async () => {
    writeFileSync(file, 'old', { mode: 0o644 });
    await writeArrow(connection, Sample, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('many rows', () => {
  const count = 2 * BATCH_ROWS + 1;

  it('give the same bytes with one thread and with four, in batches cut by the number of rows', async () => {
    const prints: string[] = [];
    for (const threads of [1, 4]) {
      const other = await openDatabase({ path: ':memory:', threads });
      const its = await other.connect();
      await runSql(its, 'CREATE SCHEMA feature');
      await runSql(
        its,
        `CREATE TABLE feature.sample AS
         SELECT md5(CAST(i AS VARCHAR)) AS subject_id, '2024Q1' AS quarter, NULL AS worker_id,
           CAST(i AS INTEGER) AS worker_count, CAST(i AS BIGINT) AS owed_cents, NULL::DATE AS first_date,
           NULL::TIMESTAMP AS seen_at, i % 2 = 0 AS is_active, i / 3 AS paid_share
         FROM range(${count}) AS t (i)`,
      );
      expect(await writeArrow(its, Sample, file)).toBe(count);
      prints.push(createHash('sha256').update(readFileSync(file)).digest('hex'));
      other.close();
    }
    expect(prints[0]).toBe(prints[1]);
    expect(tableFromIPC(readFileSync(file)).batches.map(({ numRows }) => numRows)).toEqual([
      BATCH_ROWS,
      BATCH_ROWS,
      1,
    ]);
  });
});

describe('clear identities', () => {
  const Person = defineTable({
    schema: 'identity',
    name: 'person',
    grain: 'One row per worker.',
    key: ['worker_id'],
    columns: {
      worker_id: workerId({ meaning: 'Worker.' }),
      name: clearText({ meaning: 'Name.' }),
    },
  });

  it('leave by no door', async () => {
    await expect(writeArrow(connection, Person, file)).rejects.toThrow(DisclosureError);
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('an error of the database', () => {
  it('shows no value of a row or of a parameter', async () => {
    await insertRows();
    // Invented: serial 991.
    const mark = '85010199192';
    const where = {
      sql: 'CAST($niss || subject_id AS INTEGER) = 1 AND quarter = $quarter',
      params: { niss: mark, quarter: '2024Q1' },
    };
    const error: unknown = await writeArrow(connection, Sample, file, where).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ContractError);
    for (const word of [mark, 'café'])
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(word);
  });
});

describe('a file that is not what was declared', () => {
  const without = (name: string): Table => ({
    ...Sample,
    columns: Object.fromEntries(Object.entries(Sample.columns).filter(([column]) => column !== name)),
  });

  it.each([
    ['lacks a column', { ...Sample, columns: { ...Sample.columns, more: bigint({ meaning: 'm' }) } }],
    ['has a column too many', without('paid_share')],
    [
      'has another type',
      { ...Sample, columns: { ...Sample.columns, worker_count: bigint({ meaning: 'w' }) } },
    ],
    ['has another order', { ...Sample, columns: { ...without('subject_id').columns, ...Sample.columns } }],
  ])('is refused when it %s', async (_title, declared) => {
    await writeArrow(connection, Sample, file);
    await expect(readArrow(file, declared)).rejects.toThrow(ContractError);
  });

  it('is refused when it is missing, empty, text, cut off, or a stream whose end nobody can see', async () => {
    await insertRows();
    await writeArrow(connection, Sample, file);
    const bytes = readFileSync(file);
    const contents = [
      Buffer.alloc(0),
      Buffer.from('subject_id,quarter\n'.repeat(20)),
      bytes.subarray(0, bytes.length / 2),
      bytes.subarray(0, -1),
      tableToIPC(tableFromArrays({ a: [1] }), 'stream'),
    ];
    await expect(readArrow(join(folder, 'none.arrow'))).rejects.toThrow(SourceFileError);
    for (const content of contents) {
      writeFileSync(file, content);
      await expect(readArrow(file)).rejects.toThrow(SourceFileError);
    }
  });

  it("is understood with another writer's dictionary of texts", async () => {
    writeFileSync(file, tableToIPC(tableFromArrays({ code: ['a', 'b', 'a'] }), 'file'));
    const { columns } = await readArrow(file);
    expect(columns).toEqual([{ name: 'code', type: 'VARCHAR' }]);
    expect(await rowsIn(file)).toEqual([{ code: 'a' }, { code: 'b' }, { code: 'a' }]);
  });
});
