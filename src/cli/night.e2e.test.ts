import { createHash } from 'node:crypto';
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
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVigie, type CliOptions } from '../testing/index.ts';
import { PROJECT_ROOT } from '../unit/index.ts';

const SAMPLES = join(PROJECT_ROOT, 'data-samples/extracts');
const EXPECTED = join(PROJECT_ROOT, 'data-samples/expected');
const NIGHT = ['run', 'nightly', '--extracts', SAMPLES, '--log', 'json'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-night-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const home = (name: string) => join(folder, name);
const night = (name: string, more: readonly string[] = [], options: CliOptions = {}) =>
  runVigie(['--home', home(name), ...NIGHT, ...more], options);

/** Every published file of a home by its path below the folder of runs; manifests without what a clock measured. */
function published(name: string): Record<string, string> {
  const runs = join(home(name), 'runs');
  return Object.fromEntries(
    filesBelow(runs).map((path) => {
      const bytes = readFileSync(path);
      const content = path.endsWith('manifest.json') ? stableManifest(bytes) : bytes;
      return [relative(runs, path), createHash('sha256').update(content).digest('hex')];
    }),
  );
}

function stableManifest(bytes: Buffer): string {
  const manifest = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  const parameters = { ...(manifest['parameters'] as object), threads: undefined };
  return JSON.stringify({ ...manifest, timings: undefined, parameters });
}

function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Compares with a golden file; a difference is written beside it, and UPDATE_GOLDEN replaces it. */
function expectGolden(name: string, actual: string): void {
  const golden = join(EXPECTED, name);
  const expected = existsSync(golden) ? readFileSync(golden, 'utf8') : undefined;
  if (expected === actual) return;
  const isUpdate = process.env['UPDATE_GOLDEN'] !== undefined;
  const target = isUpdate ? golden : golden.replace(/(\.\w+)$/, '-changed$1');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, actual);
  if (!isUpdate) expect(actual, `${name}: see ${target}; npm run golden if it is meant`).toBe(expected);
}

describe('a night on the samples', () => {
  it('publishes the golden lists, byte for byte, with one thread and with two', async () => {
    const one = await night('one', ['--threads', '1']);
    const two = await night('two', ['--threads', '2']);
    expect([one.code, one.stderr]).toEqual([0, '']);
    expect([two.code, two.stderr]).toEqual([0, '']);
    expect(published('two')).toEqual(published('one'));
    // The spreadsheets hold the same rows as the CSV files; their own test opens them.
    const lists = filesBelow(join(home('one'), 'runs')).filter((path) => /\/lists\/.*\.csv$/.test(path));
    expect(lists.length).toBeGreaterThan(12);
    for (const path of lists) {
      const name = path.slice(path.indexOf('/lists/') + '/lists/'.length);
      expectGolden(`lists/${name}`, readFileSync(path, 'utf8'));
    }
    const goldens = filesBelow(join(EXPECTED, 'lists')).filter((path) => !path.includes('-changed'));
    expect(lists).toHaveLength(goldens.length);
  });

  it('changes nothing when it is run again', async () => {
    const before = published('two');
    const again = await night('two');
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain('"isBuilt":true');
    expect(published('two')).toEqual(before);
  });

  it('says in a dozen golden lines what it did', async () => {
    const { stdout } = await runVigie(['--home', home('dozen'), 'run', 'nightly', '--extracts', SAMPLES]);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(12);
    const stable = lines
      .map((line) =>
        line
          .replace(/(Seconds +).*/, '$1…')
          .replace(/(nightly_[\d-]+_)[0-9a-f]{8}/, '$1…')
          .replace(/ \S*\/runs\//, ' .vigie/runs/'),
      )
      .join('\n');
    expectGolden('nightly.txt', `${stable}\n`);
  });
});

describe('a night that is killed', () => {
  it('ends with the same bytes, wherever it was killed', async () => {
    const whole = await night('whole', ['--threads', '1']);
    expect(whole.code).toBe(0);
    const events = whole.stdout.trim().split('\n');
    expect(events.length).toBeGreaterThan(20);
    let kills = 0;
    for (let at = 0; at < events.length; at += Math.ceil(events.length / 8)) {
      let seen = 0;
      const { code } = await night('killed', [], { killAt: () => seen++ === at });
      if (code === -1) kills++;
      expect(
        filesBelow(join(home('killed'), 'runs')).filter((path) => path.endsWith('manifest.json')),
      ).toEqual([]);
    }
    expect(kills).toBeGreaterThan(4);
    expect((await night('killed')).code).toBe(0);
    expect(published('killed')).toEqual(published('whole'));
  });
});
