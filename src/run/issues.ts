import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import type { LoadWarning } from '../extract/index.ts';
import { collectIssues, type Issues } from '../log/index.ts';
import type { CheckFinding } from './checks.ts';

/** What a run knows itself; the rest of its issues stands in the warehouse. */
export interface RunFindings {
  /** Of the load of this run, if it loaded. */
  readonly load: readonly LoadWarning[];
  readonly checks: readonly CheckFinding[];
}

/**
 * Writes `issues.json` into the folder of a run: the list of findings to work through, errors first. Refused files and
 * rejected rows are those of every load so far, because they stay open until the sender corrects them; positions stand in
 * `staging.rejected_row`. No value of a row is in it.
 */
export async function writeIssues(
  connection: DuckDBConnection,
  folder: string,
  { load, checks }: RunFindings,
): Promise<void> {
  const issues = collectIssues();
  await addOpenDeliveries(connection, issues);
  for (const { source, extract, column, rule, count } of load) {
    issues.add('warn', 'load.warning', { source, extract, column, rule, row_count: count });
  }
  for (const { room, level, sentence, count } of checks) {
    issues.add(level === 'fail' ? 'error' : 'warn', 'check', { room, sentence, row_count: count });
  }
  writeFileSync(join(folder, 'issues.json'), issues.toJson(), { mode: 0o600 });
}

async function addOpenDeliveries(connection: DuckDBConnection, issues: Issues): Promise<void> {
  const refused = await queryRows(
    connection,
    `SELECT f.source, f.name, f.rule FROM ledger.delivered_file AS f WHERE f.status = 'refused'
     ORDER BY f.source, f.name, f.rule, f.file_id`,
  );
  for (const { source, name, rule } of refused) {
    issues.add('error', 'load.refused', { source: String(source), file: String(name), rule: String(rule) });
  }
  const rejected = await queryRows(
    connection,
    `SELECT r.source, min(f.name) AS name, r.extract, r.column_name, r.rule, count(*) AS n
     FROM staging.rejected_row AS r
     LEFT JOIN ledger.delivered_file AS f ON f.file_id = r.file_id AND f.source = r.source
     GROUP BY r.source, r.file_id, r.extract, r.column_name, r.rule
     ORDER BY r.source, r.file_id, r.extract, r.column_name, r.rule`,
  );
  for (const { source, name, extract, column_name, rule, n } of rejected) {
    issues.add('error', 'load.rejected', {
      source: String(source),
      file: String(name),
      extract: String(extract),
      column: String(column_name),
      rule: String(rule),
      row_count: Number(n),
    });
  }
}
