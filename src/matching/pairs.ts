import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql } from '../duckdb/index.ts';
import { configError, type MatchConfig } from './config.ts';
import { neutralSql, type Clue } from './kinds.ts';
import type { RecordCounts } from './records.ts';

/** Candidate pairs that a rule gives, counted before the join. */
export interface RuleCount {
  readonly rule: readonly string[];
  readonly pairs: number;
}

/** How often a combination of levels occurs among pairs; `rules` has bit i set where rule i finds the pair. */
export interface PatternCount {
  readonly pattern: number;
  readonly rules: number;
  readonly count: number;
}

/** Pairs of random records from which the chance of an agreement is read. */
const RANDOM_PAIRS = 300_000;
const MAXIMUM_RULES = 30;

/** Number of levels of a clue: missing, different, and those that it names. */
export const radixOf = (clue: Clue): number => clue.levels.length + 2;

/** What one step of each clue adds to the number of a pattern. */
export function placesOf(clues: readonly Clue[]): number[] {
  const places: number[] = [];
  let place = 1;
  for (const clue of clues) {
    places.push(place);
    place *= radixOf(clue);
  }
  if (place > 2 ** 53) throw configError('comparisons', 'there are too many', 'at most about 18');
  return places;
}

/** Returns the levels of a pattern, one per clue. */
export function levelsOf(pattern: number, clues: readonly Clue[]): number[] {
  let rest = pattern;
  return clues.map((clue) => {
    const level = rest % radixOf(clue);
    rest = (rest - level) / radixOf(clue);
    return level;
  });
}

/**
 * Returns the number of pairs that each rule gives, from the sizes of its blocks alone.
 * @throws UsageError for a rule over the limit, with the sizes of its largest blocks.
 */
export async function countRules(
  connection: DuckDBConnection,
  config: MatchConfig,
  counts: RecordCounts,
  into: string,
): Promise<RuleCount[]> {
  const places = [
    ...config.blocking.map((rule, i) => ({ rule, key: `k${i}`, place: `blocking[${i}]` })),
    ...(config.deterministic?.rules ?? []).map((rule, i) => ({
      rule,
      key: `d${i}`,
      place: `deterministic[${i}]`,
    })),
  ];
  if (config.blocking.length > MAXIMUM_RULES) {
    throw configError('blocking', `there are ${config.blocking.length} rules`, `at most ${MAXIMUM_RULES}`);
  }
  const found: RuleCount[] = [];
  for (const { rule, key, place } of places) {
    const [row = {}] = await queryRows(connection, blockSizesSql(key, counts, into), {}, place);
    const pairs = Number(row['pairs']);
    if (pairs > config.maximumPairs) {
      throw configError(
        `${place} [${rule.join(', ')}]`,
        `it would compare ${pairs} pairs; its largest blocks hold ${String(row['largest'])} records`,
        `at most ${config.maximumPairs} (maximumPairs)`,
      );
    }
    found.push({ rule, pairs });
  }
  return found.slice(0, config.blocking.length);
}

function blockSizesSql(key: string, counts: RecordCounts, into: string): string {
  const pairs = counts.right > 0 ? 'l * r' : 'l * (l - 1) / 2';
  return `WITH block AS (
      SELECT ${key}, CAST(count(*) FILTER (side = 0) AS DOUBLE) AS l, CAST(count(*) FILTER (side = 1) AS DOUBLE) AS r
      FROM ${into}.record WHERE ${key} IS NOT NULL GROUP BY ${key} HAVING count(*) > 1
    )
    SELECT coalesce(sum(${pairs}), 0) AS pairs,
      array_to_string(list_transform(max(CAST(l + r AS BIGINT), 5), n -> CAST(n AS VARCHAR)), ', ') AS largest FROM block`;
}

/** Returns SQL of pairs with their pattern and rarity, from `pair`: a FROM clause with the records `l` and `r`. */
function comparedSql(
  config: MatchConfig,
  clues: readonly Clue[],
  pair: string,
  others: readonly string[],
): string {
  const neutral = neutralSql(config.comparisons);
  const places = placesOf(clues);
  const raw = clues.flatMap((clue, i) => rawSql(clue, i, neutral[i]));
  const levels = clues.map((clue, i) => levelSql(clue, i));
  const pattern = clues.map((_, i) => `CAST(v${i} AS BIGINT) * ${places[i]}`).join(' + ');
  const rarity = clues.flatMap((clue, i) =>
    clue.termFrequency ? [`CASE WHEN v${i} = ${radixOf(clue) - 1} THEN f${i} ELSE 0 END`] : [],
  );
  const terms = clues.flatMap((clue, i) => (clue.termFrequency ? [`l.f${i} AS f${i}`] : []));
  const kept = [...others, ...clues.flatMap((clue, i) => (clue.termFrequency ? [`f${i}`] : []))];
  const names = others.map((other) => other.replace(/^.* AS /, ''));
  const inner = `SELECT ${[...others, ...terms, ...raw].join(', ')} FROM ${pair}`;
  const middle = `SELECT ${[...names, ...kept.slice(others.length), ...levels].join(', ')} FROM (${inner})`;
  return `SELECT ${[...names, `${pattern} AS pattern`, `${rarity.join(' + ') || '0.0'} AS rarity`].join(', ')} FROM (${middle})`;
}

