import { describe, expect, test } from 'vitest';
import { code, date, defineTable, real } from '../table/index.ts';
import { forbiddenSql } from './lint.ts';

const Visit = defineTable({
  schema: 'staging',
  name: 'visit',
  grain: 'One row per visit.',
  key: ['visit_id'],
  columns: {
    visit_id: code({ meaning: 'The visit.' }),
    site_id: code({ meaning: 'The site.' }),
    opened_date: date({ meaning: 'Opened.' }),
    closed_date: date({ meaning: 'Closed.' }),
    share: real({ meaning: 'A share.' }),
  },
});

/** The rules that a step breaks, with lines, as `rule@line`. */
function broken(sql: string): string[] {
  return forbiddenSql(`-- One row per visit.\n${sql}`, { macros: ['site_key'], inputs: [Visit] }).map(
    ({ rule, line }) => `${rule}@${line}`,
  );
}
const from = 'FROM staging.visit AS v';

describe('the SQL rules', () => {
  test('let a good step pass', () => {
    expect(
      broken(`WITH ranked AS (
          SELECT v.visit_id, v.site_id, site_key(v.site_id) AS key,
            ROW_NUMBER() OVER (PARTITION BY v.site_id ORDER BY v.opened_date DESC, v.visit_id) AS place
          ${from}
          WHERE v.opened_date <= $as_of_date AND date_diff('day', v.opened_date, v.closed_date) > 3
        )
        SELECT CAST(r.site_id AS VARCHAR) AS site_id, CAST(COUNT(*) AS BIGINT) AS visit_count,
          STRING_AGG(r.visit_id, '|' ORDER BY r.visit_id) AS visits
        FROM ranked AS r WHERE r.place = 1 GROUP BY r.site_id`),
    ).toEqual([]);
  });

  test.each([
    ['a missing grain', '', `SELECT v.visit_id ${from}`, 'grain'],
    ['a text that cannot be parsed', '', 'SELEC', 'parse'],
  ])('refuse %s', (_, head, sql, rule) => {
    expect(forbiddenSql(`${head}${sql}`, { macros: [] }).map((finding) => finding.rule)).toContain(rule);
  });

  test.each([
    ['an order at the top', `SELECT v.visit_id ${from} ORDER BY v.visit_id`, 'order@2'],
    ['LIMIT', `SELECT v.visit_id ${from} LIMIT 3`, 'limit@2'],
    ['a clock', `SELECT v.visit_id ${from}\nWHERE v.opened_date < now()`, 'clock@3'],
    [
      'a clock without parentheses',
      `SELECT v.visit_id ${from}\nWHERE v.opened_date < CURRENT_DATE`,
      'clock@3',
    ],
    ['dice', `SELECT random() AS x ${from}`, 'clock@2'],
    ['any_value', `SELECT any_value(v.site_id) AS x ${from}`, 'unordered@2'],
    ['arg_max', `SELECT\n arg_max(v.site_id, v.opened_date) AS x ${from}`, 'unordered@3'],
    ['a list without order', `SELECT string_agg(v.site_id, ',') AS x ${from}`, 'unordered@2'],
    ['approximations', `SELECT approx_count_distinct(v.site_id) AS x ${from}`, 'approximate@2'],
    [
      'row_number without order',
      `SELECT row_number() OVER (PARTITION BY v.site_id) AS x ${from}`,
      'unordered@2',
    ],
    ['row_number over a constant', `SELECT row_number() OVER (ORDER BY 1) AS x ${from}`, 'unordered@2'],
    [
      'a lag over a named window without order',
      `SELECT lag(v.site_id) OVER w AS x ${from} WINDOW w AS (PARTITION BY v.site_id)`,
      'unordered@2',
    ],
    ['a table without schema', `SELECT v.visit_id FROM visit AS v`, 'schema@2'],
    ['a table without alias', `SELECT visit_id FROM staging.visit`, 'alias@2'],
    ['a star at the end', `SELECT * ${from}`, 'star@1'],
    ['a star in one branch', `SELECT v.visit_id ${from} UNION ALL SELECT v.* ${from}`, 'star@2'],
    ['an unnamed column', `SELECT v.visit_id || 'x' ${from}`, 'unnamed@2'],
    ['GROUP BY a number', `SELECT v.visit_id ${from} GROUP BY 1`, 'group@2'],
    ['GROUP BY ALL', `SELECT v.visit_id ${from} GROUP BY ALL`, 'group@2'],
    ['a sum of DOUBLE', `SELECT SUM(v.share) AS x ${from}`, 'float-sum@2'],
    [
      'a sum of quotients',
      `WITH q AS (SELECT 1 / 3 AS part ${from}) SELECT AVG(q.part) AS x FROM q`,
      'float-sum@2',
    ],
    ['a difference of dates', `SELECT v.closed_date - v.opened_date AS x ${from}`, 'date-minus-date@2'],
    [
      'an identifier as a literal',
      `SELECT v.visit_id ${from} WHERE v.site_id = '0990.000.000'`,
      'identifier@2',
    ],
    ['a foreign function', `SELECT list_sort(v.visit_id) AS x ${from}`, 'portable@2'],
    ['CONCAT', `SELECT CONCAT(v.visit_id, v.site_id) AS x ${from}`, 'portable@2'],
    [
      'date_diff in months',
      `SELECT date_diff('month', v.opened_date, v.closed_date) AS x ${from}`,
      'portable@2',
    ],
    ['a foreign type', `SELECT CAST(v.visit_id AS HUGEINT) AS x ${from}`, 'portable@2'],
    ['DISTINCT ON', `SELECT DISTINCT ON (v.site_id) v.visit_id ${from}`, 'portable@2'],
    [
      'an ASOF join',
      `SELECT v.visit_id ${from} ASOF JOIN staging.visit AS w ON v.opened_date >= w.opened_date`,
      'portable@2',
    ],
    ['an unknown parameter', `SELECT v.visit_id ${from} WHERE v.site_id = $site`, 'parameter@1'],
    [
      'an alias of the same SELECT',
      `SELECT v.site_id AS s, v.visit_id AS i ${from} WHERE s = 'x'`,
      'alias-reuse@2',
    ],
    ['a column that no input has', `SELECT v.other AS x ${from}`, 'unknown-column@2'],
    [
      'an unnamed recursion',
      `WITH RECURSIVE c AS (SELECT v.visit_id ${from} UNION ALL SELECT c.visit_id FROM c) SELECT c.visit_id FROM c`,
      'recursive@2',
    ],
  ])('refuse %s', (_, sql, finding) => {
    expect(broken(sql)).toContain(finding);
  });

  test('allow a sum of a rounded share once it is an exact type', () => {
    expect(broken(`SELECT SUM(CAST(v.share AS DECIMAL(9, 4))) AS x ${from}`)).toEqual([]);
  });

  test('allow a named window with an order', () => {
    expect(broken(`SELECT lag(v.site_id) OVER w AS x ${from} WINDOW w AS (ORDER BY v.visit_id)`)).toEqual([]);
  });
});
