import { basename } from 'node:path';
import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { HeaderError, UsageError } from '../errors.ts';
import { columnsOf, fillComponents } from '../matching/index.ts';
import { quotedIdentifier } from '../table/index.ts';
import { fillFromFile, openTableFile } from './table-file.ts';

/**
 * Fills a table with a CSV or Parquet file; the cells of a CSV stay text, blanks around column names are dropped.
 * @throws SourceFileError for a file that is neither, with the line that does not fit.
 */
export async function readTable(connection: DuckDBConnection, path: string, table: string): Promise<void> {
  const file = await openTableFile(connection, path);
  const list = file.columns.map(
    ({ name }) => `${quotedIdentifier(name)} AS ${quotedIdentifier(name.trim())}`,
  );
  await fillFromFile(connection, table, file, list.join(', '));
}

/** Returns what a JSON file says. */
export function readConfig(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    throw new UsageError({
      place: basename(path),
      fact: 'it cannot be read as JSON',
      expectation: 'a JSON object; `vigie lab match --help` shows one',
      effect: 'nothing was compared',
      next: 'check the path and the file, or use --suggest',
    });
  }
}

/** Both tables must have the columns that are compared; those of the left one are used. */
export async function assertSameColumns(
  connection: DuckDBConnection,
  left: string,
  right: string,
): Promise<void> {
  const [wanted, found] = [await columnsOf(connection, left), await columnsOf(connection, right)];
  const lower = found.map((name) => name.toLowerCase());
  const lost = wanted.filter((name) => !lower.includes(name.toLowerCase()));
  const common = wanted.filter((name) => !lost.includes(name));
  if (common.length === 0) {
    throw new HeaderError({
      place: '--right',
      fact: 'it has no column of the left table',
      expectation: 'the same column names in both tables',
      effect: 'nothing was compared',
      next: 'rename the columns of one table',
    });
  }
  for (const table of [left, right]) {
    const list = common.map((name) => `${quotedIdentifier(name)}`).join(', ');
    await runSql(connection, `CREATE OR REPLACE TABLE ${table} AS SELECT ${list} FROM ${table}`);
  }
}

const LEFT = /^(left|l|a)(_?id)?$|(_l|_left|_a|_1|1)$|^left/i;
const RIGHT = /^(right|r|b)(_?id)?$|(_r|_right|_b|_2|2)$|^right/i;
const CLUSTER = /cluster|entity|truth|label|group|person|match/i;

/**
 * Fills the table `truth` (side, id, cluster) from a file with the clusters (id,cluster) or the true pairs (left_id,right_id)
 * of records; the header tells which. Clusters of pairs are what the pairs connect. A third column of pairs that is a number
 * says how sure a judge was: from 0.5 on it is a pair.
 * @throws HeaderError for a file that is neither.
 */
export async function readTruth(
  connection: DuckDBConnection,
  path: string,
  id: string,
  isLink: boolean,
): Promise<void> {
  await readTable(connection, path, 'truth_file');
  const columns = (await columnsOf(connection, 'truth_file')).filter((name) => !/dataset/i.test(name));
  const left = columns.find((name) => LEFT.test(name));
  const right = columns.find((name) => RIGHT.test(name) && name !== left);
  if (left !== undefined && right !== undefined) {
    const score = columns.find(
      (name) => /score|match|label|truth|is_/i.test(name) && name !== left && name !== right,
    );
    await truthOfPairs(connection, left, right, score, isLink);
    return;
  }
  const idColumn =
    columns.find((name) => name.toLowerCase() === id.toLowerCase()) ??
    columns.find((name) => /id$/i.test(name) && !CLUSTER.test(name)) ??
    columns[0];
  const cluster =
    columns.find((name) => CLUSTER.test(name) && name !== idColumn) ??
    columns.find((name) => name !== idColumn);
  if (idColumn === undefined || cluster === undefined) {
    throw new HeaderError({
      place: '--truth',
      fact: 'its columns are neither id and cluster nor left_id and right_id',
      expectation: 'id,cluster or left_id,right_id',
      effect: 'nothing was compared',
      next: 'rename the columns of the file',
    });
  }
  const sides = isLink && !columns.includes('side') ? '(0), (1)' : '(0)';
  const side =
    columns.includes('side') && isLink
      ? "CASE WHEN lower(side) IN ('right', '1') THEN 1 ELSE 0 END"
      : 'sides.side';
  await runSql(
    connection,
    `CREATE TABLE truth AS SELECT DISTINCT ${side} AS side, trim(CAST(${quotedIdentifier(idColumn)} AS VARCHAR)) AS id,
      CAST(${quotedIdentifier(cluster)} AS VARCHAR) AS cluster FROM truth_file, (VALUES ${sides}) AS sides (side)`,
  );
}

async function truthOfPairs(
  connection: DuckDBConnection,
  left: string,
  right: string,
  score: string | undefined,
  isLink: boolean,
): Promise<void> {
  const id = (name: string) => `trim(CAST(${quotedIdentifier(name)} AS VARCHAR))`;
  const other = isLink ? 1 : 0;
  const sure =
    score === undefined ? 'TRUE' : `coalesce(TRY_CAST(${quotedIdentifier(score)} AS DOUBLE) >= 0.5, TRUE)`;
  await runSql(
    connection,
    `CREATE TABLE truth_pair AS SELECT ${id(left)} AS a, ${id(right)} AS b FROM truth_file WHERE ${sure}`,
  );
  await runSql(
    connection,
    `CREATE TABLE truth_node AS SELECT side, id, CAST(row_number() OVER (ORDER BY side, id) AS INTEGER) AS rid FROM (
      SELECT 0 AS side, a AS id FROM truth_pair UNION SELECT ${other}, b FROM truth_pair
      UNION SELECT 0, id FROM (SELECT CAST(record_id AS VARCHAR) AS id FROM left_id)${isLink ? ' UNION SELECT 1, id FROM (SELECT CAST(record_id AS VARCHAR) AS id FROM right_id)' : ''})`,
  );
  await runSql(connection, 'CREATE SCHEMA IF NOT EXISTS truth_work');
  await fillComponents(
    connection,
    `SELECT a.rid AS l, b.rid AS r FROM truth_pair JOIN truth_node AS a ON a.side = 0 AND a.id = truth_pair.a
      JOIN truth_node AS b ON b.side = ${other} AND b.id = truth_pair.b WHERE a.rid <> b.rid`,
    'truth_work',
  );
  await runSql(
    connection,
    `CREATE TABLE truth AS SELECT side, id, CAST(coalesce(root, rid) AS VARCHAR) AS cluster
      FROM truth_node LEFT JOIN truth_work.component USING (rid)`,
  );
}

/** Returns the number of rows of a table. */
export function rowsOf(connection: DuckDBConnection, table: string): Promise<number> {
  return queryNumber(connection, `SELECT count(*) FROM ${table}`);
}
