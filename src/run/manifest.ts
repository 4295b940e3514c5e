import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { RankerCode } from '../ranking/index.ts';
import { sha256File, writeManifest, type Json } from '../publication/index.ts';

/** The record of a run: what went in, how it was built, what came out. */
export interface Manifest {
  readonly [key: string]: Json;
  readonly runId: string;
  readonly job: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Commit of the code. */
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly seeds: Readonly<Record<string, string>>;
  /**
   * Every file ever loaded or refused, with its hash, its rows and its day of reception: a replay that gives that day with
   * `--received` rejects the same dates in the future.
   */
  readonly inputs: readonly Json[];
  readonly notDelivered: readonly string[];
  readonly warnings: readonly Json[];
  /** Table and rows of every step. */
  readonly steps: readonly Json[];
  readonly lists: readonly ListSummary[];
  /** The fitted models that were used, by file and hash. */
  readonly models: readonly Json[];
  /** The lists issued before that the run could know: part of its inputs. */
  readonly history: readonly Json[];
  /** Guards of models that say stop: the list is withheld, or ranked by its points. */
  readonly withheld: readonly Json[];
  /** Guards that a named person accepted for this run. */
  readonly acceptedGuards: readonly Json[];
  /** Path below the run folder to SHA-256. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Seconds per stage; the only content that differs between two equal runs. */
  readonly timings: Readonly<Record<string, number>>;
}

/** What a run published of one list. */
export interface ListSummary {
  readonly [key: string]: Json;
  readonly list: string;
  readonly period: string;
  /** What ranked it, and its version. */
  readonly ranker: { readonly code: RankerCode; readonly version: string };
  readonly targets: number;
  readonly districts: readonly (DistrictSummary & { readonly [key: string]: Json })[];
}

/** How many subjects a district had, chose and left out. */
export interface DistrictSummary {
  readonly district: string;
  readonly eligible: number;
  readonly chosen: number;
  /** Exclusion code to number of subjects. */
  readonly excluded: Readonly<Record<string, number>>;
}

/** Returns the SHA-256 of every file below a folder, by relative path, sorted. */
export async function outputHashes(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const path of filesBelow(folder)) {
    hashes[relative(folder, path).split(sep).join('/')] = await sha256File(path);
  }
  return hashes;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** Writes the manifest of a run that is complete and moves its folder into place in one step. */
export function publishRun(staging: string, target: string, manifest: Manifest): void {
  writeManifest(staging, manifest);
  if (existsSync(target)) {
    const replaced = `${target}.replaced`;
    rmSync(replaced, { recursive: true, force: true });
    renameSync(target, replaced);
    renameSync(staging, target);
    rmSync(replaced, { recursive: true, force: true });
  } else {
    renameSync(staging, target);
  }
}

/** Returns the manifests below a folder of runs, by run id. */
export function readManifests(runs: string): Manifest[] {
  if (!existsSync(runs)) return [];
  return readdirSync(runs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(runs, entry.name, 'manifest.json')))
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.replaced'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(runs, name, 'manifest.json'), 'utf8')) as Manifest);
}

/** Returns the commit of the code, read from the checkout; the package version where there is none. */
export function codeCommit(root: string): string {
  const git = join(root, '.git');
  if (existsSync(join(git, 'HEAD'))) {
    const head = readFileSync(join(git, 'HEAD'), 'utf8').trim();
    if (!head.startsWith('ref: ')) return head;
    const ref = join(git, head.slice(5));
    if (existsSync(ref)) return readFileSync(ref, 'utf8').trim();
    const packed = join(git, 'packed-refs');
    const line = existsSync(packed)
      ? readFileSync(packed, 'utf8')
          .split('\n')
          .find((text) => text.endsWith(` ${head.slice(5)}`))
      : undefined;
    if (line !== undefined) return line.split(' ')[0] ?? 'unknown';
  }
  const pack = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return `version ${pack.version}`;
}
