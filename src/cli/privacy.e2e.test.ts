import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { queryRows } from '../duckdb/index.ts';

const night = inject('sampleNight');
let persons: ReadonlySet<string>;
let connection: DuckDBConnection;

const NISS_SHAPED = /\d{11}/g;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(join(night.home, 'warehouse.duckdb'), {
    access_mode: 'READ_ONLY',
  });
  connection = await instance.connect();
  const rows = await queryRows(connection, 'SELECT niss FROM identity.worker ORDER BY niss');
  persons = new Set(rows.map((row) => String(row['niss'])));
});
afterAll(() => connection.closeSync());

/** The NISS of persons of the samples that stand in a text. */
const personsIn = (text: string) =>
  [...text.matchAll(NISS_SHAPED)].map(([digits]) => digits).filter((digits) => persons.has(digits));

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

describe('a night on thousands of planted persons', () => {
  it('knows them, so that this test can fail', () => {
    expect(night.code).toBe(0);
    expect(persons.size).toBeGreaterThan(2000);
    expect(personsIn(`niss=${[...persons][0]};`)).toHaveLength(1);
  });

  it('writes none of their numbers to a log, a list, a ledger or a manifest', () => {
    expect(personsIn(night.stdout + night.stderr)).toEqual([]);
    const files = [...filesBelow(join(night.home, 'runs')), join(night.home, 'access.jsonl')];
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) expect(personsIn(readFileSync(file, 'utf8')), file).toEqual([]);
  });

  it('keeps their numbers, names and birth dates out of every schema but identity', async () => {
    const columns = await queryRows(
      connection,
      `SELECT table_schema AS s, table_name AS t, column_name AS c FROM information_schema.columns
       WHERE table_schema <> 'identity' AND data_type = 'VARCHAR' ORDER BY ALL`,
    );
    expect(columns.length).toBeGreaterThan(200);
    for (const { s, t, c } of columns) {
      const [row] = await queryRows(
        connection,
        `SELECT count(*) AS n FROM "${s}"."${t}" AS x WHERE x."${c}" IN (SELECT w.niss FROM identity.worker AS w)`,
      );
      expect([`${s}.${t}.${c}`, row?.['n']]).toEqual([`${s}.${t}.${c}`, 0]);
    }
    const named = columns.filter(({ c }) =>
      /^(worker_)?(last|first)_name$|^(contractor_)?denomination$|birth_date$/.test(String(c)),
    );
    expect(named).toEqual([]);
  });

  it('leaves nothing in the temp folder, and the home to its owner', () => {
    expect(filesBelow(join(night.home, 'temp'))).toEqual([]);
    expect(statSync(night.home).mode & 0o077).toBe(0);
  });
});
