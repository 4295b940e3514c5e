import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, queryNumber, queryRows, runSql, type Database } from './index.ts';
import { ContractError, HomeError } from '../errors.ts';
import { PROJECT_ROOT } from '../unit/index.ts';
import type { DuckDBConnection } from '@duckdb/node-api';

let parent = '';
let inside = '';
let outside = '';
let database: Database;
let connection: DuckDBConnection;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'vigie-sealed-'));
  inside = join(parent, 'inside');
  outside = join(parent, 'outside');
  for (const folder of [inside, outside]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.csv'), 'n\n1\n');
  }
  symlinkSync(join(outside, 'a.csv'), join(inside, 'link.csv'));
  database = await openDatabase({ path: ':memory:', threads: 3, allowedDirectories: [inside] });
  connection = await database.connect();
});
afterAll(() => {
  database.close();
  rmSync(parent, { recursive: true });
});

const refused = (sql: string) =>
  expect(runSql(connection, sql.replaceAll('INSIDE', inside).replaceAll('OUTSIDE', outside))).rejects;

describe('a sealed database', () => {
  it('reads and writes in an allowed folder', async () => {
    const sql = `SELECT count(*) FROM read_csv('${inside}/a.csv')`;
    expect(await queryNumber(connection, sql)).toBe(1);
    await runSql(connection, `COPY (SELECT 1 AS n) TO '${inside}/b.csv'`);
    expect(existsSync(join(inside, 'b.csv'))).toBe(true);
  });

  it.each([
    "SELECT * FROM read_csv('OUTSIDE/a.csv')",
    "SELECT * FROM 'OUTSIDE/a.csv'",
    "SELECT * FROM read_csv('INSIDE/../outside/a.csv')",
    "SELECT * FROM read_csv('INSIDE/link.csv')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('OUTSIDE/*')",
    "IMPORT DATABASE 'OUTSIDE'",
    "SELECT * FROM 'https://example.org/a.csv'",
  ])('reads nothing outside: %s', async (sql) => {
    await refused(sql).toThrow(ContractError);
  });

  it.each([
    "COPY (SELECT 1 AS n) TO 'OUTSIDE/b.csv'",
    "COPY (SELECT 1 AS n) TO 'INSIDE/../outside/b.csv'",
    "EXPORT DATABASE 'OUTSIDE/b'",
    "ATTACH 'OUTSIDE/b'",
  ])('writes nothing outside: %s', async (sql) => {
    await refused(sql).toThrow(ContractError);
    for (const name of ['b', 'b.csv']) expect(existsSync(join(outside, name))).toBe(false);
  });

  it.each(['INSTALL httpfs', 'LOAD httpfs', 'INSTALL h3 FROM community', "LOAD 'INSIDE/x.duckdb_extension'"])(
    'takes no extension: %s',
    async (sql) => {
      await refused(sql).toThrow(ContractError);
    },
  );

  it.each([
    'SET threads = 4',
    "SET memory_limit = '1GB'",
    'SET enable_external_access = true',
    "SET allowed_directories = ['/']",
    'SET lock_configuration = false',
    'RESET lock_configuration',
    'SET autoinstall_known_extensions = true',
    "SET GLOBAL temp_directory = 'OUTSIDE'",
  ])('keeps its settings: %s', async (sql) => {
    await refused(sql).toThrow(ContractError);
  });

  it('keeps them on each further connection', async () => {
    const other = await database.connect();
    await expect(runSql(other, 'SET threads = 4')).rejects.toThrow(ContractError);
    await expect(runSql(other, `SELECT * FROM read_csv('${outside}/a.csv')`)).rejects.toThrow(ContractError);
  });

  it('has the threads that were asked for', async () => {
    expect(await queryRows(connection, "SELECT current_setting('threads') AS n")).toEqual([{ n: 3 }]);
  });

  // SET without GLOBAL holds for the connection that sealed the database only; the others took the machine's zone.
  it('knows one time zone whatever the machine says', () => {
    const script = `
      import { openDatabase, queryRows } from './src/duckdb/index.ts';
      const database = await openDatabase({ path: ':memory:' });
      const sql = "SELECT CAST(TIMESTAMPTZ '2024-01-01 00:00:00+00' AS DATE) AS day";
      console.log(JSON.stringify(await queryRows(await database.connect(), sql)));`;
    const words = ['--import', 'tsx', '--input-type=module', '-e', script];
    const env = { ...process.env, TZ: 'America/New_York' };
    const { stdout } = spawnSync(process.execPath, words, { env, cwd: PROJECT_ROOT, encoding: 'utf8' });
    expect(stdout).toBe('[{"day":"2024-01-01"}]\n');
  });

  it('reads no file at all where no folder was allowed', async () => {
    const alone = await openDatabase({ path: ':memory:' });
    const its = await alone.connect();
    await expect(runSql(its, `SELECT * FROM read_csv('${inside}/a.csv')`)).rejects.toThrow(ContractError);
    alone.close();
  });
});

