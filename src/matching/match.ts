import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { fillDecisions, fillMembers, type GuardReport } from './clusters.ts';
import type { UsageError } from '../errors.ts';
import { configError, type MatchConfig } from './config.ts';
import { estimate, type Estimate } from './estimate.ts';
import { cluesOf, type Clue } from './kinds.ts';
import { fillClusters } from './lineage.ts';
import {
  countDeterministic,
  countRules,
  fillCandidates,
  levelsOf,
  randomPatterns,
  type PatternCount,
  type RuleCount,
} from './pairs.ts';
import { mentions, prepareRecords, type MatchInput, type RecordCounts } from './records.ts';

export interface MatchOptions extends MatchInput {
  readonly config: MatchConfig;
  /** Table (left_id, right_id, decision: match or no_match) of what persons decided. */
  readonly decisions?: string;
  /** Table (id, cluster_id) of the last run, whose ids go on living. */
  readonly previous?: string;
  /** Schema that takes the tables; created where it is missing. @default 'matching' */
  readonly into?: string;
  /**
   * Whether the work goes on, with a warning, where training does not settle (its last estimates count) or decisions
   * contradict each other (what was refused stays apart). @default false
   */
  readonly isForgiving?: boolean;
  /** Told of each step, with a share of the work. */
  readonly progress?: (step: string, done: number, total: number) => void;
}

/** What was found, without any row. */
export interface MatchResult {
  readonly into: string;
  readonly counts: RecordCounts;
  readonly clues: readonly Clue[];
  readonly rules: readonly RuleCount[];
  readonly estimate: Estimate;
  /** How often each combination of levels occurs among the candidates. */
  readonly patterns: readonly PatternCount[];
  readonly candidates: number;
  /** Pairs that are kept. */
  readonly pairs: number;
  readonly clusters: number;
  readonly guard: GuardReport;
  /** What a forgiving run went on with. */
  readonly warnings: readonly string[];
}

/** Returns the match weight, in bits, at which a probability stands. */
export function bitsOf(probability: number): number {
  return Math.log2(probability / (1 - probability));
}

/** Returns the weight in bits of a level of a clue; 0 is missing. Of a clue with rarity the last level leaves u to it. */
export function levelBits(clue: Clue, chances: Estimate['clues'][number], level: number): number {
  const chance = chances[level - 1];
  if (level === 0 || chance === undefined) return 0;
  return clue.termFrequency && level === chances.length
    ? Math.log2(chance.m)
    : Math.log2(chance.m) - Math.log2(chance.u);
}

/**
 * Links `right` to `left`, or finds the duplicates of `left`, and fills in the schema `into`:
 * `pairs` (left_id, right_id, weight in bits, probability, is_match: over the threshold and not refused), `clusters` (side 0 left or 1 right, id, cluster_id), `lineage`,
 * and the tables behind them: `record`, `candidate`, `pattern`. The same rows in any order give the same tables.
 * @throws UsageError for a config that does not fit the tables, before any pair is made, and for a rule whose training does not settle.
 */
export async function matchTables(connection: DuckDBConnection, options: MatchOptions): Promise<MatchResult> {
  const { config, into = 'matching', progress = () => undefined } = options;
  const clues = cluesOf(config.comparisons);
  const isLink = options.right !== undefined;
  await runSql(connection, `CREATE SCHEMA IF NOT EXISTS ${into}`);
  progress('records', 0, 4);
  const counts = await prepareRecords(connection, options, config, clues, into);
  const rules = await countRules(connection, config, counts, into);
  const isForgiving = options.isForgiving ?? false;
  const clashes = await fillDecisions(
    connection,
    { ...(options.decisions !== undefined && { decisions: options.decisions }), isLink, isForgiving },
    into,
  );
  progress('candidates', 1, 4);
  const random = await randomPatterns(connection, config, clues, counts, into);
  const patterns = await fillCandidates(connection, config, clues, counts, into);
  progress('training', 2, 4);
  const totalPairs = isLink ? counts.left * counts.right : (counts.left * (counts.left - 1)) / 2;
  const lambda = await lambdaOf(connection, config, counts, totalPairs, into);
  const found = estimate({
    sizes: clues.map((clue) => clue.levels.length + 1),
    random,
    candidates: patterns,
    fixed: config.blocking.map((rule) => fixedClues(rule, config)),
    totalPairs,
    ...(lambda !== undefined && { lambda }),
  });
  const unsettled = config.blocking.filter((_, rule) => found.rules[rule]?.isSettled === false);
  if (unsettled.length > 0 && !isForgiving) throw unsettledError(unsettled);
  await fillPairs(connection, config, clues, found, patterns, into);
  progress('clusters', 3, 4);
  const guard = await fillMembers(connection, config, bitsOf(found.lambda), into);
  await fillClusters(connection, options.previous, isLink, into);
  progress('clusters', 4, 4);
  const count = (what: string) => queryNumber(connection, `SELECT ${what}`);
  return {
    into,
    counts,
    clues,
    rules,
    estimate: found,
    patterns,
    candidates: patterns.reduce((sum, pattern) => sum + pattern.count, 0),
    pairs: await count(`count(*) FROM ${into}.pairs`),
    clusters: await count(`count(DISTINCT cluster_id) FROM ${into}.clusters`),
    guard,
    warnings: [
      ...unsettled.map((rule) => `the training on the rule [${rule.join(', ')}] did not settle`),
      ...(clashes > 0
        ? [`${clashes} pairs are both refused and confirmed by decisions; they stay apart`]
        : []),
    ],
  };
}

