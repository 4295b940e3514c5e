import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { qualifiedName, type Table } from '../table/index.ts';
import type { List } from '../unit/index.ts';

/**
 * What ranks a list: `model`, or the points: with the words of a model (`points_and_model`), or alone because it has no model
 * (`points`), because none was fitted (`points_not_fitted`), or because a guard of the model says stop (`points_stopped`).
 */
export const RANKERS = [
  'model',
  'points_and_model',
  'points',
  'points_not_fitted',
  'points_stopped',
] as const;
export type RankerCode = (typeof RANKERS)[number];

export interface Ranker {
  readonly code: RankerCode;
  /** Version of the model, of the points, or of both. */
  readonly version: string;
}

/** Returns whether the model of a list speaks of its rows. */
export const isModelHeard = ({ code }: Ranker): boolean => code === 'model' || code === 'points_and_model';

/** Returns what ranks a list. @param isStopped whether a guard of its model says stop and nobody accepted it */
export async function rankerOf(
  connection: DuckDBConnection,
  list: List,
  isStopped: boolean,
): Promise<Ranker> {
  const version = list.modelVersion;
  if (!list.model) return { code: 'points', version };
  if (isStopped) return { code: 'points_stopped', version };
  const newest = `SELECT max(s.model_version) AS model_version FROM ${qualifiedName(list.model.score)} AS s`;
  const [row] = await queryRows(connection, newest);
  const fitted = row?.['model_version'];
  if (typeof fitted !== 'string') return { code: 'points_not_fitted', version };
  return list.model.role === 'ranks'
    ? { code: 'model', version: fitted }
    : { code: 'points_and_model', version: `${version} ${fitted}` };
}

/**
 * Returns the SELECT of the candidates of a list with the probability of the model that ranks it and the amount that follows from
 * it, `model_rank` (NULL: the model does not know the subject) and `is_explained`: the model says why.
 */
export function rankedCandidateSql(list: List, ranker: Ranker, reasons: readonly Table[]): string {
  const candidate = `${qualifiedName(list.candidate)} AS c`;
  if (ranker.code !== 'model' || !list.model)
    return `SELECT c.*, CAST(NULL AS INTEGER) AS model_rank, FALSE AS is_explained FROM ${candidate}`;
  const { score, key } = list.model;
  const explained = reasons.map((reason) => `SELECT subject_id FROM ${qualifiedName(reason)}`);
  const isExplained = explained.length === 0 ? 'FALSE' : `s.subject_id IN (${explained.join(' UNION ALL ')})`;
  const probability = score.columns['probability']
    ? 'coalesce(s.probability, c.probability)'
    : 'c.probability';
  return `
    SELECT c.* REPLACE (
        ${probability} AS probability,
        CASE WHEN c.probability > 0
          THEN CAST(round(c.expected_cents * (${probability} / c.probability)) AS BIGINT)
          ELSE c.expected_cents END AS expected_cents
      ), s.score_rank AS model_rank, coalesce(${isExplained}, FALSE) AS is_explained
    FROM ${candidate} LEFT JOIN ${qualifiedName(score)} AS s ON s.subject_id = c.${key}`;
}
