import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql, type SqlParams } from '../duckdb/index.ts';
import {
  columnsOf,
  fillWaterfall,
  matchTables,
  parseMatchConfig,
  type Comparison,
} from '../matching/index.ts';
import {
  code,
  defineTable,
  qualifiedName,
  quotedIdentifier,
  real,
  text,
  type Table,
} from '../table/index.ts';
import type { Step } from './define.ts';

/** How the records of a step are compared; src/matching/README.md describes the parts. */
export interface MatchRecords {
  /** Clues: columns of the SELECT. One without any value on the day is left out. */
  readonly comparisons: readonly (Pick<Comparison, 'column' | 'kind'> & Partial<Comparison>)[];
  /** What persons decided: an input declared by `decisionTable`. */
  readonly decisions?: Table;
  /** Rules: each a list of columns or expressions on which both records must agree. */
  readonly blocking: readonly (readonly string[])[];
  readonly deterministic?: readonly (readonly string[])[];
  readonly recall?: number;
  /** Probability from which two records are one. @default 0.9 */
  readonly threshold?: number;
  /** Candidate pairs that one rule may give; over it the step is refused. @default 50 million */
  readonly maximumPairs?: number;
}

/** Returns the declaration of a table of matched records: one row per record, with its group and what speaks for it. */
export const matchedTable = <const N extends string>(name: N, grain: string) =>
  defineTable({
    schema: 'link',
    name,
    grain,
    key: ['record_id'],
    notes:
      'Weight, probability and clues are those of the record of the same group that is nearest; they are NULL for a record alone in its group.',
    columns: {
      record_id: text({ personal: 'pseudonym', meaning: 'The record.' }),
      cluster_id: text({
        meaning:
          'Group of records that are one; named after the record known first, so that it keeps its name as it grows.',
      }),
      nearest_record_id: text({ meaning: 'The record of the group that is most like it.', optional: true }),
      weight: real({ meaning: 'Match weight of the two.', unit: 'bits', optional: true }),
      probability: real({
        meaning: 'Probability that the two are one.',
        unit: 'share',
        min: 0,
        max: 1,
        optional: true,
      }),
      clues: text({ meaning: 'Each clue with its level and weight in bits; they add up.', optional: true }),
    },
  });

/** Returns the declaration of a table of what persons decided about records that are matched. */
export const decisionTable = <const N extends string>(name: N, grain: string) =>
  defineTable({
    schema: 'link',
    name,
    grain,
    key: ['left_id', 'right_id'],
    columns: {
      left_id: text({ personal: 'pseudonym', meaning: 'The record whose id comes first.' }),
      right_id: text({ personal: 'pseudonym', meaning: 'The other record.' }),
      decision: code({ oneOf: ['same', 'different'], meaning: 'What was decided.' }),
    },
  });

const INTO = 'matching';
const INPUT = `${INTO}.input`;

/** The SELECT that fills the table of a matched step, and what an operator should know about its making. */
export interface MatchedRecords {
  readonly select: string;
  readonly warnings: readonly string[];
}

/**
 * Groups the records that the SELECT of a step gives (`record_id`, `first_known_date` and the compared columns), and returns the
 * SELECT that fills its table from them. What was compared stands in a schema of its own until {@link dropMatched}: outside the
 * transaction of the step, since DuckDB commits no schema that it made and dropped again.
 * @throws UsageError for blocking rules over their limit.
 */
export async function matchRecords(
  connection: DuckDBConnection,
  step: Pick<Step, 'table'> & { readonly match: MatchRecords },
  sql: string,
  parameters: SqlParams,
): Promise<MatchedRecords> {
  const place = `step ${qualifiedName(step.table)}`;
  const { comparisons, decisions, ...rules } = step.match;
  await dropMatched(connection);
  await runSql(connection, `CREATE SCHEMA ${INTO}`);
  await runSql(connection, `CREATE TABLE ${INPUT} AS\n${sql}`, parameters, place);
  const used = await comparable(connection, comparisons);
  if (used.length === 0)
    return {
      select: `SELECT record_id, ${nameSql('record_id')}, NULL, NULL, NULL, NULL FROM ${INPUT}`,
      warnings: [],
    };
  const columns = await columnsOf(connection, INPUT);
  const config = parseMatchConfig({ id: 'record_id', comparisons: used, ...rules }, columns);
  const result = await matchTables(connection, {
    left: INPUT,
    config,
    into: INTO,
    isForgiving: true,
    ...(decisions && { decisions: qualifiedName(decisions) }),
  });
  await fillWaterfall(connection, result);
  return { select: nearestSql(), warnings: result.warnings };
}

/** The name of a group whose oldest record this is: the run of a past day gives the same names again. */
const nameSql = (record: string) => `opaque_id('C', ${record})`;

/** Drops what was compared: clear identities stay where they are. */
export async function dropMatched(connection: DuckDBConnection): Promise<void> {
  await runSql(connection, `DROP SCHEMA IF EXISTS ${INTO} CASCADE`);
}

/** Returns the comparisons whose column has a value on at least two records. */
async function comparable(
  connection: DuckDBConnection,
  comparisons: MatchRecords['comparisons'],
): Promise<MatchRecords['comparisons']> {
  const counts = comparisons.map(
    ({ column }, i) => `count(nullif(trim(CAST(${quotedIdentifier(column)} AS VARCHAR)), '')) AS c${i}`,
  );
  const [row = {}] = await queryRows(connection, `SELECT ${counts.join(', ')} FROM ${INPUT}`);
  return comparisons.filter((_, i) => Number(row[`c${i}`]) > 1);
}

/** One row per record; of equally near records the smaller one. */
function nearestSql(): string {
  return `WITH both_ways AS (
      SELECT left_id AS id, right_id AS other_id, left_id, right_id, weight, probability FROM ${INTO}.pairs WHERE is_match
      UNION ALL SELECT right_id, left_id, left_id, right_id, weight, probability FROM ${INTO}.pairs WHERE is_match
    ), named AS (
      SELECT c.id, ${nameSql('first_value(c.id) OVER (PARTITION BY c.cluster_id ORDER BY i.first_known_date, c.id)')} AS cluster_id
      FROM ${INTO}.clusters AS c JOIN ${INPUT} AS i ON i.record_id = c.id
    ), nearest AS (
      SELECT b.* FROM both_ways AS b
      JOIN named AS x ON x.id = b.id JOIN named AS y ON y.id = b.other_id AND y.cluster_id = x.cluster_id
      QUALIFY row_number() OVER (PARTITION BY b.id ORDER BY b.weight DESC, b.other_id) = 1
    ), told AS (
      SELECT w.left_id, w.right_id,
        string_agg(w.clue || ' ' || w.level || ' ' || CAST(CAST(w.weight AS DECIMAL(9, 2)) AS VARCHAR), '; ' ORDER BY w.position) AS clues
      FROM ${INTO}.waterfall AS w SEMI JOIN nearest AS n ON n.left_id = w.left_id AND n.right_id = w.right_id
      GROUP BY w.left_id, w.right_id
    )
    SELECT c.id, c.cluster_id, n.other_id, n.weight, n.probability, t.clues
    FROM named AS c LEFT JOIN nearest AS n ON n.id = c.id
    LEFT JOIN told AS t ON t.left_id = n.left_id AND t.right_id = n.right_id`;
}