function unsettledError(rules: readonly (readonly string[])[]): UsageError {
  return configError(
    `blocking ${rules.map((rule) => `[${rule.join(', ')}]`).join(', ')}`,
    'the estimate learnt from its pairs does not settle',
    'rules whose pairs hold matches that the other clues can tell from the rest: stricter ones, or fewer',
  );
}

/** The clues that a rule makes agree, wholly or in part. */
function fixedClues(rule: readonly string[], config: MatchConfig): number[] {
  return config.comparisons.flatMap(({ column }, i) =>
    rule.some((part) => mentions(part, column)) ? [i] : [],
  );
}

async function lambdaOf(
  connection: DuckDBConnection,
  { deterministic }: MatchConfig,
  counts: RecordCounts,
  totalPairs: number,
  into: string,
): Promise<number | undefined> {
  if (!deterministic) return undefined;
  const pairs = await countDeterministic(connection, deterministic.rules.length, counts, into);
  return Math.min(0.5, Math.max(0.5, pairs) / deterministic.recall / totalPairs);
}

/** Weights stay sums of bits: they never saturate, and two pairs with different weights never fall together. */
async function fillPairs(
  connection: DuckDBConnection,
  config: MatchConfig,
  clues: readonly Clue[],
  found: Estimate,
  patterns: readonly PatternCount[],
  into: string,
): Promise<void> {
  const run = (sql: string) => runSql(connection, sql, {}, 'match: pairs');
  await run(`CREATE OR REPLACE TABLE ${into}.pattern (pattern BIGINT, weight DOUBLE)`);
  const prior = bitsOf(found.lambda);
  const numbers = [...new Set(patterns.map(({ pattern }) => pattern))];
  const rows = numbers.map((pattern) => {
    const levels = levelsOf(pattern, clues);
    const bits = clues.reduce(
      (sum, clue, i) => sum + levelBits(clue, found.clues[i] ?? [], levels[i] ?? 0),
      prior,
    );
    return `(${pattern}, CAST('${bits}' AS DOUBLE))`;
  });
  for (let at = 0; at < rows.length; at += 1000) {
    await run(`INSERT INTO ${into}.pattern VALUES ${rows.slice(at, at + 1000).join(', ')}`);
  }
  const bits = (probability: number) => `CAST('${bitsOf(probability)}' AS DOUBLE)`;
  await run(`CREATE OR REPLACE TABLE ${into}.scored AS
    SELECT l, r, candidate.pattern, pattern.weight + candidate.rarity AS weight
    FROM ${into}.candidate AS candidate JOIN ${into}.pattern AS pattern ON pattern.pattern = candidate.pattern
    WHERE pattern.weight + candidate.rarity >= ${bits(Math.min(config.keep, config.threshold))}`);
  await run(`CREATE OR REPLACE TABLE ${into}.link AS
    SELECT l, r, weight FROM ${into}.scored ANTI JOIN ${into}.refused USING (l, r) ANTI JOIN ${into}.confirmed USING (l, r)
    WHERE weight >= ${bits(config.threshold)}
    UNION ALL SELECT l, r, CAST('infinity' AS DOUBLE) FROM ${into}.confirmed`);
  const isTurned = 'a.side = b.side AND a.id > b.id';
  await run(`CREATE OR REPLACE TABLE ${into}.pairs AS
    SELECT scored.l, scored.r, CASE WHEN ${isTurned} THEN b.id ELSE a.id END AS left_id,
      CASE WHEN ${isTurned} THEN a.id ELSE b.id END AS right_id, weight, 1 / (1 + pow(2.0, -weight)) AS probability,
      link.l IS NOT NULL AS is_match, pattern
    FROM ${into}.scored AS scored LEFT JOIN (SELECT l, r FROM ${into}.link) AS link ON link.l = scored.l AND link.r = scored.r
    JOIN ${into}.record AS a ON a.rid = scored.l JOIN ${into}.record AS b ON b.rid = scored.r
    WHERE weight >= ${bits(config.keep)} OR link.l IS NOT NULL`);
  await run(`DROP TABLE ${into}.scored`);
}
