import { qualifiedName, quotedIdentifier, quotedText } from '../table/index.ts';
import type { List } from '../unit/index.ts';
import { judgedCandidate } from './exclusion.ts';

/**
 * The choice of a list, in one statement.
 *
 * Of the seats of a district, a declared share (at least one where there are two seats) goes to the random arm; the
 * others go to the best scores; a seat for which no score reaches the minimum stays empty. The random arm is drawn by hash from the eligible subjects that the score left over,
 * each with the same chance, its propensity; then its rows are put at drawn places between the others, so that a rank
 * does not tell the arm. Order: those that deserve a seat, the place that a model gives, score, expected amount, hash, id: there are
 * no ties. A subject deserves a seat by the minimum of points or by what a model says of it. On a list of networks the order is
 * that of the networks, each followed by its employers in theirs.
 */

/** Returns a number from 0 to 2^32 - 1 that depends on the text alone. */
const hashNumberSql = (text: string) => `CAST('0x' || left(md5(${text}), 8) AS BIGINT)`;

function capacitySql({ capacity }: Pick<List, 'capacity'>): string {
  const cases = Object.entries(capacity.exceptions ?? {})
    .map(([district, seats]) => `WHEN ${quotedText(district)} THEN ${Math.trunc(seats)} `)
    .join('');
  const otherwise = String(Math.trunc(capacity.perDistrict));
  return cases === '' ? otherwise : `CASE c.judicial_district ${cases}ELSE ${otherwise} END`;
}

/**
 * Returns the SELECT of the rows of one period: the columns of the list's target table, in order.
 * Parameters: `$list`, `$period`, `$seed`, all text.
 */
export function rankingSql(list: List): string {
  const columns = Object.entries(list.target.columns)
    .map(([name, { type }]) => `CAST(${quotedIdentifier(name)} AS ${type}) AS ${quotedIdentifier(name)}`)
    .join(', ');
  return `
    WITH eligible AS (
      SELECT c.*, ${worthySql(list)} AS is_worthy,
        ${DRAW} AS draw, ${capacitySql(list)} AS capacity
        ${leadSql(list)}
      FROM ${judgedCandidate(list)} AS c
      WHERE c.exclusion_code IS NULL AND c.judicial_district IS NOT NULL
    ),
    counted AS (
      SELECT e.*,
        least(e.capacity, count(*) OVER (PARTITION BY e.judicial_district)) AS seats,
        count(*) OVER (PARTITION BY e.judicial_district) AS eligible_count,
        count(*) FILTER (WHERE e.is_worthy) OVER (PARTITION BY e.judicial_district) AS worthy_count,
        row_number() OVER (
          PARTITION BY e.judicial_district ORDER BY e.is_worthy DESC, ${orderSql(list, 'e')}, e.draw, e.subject_id
        ) AS score_rank
      FROM eligible AS e
    ),
    shared AS (
      SELECT c.*,
        ${randomSeatsSql(list, 'c.seats')} AS random_seats
      FROM counted AS c
    ),
    split AS (
      SELECT s.*, least(s.seats - s.random_seats, s.worthy_count) AS score_seats FROM shared AS s
    ),
    drawn AS (
      SELECT s.*, s.score_rank <= s.score_seats AS is_by_score,
        row_number() OVER (
          PARTITION BY s.judicial_district, s.score_rank <= s.score_seats ORDER BY s.draw, s.subject_id
        ) AS draw_rank
      FROM split AS s
    ),
    chosen AS (
      SELECT d.*,
        CASE WHEN d.is_by_score THEN 'score' ELSE 'random' END AS arm,
        CASE WHEN d.is_by_score THEN 1.0
          ELSE d.random_seats / (d.eligible_count - d.score_seats) END AS propensity,
        CASE WHEN d.is_by_score THEN 1000 * d.score_rank
          ELSE ${hashNumberSql("'place|' || d.draw")} % (1000 * (d.score_seats + 1)) END AS position
      FROM drawn AS d
      WHERE d.is_by_score OR d.draw_rank <= d.random_seats
    ),
    placed AS (
      SELECT c.*, ${list.subjectType === 'network' ? 'min(c.position) OVER (PARTITION BY c.judicial_district, coalesce(c.lead_id, c.subject_id))' : 'c.position'} AS place
      FROM chosen AS c
    ),
    ranked AS (
      SELECT c.*, $period AS period, 'R' || left(md5($list || '|' || $period || '|' || c.subject_id), 16) AS row_id,
        row_number() OVER (PARTITION BY c.judicial_district ORDER BY c.place, ${list.subjectType === 'network' ? 'coalesce(c.lead_id, c.subject_id), c.lead_id NULLS FIRST, c.position, ' : ''}c.draw, c.subject_id) AS rank
      FROM placed AS c
    )
    SELECT ${columns} FROM ranked`;
}

