import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import {
  gatherIssuedRows,
  hitRates,
  judgeRows,
  type FeedbackSource,
  type HitRate,
  type IssuedList,
} from '../feedback/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { List } from '../unit/index.ts';

/** What became of the files of one source, all deliveries together. */
export interface SourceLoad {
  readonly source: string;
  readonly files: number;
  readonly refused: number;
  readonly read: number;
  readonly staged: number;
  readonly rejected: number;
}

/** What changed in a list since the one issued before it. */
export interface ListChange {
  readonly list: string;
  /** Absent: there was none. */
  readonly previous?: { readonly period: string; readonly version: number };
  readonly added: number;
  readonly kept: number;
  readonly gone: number;
}

/** Returns the files and rows of each source, by name. */
export async function sourceLoads(connection: DuckDBConnection): Promise<SourceLoad[]> {
  const rows = await queryRows(
    connection,
    `SELECT f.source, count(DISTINCT f.file_id) AS files,
       count(DISTINCT f.file_id) FILTER (WHERE f.status = 'refused') AS refused,
       coalesce(sum(e.rows_read), 0) AS read, coalesce(sum(e.rows_staged), 0) AS staged,
       coalesce(sum(e.rows_rejected), 0) AS rejected
     FROM ledger.delivered_file AS f
     LEFT JOIN ledger.delivered_extract AS e ON e.file_id = f.file_id AND e.source = f.source
     GROUP BY f.source ORDER BY f.source`,
    {},
    'report',
  );
  return rows.map((row) => ({
    source: String(row['source']),
    files: Number(row['files']),
    refused: Number(row['refused']),
    read: Number(row['read']),
    staged: Number(row['staged']),
    rejected: Number(row['rejected']),
  }));
}

/** Where the report finds what was issued before. */
export interface Past {
  /** Folder of the runs. */
  readonly runs: string;
  readonly history: readonly IssuedList[];
}

/** Returns, for each list of a run, how its targets differ from those of the list issued before as of an earlier day. */
export async function listChanges(
  connection: DuckDBConnection,
  lists: readonly List[],
  asOf: string,
  past: Past,
): Promise<ListChange[]> {
  await gatherIssuedRows(connection, past.runs, past.history);
  const changes: ListChange[] = [];
  for (const list of lists) {
    const earlier = past.history.filter((entry) => entry.list === list.name && entry.asOfDate < asOf);
    const previous = earlier.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).at(-1);
    const [row] = await queryRows(
      connection,
      `SELECT count(t.subject_id) FILTER (WHERE p.subject_id IS NULL) AS added,
         count(t.subject_id) FILTER (WHERE p.subject_id IS NOT NULL) AS kept,
         count(p.subject_id) FILTER (WHERE t.subject_id IS NULL) AS gone
       FROM ${qualifiedName(list.target)} AS t
       FULL JOIN (SELECT i.subject_id FROM issued_row AS i WHERE i.run_id = $run AND i.list = $list) AS p
         ON p.subject_id = t.subject_id`,
      { run: previous?.runId ?? '', list: list.name },
      'report',
    );
    changes.push({
      list: list.name,
      ...(previous && { previous: { period: previous.period, version: previous.version } }),
      added: Number(row?.['added']),
      kept: Number(row?.['kept']),
      gone: Number(row?.['gone']),
    });
  }
  return changes;
}

const orderOf = ({ asOfDate, period, version }: IssuedList): string =>
  `${asOfDate} ${period} ${String(version).padStart(6, '0')}`;

/** Returns the hit rates of lists issued as of an earlier day, by list and by month; of groups with a result. */
export async function pastRates(
  connection: DuckDBConnection,
  feedback: FeedbackSource,
  lists: readonly List[],
  asOf: string,
  past: Past,
): Promise<HitRate[]> {
  const history = past.history.filter(({ asOfDate }) => asOfDate < asOf);
  await gatherIssuedRows(connection, past.runs, history);
  await judgeRows(connection, feedback.tables, lists, asOf);
  const rates = [...(await hitRates(connection, 'list')), ...(await hitRates(connection, 'month'))];
  return rates.filter(({ issued, pending }) => issued > pending);
}
