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
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runVigie, type CliOptions } from '../testing/index.ts';
import { copySampleNight, SAMPLES } from '../testing/sample-night.ts';
import { PROJECT_ROOT } from '../unit/index.ts';

const EXPECTED = join(PROJECT_ROOT, 'data-samples/expected');
const NIGHT = ['run', 'nightly', '--extracts', SAMPLES];
const two = inject('sampleNight');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-night-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const night = (home: string, more: readonly string[] = [], options: CliOptions = {}) =>
  runVigie(['--home', home, ...NIGHT, ...more], options);

/** Every published file of a home by its path below the folder of runs; manifests without what a clock measured. */
function published(home: string): Record<string, string> {
  const runs = join(home, 'runs');
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
  it('publishes the golden lists, byte for byte, with one thread and with two, and says in a dozen golden lines what it did', async () => {
    const home = join(folder, 'one');
    const one = await night(home, ['--threads', '1']);
    expect([one.code, two.code, two.stderr]).toEqual([0, 0, '']);
    expect(published(home)).toEqual(published(two.home));
    // The spreadsheets hold the same rows as the CSV files; their own test opens them.
    const lists = filesBelow(join(home, 'runs')).filter((path) => /\/lists\/.*\.csv$/.test(path));
    expect(lists.length).toBeGreaterThan(12);
    for (const path of lists) {
      const name = path.slice(path.indexOf('/lists/') + '/lists/'.length);
      expectGolden(`lists/${name}`, readFileSync(path, 'utf8'));
    }
    const goldens = filesBelow(join(EXPECTED, 'lists')).filter((path) => !path.includes('-changed'));
    expect(lists).toHaveLength(goldens.length);

    const lines = one.stdout.trim().split('\n');
    expect(lines).toHaveLength(13);
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

  it('changes nothing when it is run again', async () => {
    const home = copySampleNight(join(folder, 'again'));
    const again = await night(home, ['--log', 'json']);
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain('"isBuilt":true');
    expect(published(home)).toEqual(published(two.home));
  });
});

describe('a night that is killed', () => {
  // Here a process is really killed, at few places; killed.e2e.test.ts tries many.
  it('ends with the same bytes', async () => {
    const home = join(folder, 'killed');
    const events = two.stdout.trim().split('\n');
    expect(events.length).toBeGreaterThan(20);
    let kills = 0;
    for (let at = 0; at < events.length; at += Math.ceil(events.length / 3)) {
      let seen = 0;
      const { code } = await night(home, ['--log', 'json'], { killAt: () => seen++ === at });
      if (code === -1) kills++;
      expect(filesBelow(join(home, 'runs')).filter((path) => path.endsWith('manifest.json'))).toEqual([]);
    }
    expect(kills).toBeGreaterThan(1);
    expect((await night(home)).code).toBe(0);
    expect(published(home)).toEqual(published(two.home));
  });
});

describe('the schedule', () => {
  it('runs a missed job in a process of its own, and on SIGTERM ends after it', async () => {
    const home = copySampleNight(join(folder, 'schedule'));
    const state = join(home, 'schedule.json');
    const missed = { scheduledAt: '2024-05-20T03:00:00.000Z', exitCode: null };
    writeFileSync(state, JSON.stringify({ monthly_sites: missed }));
    let lines = 0;
    const { code, stderr } = await runVigie(['--home', home, '--log', 'json', 'schedule'], {
      killAt: () => lines++ === 0,
      signal: 'SIGTERM',
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(lines, 'the job went on after the signal').toBeGreaterThan(2);
    const last = JSON.parse(readFileSync(state, 'utf8')) as Record<string, { exitCode: number | null }>;
    expect(last['monthly_sites']?.exitCode).toBe(0);
    expect(last['nightly']?.exitCode, 'due from now on').toBe(null);
    expect(JSON.parse(readFileSync(join(home, 'health.json'), 'utf8'))).toMatchObject({
      running: null,
      isHealthy: true,
    });
    expect(readdirSync(join(home, 'runs')).some((name) => name.startsWith('monthly_sites_'))).toBe(true);
  });
});
