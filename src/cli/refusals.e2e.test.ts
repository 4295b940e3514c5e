import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVigie, TEST_KEY } from '../testing/index.ts';
import { PROJECT_ROOT } from '../unit/index.ts';

const SAMPLES = join(PROJECT_ROOT, 'data-samples/extracts');
const BROKEN = join(PROJECT_ROOT, 'data-samples/broken');

/** Case, what is said and exit code stand in one table, which people read too. */
function cases(): { name: string; said: string; code: number }[] {
  return readFileSync(join(BROKEN, 'README.md'), 'utf8')
    .split('\n')
    .map((line) => /^\| `(\w+)` \| ([^:|]+).*? \| (\d+) \|$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', said = '', code = '']) => ({ name, said: said.trim(), code: Number(code) }));
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-broken-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('broken deliveries', () => {
  it('each have a folder, and each folder is described', () => {
    const folders = readdirSync(BROKEN, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(
      cases()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(folders.map(({ name }) => name).sort());
    expect(cases().length).toBeGreaterThan(13);
  });

  it.each(cases())(
    '$name ends with code $code, says $said and shows no person',
    async ({ name, said, code }) => {
      const result = await runVigie([
        '--home',
        join(folder, name),
        '--log',
        'json',
        'load',
        join(BROKEN, name),
      ]);
      expect(result.code, result.stdout + result.stderr).toBe(code);
      const output = result.stdout + result.stderr;
      expect(output).toContain(said);
      if (code !== 0) for (const part of ['Expected: ', 'Effect: ', 'Next: ']) expect(output).toContain(part);
      const loaded = /"event":"loaded".*?"read":(\d+),"staged":(\d+),"rejected":(\d+)/.exec(result.stdout);
      expect(loaded).not.toBeNull();
      const [, read, staged, rejected] = (loaded ?? []).map(Number);
      expect(read).toBe((staged ?? 0) + (rejected ?? 0));
      const planted = new Set(
        filesBelow(join(BROKEN, name)).flatMap((file) => readFileSync(file, 'latin1').match(/\d{11}/g) ?? []),
      );
      expect((output.match(/\d{11}/g) ?? []).filter((digits) => planted.has(digits))).toEqual([]);
    },
  );
});

describe('a home that can not be used', () => {
  const load = (name: string) =>
    runVigie([
      '--home',
      join(folder, name),
      'load',
      join(PROJECT_ROOT, 'data-samples/extracts'),
      '--source',
      'account',
    ]);

  it('is left alone while another process runs on it', async () => {
    mkdirSync(join(folder, 'busy'), { mode: 0o700 });
    writeFileSync(join(folder, 'busy/lock'), String(process.pid));
    const { code, stderr } = await load('busy');
    expect(code).toBe(50);
    expect(stderr).toMatch(/process .* is running on it/);
  });

  it('is left alone when a newer version wrote it', async () => {
    expect((await load('newer')).code).toBe(0);
    const instance = await DuckDBInstance.create(join(folder, 'newer/warehouse.duckdb'));
    const connection = await instance.connect();
    await connection.run('UPDATE ledger.warehouse SET version = 99');
    connection.closeSync();
    instance.closeSync();
    const { code, stderr } = await load('newer');
    expect(code).toBe(50);
    expect(stderr).toMatch(/it has version 99/);
  });

  it('is reported when the warehouse is damaged', async () => {
    mkdirSync(join(folder, 'damaged'), { mode: 0o700 });
    writeFileSync(join(folder, 'damaged/warehouse.duckdb'), 'x'.repeat(20_000), { mode: 0o600 });
    writeFileSync(join(folder, 'damaged/key'), '00'.repeat(32), { mode: 0o600 });
    const { code, stderr } = await load('damaged');
    expect(code, stderr).toBe(50);
  });

  // A limit on the size of a file stands for a full volume: the write fails in the same place.
  it('is left as it was when the disk is full, and the next load goes on', async () => {
    const arguments_ = [
      '--home',
      join(folder, 'full'),
      '--log',
      'json',
      'load',
      SAMPLES,
      '--source',
      'checkin_at_work',
    ];
    const program = join(PROJECT_ROOT, 'src/cli/vigie.js');
    const limited = spawnSync(
      'bash',
      ['-c', `trap '' XFSZ; ulimit -f 1500; exec "$@"`, 'bash', process.execPath, program, ...arguments_],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], VIGIE_KEY: TEST_KEY },
      },
    );
    expect(limited.status, limited.stdout + limited.stderr).toBe(50);
    expect(limited.stdout + limited.stderr).toMatch(/the disk is full/);
    const { code, stdout } = await runVigie(arguments_);
    expect([code, stdout]).toEqual([0, expect.stringContaining('"rejected":0')]);
  });

  it('does not exist in a folder of other things that others can read', async () => {
    mkdirSync(join(folder, 'foreign'), { mode: 0o755 });
    writeFileSync(join(folder, 'foreign/notes.txt'), '');
    expect((await load('foreign')).code).toBe(50);
    expect(existsSync(join(folder, 'foreign/warehouse.duckdb'))).toBe(false);
  });
});

describe('the command line', () => {
  it.each([
    [['run', 'nightly', '--as-of', '2024-02-30'], /no calendar date/],
    [['run', 'weekly'], /there is no job of that name/],
    [['load', '/nowhere'], /the folder does not exist/],
    [['--threads', '0', 'load', '.'], /no whole number/],
    [['frobnicate'], /unknown command/],
  ])('%s is refused with code 2', async (args, message) => {
    const { code, stderr } = await runVigie(['--home', join(folder, 'usage'), ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
