import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import {
  bigint,
  cents,
  clearDate,
  clearText,
  date,
  defineTable,
  emptyTableSql,
  flag,
  integer,
  qualifiedName,
  quarter,
  quotedIdentifier,
  quotedText,
  real,
  text,
  timestamp,
  workerId,
  type Column,
  type RowOf,
  type Table,
} from './index.ts';

const Sample = defineTable({
  schema: 'feature',
  name: 'employer_quarter',
  grain: 'One row per employer and quarter.',
  key: ['employer_id', 'quarter'],
  columns: {
    employer_id: text({ meaning: 'Employer.' }),
    quarter: quarter({ meaning: 'Quarter.' }),
    worker_count: integer({ meaning: 'Workers.', unit: 'count' }),
    sender_number: bigint({ meaning: 'Number of the sender.', optional: true }),
    owed_cents: cents({ meaning: 'Owed.', optional: true }),
    first_date: date({ meaning: 'First day.', optional: true }),
    seen_at: timestamp({ meaning: 'Last seen.' }),
    is_active: flag({ meaning: 'Active.' }),
    paid_share: real({ meaning: 'Paid.', unit: 'share', optional: true }),
  },
});

const define = (changes: object): Table =>
  defineTable({
    schema: 'feature',
    name: 't',
    grain: 'One row per a.',
    key: ['a'],
    columns: { a: text({ meaning: 'a' }) },
    ...changes,
  } as Parameters<typeof defineTable>[0]);

describe('a declared table', () => {
  it('is the declaration itself', () => {
    const table = {
      schema: 'link',
      name: 't',
      grain: 'g',
      key: ['a'],
      columns: { a: text({ meaning: 'a' }) },
    } as const;
    expect(defineTable(table)).toBe(table);
    expect(qualifiedName(Sample)).toBe('feature.employer_quarter');
  });

  it.each(['T', 'aB', 'a-b', '_a', '1a', '', 'a b', 'é', 'a"; DROP TABLE b; --'])(
    'refuses %j as its name or the name of a column',
    (name) => {
      expect(() => define({ name })).toThrow(TypeError);
      expect(() =>
        define({ columns: { a: text({ meaning: 'a' }), [name]: text({ meaning: 'b' }) } }),
      ).toThrow(TypeError);
    },
  );

  it('refuses a key without columns, and a key column that it does not have', () => {
    expect(() => define({ key: [] })).toThrow(TypeError);
    expect(() => define({ key: ['a', 'b'] })).toThrow(TypeError);
  });

  it.each(['staging', 'link', 'feature', 'network', 'score', 'ranking'])(
    'refuses a clear identifier in the schema %s',
    (schema) => {
      for (const column of [
        clearText({ meaning: 'Name.' }),
        clearDate({ meaning: 'Birth date.' }),
        text({ meaning: 'Plate.', personal: 'identifier' }),
      ]) {
        expect(() => define({ schema, columns: { a: column } })).toThrow(/schema identity/);
        expect(define({ schema: 'identity', columns: { a: column } }).columns['a']).toBe(column);
      }
    },
  );

  it('allows a pseudonym anywhere', () => {
    const worker = workerId({ meaning: 'Worker.' });
    expect(define({ columns: { a: worker } }).columns['a']?.personal).toBe('pseudonym');
  });
});

describe('the types of a declared table', () => {
  it('give a row its columns, text for dates, and null only where a column is optional', () => {
    expectTypeOf<RowOf<typeof Sample>>().toEqualTypeOf<{
      readonly employer_id: string;
      readonly quarter: string;
      readonly worker_count: number;
      readonly sender_number: number | null;
      readonly owed_cents: number | null;
      readonly first_date: string | null;
      readonly seen_at: string;
      readonly is_active: boolean;
      readonly paid_share: number | null;
    }>();
  });

  it('keep the schema and the type and nullability of each column', () => {
    expectTypeOf(Sample.schema).toEqualTypeOf<'feature'>();
    expectTypeOf(Sample.columns.owed_cents).toEqualTypeOf<Column<'BIGINT', true>>();
    expectTypeOf(Sample.columns.quarter).toEqualTypeOf<Column<'VARCHAR', false>>();
    expectTypeOf(Sample).toExtend<Table>();
    expectTypeOf(Sample).not.toExtend<Table<'identity'>>();
  });

  it('refuse a key that is no column, a column without a meaning and a schema that does not exist', () => {
    const columns = { a: text({ meaning: 'a' }) };
    // @ts-expect-error `b` is no column
    expect(() => defineTable({ schema: 'link', name: 't', grain: 'g', key: ['b'], columns })).toThrow(
      TypeError,
    );
    // @ts-expect-error there is no schema `mart`
    defineTable({ schema: 'mart', name: 't', grain: 'g', key: ['a'], columns });
    // @ts-expect-error a column needs a meaning
    text({});
    // @ts-expect-error a column that does not exist
    expect(Sample.columns.owed).toBeUndefined();
  });
});

describe('quoting', () => {
  let database: Database;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    database = await openDatabase({ path: ':memory:', threads: 1 });
    connection = await database.connect();
  });
  afterAll(() => database.close());

  it.each(['a', 'select', 'A b', 'a"b', '"', '""', "a'b", 'a.b', 'a; DROP TABLE t; --', 'é', '$a', '\n'])(
    'keeps %j one identifier and one text',
    async (name) => {
      const sql = `SELECT ${quotedText(name)} AS ${quotedIdentifier(name)}`;
      expect(await queryRows(connection, sql)).toEqual([{ [name]: name }]);
    },
  );

  it('writes the double quote and the single quote twice', () => {
    expect(quotedIdentifier('a"b')).toBe('"a""b"');
    expect(quotedText("a'b")).toBe("'a''b'");
  });

  it('makes an empty table with the declared names and types, in their order', async () => {
    await runSql(connection, 'CREATE SCHEMA feature');
    await runSql(connection, emptyTableSql(Sample));
    await runSql(connection, emptyTableSql(Sample, 'other'));
    for (const table of ['feature.employer_quarter', 'other']) {
      const described = await queryRows(
        connection,
        `SELECT column_name, column_type FROM (DESCRIBE ${table})`,
      );
      expect(described.map((row) => Object.values(row))).toEqual(
        Object.entries(Sample.columns).map(([name, { type }]) => [name, type]),
      );
    }
  });
});