/** A clue with a similarity is evaluated in two steps, so that the similarity is computed once and for unequal values. */
function rawSql(clue: Clue, i: number, neutral: string | undefined): string[] {
  const [l, r] = [`l.c${i}`, `r.c${i}`];
  const silent = `${l} IS NULL OR ${r} IS NULL${neutral === undefined ? '' : ` OR ${neutral}`}`;
  const top = radixOf(clue) - 1;
  const cases = clue.levels
    .slice(1)
    .map(({ when }, at) => ({ when, level: top - 1 - at }))
    .filter(({ when }) => !when.startsWith('similarity'))
    .map(({ when, level }) => `WHEN ${when} THEN ${level}`);
  const rule = `CASE WHEN ${silent} THEN 0 WHEN ${l} = ${r} THEN ${top} ${cases.join(' ')} ELSE 1 END`;
  if (clue.similarity === undefined) return [`CAST(${rule} AS TINYINT) AS v${i}`];
  return [
    `CAST(${rule} AS TINYINT) AS x${i}`,
    `CASE WHEN ${l} <> ${r} THEN CAST(${clue.similarity} AS DOUBLE) END AS s${i}`,
  ];
}

function levelSql(clue: Clue, i: number): string {
  if (clue.similarity === undefined) return `v${i}`;
  const top = radixOf(clue) - 1;
  const cases = clue.levels.flatMap(({ when }, at) =>
    when.startsWith('similarity') ? [`WHEN ${when.replace('similarity', `s${i}`)} THEN ${top - at}`] : [],
  );
  return `CAST(CASE WHEN x${i} = 0 THEN 0 ELSE greatest(x${i}, CASE ${cases.join(' ')} ELSE 1 END) END AS TINYINT) AS v${i}`;
}

/** Returns how often each pattern occurs among random pairs: each record meets those that follow it in the drawn order. */
export async function randomPatterns(
  connection: DuckDBConnection,
  config: MatchConfig,
  clues: readonly Clue[],
  counts: RecordCounts,
  into: string,
): Promise<PatternCount[]> {
  const size = counts.right > 0 ? counts.right : counts.left;
  const most = counts.right > 0 ? size : Math.floor((size - 1) / 2);
  const steps = Math.max(1, Math.min(most, Math.ceil(RANDOM_PAIRS / Math.max(1, counts.left))));
  const first = counts.right > 0 ? counts.left : 0;
  const pair = `(SELECT rid AS a, ${first} + (rid + unnest(range(1, ${steps + 1}))) % ${size} AS b FROM ${into}.record WHERE side = 0) AS drawn
    JOIN ${into}.record AS l ON l.rid = drawn.a JOIN ${into}.record AS r ON r.rid = drawn.b AND r.rid <> l.rid`;
  return countedPatterns(connection, comparedSql(config, clues, pair, ['0 AS rules']));
}

/**
 * Fills `<into>.candidate` (l, r, rules, pattern, rarity), one row per pair that a rule finds; returns how often each pattern
 * occurs. A pair is made by the first rule that finds it.
 */
export async function fillCandidates(
  connection: DuckDBConnection,
  config: MatchConfig,
  clues: readonly Clue[],
  counts: RecordCounts,
  into: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<PatternCount[]> {
  const total = config.blocking.length;
  const agrees = config.blocking.map((_, i) => `l.k${i} = r.k${i}`);
  const bits = agrees.map((agree, i) => `CASE WHEN ${agree} THEN ${2 ** i} ELSE 0 END`);
  const others = ['l.rid AS l', 'r.rid AS r', `CAST(${bits.join(' + ')} AS INTEGER) AS rules`];
  const order = counts.right > 0 ? 'l.side = 0 AND r.side = 1' : 'l.rid < r.rid';
  for (const [i, agree] of agrees.entries()) {
    const earlier = agrees.slice(0, i).map((other) => ` AND (${other}) IS NOT TRUE`);
    const pair = `${into}.record AS l JOIN ${into}.record AS r ON ${agree} AND ${order}${earlier.join('')}`;
    const select = `SELECT l, r, rules, ${patternType(clues)} AS pattern, rarity FROM (${comparedSql(config, clues, pair, others)})`;
    const head = i === 0 ? `CREATE OR REPLACE TABLE ${into}.candidate AS` : `INSERT INTO ${into}.candidate`;
    await runSql(connection, `${head} ${select}`, {}, `match: blocking[${i}]`);
    progress(i + 1, total);
  }
  return countedPatterns(connection, `SELECT rules, pattern FROM ${into}.candidate`);
}

function patternType(clues: readonly Clue[]): string {
  const size = clues.reduce((product, clue) => product * radixOf(clue), 1);
  return size < 2 ** 31 ? 'CAST(pattern AS INTEGER)' : 'pattern';
}

async function countedPatterns(connection: DuckDBConnection, sql: string): Promise<PatternCount[]> {
  const rows = await queryRows(
    connection,
    `SELECT CAST(pattern AS BIGINT) AS pattern, rules, count(*) AS n FROM (${sql}) GROUP BY ALL ORDER BY pattern, rules`,
    {},
    'match: patterns',
  );
  return rows.map((row) => ({
    pattern: Number(row['pattern']),
    rules: Number(row['rules']),
    count: Number(row['n']),
  }));
}

/** Returns the number of pairs that at least one deterministic rule finds. */
export async function countDeterministic(
  connection: DuckDBConnection,
  rules: number,
  counts: RecordCounts,
  into: string,
): Promise<number> {
  const order = counts.right > 0 ? 'l.side = 0 AND r.side = 1' : 'l.rid < r.rid';
  let sum = 0;
  for (let i = 0; i < rules; i++) {
    const earlier = Array.from({ length: i }, (_, j) => ` AND (l.d${j} = r.d${j}) IS NOT TRUE`).join('');
    const sql = `SELECT count(*) AS n FROM ${into}.record AS l JOIN ${into}.record AS r ON l.d${i} = r.d${i} AND ${order}${earlier}`;
    const [row = {}] = await queryRows(connection, sql, {}, `match: deterministic[${i}]`);
    sum += Number(row['n']);
  }
  return sum;
}
