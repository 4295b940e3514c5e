import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { assertMayReadIdentity, logAccess } from '../privacy/index.ts';
import { rankList, type Ranking } from '../ranking/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { List } from '../unit/index.ts';
import { inspectorsCsv, targetsCsv } from './files.ts';
import { exclusionsText, ledgerTexts } from './ledger.ts';
import { readPublishedRows, type PublishedRow } from './rows.ts';

/** What was published of one list. */
export interface ListReport extends Ranking {
  readonly list: string;
  readonly targetCount: number;
  readonly districtCount: number;
}

export interface PublishOptions {
  readonly connection: DuckDBConnection;
  /** Folder of the access log. */
  readonly home: string;
  readonly list: List;
  /** ISO; the candidates were built as of this day. */
  readonly asOfDate: string;
  /** Where the files of the list go, `…/lists/<list>`; in a folder that is renamed when the whole run is good. */
  readonly outDir: string;
  /** Where what is not published goes. @default `ledger` beside `lists` */
  readonly ledgerDir?: string;
  /** Seed of the random arm. @default the name of the list */
  readonly seed?: string;
  /** @default the list's own */
  readonly modelVersion?: string;
}

/**
 * Ranks a list and writes its files: `targets.csv` for machines, one file per district for inspectors, and
 * `exclusions.csv`; in the ledger, mode 0600, the arm of each row, its evidence numbers and its source keys.
 * Clear names are read under the purpose of the list and the read is logged before any file is written.
 * @throws DisclosureError when the list declares no purpose; ContractError when a rule has no sentence.
 */
export async function publishList(options: PublishOptions): Promise<ListReport> {
  const { connection, list, outDir } = options;
  assertMayReadIdentity({ kind: 'publication', name: list.name, purpose: list.purpose });
  const ranking = await rankList({ ...options, seed: options.seed ?? list.name });
  const rows = await readPublishedRows(connection, list);
  logAccess(options.home, {
    ...list.purpose,
    reader: `publication ${list.name} ${ranking.period}`,
    tables: [qualifiedName(list.nameSource.table)],
    rowCount: rows.length,
  });
  writeFiles(outDir, 0o640, {
    'targets.csv': targetsCsv(rows, list, options.modelVersion ?? list.modelVersion),
    'exclusions.csv': await exclusionsText(connection, list),
    ...districtFiles(rows, list, ranking.period),
  });
  const ledgerDir = options.ledgerDir ?? join(outDir, '..', '..', 'ledger');
  writeFiles(ledgerDir, 0o600, await ledgerTexts(connection, list));
  const districtCount = ranking.districts.filter(({ chosen }) => chosen > 0).length;
  return { list: list.name, targetCount: rows.length, districtCount, ...ranking };
}

function districtFiles(rows: readonly PublishedRow[], list: List, period: string): Record<string, string> {
  const districts = [...new Set(rows.map((row) => String(row.target['judicial_district'])))];
  return Object.fromEntries(
    districts.map((district) => {
      const own = rows.filter((row) => row.target['judicial_district'] === district);
      const languages = own[0]?.languages ?? ['fr'];
      return [`${list.name}_${period}_${district}.csv`, inspectorsCsv(own, list, languages)];
    }),
  );
}

function writeFiles(dir: string, mode: number, texts: Readonly<Record<string, string>>): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(dir, name), text, { mode });
    chmodSync(join(dir, name), mode);
  }
}
