import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, runSql } from '../duckdb/index.ts';

/**
 * Connected components in SQL. In each round a node points to its smallest neighbour, pointers are followed to their ends,
 * and the edges are drawn anew between the ends; every round at least halves what is left, so that there are few. The
 * component of a node is its smallest node, whatever the order of the edges.
 */

/**
 * Fills `<into>.component` (rid, root), one row per node of the edges.
 * @param edges SELECT of integer columns `l` and `r`; no loops.
 */
export async function fillComponents(
  connection: DuckDBConnection,
  edges: string,
  into: string,
): Promise<void> {
  const run = (sql: string) => runSql(connection, sql, {}, 'match: components');
  await run(
    `CREATE OR REPLACE TEMP TABLE open_edge AS SELECT DISTINCT least(l, r) AS l, greatest(l, r) AS r FROM (${edges})`,
  );
  await run(`CREATE OR REPLACE TABLE ${into}.component AS
    SELECT rid, rid AS root FROM (SELECT l AS rid FROM open_edge UNION SELECT r FROM open_edge)`);
  while ((await queryNumber(connection, 'SELECT count(*) FROM open_edge')) > 0) {
    await run(`CREATE OR REPLACE TEMP TABLE pointer AS
      SELECT l AS node, least(l, min(r)) AS target
      FROM (SELECT l, r FROM open_edge UNION ALL SELECT r, l FROM open_edge) GROUP BY l`);
    await followPointers(connection);
    await run(`CREATE OR REPLACE TABLE ${into}.component AS
      SELECT component.rid, coalesce(pointer.target, component.root) AS root
      FROM ${into}.component AS component LEFT JOIN pointer ON pointer.node = component.root`);
    await run(`CREATE OR REPLACE TEMP TABLE open_edge AS
      SELECT DISTINCT least(a.target, b.target) AS l, greatest(a.target, b.target) AS r
      FROM open_edge JOIN pointer AS a ON a.node = open_edge.l JOIN pointer AS b ON b.node = open_edge.r
      WHERE a.target <> b.target`);
  }
  await run('DROP TABLE open_edge');
  await run('DROP TABLE IF EXISTS pointer');
}

/** Each step doubles the distance that a pointer jumps. */
async function followPointers(connection: DuckDBConnection): Promise<void> {
  const moving =
    'SELECT count(*) FROM pointer JOIN pointer AS next ON next.node = pointer.target WHERE next.target <> pointer.target';
  while ((await queryNumber(connection, moving)) > 0) {
    const sql = `CREATE OR REPLACE TEMP TABLE pointer AS
      SELECT pointer.node, next.target FROM pointer JOIN pointer AS next ON next.node = pointer.target`;
    await runSql(connection, sql, {}, 'match: components');
  }
}
