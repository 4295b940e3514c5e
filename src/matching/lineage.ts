import type { DuckDBConnection } from '@duckdb/node-api';
import { runSql } from '../duckdb/index.ts';

/**
 * Fills `<into>.clusters` (side, id, cluster_id), one row per record, and `<into>.lineage` (cluster_id, previous_cluster_id,
 * record_count, change), one row per pair of clusters that share records.
 *
 * An earlier id goes to the cluster that holds most of its records; a cluster that is offered several takes the one with
 * which it shares most; ties go to the smaller id. A cluster without an earlier id is named after its smallest record, or
 * after all its records where that name is taken. `change` is `kept`, `merged` (the records came from another id),
 * `split` (they left it), `new` or `gone` (no counterpart).
 * @param previous table (id, cluster_id) of the last run, with a column `side` (left, right) where two tables are linked.
 */
export async function fillClusters(
  connection: DuckDBConnection,
  previous: string | undefined,
  isLink: boolean,
  into: string,
): Promise<void> {
  const run = (sql: string) => runSql(connection, sql, {}, 'match: lineage');
  const side = isLink ? `CASE WHEN CAST(side AS VARCHAR) IN ('1', 'right') THEN 1 ELSE 0 END` : '0';
  await run(
    previous === undefined
      ? `CREATE OR REPLACE TABLE ${into}.earlier (side TINYINT, id VARCHAR, cluster_id VARCHAR)`
      : `CREATE OR REPLACE TABLE ${into}.earlier AS SELECT CAST(${side} AS TINYINT) AS side, CAST(id AS VARCHAR) AS id,
        CAST(cluster_id AS VARCHAR) AS cluster_id FROM ${previous}`,
  );
  await run(`CREATE OR REPLACE TABLE ${into}.grouped AS
    SELECT record.side, record.id, coalesce(member.root, record.rid) AS root
    FROM ${into}.record AS record LEFT JOIN ${into}.member AS member USING (rid)`);
  await run(`CREATE OR REPLACE TABLE ${into}.shared AS
    SELECT grouped.root, earlier.cluster_id, count(*) AS n, min(CAST(grouped.side AS VARCHAR) || grouped.id) AS first_record
    FROM ${into}.grouped AS grouped JOIN ${into}.earlier AS earlier USING (side, id) GROUP BY ALL`);
  await run(namedSql(into));
  await run(`CREATE OR REPLACE TABLE ${into}.clusters AS
    SELECT grouped.side, grouped.id, named.cluster_id FROM ${into}.grouped AS grouped JOIN ${into}.named AS named USING (root)`);
  await run(lineageSql(into));
  for (const table of ['earlier', 'grouped', 'shared', 'named']) await run(`DROP TABLE ${into}.${table}`);
}

function namedSql(into: string): string {
  return `CREATE OR REPLACE TABLE ${into}.named AS
    WITH heir AS (
      SELECT root, cluster_id, n FROM ${into}.shared
      QUALIFY row_number() OVER (PARTITION BY cluster_id ORDER BY n DESC, first_record) = 1
    ), inherited AS (
      SELECT root, cluster_id FROM heir QUALIFY row_number() OVER (PARTITION BY root ORDER BY n DESC, cluster_id) = 1
    ), fresh AS (
      SELECT grouped.root, opaque_id('C', min(CAST(grouped.side AS VARCHAR) || grouped.id)) AS cluster_id
      FROM ${into}.grouped AS grouped ANTI JOIN inherited USING (root) GROUP BY grouped.root
    ), taken AS (
      SELECT root FROM fresh SEMI JOIN ${into}.earlier AS earlier USING (cluster_id)
    ), whole AS (
      SELECT root, opaque_id('C', string_agg(CAST(side AS VARCHAR) || id, chr(10) ORDER BY side, id)) AS cluster_id
      FROM ${into}.grouped SEMI JOIN taken USING (root) GROUP BY root
    )
    SELECT root, cluster_id FROM inherited
    UNION ALL SELECT root, cluster_id FROM fresh ANTI JOIN taken USING (root)
    UNION ALL SELECT root, cluster_id FROM whole`;
}

function lineageSql(into: string): string {
  return `CREATE OR REPLACE TABLE ${into}.lineage AS
    WITH origin AS (SELECT cluster_id, count(DISTINCT root) AS roots FROM ${into}.shared GROUP BY cluster_id)
    SELECT named.cluster_id, shared.cluster_id AS previous_cluster_id, shared.n AS record_count,
      CASE WHEN named.cluster_id = shared.cluster_id THEN 'kept' WHEN origin.roots > 1 THEN 'split' ELSE 'merged' END AS change
    FROM ${into}.shared AS shared JOIN ${into}.named AS named USING (root) JOIN origin ON origin.cluster_id = shared.cluster_id
    UNION ALL
    SELECT named.cluster_id, NULL, count(*), 'new' FROM ${into}.named AS named JOIN ${into}.grouped AS grouped USING (root)
    ANTI JOIN ${into}.shared AS shared USING (root) GROUP BY named.cluster_id
    UNION ALL
    SELECT NULL, earlier.cluster_id, count(*), 'gone' FROM ${into}.earlier AS earlier
    ANTI JOIN ${into}.shared AS shared USING (cluster_id) GROUP BY earlier.cluster_id`;
}
