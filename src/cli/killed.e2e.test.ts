import { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runJob } from '../run/index.ts';
import { copyHome, TEST_KEY } from '../testing/index.ts';
import { defineJob, discoverRooms, planSteps, PROJECT_ROOT, type Room } from '../unit/index.ts';
import { withSession } from './session.ts';

const LIST = 'regional_target_groups';
const job = defineJob({
  name: 'killed',
  answers: 'Loads what one list needs, builds it and issues it.',
  lists: [LIST],
  loads: false,
  cron: '0 0 1 1 *',
  asOf: 'last_known_date',
});
/** One state of the disk in so many is tried; 1 tries them all, in some minutes. */
const STRIDE = Number(process.env['VIGIE_KILL_STRIDE'] ?? 8);
const timeout = 2_400_000 / STRIDE;
const extractsDir = join(PROJECT_ROOT, 'data-samples/extracts');

let folder = '';
let rooms: Room[] = [];
beforeAll(async () => {
  vi.stubEnv('VIGIE_KEY', TEST_KEY);
  folder = mkdtempSync(join(tmpdir(), 'vigie-killed-'));
  rooms = roomsOf(await discoverRooms(), LIST);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The list and the rooms whose tables it needs: the fewer there are, the sooner a run ends. */
function roomsOf(all: readonly Room[], list: string): Room[] {
  const steps = planSteps(all);
  const names = new Set([list, 'inspection']);
  for (let size = 0; size < names.size;) {
    size = names.size;
    const inputs = steps.filter(({ room }) => names.has(room.name)).flatMap((step) => step.inputs);
    for (const { name, definition } of all) {
      const written =
        definition.kind === 'source'
          ? definition.extracts.flatMap(({ table, identity }) => [table, identity])
          : [];
      const built = steps.filter(({ room }) => room.name === name).map(({ table }) => table);
      if ([...written, ...built].some((table) => table !== undefined && inputs.includes(table)))
        names.add(name);
    }
  }
  return all.filter(({ name }) => names.has(name));
}

const run = (home: string) =>
  withSession({ home, threads: 1, log: 'json', readable: [extractsDir] }, ({ home, connection, pads }) => {
    const load = { extractsDir, tempDir: home.temp, receivedDate: '2024-08-01', pads };
    return runJob({ home, connection, rooms, job, threads: 1, load });
  });

function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every published file by its path below the folder of runs; manifests without what a clock measured. */
function published(home: string): Record<string, string> {
  const runs = join(home, 'runs');
  const hashes = filesBelow(runs).map((path) => {
    const text = readFileSync(path, 'latin1');
    const stable = path.endsWith('manifest.json') ? text.replace(/"timings": \{[^}]*\}/, '') : text;
    return [relative(runs, path), createHash('sha256').update(stable).digest('hex')] as const;
  });
  return Object.fromEntries(hashes);
}

/**
 * Runs the job and keeps a copy of its home before every so many statements that find another state on the disk. A copy is
 * what kill -9 would have left at that place: what a process has written stays, what it has not is lost.
 */
async function killedHomes(home: string): Promise<string[]> {
  const copies: string[] = [];
  let states = 0;
  let last = '';
  const look = () => {
    const state = filesBelow(home).map((path) => `${path} ${statSync(path).size} ${statSync(path).mtimeMs}`);
    if (state.join() === last) return;
    last = state.join();
    if (states++ % STRIDE > 0) return;
    copies.push(join(folder, `killed-${states}`));
    copyHome(home, copies.at(-1) ?? '');
  };
  const { run: runOne, runAndReadAll } = DuckDBConnection.prototype;
  vi.spyOn(DuckDBConnection.prototype, 'run').mockImplementation(function (this: DuckDBConnection, ...given) {
    look();
    return runOne.apply(this, given);
  });
  vi.spyOn(DuckDBConnection.prototype, 'runAndReadAll').mockImplementation(function (
    this: DuckDBConnection,
    ...given
  ) {
    look();
    return runAndReadAll.apply(this, given);
  });
  await run(home);
  vi.restoreAllMocks();
  return copies;
}

describe('a run that is killed', () => {
  it('ends with the same bytes when it is started again, wherever it was killed', { timeout }, async () => {
    const whole = join(folder, 'whole');
    const copies = await killedHomes(whole);
    const expected = published(whole);
    expect(Object.keys(expected).filter((path) => path.endsWith('.csv')).length).toBeGreaterThan(0);
    expect(copies.length).toBeGreaterThan(5);
    for (const copy of copies) {
      await run(copy);
      expect(published(copy), relative(folder, copy)).toEqual(expected);
      rmSync(copy, { recursive: true });
    }
  });
});
