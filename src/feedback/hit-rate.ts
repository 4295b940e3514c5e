import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql } from '../duckdb/index.ts';
import { estimatedShare, wilsonInterval, type EstimatedShare, type Interval } from '../evaluation/index.ts';
import { OUTCOME_CODES, type OutcomeCode } from '../publication/index.ts';
import { qualifiedName, quotedText } from '../table/index.ts';
import type { Feedback, List } from '../unit/index.ts';

/** By what results are counted. */
export const DIMENSIONS = {
  list: 'list',
  month: 'period',
  version: "period || ' v' || version",
  district: 'judicial_district',
  sector: "coalesce(sector_code, '')",
  phenomenon: 'phenomenon_code',
  service: "coalesce(service_code, '')",
} as const;
export type Dimension = keyof typeof DIMENSIONS;

/** What became of the rows of one group. */
export interface HitRate {
  /** Empty: not known, for example the service of a row that nobody visited. */
  readonly group: string;
  readonly issued: number;
  /** Rows by outcome. */
  readonly outcomes: Readonly<Record<OutcomeCode, number>>;
  /** Issued and without a result so far. */
  readonly pending: number;
  /** hits / (hits + no infringement); NaN where there is neither. */
  readonly rate: number;
  /** Its Wilson 95 % interval. */
  readonly interval: Interval;
  /** What the rate would be if no pending row were a hit, and if all were. */
  readonly pendingRange: Interval;
  /** Rate of the rows chosen by score; NaN without results. */
  readonly scoreRate: number;
  /** The random arm, each row counted for those that it stands for. */
  readonly random: EstimatedShare;
  /** `scoreRate` over the rate of the random arm; NaN or infinite where that has no hit. */
  readonly lift: number;
  readonly regularisedCents: number;
}

/**
 * Fills the temporary table `judged_row`: each issued row once, as it was first issued, with its result known by the as-of
 * date. A row of a superseded version counts if it was visited; otherwise it is not pending any more.
 */
export async function judgeRows(
  connection: DuckDBConnection,
  feedback: Feedback,
  lists: readonly List[],
  asOfDate: string,
): Promise<void> {
  const phenomena = lists.map(
    ({ name, phenomenon }) => `WHEN ${quotedText(name)} THEN ${quotedText(phenomenon)}`,
  );
  await runSql(
    connection,
    `CREATE OR REPLACE TEMP TABLE judged_row AS
     WITH result AS (
       SELECT c.list_row_id AS row_id, c.service_code, c.phenomenon_code, o.outcome_code, o.regularised_cents
       FROM ${qualifiedName(feedback.visit)} AS c INNER JOIN ${qualifiedName(feedback.result)} AS o ON o.case_id = c.case_id
       WHERE c.list_row_id IS NOT NULL AND o.known_date <= $as_of_date
       QUALIFY row_number() OVER (PARTITION BY c.list_row_id ORDER BY o.known_date DESC, c.case_id DESC) = 1
     ),
     issue AS (
       SELECT i.*, bool_or(i.is_newest) OVER (PARTITION BY i.row_id) AS is_standing FROM issued_row AS i
       WHERE i.as_of_date <= $as_of_date
       QUALIFY row_number() OVER (PARTITION BY i.row_id ORDER BY i.as_of_date, i.version) = 1
     )
     SELECT i.row_id, i.list, i.version, i.period, i.judicial_district, i.sector_code, i.arm,
       CAST(i.propensity AS DOUBLE) AS propensity, r.service_code, r.outcome_code, r.regularised_cents,
       coalesce(r.phenomenon_code, CASE i.list ${phenomena.join(' ')} END, '') AS phenomenon_code
     FROM issue AS i LEFT JOIN result AS r ON r.row_id = i.row_id
     WHERE i.is_standing OR r.row_id IS NOT NULL`,
    { as_of_date: asOfDate },
    'judged rows',
  );
}

/** Returns the hit rates of the judged rows by one dimension, or of all together; by group. */
export async function hitRates(
  connection: DuckDBConnection,
  by?: Dimension,
  list?: string,
): Promise<HitRate[]> {
  const group = by === undefined ? "'all'" : DIMENSIONS[by];
  const where = list === undefined ? 'TRUE' : `j.list = ${quotedText(list)}`;
  const rows = await queryRows(
    connection,
    `SELECT ${group} AS group_name, j.outcome_code, j.arm, j.propensity, count(*) AS n,
       coalesce(sum(j.regularised_cents), 0) AS cents
     FROM judged_row AS j WHERE ${where} GROUP BY ALL ORDER BY ALL`,
    {},
    'hit rates',
  );
  const groups = new Map<string, Line[]>();
  for (const row of rows) {
    const line: Line = {
      outcome: (row['outcome_code'] as OutcomeCode | null) ?? 'pending',
      isRandom: row['arm'] === 'random',
      propensity: Number(row['propensity']),
      count: Number(row['n']),
      cents: Number(row['cents']),
    };
    const name = String(row['group_name']);
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups].map(([name, lines]) => rateOf(name, lines));
}

interface Line {
  readonly outcome: OutcomeCode | 'pending';
  readonly isRandom: boolean;
  readonly propensity: number;
  readonly count: number;
  readonly cents: number;
}

function rateOf(group: string, lines: readonly Line[]): HitRate {
  const count = (outcome: Line['outcome'], own = lines) =>
    own.filter((line) => line.outcome === outcome).reduce((sum, line) => sum + line.count, 0);
  const outcomes = Object.fromEntries(
    OUTCOME_CODES.map((code) => [code, count(code)]),
  ) as HitRate['outcomes'];
  const [hits, judged, pending] = [outcomes.hit, outcomes.hit + outcomes.no_infringement, count('pending')];
  const byScore = lines.filter((line) => !line.isRandom);
  const scoreHits = count('hit', byScore);
  const scoreRate = scoreHits / (scoreHits + count('no_infringement', byScore));
  const random = randomArm(lines.filter((line) => line.isRandom));
  const all = judged + pending;
  return {
    group,
    issued: lines.reduce((sum, line) => sum + line.count, 0),
    outcomes,
    pending,
    rate: hits / judged,
    interval: wilsonInterval(hits, judged),
    pendingRange: all === 0 ? { low: 0, high: 1 } : { low: hits / all, high: (hits + pending) / all },
    scoreRate,
    random,
    lift: scoreRate / random.share,
    regularisedCents: lines.reduce((sum, line) => sum + line.cents, 0),
  };
}

/** The judged rows of the random arm, each with the number of eligible rows that it stands for. */
function randomArm(lines: readonly Line[]): EstimatedShare {
  const judged = lines.filter(({ outcome }) => outcome === 'hit' || outcome === 'no_infringement');
  const repeated = judged.flatMap((line) => Array.from({ length: line.count }, () => line));
  return estimatedShare(
    Uint8Array.from(repeated, ({ outcome }) => (outcome === 'hit' ? 1 : 0)),
    Float64Array.from(repeated, ({ propensity }) => 1 / propensity),
  );
}