describe('a closed database', () => {
  it('has let go of its file, though a connection was left open: no write-ahead log waits beside it', async () => {
    const path = join(inside, 'closed.duckdb');
    for (const rows of [1, 2]) {
      const file = await openDatabase({ path, threads: 1, allowedDirectories: [inside] });
      const open = await file.connect();
      await runSql(open, 'CREATE TABLE IF NOT EXISTS counted (n INTEGER)');
      await runSql(open, 'INSERT INTO counted VALUES (1)');
      expect(existsSync(`${path}.wal`)).toBe(true);
      expect(await queryNumber(open, 'SELECT count(*) FROM counted')).toBe(rows);
      file.close();
      expect(existsSync(`${path}.wal`)).toBe(false);
    }
  });
});

describe('encryption', () => {
  const encryptionKey = 'ab'.repeat(32);
  /** The first block of an empty file that DuckDB 1.5.5 wrote with that key and the extension. */
  const ENCRYPTED_HEADER =
    'eNo7IvTg4qQriuouoc7eLgwQwMiAH5QZ6pnqmeKWT7FITklMNDZOS8Euz8jAyKgApJ+6Hnn28Vnil/nxj2ecs7P88+z3PKE34omXngtb/f516PKN0o3n5FpqJ327PnEPQ/8V59Q3gf8eM4yCUTAKRsEoGAWjYBSMglEwCkbBKBgFo4BkAAC2iyuG';

  it('is refused with its own words where the extension does not exist or is none, and leaves no file', async () => {
    const fake = join(parent, 'httpfs.duckdb_extension');
    writeFileSync(fake, 'not an extension');
    for (const httpfsExtension of [fake, join(parent, 'absent')]) {
      const path = join(parent, 'encrypted.duckdb');
      const error: unknown = await openDatabase({ path, httpfsExtension, encryptionKey }).catch(
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(HomeError);
      expect((error as HomeError).parts.fact).toBe('the httpfs extension can not be loaded');
      expect(existsSync(path)).toBe(false);
    }
  });

  // DuckDB 1.5 writes encrypted files with that extension only: this refusal shows that the key has reached it.
  it('asks DuckDB for an encrypted file: without the extension it writes none', async () => {
    const path = join(parent, 'encrypted.duckdb');
    const error: unknown = await openDatabase({ path, encryptionKey }).catch((e: unknown) => e);
    expect((error as HomeError).parts.fact).toContain('not without the httpfs extension');
    expect(String(error)).not.toContain(encryptionKey);
  });

  it('is missed where the file was written with a key and none is given', async () => {
    const path = join(parent, 'locked.duckdb');
    writeFileSync(
      path,
      Buffer.concat([inflateSync(Buffer.from(ENCRYPTED_HEADER, 'base64')), Buffer.alloc(8192)]),
    );
    const error: unknown = await openDatabase({ path }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(HomeError);
    expect((error as HomeError).parts.fact).toBe('the warehouse is encrypted, and no key was given');
  });
});
