import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { bitsOf, levelBits, type MatchResult } from './match.ts';

/** How many of those found are right, how many of the right ones are found, and their harmonic mean; null without any. */
export interface Score {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface TruthScores {
  /** Pairs over the threshold. */
  readonly pairs: Score;
  /** Pairs of records that share a cluster. */
  readonly clusters: Score;
  /** Precision and recall of the cluster of each record, averaged over records (B-cubed). */
  readonly bcubed: Score;
  /** Clusters found whole, with nothing else; only where the truth is given as clusters of all records. */
  readonly exactClusters: Score;
}

function scoreOf(right: number, found: number, wanted: number): Score {
  const precision = found === 0 ? null : right / found;
  const recall = wanted === 0 ? null : right / wanted;
  return { precision, recall, f1: f1Of(precision, recall) };
}

function f1Of(precision: number | null, recall: number | null): number | null {
  if (precision === null || recall === null) return null;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/**
 * Returns how well a match agrees with the truth.
 * @param truth table (side, id, cluster), one row per record that is judged; pairs with other records do not count.
 */
export async function truthScores(
  connection: DuckDBConnection,
  { into, counts }: MatchResult,
  truth: string,
): Promise<TruthScores> {
  const isLink = counts.right > 0;
  const number = (sql: string) => queryNumber(connection, sql, {}, 'match: truth');
  await runSql(
    connection,
    `CREATE OR REPLACE TEMP TABLE judged AS
    SELECT clusters.side, clusters.id, clusters.cluster_id, truth.cluster FROM ${into}.clusters AS clusters
    JOIN ${truth} AS truth ON truth.id = clusters.id AND truth.side = clusters.side`,
  );
  const sizes = isLink
    ? 'count(*) FILTER (side = 0) * count(*) FILTER (side = 1)'
    : 'count(*) * (count(*) - 1) // 2';
  const pairsIn = (keys: string) =>
    number(
      `SELECT coalesce(CAST(sum(n) AS BIGINT), 0) FROM (SELECT ${sizes} AS n FROM judged GROUP BY ${keys})`,
    );
  const other = isLink ? 1 : 0;
  const linked = `FROM ${into}.pairs AS pairs JOIN judged AS a ON a.side = 0 AND a.id = pairs.left_id
    JOIN judged AS b ON b.side = ${other} AND b.id = pairs.right_id WHERE pairs.is_match`;
  const wanted = await pairsIn('cluster');
  const found = await number(`SELECT count(*) ${linked}`);
  const right = await number(`SELECT count(*) ${linked} AND a.cluster = b.cluster`);
  const scores = {
    pairs: scoreOf(right, found, wanted),
    clusters: scoreOf(await pairsIn('cluster, cluster_id'), await pairsIn('cluster_id'), wanted),
    ...(await wholeClusters(connection)),
  };
  await runSql(connection, 'DROP TABLE judged');
  return scores;
}

/** B-cubed after Bagga and Baldwin (1998): each record is judged by the cluster it is in. */
async function wholeClusters(
  connection: DuckDBConnection,
): Promise<Pick<TruthScores, 'bcubed' | 'exactClusters'>> {
  const [row = {}] = await queryRows(
    connection,
    `WITH cell AS (SELECT cluster, cluster_id, count(*) AS n FROM judged GROUP BY ALL),
    side AS (SELECT n, sum(n) OVER (PARTITION BY cluster) AS wanted, sum(n) OVER (PARTITION BY cluster_id) AS found FROM cell)
    SELECT sum(n * n * 1000000 // found) AS precision, sum(n * n * 1000000 // wanted) AS recall, sum(n) AS n,
      count(*) FILTER (n = wanted AND n = found) AS exact,
      (SELECT count(DISTINCT cluster) FROM cell) AS wanted, (SELECT count(DISTINCT cluster_id) FROM cell) AS found FROM side`,
  );
  const number = (name: string) => Number(row[name] ?? 0);
  const share = (name: string) => (number('n') === 0 ? null : number(name) / 1e6 / number('n'));
  const [precision, recall] = [share('precision'), share('recall')];
  return {
    bcubed: { precision, recall, f1: f1Of(precision, recall) },
    exactClusters: scoreOf(number('exact'), number('found'), number('wanted')),
  };
}

/** What can be said of a match without knowing the truth. */
export interface SelfQuality {
  /** Candidates by match weight, in steps of one bit; `bits` is the lower end. */
  readonly histogram: readonly { readonly bits: number; readonly pairs: number }[];
  /** Records that would not even match themselves: too little is known of them. */
  readonly unlinkable: number;
  /** Clusters by size, with the share of their pairs that are linked. */
  readonly sizes: readonly { readonly size: number; readonly clusters: number; readonly density: number }[];
}

/** Returns the estimates of quality that need no labels. */
export async function selfQuality(
  connection: DuckDBConnection,
  result: MatchResult,
  threshold: number,
): Promise<SelfQuality> {
  const { into, clues, estimate } = result;
  const histogram = await queryRows(
    connection,
    `SELECT CAST(floor(pattern.weight + candidate.rarity) AS INTEGER) AS bits, count(*) AS pairs
    FROM ${into}.candidate AS candidate JOIN ${into}.pattern AS pattern USING (pattern) GROUP BY bits ORDER BY bits`,
  );
  const self = clues.map((clue, i) => {
    const chances = estimate.clues[i] ?? [];
    const rarity = clue.termFrequency ? ` + f${i}` : '';
    return `CASE WHEN c${i} IS NULL THEN 0 ELSE CAST('${levelBits(clue, chances, chances.length)}' AS DOUBLE)${rarity} END`;
  });
  const unlinkable = await queryNumber(
    connection,
    `SELECT count(*) FROM ${into}.record WHERE CAST('${bitsOf(estimate.lambda)}' AS DOUBLE) + ${self.join(' + ')} < CAST('${bitsOf(threshold)}' AS DOUBLE)`,
  );
  const sizes = await queryRows(
    connection,
    `WITH cluster AS (SELECT root, count(*) AS size FROM ${into}.member GROUP BY root),
    links AS (
      SELECT a.root, count(*) AS links FROM ${into}.link AS link JOIN ${into}.member AS a ON a.rid = link.l
      JOIN ${into}.member AS b ON b.rid = link.r AND b.root = a.root GROUP BY a.root
    )
    SELECT size, count(*) AS clusters, CAST(sum(links) AS BIGINT) AS links FROM cluster JOIN links USING (root) GROUP BY size ORDER BY size`,
  );
  return {
    histogram: histogram.map((row) => ({ bits: Number(row['bits']), pairs: Number(row['pairs']) })),
    unlinkable,
    sizes: sizes.map((row) => {
      const [size, clusters] = [Number(row['size']), Number(row['clusters'])];
      return { size, clusters, density: Number(row['links']) / (clusters * ((size * (size - 1)) / 2)) };
    }),
  };
}
