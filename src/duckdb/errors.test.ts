import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContractError, HomeError, UsageError, VigieError } from '../errors.ts';
import { openDatabase, queryRows, runSql, wrapDuckDbError, type Database } from './index.ts';

/** Invented: serial 991. */
const MARK = '85010199192';

let folder = '';
let database: Database;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-errors-'));
  writeFileSync(join(folder, 'marked.csv'), `niss,n\n${MARK},1\n${MARK},2,3\n`);
  database = await openDatabase({ path: ':memory:', threads: 1, allowedDirectories: [folder] });
  connection = await database.connect();
  await runSql(connection, 'CREATE TABLE worker (niss VARCHAR PRIMARY KEY, n INTEGER CHECK (n < 3))');
  await runSql(connection, `INSERT INTO worker VALUES ('${MARK}', 1)`);
});
beforeEach(() => {
  vi.stubEnv('VIGIE_DEBUG_SQL', undefined);
  return () => vi.unstubAllEnvs();
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

async function errorOf(work: Promise<unknown>): Promise<VigieError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof VigieError) return error;
  }
  throw new TypeError('an error of vigie was expected');
}

/** Everything that any logger could show of an error: message, stack, fields, hidden ones too. */
const shown = (error: VigieError): string =>
  [String(error), error.stack, JSON.stringify(error), inspect(error, { depth: 9, showHidden: true })].join(
    '\n',
  );

describe('an error of the database', () => {
  it.each([
    ['Conversion', 'SELECT CAST(niss AS DATE) FROM worker'],
    ['Conversion', 'SELECT CAST(niss AS INTEGER) FROM worker'],
    ['Conversion', 'SELECT CAST(niss AS DECIMAL(3, 0)) FROM worker'],
    ['Constraint', 'INSERT INTO worker SELECT niss, 2 FROM worker'],
    ['Invalid Input', "SELECT strptime(niss, '%Y') FROM worker"],
    ['Invalid Input', 'SELECT error(niss) FROM worker'],
    ['Invalid Input', "SELECT regexp_matches('a', niss || '(') FROM worker"],
    ['Out of Range', 'SELECT 9223372036854775807 + CAST(niss AS BIGINT) FROM worker'],
    ['Binder', `SELECT "${MARK}" FROM worker`],
    ['Parser', `SELEC '${MARK}'`],
    [
      'Conversion',
      "SELECT * FROM read_csv('FOLDER/marked.csv', auto_detect = false, header = true, columns = {niss: 'DATE', n: 'INTEGER'})",
    ],
    [
      'Invalid Input',
      "SELECT * FROM read_csv('FOLDER/marked.csv', auto_detect = false, header = true, columns = {niss: 'VARCHAR', n: 'INTEGER'})",
    ],
  ])('says %s Error and never the value: %s', async (kind, sql) => {
    const text = sql.replace('FOLDER', folder);
    await expect(connection.run(text)).rejects.toThrow(MARK);
    const errors = [
      await errorOf(runSql(connection, text, {}, 'staging.worker')),
      await errorOf(queryRows(connection, text, {}, 'staging.worker')),
    ];
    expect(errors[0]?.parts.fact).toBe(`DuckDB reports: ${kind} Error`);
    for (const error of errors) {
      expect(error).toBeInstanceOf(ContractError);
      expect(error.parts.place).toBe('staging.worker');
      expect(error.cause).toBeUndefined();
      expect(shown(error)).not.toContain(MARK);
    }
  });

  it('does not show a parameter either', async () => {
    const error = await errorOf(queryRows(connection, 'SELECT CAST($niss AS DATE)', { niss: MARK }));
    expect(shown(error)).not.toContain(MARK);
  });

  it('keeps what vigie itself said', () => {
    const parts = { place: 'p', fact: 'f', expectation: 'e', effect: 'e', next: 'n' };
    const error = new UsageError(parts);
    expect(wrapDuckDbError(error, 'elsewhere')).toBe(error);
  });

  it('is a ContractError without a kind where the text has none', () => {
    for (const thrown of [new TypeError(MARK), MARK, undefined]) {
      const error = wrapDuckDbError(thrown, 'p');
      expect(error).toBeInstanceOf(ContractError);
      expect(error.parts.fact).toBe('DuckDB reports: unknown error');
    }
  });
});

