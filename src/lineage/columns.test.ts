import { analyzeQuery } from '@polyglot-sql/sdk';
import { describe, expect, test } from 'vitest';
import { cents, code, date, defineTable, real } from '../table/index.ts';
import { columnLineage, stepLineage } from './columns.ts';
import { parseStep, tablesRead } from './ast.ts';
import { ContractError } from '../errors.ts';

const Payment = defineTable({
  schema: 'staging',
  name: 'payment',
  grain: 'One row per payment.',
  key: ['payment_id'],
  columns: {
    payment_id: code({ meaning: 'The payment.' }),
    employer_id: code({ meaning: 'Who pays.' }),
    paid_cents: cents({ meaning: 'The amount.' }),
    status_code: code({ meaning: 'The state.' }),
    known_date: date({ meaning: 'When it was known.' }),
    share: real({ meaning: 'A share.' }),
  },
});
const Employer = defineTable({
  schema: 'staging',
  name: 'employer',
  grain: 'One row per employer.',
  key: ['employer_id'],
  columns: {
    employer_id: code({ meaning: 'The employer.' }),
    city: code({ meaning: 'The city.' }),
    parent_id: code({ meaning: 'The parent.', optional: true }),
  },
});
const TABLES = [Payment, Employer];

/** Draws lineage as `column <- values | conditions` without the schema, one line per column. */
function drawn(sql: string): string[] {
  const short = (names: readonly string[]): string => names.join(' ').replaceAll('staging.', '');
  return columnLineage(sql, TABLES).map(
    ({ column, values, conditions }) => `${column} <- ${short(values)} | ${short(conditions)}`,
  );
}

describe('column lineage', () => {
  test('a value flows through a CTE and a function, a filter decides', () => {
    expect(
      drawn(`WITH paid AS (SELECT p.employer_id AS id, p.paid_cents FROM staging.payment AS p
               WHERE p.known_date <= $as_of_date)
             SELECT paid.id, CAST(SUM(paid.paid_cents) AS BIGINT) AS total_cents FROM paid GROUP BY paid.id`),
    ).toEqual([
      'id <- payment.employer_id | payment.employer_id payment.known_date',
      'total_cents <- payment.paid_cents | payment.employer_id payment.known_date',
    ]);
  });

  test('the tests of a CASE, a FILTER and a window decide, their results flow', () => {
    expect(
      drawn(`SELECT CASE WHEN p.status_code = 'a' THEN p.paid_cents ELSE 0 END AS x,
                    SUM(p.paid_cents) FILTER (WHERE p.known_date < $as_of_date) AS y,
                    MAX(p.paid_cents) OVER (PARTITION BY p.employer_id ORDER BY p.payment_id) AS z
             FROM staging.payment AS p`),
    ).toEqual([
      'x <- payment.paid_cents | payment.status_code',
      'y <- payment.paid_cents | payment.known_date',
      'z <- payment.paid_cents | payment.employer_id payment.payment_id',
    ]);
  });

  test('a correlated subquery, EXISTS and IN are seen through', () => {
    expect(
      drawn(`SELECT e.city, (SELECT MAX(p.paid_cents) FROM staging.payment AS p WHERE p.employer_id = e.employer_id) AS m
             FROM staging.employer AS e
             WHERE EXISTS (SELECT 1 FROM staging.payment AS q WHERE q.status_code = e.city)
               AND e.parent_id IN (SELECT r.payment_id FROM staging.payment AS r)`),
    ).toEqual([
      'city <- employer.city | employer.city employer.parent_id payment.payment_id payment.status_code',
      'm <- payment.paid_cents | employer.city employer.employer_id employer.parent_id payment.employer_id payment.payment_id payment.status_code',
    ]);
  });

  test('a union merges by position and takes the names of the first branch', () => {
    expect(
      drawn(`SELECT p.employer_id AS id FROM staging.payment AS p
             UNION ALL SELECT e.parent_id FROM staging.employer AS e`),
    ).toEqual(['id <- employer.parent_id payment.employer_id | ']);
  });

  test('a recursive CTE reaches its fixed point', () => {
    expect(
      drawn(`WITH RECURSIVE chain (id, top) AS (
               SELECT e.employer_id, e.employer_id FROM staging.employer AS e
               UNION ALL SELECT e.employer_id, c.top FROM staging.employer AS e JOIN chain AS c ON e.parent_id = c.id)
             SELECT c.id, c.top FROM chain AS c`),
    ).toEqual([
      'id <- employer.employer_id | employer.employer_id employer.parent_id',
      'top <- employer.employer_id | employer.employer_id employer.parent_id',
    ]);
  });

  test('a star, USING and a derived table with column names are expanded', () => {
    expect(
      drawn(`SELECT q.* FROM (SELECT e.city, p.paid_cents FROM staging.employer AS e
               JOIN staging.payment AS p USING (employer_id)) AS q (town, cents)`),
    ).toEqual([
      'town <- employer.city | employer.employer_id payment.employer_id',
      'cents <- payment.paid_cents | employer.employer_id payment.employer_id',
    ]);
  });

  test('a column that no input has is reported with its line', () => {
    expect(stepLineage('SELECT\n  p.nothing\nFROM staging.payment AS p', TABLES).remarks).toEqual([
      { rule: 'unknown-column', name: 'nothing', line: 2 },
    ]);
  });

  test("agrees with the parser's own analysis on a plain join", () => {
    const sql = `WITH paid AS (SELECT p.employer_id, UPPER(p.status_code) AS state FROM staging.payment AS p)
      SELECT e.city, CONCAT(e.city, paid.state) AS label FROM staging.employer AS e
      JOIN paid ON paid.employer_id = e.employer_id`;
    const schema = {
      tables: TABLES.map((table) => ({
        schema: table.schema,
        name: table.name,
        columns: Object.entries(table.columns).map(([name, { type }]) => ({ name, type })),
      })),
    };
    const { analysis } = analyzeQuery(sql, { dialect: 'duckdb', schema });
    const theirs = analysis?.projections.map(({ upstream }) =>
      upstream.map(({ table, column }) => `${table}.${column}`).sort(),
    );
    expect(columnLineage(sql, TABLES).map(({ values }) => values)).toEqual(theirs);
  });
});

describe('tables read', () => {
  test('lists qualified tables of every depth once, and no CTE', () => {
    expect(
      tablesRead(`WITH paid AS (SELECT 1 AS x FROM staging.payment AS p)
        SELECT paid.x FROM paid WHERE EXISTS (SELECT 1 FROM link.site AS s JOIN staging.payment AS q ON TRUE)`),
    ).toEqual(['link.site', 'staging.payment']);
  });

  test('refuses what is not one SELECT', () => {
    expect(() => parseStep('CREATE TABLE x AS SELECT 1')).toThrow(ContractError);
    expect(() => parseStep('SELECT 1; SELECT 2')).toThrow(ContractError);
    expect(() => parseStep('SELEC 1 FORM')).toThrow(ContractError);
  });
});
