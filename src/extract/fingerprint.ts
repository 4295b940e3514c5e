import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileChunks } from '../file-chunks.ts';
import { splitBySize, type Threads } from '../threads/index.ts';

/** What one pass over the bytes of a file tells. */
export interface Fingerprint {
  readonly sha256: string;
  readonly bytes: number;
  /** For text files: whether every byte sequence is UTF-8. */
  readonly isUtf8: boolean;
}

/** A file whose bytes can not be had: a link to nothing, no permission, no file at all. */
export interface Unreadable {
  readonly unreadable: string;
}

export type Print = Fingerprint | Unreadable;

/** Below this, starting a second thread costs more than it saves. */
const SMALL_BYTES = 100_000_000;

/** Returns the fingerprints of files by path; large ones are read by several threads. */
export async function fingerprints(
  paths: readonly string[],
  threads: Threads,
  count = availableParallelism(),
): Promise<ReadonlyMap<string, Print>> {
  const sizes = new Map<string, number>();
  const unreadable: [string, Unreadable][] = [];
  for (const path of paths) {
    const size = await orUnreadable(() => sizeOf(path));
    if (typeof size === 'number') sizes.set(path, size);
    else unreadable.push([path, size]);
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const [mine = [], ...others] = splitBySize(sizes, total < SMALL_BYTES ? 1 : count);
  const theirs = others.map((share) => threads.ask<Prints>(join(import.meta.dirname, 'worker.ts'), share));
  const prints = await Promise.all([fingerprintEach(mine), ...theirs]);
  return new Map([...unreadable, ...prints.flat()]);
}

type Prints = readonly (readonly [path: string, print: Print])[];

/** Returns the fingerprints of some files, read one after the other by this thread. */
export async function fingerprintEach(paths: readonly string[]): Promise<Prints> {
  const prints: [string, Print][] = [];
  for (const path of paths) prints.push([path, await orUnreadable(() => fingerprint(path))]);
  return prints;
}

const NOT_A_FILE = 'it is not a file';

function sizeOf(path: string): number | Unreadable {
  const status = statSync(path);
  return status.isFile() ? status.size : { unreadable: NOT_A_FILE };
}

/** What the system says of a file that can not be read. Other errors, as of too many open files, are not about the file. */
const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist, or is a link to nothing',
  ELOOP: 'it is a link to itself',
  ENOTDIR: NOT_A_FILE,
  EISDIR: NOT_A_FILE,
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EIO: 'the disk can not read it',
};

async function orUnreadable<Value>(read: () => Value | Promise<Value>): Promise<Value | Unreadable> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const unreadable = READ_ERRORS[code];
    if (unreadable === undefined) throw error;
    return { unreadable };
  }
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
