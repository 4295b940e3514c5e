import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { fillComponents } from './components.ts';
import { configError, type MatchConfig } from './config.ts';

/** What the guard did to components that were not sound as they stood. */
export interface GuardReport {
  /** Components that had to be split. */
  readonly split: number;
  /** Records in the largest component before. */
  readonly largestBefore: number;
  /** Records in the largest cluster after. */
  readonly largest: number;
}

/** One pair speaks for or against a merge with so many bits at most, counted from the threshold. */
const LOUDEST_BITS = 10;
/** Bits are added up as whole thousandths, so that no order of pairs changes a sum. */
const UNIT = 1000;

/**
 * Fills `<into>.member` (rid, root), one row per record that shares its cluster with another. Linked are the pairs of
 * `<into>.link` (l, r). A component that is whole, every record linked with every other, is a cluster. Any other is built
 * up anew from its records: in each round the clusters that are each other's best neighbour by mean weight of their pairs
 * become one, while that mean is over the threshold (average linkage by reciprocal nearest neighbours, which gives the
 * same tree as one merge at a time; F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms", 1983).
 * A pair that no blocking rule found counts against the merge, so that chains and giants do not hold together; a merge over
 * the size or with a pair of `<into>.refused` is none, and pairs of `<into>.confirmed` (l, r) are one from the start.
 */
export async function fillMembers(
  connection: DuckDBConnection,
  config: MatchConfig,
  prior: number,
  into: string,
): Promise<GuardReport> {
  const run = (sql: string) => runSql(connection, sql, {}, 'match: clusters');
  const number = (sql: string) => queryNumber(connection, sql, {}, 'match: clusters');
  await fillComponents(connection, `SELECT l, r FROM ${into}.confirmed`, into);
  await run(`CREATE OR REPLACE TABLE ${into}.forced AS SELECT rid, root FROM ${into}.component`);
  await fillComponents(connection, `SELECT l, r FROM ${into}.link`, into);
  const largestBefore = await largestOf(connection, `${into}.component`);
  await run(openSql(config, into));
  await run(`CREATE OR REPLACE TABLE ${into}.member AS
    SELECT rid, root FROM ${into}.component ANTI JOIN ${into}.open USING (root)`);
  await run(`CREATE OR REPLACE TABLE ${into}.part AS
    SELECT component.rid, component.root AS origin, coalesce(forced.root, component.rid) AS root
    FROM ${into}.component AS component SEMI JOIN ${into}.open USING (root) LEFT JOIN ${into}.forced AS forced USING (rid)`);
  await run(bondSql(config, prior, into));
  while (await mergeNeighbours(connection, config, into));
  const split = await number(
    `SELECT count(*) FROM (SELECT origin FROM ${into}.part GROUP BY origin HAVING count(DISTINCT root) > 1)`,
  );
  await run(`INSERT INTO ${into}.member SELECT rid, root FROM ${into}.part
    QUALIFY count(*) OVER (PARTITION BY root) > 1`);
  for (const table of ['component', 'forced', 'open', 'part', 'bond'])
    await run(`DROP TABLE ${into}.${table}`);
  return { split, largestBefore, largest: await largestOf(connection, `${into}.member`) };
}

/** Components that are not whole, or too large, or hold a refused pair. */
function openSql(config: MatchConfig, into: string): string {
  const inside = (pairs: string) => `SELECT a.root, count(*) AS n FROM ${into}.${pairs} AS pair
      JOIN ${into}.component AS a ON a.rid = pair.l JOIN ${into}.component AS b ON b.rid = pair.r AND b.root = a.root
      GROUP BY a.root`;
  return `CREATE OR REPLACE TABLE ${into}.open AS
    WITH size AS (SELECT root, count(*) AS size FROM ${into}.component GROUP BY root),
    linked AS (${inside('link')}), refused AS (${inside('refused')})
    SELECT size.root FROM size JOIN linked USING (root) LEFT JOIN refused USING (root)
    WHERE size > ${config.maximumCluster} OR linked.n < size * (size - 1) / 2 OR refused.n > 0`;
}

