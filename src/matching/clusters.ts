import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { fillComponents } from './components.ts';
import { configError, type MatchConfig } from './config.ts';

/** What the guard did to components that were too large, too thin, or held a pair that a person refused. */
export interface GuardReport {
  /** Components that had to be split. */
  readonly split: number;
  /** Records in the largest component before. */
  readonly largestBefore: number;
  /** Records in the largest cluster after. */
  readonly largest: number;
  /** Bits by which the threshold had to rise in the worst of them. */
  readonly raisedBits: number;
}

/** A cluster up to this size may be as thin as it likes: a chain of three is no accident. */
const THIN_FROM = 10;
const STEP_BITS = 1;

/**
 * Fills `<into>.member` (rid, root), one row per record that shares its cluster with another. Linked are pairs of
 * `<into>.link` (l, r, weight in bits; infinite where a person confirmed) from the threshold on. A component over the size,
 * under the density or with a pair of `<into>.refused` (l, r) is taken apart: its threshold rises bit by bit until what
 * is left is sound.
 */
export async function fillMembers(
  connection: DuckDBConnection,
  config: MatchConfig,
  into: string,
): Promise<GuardReport> {
  const run = (sql: string) => runSql(connection, sql, {}, 'match: clusters');
  const thresholdBits = Math.log2(config.threshold / (1 - config.threshold));
  await run(`CREATE OR REPLACE TABLE ${into}.member (rid INTEGER, root INTEGER)`);
  await run(`CREATE OR REPLACE TABLE ${into}.open_link AS SELECT l, r, weight FROM ${into}.link`);
  const last = await queryNumber(
    connection,
    `SELECT coalesce(max(weight) FILTER (isfinite(weight)), 0) FROM ${into}.open_link`,
  );
  let report: GuardReport = { split: 0, largestBefore: 0, largest: 0, raisedBits: 0 };
  for (let raised = 0; ; raised += STEP_BITS) {
    const cut = raised === 0 ? '-infinity' : String(thresholdBits + raised);
    const isLast = thresholdBits + raised > last;
    await fillComponents(
      connection,
      `SELECT l, r FROM ${into}.open_link WHERE weight >= CAST('${cut}' AS DOUBLE)`,
      into,
    );
    await run(unsoundSql(config, into, isLast));
    await run(`INSERT INTO ${into}.member SELECT rid, root FROM ${into}.component AS component
      ANTI JOIN ${into}.unsound AS unsound USING (root)`);
    const [row = {}] = await queryRows(
      connection,
      `SELECT count(*) AS n, coalesce(max(size), 0) AS largest FROM ${into}.unsound`,
    );
    const unsound = Number(row['n']);
    if (raised === 0)
      report = { ...report, split: unsound, largestBefore: await largestOf(connection, `${into}.component`) };
    if (unsound === 0) {
      report = { ...report, raisedBits: raised };
      break;
    }
    await run(`CREATE OR REPLACE TABLE ${into}.open_link AS
      SELECT open_link.* FROM ${into}.open_link AS open_link
      JOIN ${into}.component AS a ON a.rid = open_link.l JOIN ${into}.component AS b ON b.rid = open_link.r
      JOIN ${into}.unsound AS unsound ON unsound.root = a.root
      WHERE a.root = b.root`);
  }
  for (const table of ['component', 'unsound', 'open_link']) await run(`DROP TABLE ${into}.${table}`);
  return { ...report, largest: await largestOf(connection, `${into}.member`) };
}

/** Density counts every pair over the first threshold, not only those over the raised one. */
function unsoundSql(config: MatchConfig, into: string, isLast: boolean): string {
  const isUnsound = isLast
    ? 'FALSE'
    : `size > ${config.maximumCluster} OR refused.root IS NOT NULL
      OR (size > ${THIN_FROM} AND links < ${config.minimumDensity} * size * (size - 1) / 2)`;
  return `CREATE OR REPLACE TABLE ${into}.unsound AS
    WITH size AS (SELECT root, count(*) AS size FROM ${into}.component GROUP BY root),
    link AS (
      SELECT a.root, count(*) AS links FROM ${into}.open_link AS open_link
      JOIN ${into}.component AS a ON a.rid = open_link.l
      JOIN ${into}.component AS b ON b.rid = open_link.r AND b.root = a.root
      GROUP BY a.root
    ),
    refused AS (
      SELECT DISTINCT a.root FROM ${into}.refused AS refused
      JOIN ${into}.component AS a ON a.rid = refused.l
      JOIN ${into}.component AS b ON b.rid = refused.r AND b.root = a.root
    )
    SELECT size.root, size.size FROM size JOIN link USING (root) LEFT JOIN refused USING (root) WHERE ${isUnsound}`;
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
 * @throws UsageError for an unknown decision, and where confirmed pairs join what another decision refuses.
 */
export async function fillDecisions(
  connection: DuckDBConnection,
  decisions: string | undefined,
  isLink: boolean,
  into: string,
): Promise<void> {
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
  if (clash > 0) {
    throw configError(
      'decisions',
      `${clash} refused pairs are joined by confirmed ones`,
      'decisions that do not contradict each other',
    );
  }
}
