import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import { transpileToTrino } from './trino.ts';

let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
  await runSql(connection, 'CREATE SCHEMA staging');
  await runSql(
    connection,
    "CREATE TABLE staging.visit AS SELECT * FROM (VALUES (1, 'a', 5), (1, 'b', 7), (2, 'c', 1)) AS v (site, name, age)",
  );
});
afterAll(() => database.close());

test('QUALIFY in a CTE becomes a subquery with the same rows', async () => {
  const sql = `WITH latest AS (
      SELECT v.site, UPPER(v.name) AS name, ROW_NUMBER() OVER (PARTITION BY v.site ORDER BY v.age DESC, v.name) AS place
      FROM staging.visit AS v
      QUALIFY place = 1 AND MAX(v.age) OVER (PARTITION BY v.site) > 1
    )
    SELECT l.site, l.name FROM latest AS l`;
  const trino = transpileToTrino(sql);
  expect(trino).not.toMatch(/qualify /i);
  const rows = await queryRows(connection, sql);
  expect(rows).toEqual([{ site: 1, name: 'B' }]);
  expect(await queryRows(connection, trino)).toEqual(rows);
});

test('QUALIFY at the top keeps DISTINCT outside and only the named columns', async () => {
  const sql = `SELECT DISTINCT v.site FROM staging.visit AS v QUALIFY COUNT(*) OVER (PARTITION BY v.site) > 1`;
  expect(await queryRows(connection, transpileToTrino(sql))).toEqual([{ site: 1 }]);
});

test('GREATEST and LEAST skip NULL in engines where they return NULL', () => {
  const text = transpileToTrino('SELECT LEAST(v.a, v.b, 3) AS x FROM s.v AS v').replace(/\s+/g, ' ');
  const pair = 'COALESCE(LEAST(v.a, v.b), v.a, v.b)';
  expect(text).toBe(`SELECT COALESCE(LEAST(${pair}, 3), ${pair}, 3) AS x FROM s.v AS v`);
});

test('division of integers keeps its fraction, casts and lists take the forms of Trino', () => {
  const text = transpileToTrino(
    `SELECT a.x / a.y AS r, a.z::VARCHAR AS z, STRING_AGG(a.z, ',' ORDER BY a.z) AS l FROM s.t AS a GROUP BY a.x, a.y, a.z`,
  );
  expect(text).toContain('CAST(a.x AS DOUBLE) / NULLIF(a.y, 0)');
  expect(text).toContain('CAST(a.z AS VARCHAR)');
  expect(text).toContain('WITHIN GROUP (ORDER BY a.z)');
});

test('parameters and names of our own stay as they are', () => {
  const text = transpileToTrino('SELECT opaque_id(s.x) AS id FROM a.b AS s WHERE s.d <= $as_of_date');
  expect(text.toLowerCase()).toContain('opaque_id(s.x)');
  expect(text).toContain('$as_of_date');
});

test('refuses what the parser does not know', () => {
  expect(() => transpileToTrino('SELECT a.x // 2 AS half FROM s.t AS a')).toThrow(ContractError);
});