/**
 * What the pairs between two parts say: how many were compared, their bits, whether one is refused. A pair over the threshold
 * speaks for a merge by what it has over it; one whose clues contradict each other speaks against it by those bits; one
 * of which too little is known says nothing.
 */
function bondSql(config: MatchConfig, prior: number, into: string): string {
  const threshold = Math.log2(config.threshold / (1 - config.threshold));
  const over = `pattern.weight + candidate.rarity - CAST('${threshold}' AS DOUBLE)`;
  const bits = `greatest(${over}, least(0, pattern.weight + candidate.rarity - CAST('${prior}' AS DOUBLE)))`;
  return `CREATE OR REPLACE TABLE ${into}.bond AS
    WITH said AS (
      SELECT l, r, CAST(round(${UNIT} * greatest(-${LOUDEST_BITS}, least(${LOUDEST_BITS}, ${bits}))) AS BIGINT) AS said,
        FALSE AS is_refused
      FROM ${into}.candidate AS candidate JOIN ${into}.pattern AS pattern USING (pattern)
      WHERE l IN (SELECT rid FROM ${into}.part)
      UNION ALL SELECT l, r, 0, TRUE FROM ${into}.refused
    )
    SELECT least(a.root, b.root) AS a, greatest(a.root, b.root) AS b, count(*) FILTER (NOT is_refused) AS n,
      CAST(sum(said) AS BIGINT) AS said, bool_or(is_refused) AS is_refused
    FROM said JOIN ${into}.part AS a ON a.rid = said.l
    JOIN ${into}.part AS b ON b.rid = said.r AND b.origin = a.origin AND b.root <> a.root
    GROUP BY ALL`;
}

/** Makes the parts that are each other's best neighbour one; returns whether there were any. */
async function mergeNeighbours(
  connection: DuckDBConnection,
  config: MatchConfig,
  into: string,
): Promise<boolean> {
  const run = (sql: string) => runSql(connection, sql, {}, 'match: clusters');
  const silence = Math.round(
    (UNIT * LOUDEST_BITS * config.minimumDensity) / (1.000001 - config.minimumDensity),
  );
  await run(`CREATE OR REPLACE TEMP TABLE joined AS
    WITH size AS (SELECT root, count(*) AS size FROM ${into}.part GROUP BY root),
    scored AS (
      SELECT bond.a, bond.b, (bond.said - ${silence} * (s.size * t.size - bond.n)) / CAST(s.size * t.size AS DOUBLE) AS mean
      FROM ${into}.bond AS bond JOIN size AS s ON s.root = bond.a JOIN size AS t ON t.root = bond.b
      WHERE NOT bond.is_refused AND s.size + t.size <= ${config.maximumCluster}
    ), side AS (
      SELECT a AS root, a, b, mean FROM scored WHERE mean > 0 UNION ALL SELECT b, a, b, mean FROM scored WHERE mean > 0
    ), best AS (
      SELECT root, a, b FROM side QUALIFY row_number() OVER (PARTITION BY root ORDER BY mean DESC, a, b) = 1
    )
    SELECT a, b FROM best GROUP BY a, b HAVING count(*) = 2`);
  if ((await queryNumber(connection, 'SELECT count(*) FROM joined')) === 0) return false;
  await run(`CREATE OR REPLACE TABLE ${into}.part AS
    SELECT part.rid, part.origin, coalesce(joined.a, part.root) AS root
    FROM ${into}.part AS part LEFT JOIN joined ON joined.b = part.root`);
  await run(`CREATE OR REPLACE TABLE ${into}.bond AS
    WITH moved AS (
      SELECT coalesce(s.a, bond.a) AS a, coalesce(t.a, bond.b) AS b, n, said, is_refused
      FROM ${into}.bond AS bond LEFT JOIN joined AS s ON s.b = bond.a LEFT JOIN joined AS t ON t.b = bond.b
    )
    SELECT least(a, b) AS a, greatest(a, b) AS b, CAST(sum(n) AS BIGINT) AS n, CAST(sum(said) AS BIGINT) AS said,
      bool_or(is_refused) AS is_refused
    FROM moved WHERE a <> b GROUP BY ALL`);
  return true;
}

