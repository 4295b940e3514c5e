import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The record of a run: what went in, how it was built, what came out. */
export interface Manifest {
  readonly runId: string;
  readonly job: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly seeds: Readonly<Record<string, string>>;
  readonly inputs: readonly unknown[];
  readonly notDelivered: readonly string[];
  readonly warnings: readonly unknown[];
  readonly steps: readonly unknown[];
  readonly lists: readonly {
    readonly list: string;
    readonly targetCount: number;
    readonly districtCount: number;
  }[];
  /** Path below the run folder to SHA-256. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly timings: Readonly<Record<string, number>>;
}

/** Returns the SHA-256 of every file below a folder, by relative path, sorted. */
export async function outputHashes(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const path of filesBelow(folder)) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    hashes[relative(folder, path).split(sep).join('/')] = hash.digest('hex');
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
  writeFileSync(join(staging, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`, {
    mode: 0o600,
  });
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
