import type { DuckDBConnection } from '@duckdb/node-api';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { loadExitCode, loadExtracts, type LoadReport } from '../extract/index.ts';
import { bindPads, loadKey } from '../privacy/index.ts';
import { discoverRooms, PROJECT_ROOT } from '../unit/index.ts';
import { writeWorld, type WorldFormat, type Written } from './index.ts';

const ROOMS = {
  worldDir: join(PROJECT_ROOT, 'pipelines/world'),
  sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
};
const MESSAGE_SOURCES = ['dimona', 'dmfa', 'works_declaration'];

/**
 * What the official messages have no place for, and the flat extract tells: who sent a declaration (it stands in the name of
 * the file), what the NSSO decided about a record, where a site lies, and who gave a subcontractor the work, when it was
 * declared and for how much. The number of the file differs by nature.
 */
const FLAT_ONLY: Readonly<Record<string, readonly string[]>> = {
  dmfa_declaration: ['sender_id'],
  dmfa_worker_record: ['code_subjected'],
  works_declaration_works: ['latitude', 'longitude'],
  works_declaration_contract: ['principal_cbe_number', 'amount_cents', 'known_date'],
};

const dir = mkdtempSync(join(tmpdir(), 'world-formats-'));
afterAll(() => rmSync(dir, { recursive: true }));

interface Loaded {
  readonly database: Database;
  readonly connection: DuckDBConnection;
  readonly report: LoadReport;
  readonly ledger: readonly Written[];
}

async function loaded(format: WorldFormat): Promise<Loaded> {
  const outDir = join(dir, format);
  const ledger = await writeWorld(ROOMS, { employers: 60, quarters: 2, seed: 11, format, outDir });
  const sources = format === 'xml' ? MESSAGE_SOURCES : ledger.map(({ source }) => source);
  const home = join(dir, 'key');
  mkdirSync(home, { recursive: true });
  const database = await openDatabase({ path: ':memory:', threads: 2, allowedDirectories: [dir] });
  const connection = await database.connect();
  await installMacros(connection);
  const pads = await bindPads(connection, loadKey(home));
  const report = await loadExtracts({
    connection,
    rooms: (await discoverRooms()).filter(({ name }) => sources.includes(name)),
    extractsDir: outDir,
    tempDir: home,
    receivedDate: '2024-06-01',
    pads,
  });
  expect(loadExitCode(report), JSON.stringify(report.problems)).toBe(0);
  const step = readFileSync(join(ROOMS.sourcesDir, 'dimona/dimona_period.sql'), 'utf8');
  await runSql(connection, `CREATE TABLE staging.dimona_period AS ${step}`, { as_of_date: '2024-05-15' });
  return { database, connection, report, ledger };
}

describe('a world written as messages and as flat extracts', () => {
  let messages: Loaded;
  let flat: Loaded;
  beforeAll(async () => {
    process.env['VIGIE_KEY'] ??= '00'.repeat(32);
    messages = await loaded('xml');
    flat = await loaded('parquet');
  }, 120_000);
  afterAll(() => {
    messages.database.close();
    flat.database.close();
  });

  it.each([
    'dmfa_declaration',
    'dmfa_worker_record',
    'dmfa_occupation',
    'dmfa_service',
    'dmfa_remuneration',
    'dmfa_contribution',
    'dmfa_deduction',
    'dimona_period',
    'works_declaration_works',
    'works_declaration_contract',
  ])('gives the same rows of staging.%s', async (table) => {
    const left = ['file_id', ...(FLAT_ONLY[table] ?? [])];
    const names = left.map((name) => `'${name}'`).join(', ');
    const rows = ({ connection }: Loaded) =>
      queryRows(
        connection,
        `SELECT COLUMNS(name -> name NOT IN (${names})) FROM staging.${table} ORDER BY ALL`,
      );
    const expected = await rows(flat);
    expect(expected.length).toBeGreaterThan(20);
    expect(await rows(messages)).toEqual(expected);
  });

  it('loads every row that the ledger of the world counts, source by source and file by file', () => {
    const { report, ledger } = flat;
    // cbe/meta.csv dates the other files of the CBE and has no table.
    const written = ledger
      .filter(({ extract }) => extract !== 'meta')
      .map(({ source, extract, path, rows }) => ({
        name: relative(join(dir, 'parquet'), path),
        extract: `${source}.${extract}`,
        rows,
      }));
    const staged = report.files.flatMap(({ source, name, extracts }) =>
      Object.entries(extracts).map(([extract, counts]) => ({
        name,
        extract: `${source}.${extract}`,
        rows: counts.staged,
      })),
    );
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(staged.sort(byName)).toEqual(written.sort(byName));
    expect(written.length).toBeGreaterThan(30);
  });

  it.each(['account_quarter', 'dmfa_contribution', 'checkin_at_work_presence', 'person_register'])(
    'has as many rows in staging.%s as the ledger counts',
    async (table) => {
      const [{ count = 0 } = {}] = await queryRows(
        flat.connection,
        `SELECT count(*) AS count FROM staging.${table}`,
      );
      expect(Number(count)).toBe(
        flat.ledger.find(({ source, extract }) => `${source}_${extract}` === table)?.rows,
      );
    },
  );
});
