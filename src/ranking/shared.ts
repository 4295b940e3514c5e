import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { List } from '../unit/index.ts';
import { groupType, WANTED_GROUP } from './exclusion.ts';
import { wantedSql } from './sql.ts';

/** Notes the groups that a ranked list would have named, had no other list of the month taken them. */
export async function noteWantedGroups(
  connection: DuckDBConnection,
  list: List,
  { period, seed }: { readonly period: string; readonly seed: string },
): Promise<void> {
  await runSql(
    connection,
    `INSERT INTO ${WANTED_GROUP} SELECT $type, w.group_id, $period, $list FROM (${wantedSql(list)}) AS w`,
    { type: groupType(list), period, seed, list: list.name },
    'wanted groups',
  );
}

/** Returns, by group, the other lists that wanted a target of this one: its row is shared with them. */
export async function sharedGroups(
  connection: DuckDBConnection,
  list: List,
  lists: readonly List[],
): Promise<Map<string, List[]>> {
  const rows = await queryRows(
    connection,
    `SELECT w.group_id, w.list FROM ${WANTED_GROUP} AS w
     INNER JOIN (SELECT DISTINCT t.group_id, t.period FROM ${qualifiedName(list.target)} AS t) AS t
       ON t.group_id = w.group_id AND t.period = w.period
     WHERE w.subject_type = $type AND w.list <> $list`,
    { type: groupType(list), list: list.name },
    'shared groups',
  );
  const wanted = new Set(rows.map((row) => `${String(row['list'])} ${String(row['group_id'])}`));
  const groups = new Set(rows.map((row) => String(row['group_id'])));
  return new Map(
    [...groups].map((group) => [group, lists.filter(({ name }) => wanted.has(`${name} ${group}`))]),
  );
}
