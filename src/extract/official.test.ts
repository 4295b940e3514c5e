import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, type Database } from '../duckdb/index.ts';
import { cbeNumber, date, defineTable } from '../table/index.ts';
import { defineSource, type Room } from '../unit/index.ts';
import { loadExtracts, type LoadReport } from './index.ts';

const Enterprise = defineTable({
  schema: 'staging',
  name: 'open_enterprise',
  grain: 'One row per enterprise.',
  key: ['cbe_number'],
  columns: {
    cbe_number: cbeNumber({ from: 'EnterpriseNumber', meaning: 'Number.' }),
    start_date: date({ from: 'StartDate', meaning: 'Start.' }),
  },
});

const room: Room = {
  kind: 'source',
  name: 'open',
  dir: '',
  definition: defineSource({
    name: 'open',
    sender: 'test',
    reference: 'test',
    extracts: [
      {
        extract: 'enterprise',
        table: Enterprise,
        delivery: 'entity_update',
        official: { file: 'enterprise', dateFormat: 'dd-mm-yyyy', entityColumn: 'cbe_number' },
      },
    ],
  }),
};

/** Invented numbers of the reserved range. */
const FULL = 'EnterpriseNumber,StartDate\n"0990.000.038",01-02-2020\n"0990.000.137",03-04-2021\n';
const META = (number: number) => `Variable,Value\n"ExtractNumber","${number}"\n`;

let folder = '';
let database: Database;
let connection: DuckDBConnection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-official-'));
  mkdirSync(join(folder, 'temp'));
  database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  connection = await database.connect();
  await installMacros(connection);
  deliver('full', { 'meta.csv': META(1), 'enterprise.csv': FULL });
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function deliver(name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, 'in/open', name), { recursive: true });
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(folder, 'in/open', name, file), content);
}

function load(): Promise<LoadReport> {
  return loadExtracts({
    connection,
    rooms: [room],
    extractsDir: join(folder, 'in'),
    tempDir: join(folder, 'temp'),
    receivedDate: '2024-05-01',
    pads: { inner: "unhex('36')", outer: "unhex('5c')" },
  });
}

const staged = () =>
  queryRows(connection, 'SELECT cbe_number, start_date FROM staging.open_enterprise ORDER BY cbe_number');

describe('an official update', () => {
  it('deletes by entity, written with dots, and then adds', async () => {
    deliver('update', {
      'meta.csv': META(2),
      'enterprise_delete.csv': 'EnterpriseNumber\n"0990.000.038"\n',
      'enterprise_insert.csv': 'EnterpriseNumber,StartDate\n"0990.000.038",05-06-2022\n',
    });
    expect((await load()).problems).toEqual([]);
    expect(await staged()).toEqual([
      { cbe_number: '0990000038', start_date: '2022-06-05' },
      { cbe_number: '0990000137', start_date: '2021-04-03' },
    ]);
  });

  it.each([
    ['with a quote that does not end', 'Variable,Value\n"ExtractNumber,2\n'],
    ['without its number', 'Variable,Value\n"SnapshotDate","01-05-2024"\n'],
  ])('whose meta.csv is %s is refused whole', async (_, meta) => {
    deliver('update', { 'meta.csv': meta, 'enterprise_delete.csv': 'EnterpriseNumber\n"0990.000.038"\n' });
    const report = await load();
    expect(report.problems.map(({ exitCode }) => exitCode)).toEqual([10]);
    expect(report.problems[0]?.message).toMatch(/meta.csv: it /);
    expect(await staged()).toHaveLength(2);
  });

  it.each([
    ['another column', 'EntityNumber\n"0990.000.038"\n'],
    ['no header', '"0990.000.038"\n"0990.000.137"\n'],
    ['a second column', 'EnterpriseNumber,StartDate\n"0990.000.038",01-02-2020\n'],
    ['nothing', ''],
  ])('whose deletions have %s is refused whole: nothing is deleted or added', async (_, deletions) => {
    deliver('update', {
      'meta.csv': META(2),
      'enterprise_delete.csv': deletions,
      'enterprise_insert.csv': 'EnterpriseNumber,StartDate\n"0990.000.237",05-06-2022\n',
    });
    const report = await load();
    expect(report.problems.map(({ exitCode }) => exitCode)).toEqual([11]);
    expect(report.problems[0]?.message).toMatch(/enterprise_delete.csv: its header is not the one column/);
    expect(report.problems[0]?.message).not.toMatch(/0990/);
    expect((await staged()).map((row) => row['cbe_number'])).toEqual(['0990000038', '0990000137']);
  });
});