async function largestOf(connection: DuckDBConnection, table: string): Promise<number> {
  return queryNumber(
    connection,
    `SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM ${table} GROUP BY root)`,
  );
}

/** Words for the two decisions. */
const DECISIONS = {
  match: ['match', 'confirmed', 'same', 'yes', '1', 'true'],
  refusal: ['no_match', 'refused', 'different', 'no', '0', 'false'],
} as const;

/**
 * Fills `<into>.confirmed` and `<into>.refused` (l, r) from a table of decisions (left_id, right_id, decision); pairs of
 * records that are not there any more are left out, and stay in the table of decisions for the day they come back.
 * Returns how many refused pairs are joined by confirmed ones: where that is forgiven, what confirms them does not count.
 * @throws UsageError for an unknown decision, and for such pairs where they are not forgiven.
 */
export async function fillDecisions(
  connection: DuckDBConnection,
  { decisions, isLink, isForgiving }: { decisions?: string; isLink: boolean; isForgiving: boolean },
  into: string,
): Promise<number> {
  const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
  const from = decisions ?? `(SELECT '' AS left_id, '' AS right_id, 'match' AS decision WHERE FALSE)`;
  const known = list([...DECISIONS.match, ...DECISIONS.refusal]);
  const word = 'lower(trim(CAST(decision AS VARCHAR)))';
  const wrong = await queryNumber(
    connection,
    `SELECT count(*) FROM ${from} AS d WHERE (${word} IN (${known})) IS NOT TRUE`,
  );
  if (wrong > 0)
    throw configError('decisions', `${wrong} rows have an unknown decision`, 'match or no_match');
  for (const [table, words] of [
    ['confirmed', DECISIONS.match],
    ['refused', DECISIONS.refusal],
  ] as const) {
    await runSql(
      connection,
      `CREATE OR REPLACE TABLE ${into}.${table} AS
      SELECT DISTINCT least(a.rid, b.rid) AS l, greatest(a.rid, b.rid) AS r FROM ${from} AS d
      JOIN ${into}.record AS a ON a.side = 0 AND a.id = CAST(d.left_id AS VARCHAR)
      JOIN ${into}.record AS b ON b.side = ${isLink ? 1 : 0} AND b.id = CAST(d.right_id AS VARCHAR)
      WHERE ${word} IN (${list(words)}) AND (a.side <> b.side OR a.rid <> b.rid)`,
      {},
      'match: decisions',
    );
  }
  await fillComponents(connection, `SELECT l, r FROM ${into}.confirmed`, into);
  const clash = await queryNumber(
    connection,
    `SELECT count(*) FROM ${into}.refused AS refused JOIN ${into}.component AS a ON a.rid = refused.l
      JOIN ${into}.component AS b ON b.rid = refused.r AND b.root = a.root`,
  );
  if (clash > 0 && !isForgiving) {
    throw configError(
      'decisions',
      `${clash} refused pairs are joined by confirmed ones`,
      'decisions that do not contradict each other',
    );
  }
  if (clash > 0) await runSql(connection, unconfirmSql(into), {}, 'match: decisions');
  return clash;
}

/** Takes away what confirms any records of a component in which a pair is refused. */
function unconfirmSql(into: string): string {
  return `DELETE FROM ${into}.confirmed WHERE l IN (
    SELECT member.rid FROM ${into}.component AS member
    JOIN ${into}.component AS a ON a.root = member.root JOIN ${into}.component AS b ON b.root = member.root
    JOIN ${into}.refused AS refused ON refused.l = a.rid AND refused.r = b.rid)`;
}
