import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileChunks } from '../file-chunks.ts';
import { moduleUrl } from '../module-url.ts';
import { inThread, splitBySize } from '../threads/index.ts';

/** What one pass over the bytes of a file tells. */
export interface Fingerprint {
  readonly sha256: string;
  readonly bytes: number;
  /** For text files: whether every byte sequence is UTF-8. */
  readonly isUtf8: boolean;
}

/** Below this, starting a second thread costs more than it saves. */
const SMALL_BYTES = 100_000_000;

/** Returns the fingerprints of files by path; large ones are read by several threads. */
export async function fingerprints(
  paths: readonly string[],
  threads = availableParallelism(),
): Promise<ReadonlyMap<string, Fingerprint>> {
  const sizes = new Map(paths.map((path) => [path, statSync(path).size]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const [mine = [], ...others] = splitBySize(sizes, total < SMALL_BYTES ? 1 : threads);
  const theirs = others.map((share) =>
    inThread<Prints>(moduleUrl(join(import.meta.dirname, 'worker.js')), share),
  );
  return new Map([...(await fingerprintEach(mine)), ...(await Promise.all(theirs)).flat()]);
}

type Prints = readonly (readonly [path: string, print: Fingerprint])[];

/** Returns the fingerprints of some files, read one after the other by this thread. */
export async function fingerprintEach(paths: readonly string[]): Promise<Prints> {
  const prints: [string, Fingerprint][] = [];
  for (const path of paths) prints.push([path, await fingerprint(path)]);
  return prints;
}

/** Returns hash, size and, for `.csv`, whether the bytes are UTF-8; reads the file once, whatever its size. */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const hash = createHash('sha256');
  const decoder = path.endsWith('.csv') ? new TextDecoder('utf-8', { fatal: true }) : undefined;
  let bytes = 0;
  let isUtf8 = true;
  for await (const chunk of fileChunks(path)) {
    hash.update(chunk);
    bytes += chunk.length;
    if (decoder && isUtf8) isUtf8 = decodes(decoder, chunk);
  }
  if (decoder && isUtf8) isUtf8 = decodes(decoder);
  return { sha256: hash.digest('hex'), bytes, isUtf8 };
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