/** Decides between equals, and who is drawn. */
const DRAW = "md5($seed || '|' || $period || '|' || c.subject_id)";

/** Columns of a list of networks by which the employers of a network stay behind it. */
const LEAD_COLUMNS = ['score', 'expected_cents'].map(
  (name) =>
    `, max(c.${name}) FILTER (WHERE c.lead_id IS NULL) OVER (PARTITION BY coalesce(c.lead_id, c.subject_id)) AS lead_${name}`,
);

const leadSql = ({ subjectType }: List): string => (subjectType === 'network' ? LEAD_COLUMNS.join('') : '');

/** By points or by what the model says; never below the probability that the list demands of its model. */
function worthySql({ minimumScore, model }: List): string {
  const explained = `(c.score >= ${Math.trunc(minimumScore)} OR c.is_explained)`;
  return model?.minimumProbability === undefined
    ? explained
    : `(${explained} AND (c.model_rank IS NULL OR c.probability >= ${model.minimumProbability.toFixed(4)}))`;
}

/** Best first; in a list of networks the best network first, and its employers behind it. */
function orderSql({ subjectType, rankedBy }: List, alias: string): string {
  const own =
    rankedBy === 'expected_cents'
      ? `${alias}.expected_cents DESC, ${alias}.score DESC`
      : `${alias}.model_rank NULLS LAST, ${alias}.score DESC, ${alias}.expected_cents DESC`;
  if (subjectType !== 'network') return own;
  const lead = `${alias}.lead_score DESC NULLS LAST, ${alias}.lead_expected_cents DESC NULLS LAST`;
  return `${lead}, coalesce(${alias}.lead_id, ${alias}.subject_id), ${alias}.lead_id NULLS FIRST, ${own}`;
}

/**
 * Returns the SELECT of the groups (`group_id`) that a list left to others of the month and would have given a seat. A draw takes
 * whoever comes: a list that is all random arm wants nobody.
 */
export function wantedSql(list: List): string {
  return `
    WITH placed AS (
      SELECT c.group_id, c.exclusion_code, ${capacitySql(list)} AS capacity, row_number() OVER (
          PARTITION BY c.judicial_district ORDER BY ${orderSql(list, 'c')}, ${DRAW}, c.subject_id
        ) AS place
      FROM (SELECT c.* ${leadSql(list)} FROM ${judgedCandidate(list)} AS c) AS c
      WHERE (c.exclusion_code IS NULL OR c.exclusion_code = 'on_other_list')
        AND c.judicial_district IS NOT NULL AND ${worthySql(list)}
    )
    SELECT DISTINCT p.group_id FROM placed AS p
    WHERE p.exclusion_code = 'on_other_list' AND p.place <= p.capacity - ${randomSeatsSql(list, 'p.capacity')}`;
}

function randomSeatsSql({ randomShare }: List, seats: string): string {
  const share = `CAST(${randomShare.toFixed(4)} AS DECIMAL(6, 4))`;
  return `least(greatest(1, CAST(round(${seats} * ${share}) AS BIGINT)), greatest(${seats} - 1, 0))`;
}

/** Returns the SELECT of how many subjects each district had, chose and left out, by exclusion code. */
export function tallySql(list: List): string {
  return `
    SELECT coalesce(c.judicial_district, '') AS judicial_district, coalesce(c.exclusion_code, '') AS exclusion_code,
      CAST(count(*) AS INTEGER) AS subject_count, CAST(count(t.row_id) AS INTEGER) AS chosen_count,
      CAST(count(*) FILTER (WHERE t.arm = 'random') AS INTEGER) AS random_count
    FROM ${judgedCandidate(list)} AS c
    LEFT JOIN ${qualifiedName(list.target)} AS t ON t.subject_id = c.subject_id
    GROUP BY coalesce(c.judicial_district, ''), coalesce(c.exclusion_code, '')
    ORDER BY judicial_district, exclusion_code`;
}