describe('the home', () => {
  it('is in use while another process holds the warehouse', async () => {
    const path = join(folder, 'held.duckdb');
    const script = `
      import { DuckDBInstance } from '@duckdb/node-api';
      const held = await DuckDBInstance.create(${JSON.stringify(path)});
      await (await held.connect()).run('CREATE TABLE t AS SELECT 1');
      console.log('open');
      process.stdin.resume();`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    const error = await errorOf(openDatabase({ path }));
    holder.kill();
    await ended;
    expect(error).toBeInstanceOf(HomeError);
    expect(error.parts.fact).toBe('the warehouse is in use by another process');
    (await openDatabase({ path })).close();
  });

  it('is damaged when the file is no warehouse, or a block of it was changed', async () => {
    const path = join(folder, 'damaged.duckdb');
    const whole = await openDatabase({ path });
    await runSql(await whole.connect(), 'CREATE TABLE t AS SELECT * FROM range(10000)');
    whole.close();
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    for (let i = 0; i < changed.length; i += 500) changed[i] = 255 - (changed[i] ?? 0);
    for (const content of [changed, Buffer.from('not a warehouse\n'.repeat(1000))]) {
      writeFileSync(path, content);
      const error = await errorOf(openDatabase({ path }));
      expect(error).toBeInstanceOf(HomeError);
      expect(error.parts.fact).toBe('the warehouse file is damaged');
    }
  });

  it('is not to blame for the words that stand in a cell', async () => {
    const error = await errorOf(runSql(connection, "SELECT CAST('checksum' AS INTEGER)"));
    expect(error).toBeInstanceOf(ContractError);
  });

  it('is damaged when the end of the file is missing', async () => {
    const path = join(folder, 'short.duckdb');
    (await openDatabase({ path })).close();
    writeFileSync(path, readFileSync(path).subarray(0, 6000));
    expect(await errorOf(openDatabase({ path }))).toBeInstanceOf(HomeError);
  });

  it('says that a newer version wrote it', () => {
    const text =
      'IO Error: Trying to read a database file with version number 99, but we can only read versions between 64 and ' +
      '68.\nThe database file was created with a newer version of DuckDB.';
    expect(wrapDuckDbError(new Error(text), 'p').parts.fact).toBe(
      'the warehouse was written by a newer version',
    );
  });

  it.skipIf(!existsSync('/dev/full'))('is full when the disk takes no more', async () => {
    const full = await openDatabase({ path: ':memory:', allowedDirectories: ['/dev'] });
    const sql = "COPY (SELECT * FROM range(100000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)";
    const error = await errorOf(runSql(await full.connect(), sql));
    full.close();
    expect(error).toBeInstanceOf(HomeError);
    expect(error.parts.fact).toBe('the disk is full');
  });

  it('is full when the temp folder may not grow', () => {
    const text =
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (0 bytes/0 bytes used). This limit was set by the 'max_temp_directory_size' setting.";
    expect(wrapDuckDbError(new Error(text), 'p').parts.fact).toBe('the disk is full');
  });

  it('gives out of memory its own words', async () => {
    const small = await openDatabase({ path: ':memory:', threads: 1, memoryLimit: '20MB' });
    const sql = 'SELECT count(DISTINCT md5(CAST(range AS VARCHAR))) FROM range(3000000)';
    const error = await errorOf(runSql(await small.connect(), sql));
    small.close();
    expect(error).toBeInstanceOf(HomeError);
    expect(error.parts.fact).toBe('the memory limit was reached');
  });
});
