import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HomeError } from '../errors.ts';
import { openHome as closeToOthers } from '../privacy/index.ts';

/** The folders and files of a home. Everything in it is readable by its owner only. */
export interface Home {
  readonly dir: string;
  readonly warehouse: string;
  readonly runs: string;
  readonly temp: string;
  /** Copies of delivered files, by hash. */
  readonly inputs: string;
  /** Fitted models, one folder each. */
  readonly models: string;
}

/** Returns the home at `dir`, created with mode 0700 where it does not exist. */
export function prepareHome(dir: string): Home {
  const root = resolve(dir);
  const home: Home = {
    dir: root,
    warehouse: join(root, 'warehouse.duckdb'),
    runs: join(root, 'runs'),
    temp: join(root, 'temp'),
    inputs: join(root, 'inputs'),
    models: join(root, 'models'),
  };
  closeToOthers(home.dir);
  for (const folder of [home.runs, home.temp, home.inputs, home.models])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  return home;
}

/**
 * Takes the home for this process and returns the function that gives it back. What a killed process left in the temp
 * folder is removed.
 * @throws HomeError when a living process holds it.
 */
export function lockHome(home: Home): () => void {
  const lock = join(home.dir, 'lock');
  const holder = holderOf(lock);
  if (holder !== undefined && isAlive(holder)) {
    throw new HomeError({
      place: 'home folder',
      fact: `process ${holder} is running on it`,
      expectation: 'one run at a time on one home',
      effect: 'nothing was read or changed',
      next: 'wait for that run to end, or use another --home',
    });
  }
  rmSync(lock, { force: true });
  const file = openSync(lock, 'wx', 0o600);
  writeSync(file, String(process.pid));
  closeSync(file);
  rmSync(home.temp, { recursive: true, force: true });
  mkdirSync(home.temp, { mode: 0o700 });
  return () => rmSync(lock, { force: true });
}

function holderOf(lock: string): number | undefined {
  if (!existsSync(lock)) return undefined;
  const pid = Number(readFileSync(lock, 'utf8'));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
