import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { decisionTable, dropMatched, matchedTable, matchRecords } from './match.ts';

let database: Database;
let connection: DuckDBConnection;
const table = matchedTable('thing', 'One row per thing.');
const decisions = decisionTable('thing_decision', 'One row per two things.');

/** 120 things of two known dates, each written twice, the second time with another last letter and a week later. */
const THINGS = (until: number) => `
  SELECT 'r' || i AS record_id, DATE '2024-01-01' + CAST(i % 2 * 7 AS INTEGER) AS first_known_date,
    left(md5('n' || i // 2), 8) || CASE i % 2 WHEN 1 THEN 'X' ELSE 'Y' END AS name, left(md5('p' || i // 2), 4) AS place
  FROM range(${until}) AS t (i)`;

beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
  await installMacros(connection);
  await runSql(connection, 'CREATE SCHEMA link');
  await runSql(
    connection,
    'CREATE TABLE link.thing_decision (left_id VARCHAR, right_id VARCHAR, decision VARCHAR)',
  );
});
afterAll(() => database.close());

async function clustersOf(sql: string, more: object = {}): Promise<Map<string, string>> {
  const comparisons = [
    { column: 'name', kind: 'text' },
    { column: 'place', kind: 'exact' },
  ] as const;
  const match = { comparisons, blocking: [['place'], ['left(name, 3)']], ...more };
  const { select, warnings } = await matchRecords(connection, { table, match }, sql, {});
  expect(warnings).toEqual([]);
  const rows = await queryRows(
    connection,
    `SELECT * FROM (${select}) AS t (record_id, cluster_id, nearest, weight, probability, clues)`,
  );
  await dropMatched(connection);
  return new Map(rows.map(({ record_id, cluster_id }) => [String(record_id), String(cluster_id)]));
}

describe('the groups of matched records', () => {
  it('keep their names while records are added, since the oldest record names them', async () => {
    const before = await clustersOf(THINGS(200));
    const after = await clustersOf(
      `${THINGS(240)} UNION ALL SELECT 'a' || i, DATE '2024-02-01', left(md5('n' || i), 8), left(md5('p' || i), 4) FROM range(60) AS t (i)`,
    );
    expect([...before].filter(([id, cluster]) => after.get(id) !== cluster)).toEqual([]);
    expect(after.get('a5')).toBe(before.get('r10'));
    expect(before.get('r10')).toBe(before.get('r11'));
  });
  it('follow what persons decided', async () => {
    await runSql(
      connection,
      "INSERT INTO link.thing_decision VALUES ('r10', 'r11', 'different'), ('r20', 'r30', 'same')",
    );
    const clusters = await clustersOf(THINGS(200), { decisions });
    expect(clusters.get('r10')).not.toBe(clusters.get('r11'));
    expect(clusters.get('r20')).toBe(clusters.get('r30'));
  });
});
