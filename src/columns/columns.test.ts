import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, runSql, type Database } from '../duckdb/index.ts';
import { ContractError, DisclosureError } from '../errors.ts';
import { cents, clearText, date, defineTable, emptyTableSql, flag, text, timestamp } from '../table/index.ts';
import { appendColumns, readColumns } from './index.ts';

const Sample = defineTable({
  schema: 'feature',
  name: 'sample',
  grain: 'One row per subject.',
  key: ['subject_id'],
  columns: {
    subject_id: text({ meaning: 'Subject.' }),
    owed_cents: cents({ meaning: 'Owed.', optional: true }),
    first_date: date({ meaning: 'First day.', optional: true }),
    is_active: flag({ meaning: 'Active.', optional: true }),
    seen_at: timestamp({ meaning: 'Last seen.', optional: true }),
  },
});
const NAMES = ['subject_id', 'owed_cents', 'first_date', 'is_active'];

let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
  await runSql(connection, 'CREATE SCHEMA feature');
  await runSql(connection, emptyTableSql(Sample));
});
afterAll(() => database.close());

it('come back as they were written, in the order of the key: numbers, days, yes and no, missing as NaN', async () => {
  await appendColumns(connection, Sample, {
    subject_id: ['b', 'café'],
    owed_cents: [9007199254740991, NaN],
    first_date: [-1, NaN],
    is_active: [1, NaN],
    seen_at: [null, null],
  });
  await runSql(connection, "INSERT INTO feature.sample VALUES ('a', 0, DATE '1970-01-02', FALSE, NULL)");
  expect(await readColumns(connection, Sample, NAMES)).toEqual({
    rowCount: 3,
    numbers: {
      owed_cents: Float64Array.of(0, 9007199254740991, NaN),
      first_date: Float64Array.of(1, -1, NaN),
      is_active: Float64Array.of(0, 1, NaN),
    },
    texts: { subject_id: ['a', 'b', 'café'] },
  });
});

it('are refused for a moment, for a column that nobody declared, and for clear identities', async () => {
  for (const name of ['seen_at', 'salary'])
    await expect(readColumns(connection, Sample, [name])).rejects.toThrow(ContractError);
  const Person = { ...Sample, columns: { ...Sample.columns, name: clearText({ meaning: 'Name.' }) } };
  await expect(readColumns(connection, Person, ['owed_cents'])).rejects.toThrow(DisclosureError);
});
