import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { assertMayReadIdentity, type Access } from '../privacy/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { List, ScoreExplanation } from '../unit/index.ts';
import { inspectorsCsv, targetsCsv } from './files.ts';
import { exclusionsText, ledgerTexts, modelLedgerText } from './ledger.ts';
import { printPage } from './print.ts';
import { readPublishedRows, type PublishedRow } from './rows.ts';
import { inspectorsXlsx } from './xlsx.ts';

/** What was published of one list. */
export interface Publication {
  readonly list: string;
  readonly rowCount: number;
  /** Paths below the folder, with `/`, sorted. */
  readonly files: readonly string[];
}

export interface PublishOptions {
  readonly connection: DuckDBConnection;
  /** Ranked before, by `rankList`. */
  readonly list: List;
  /** `2024-05`. */
  readonly period: string;
  /** `lists/` and `ledger/` are made in it: a staging folder, which the caller renames when the whole run is good. */
  readonly outDir: string;
  /** Table of the candidates with every exclusion. @default the list's own candidates */
  readonly candidates?: string;
  /** The model that ranked or speaks: the version that the rows name, and how it explains itself. @default points alone */
  readonly model?: { readonly version: string; readonly explanations: readonly ScoreExplanation[] };
  /** Lists that wanted the same targets, by group. @default none */
  readonly sharedWith?: ReadonlyMap<string, readonly List[]>;
  /** Writes the read of clear names to the access log; called before any file is written. */
  readonly logAccess: (access: Access) => void;
}

/**
 * Writes the files of a ranked list: `lists/<list>/targets.csv` for machines, a CSV and a spreadsheet per district for
 * inspectors, a page to print and `exclusions.csv`; below `ledger/`, mode 0600, the arm of each row, its evidence numbers and its source keys.
 * Returns what was written.
 * @throws DisclosureError when the list declares no purpose; ContractError when a rule has no sentence.
 */
export async function publishList(options: PublishOptions): Promise<Publication> {
  const { connection, list, period, outDir } = options;
  assertMayReadIdentity({ kind: 'publication', name: list.name, purpose: list.purpose });
  const rows = await readPublishedRows(connection, list, {
    ...(options.model && { explanations: options.model.explanations }),
    ...(options.sharedWith && { sharedWith: options.sharedWith }),
  });
  options.logAccess({
    ...list.purpose,
    reader: `publication ${list.name} ${period}`,
    tables: [qualifiedName(list.nameSource.table)],
    rowCount: rows.length,
  });
  const published = writeFiles(outDir, `lists/${list.name}`, 0o640, {
    'targets.csv': targetsCsv(rows, list, options.model?.version ?? list.modelVersion),
    'exclusions.csv': await exclusionsText(connection, list, options.candidates),
    [`${list.name}_${period}.html`]: printPage(byDistrict(rows), list, period),
    ...(await districtFiles(rows, list, period)),
  });
  const kept = writeFiles(outDir, 'ledger', 0o600, {
    ...(await ledgerTexts(connection, list)),
    ...(options.model && { [`${list.name}_model.csv`]: modelLedgerText(rows) }),
  });
  return { list: list.name, rowCount: rows.length, files: [...published, ...kept].sort() };
}

async function districtFiles(
  rows: readonly PublishedRow[],
  list: List,
  period: string,
): Promise<Record<string, FileContent>> {
  const files: Record<string, FileContent> = {};
  for (const [district, own] of byDistrict(rows)) {
    const languages = own[0]?.languages ?? ['fr'];
    const stem = `${list.name}_${period}_${district}`;
    files[`${stem}.csv`] = inspectorsCsv(own, list, languages);
    files[`${stem}.xlsx`] = await inspectorsXlsx(own, list, languages, period);
  }
  return files;
}

function byDistrict(rows: readonly PublishedRow[]): Map<string, PublishedRow[]> {
  const districts = new Map<string, PublishedRow[]>();
  for (const row of rows) {
    const district = String(row.target['judicial_district']);
    const known = districts.get(district);
    if (known) known.push(row);
    else districts.set(district, [row]);
  }
  return districts;
}

type FileContent = string | Uint8Array;

function writeFiles(
  outDir: string,
  folder: string,
  mode: number,
  contents: Readonly<Record<string, FileContent>>,
): string[] {
  mkdirSync(join(outDir, folder), { recursive: true, mode: 0o700 });
  return Object.entries(contents).map(([name, content]) => {
    const path = join(outDir, folder, name);
    writeFileSync(path, content, { mode });
    chmodSync(path, mode);
    return `${folder}/${name}`;
  });
}
