import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SourceFileError } from '../errors.ts';
import { loadExtracts, type LoadOptions } from '../extract/index.ts';
import type { IssuedList } from '../feedback/index.ts';
import { sha256File } from '../publication/index.ts';
import type { Job, Room } from '../unit/index.ts';
import { keptPath, prepareDeliveries } from './delivery.ts';
import type { Home } from './home.ts';
import type { Manifest } from './manifest.ts';
import { runJob, type RunOptions } from './run.ts';

/** One file that a run had loaded, or a fitted model that it used. */
export interface ReplayFile {
  readonly source: string;
  /** Path below its extracts folder; of a model, below the folder of models. */
  readonly name: string;
  readonly sha256: string;
}

/** The deliveries of a run, in the order in which they came. */
export interface Delivery {
  /** ISO; the day of reception. */
  readonly receivedDate: string;
  readonly files: readonly ReplayFile[];
}

/** Returns what had been delivered when a run was made, from its manifest; files of the project itself are left out. */
export function deliveriesOf(manifest: Manifest): Delivery[] {
  const inputs = manifest.inputs as readonly Readonly<Record<string, string | number | null>>[];
  const byNumber = new Map<number, { receivedDate: string; files: ReplayFile[] }>();
  for (const { delivery, received_date, source, name, sha256 } of inputs) {
    if (typeof delivery !== 'number') continue;
    const known = byNumber.get(delivery) ?? { receivedDate: String(received_date), files: [] };
    const file = { source: String(source), name: String(name), sha256: String(sha256) };
    if (!known.files.some((other) => other.name === file.name && other.sha256 === file.sha256))
      known.files.push(file);
    byNumber.set(delivery, known);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([, delivery]) => delivery);
}

/** Returns the models that a run used, from its manifest; one of before models were recorded used none. */
export function modelsOf(manifest: Manifest): ReplayFile[] {
  return (manifest['models'] ?? []) as unknown as ReplayFile[];
}

/**
 * Puts the files of one delivery into an empty folder, as they were delivered: from the copies of the home, else from a given
 * folder where they still stand unchanged.
 * @throws SourceFileError naming how many files are in neither place.
 */
export async function restoreFiles(
  files: readonly ReplayFile[],
  folder: string,
  places: { readonly inputs: string; readonly extracts: readonly string[] },
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lost: string[] = [];
  for (const file of files) {
    const path = await findFile(file, places);
    if (path === undefined) {
      lost.push(file.name);
      continue;
    }
    const target = join(folder, file.name);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    linkOrCopy(path, target);
  }
  if (lost.length === 0) return;
  throw new SourceFileError({
    place: 'replay',
    fact: `${lost.length} of ${files.length} files are kept nowhere with the content that the run read: ${lost.slice(0, 10).join(', ')}`,
    expectation: 'a copy below the inputs of the home, or the unchanged file in a folder named by --extracts',
    effect: 'the run was not built again',
    next: 'name the folder of the old delivery with --extracts, or restore the inputs of the home from a backup',
  });
}

async function findFile(
  { name, sha256 }: ReplayFile,
  { inputs, extracts }: { readonly inputs: string; readonly extracts: readonly string[] },
): Promise<string | undefined> {
  const candidates = [keptPath(inputs, sha256), ...extracts.map((folder) => join(folder, name))];
  for (const path of candidates) if (existsSync(path) && (await sha256File(path)) === sha256) return path;
  return undefined;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Another file system: a copy does as well.
    copyFileSync(from, to);
  }
}

export interface ReplayOptions {
  /** A new home with the key of the old one; the deliveries stand in `folders`, the models in its folder of models. */
  readonly home: Home;
  readonly connection: DuckDBConnection;
  readonly rooms: readonly Room[];
  readonly job: Job;
  readonly manifest: Manifest;
  readonly deliveries: readonly Delivery[];
  readonly folders: readonly string[];
  /** The runs of the old home, which hold the lists that the run knew. */
  readonly historyRuns: string;
  readonly threads: number;
  readonly pads: LoadOptions['pads'];
}

/** Builds a past run again in a new home and returns the manifest of what came out. */
export async function replayRun(options: ReplayOptions): Promise<{ manifest: Manifest; folder: string }> {
  const { home, connection, rooms, job, manifest, threads, pads } = options;
  for (const [i, { receivedDate }] of options.deliveries.entries()) {
    await loadExtracts({
      connection,
      rooms,
      extractsDir: options.folders[i] as string,
      tempDir: home.temp,
      receivedDate,
      pads,
      workers: threads,
    });
  }
  await prepareDeliveries(connection);
  return runJob({
    home,
    connection,
    rooms,
    job,
    asOf: String(manifest.parameters['as_of_date']),
    threads,
    history: (manifest['history'] ?? []) as unknown as IssuedList[],
    historyRuns: options.historyRuns,
    ...acceptedBy(manifest),
  });
}

/** The person who took over the guards of models when the run was made. */
function acceptedBy(manifest: Manifest): Pick<RunOptions, 'accepted'> {
  const [accepted] = (manifest['acceptedGuards'] ?? []) as unknown as NonNullable<RunOptions['accepted']>[];
  return accepted ? { accepted } : {};
}

/** One output that is not what it was. */
export interface Difference {
  readonly path: string;
  readonly kind: 'missing' | 'added' | 'changed';
  /** Of a changed text file: the first line that differs, from 1. */
  readonly line?: number;
}

/** Returns the outputs of a replay that differ from those of the run, by path. */
export function differences(
  past: { readonly manifest: Manifest; readonly folder: string },
  again: { readonly manifest: Manifest; readonly folder: string },
): Difference[] {
  const [before, after] = [past.manifest.outputs, again.manifest.outputs];
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path): Difference[] => {
    if (before[path] === after[path]) return [];
    if (after[path] === undefined) return [{ path, kind: 'missing' }];
    if (before[path] === undefined) return [{ path, kind: 'added' }];
    const line = firstDifferentLine(join(past.folder, path), join(again.folder, path));
    return [{ path, kind: 'changed', ...(line !== undefined && { line }) }];
  });
}

function firstDifferentLine(past: string, again: string): number | undefined {
  if (!existsSync(past) || !/\.(csv|html|json)$/.test(past)) return undefined;
  const [before, after] = [past, again].map((path) => readFileSync(path, 'utf8').split('\n'));
  const at = (before ?? []).findIndex((text, i) => text !== after?.[i]);
  return at < 0 ? (before ?? []).length + 1 : at + 1;
}

/** Returns the files of a run's folder whose bytes are not those of its manifest. */
export async function tamperedFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const changed: string[] = [];
  for (const [path, sha256] of Object.entries(manifest.outputs)) {
    const file = join(folder, path);
    if (!existsSync(file) || (await sha256File(file)) !== sha256) changed.push(path);
  }
  return changed;
}

/** Removes a folder of replays and all in it. */
export function removeReplay(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}
