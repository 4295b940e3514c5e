import type { ReportsContext } from '../../../src/unit/index.ts';
import { csvText, type CsvCell } from '../../../src/publication/index.ts';
import type { Table } from '../../../src/table/index.ts';
import {
  IdentityEmployerDirectoryEmployer,
  IdentityEmployerDirectoryServiceProvider,
} from '../../sources/employer_directory/tables.ts';
import { rowsOf } from './rows.ts';
import {
  QualityBarometerAddressee,
  QualityBarometerCorrection,
  QualityBarometerDomain,
  QualityBarometerMeasure,
  QualityBarometerPart,
  QualityBarometerProvider,
} from './tables.ts';

/** Tables whose rows go to the NSSO as CSV, whole, and to each provider, its own rows alone. */
const TABLES = [
  QualityBarometerProvider,
  QualityBarometerDomain,
  QualityBarometerPart,
  QualityBarometerMeasure,
  QualityBarometerCorrection,
  QualityBarometerAddressee,
] as const;

/**
 * Returns the files of the barometer: `nsso/`, the ranking and every table as CSV; `providers/<number>/`, one page to read or
 * print in the language of the provider and its own rows as CSV. No file of a provider holds a row of another.
 */
export async function barometerFiles(context: ReportsContext): Promise<Record<string, string>> {
  const pages = await import('./pages.ts');
  const all = new Map<Table, readonly Row[]>();
  for (const table of TABLES) all.set(table, await context.rows(table));
  const names = await context.rows(IdentityEmployerDirectoryServiceProvider);
  const clients = await context.rows(IdentityEmployerDirectoryEmployer);
  const barometer = rowsOf(context.parameters, all, { names, clients });
  return {
    'nsso/ranking.html': pages.rankingPage(barometer),
    ...csvFiles('nsso', all),
    ...Object.assign(
      {},
      ...barometer.providers.map((own) => providerFiles(pages.providerPage(barometer, own), own.id, all)),
    ),
  };
}

type Row = Readonly<Record<string, unknown>>;

function providerFiles(
  page: string,
  id: string,
  all: ReadonlyMap<Table, readonly Row[]>,
): Record<string, string> {
  const rows = new Map(
    [...all].map(([table, found]) => [table, found.filter((row) => row['sender_id'] === id)] as const),
  );
  const folder = `providers/${id}`;
  rows.delete(QualityBarometerProvider);
  return { [`${folder}/report.html`]: page, ...csvFiles(folder, rows) };
}

function csvFiles(folder: string, rows: ReadonlyMap<Table, readonly Row[]>): Record<string, string> {
  return Object.fromEntries(
    [...rows].map(([table, found]) => {
      const names = Object.keys(table.columns);
      const cells = found.map((row) => names.map((name) => cellOf(row[name])));
      return [`${folder}/${table.name.replace('quality_barometer_', '')}.csv`, csvText(names, cells)];
    }),
  );
}

function cellOf(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value as string | boolean);
}
