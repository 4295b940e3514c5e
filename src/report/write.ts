import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { feedbackSource } from '../feedback/index.ts';
import type { List, Room } from '../unit/index.ts';
import { listChanges, pastRates, sourceLoads, type Past } from './data.ts';
import { reportPage, type Report, type ReportedList } from './page.ts';

/**
 * Writes `report/index.html` of a run below `outDir`. It is a function of the warehouse, the run and the lists issued before,
 * so that running or replaying gives the same bytes.
 */
export async function writeReport(
  connection: DuckDBConnection,
  outDir: string,
  rooms: readonly Room[],
  run: Pick<Report, 'job' | 'asOf' | 'quarter' | 'findings' | 'withheld'> & {
    readonly lists: readonly (Omit<ReportedList, 'list'> & { readonly list: string })[];
  },
  past: Past,
): Promise<void> {
  const declared = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
  const lists = run.lists.flatMap((entry) => {
    const list = declared.find(({ name }) => name === entry.list);
    return list ? [{ ...entry, list }] : [];
  });
  const own: List[] = lists.map(({ list }) => list);
  const loads = await sourceLoads(connection);
  const delivered = new Set(loads.map(({ source }) => source));
  const sources = rooms.filter(({ kind }) => kind === 'source').map(({ name }) => name);
  const hasFeedback = rooms.some(({ definition }) => definition.kind === 'source' && definition.feedback);
  const text = reportPage({
    ...run,
    lists,
    declared,
    loads,
    notDelivered: sources.filter((name) => !delivered.has(name)),
    changes: await listChanges(connection, own, run.asOf, past),
    rates: hasFeedback ? await pastRates(connection, feedbackSource(rooms), declared, run.asOf, past) : [],
  });
  const folder = join(outDir, 'report');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'index.html'), text, { mode: 0o640 });
}
