import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
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
const CHUNK_BYTES = 1 << 18;

/** Returns the fingerprints of files by path; large ones are read by several threads. */
export async function fingerprints(
  paths: readonly string[],
  threads = availableParallelism(),
): Promise<ReadonlyMap<string, Fingerprint>> {
  const sizes = new Map(paths.map((path) => [path, statSync(path).size]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const [mine = [], ...others] = splitBySize(sizes, total < SMALL_BYTES ? 1 : threads);
  type Answer = readonly (readonly [path: string, print: Fingerprint])[];
  const theirs = others.map((share) =>
    inThread<Answer>(moduleUrl(join(import.meta.dirname, 'worker.js')), share),
  );
  const prints: Answer = mine.map((path) => [path, fingerprint(path)]);
  return new Map([...prints, ...(await Promise.all(theirs)).flat()]);
}

/** Returns hash, size and, for `.csv`, whether the bytes are UTF-8; reads the file once, whatever its size. */
export function fingerprint(path: string): Fingerprint {
  const hash = createHash('sha256');
  const decoder = path.endsWith('.csv') ? new TextDecoder('utf-8', { fatal: true }) : undefined;
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = openSync(path, 'r');
  let bytes = 0;
  let isUtf8 = true;
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const part = chunk.subarray(0, read);
      hash.update(part);
      bytes += read;
      if (decoder && isUtf8) isUtf8 = decodes(decoder, part);
    }
  } finally {
    closeSync(file);
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
