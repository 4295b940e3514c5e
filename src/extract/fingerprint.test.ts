import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Threads } from '../threads/index.ts';
import { fingerprint, fingerprintEach, fingerprints } from './fingerprint.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-print-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

it('a fingerprint is the hash and the size of a file, also over several chunks', async () => {
  for (const content of ['', 'abc', 'é'.repeat(300_000)]) {
    const { sha256, bytes } = await fingerprint(put('a.parquet', content));
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(bytes).toBe(Buffer.byteLength(content));
  }
});

it('of a text file it says whether the bytes are UTF-8, also where a chunk cuts a character in two', async () => {
  expect(await fingerprint(put('a.csv', `x${'é'.repeat(300_000)}`))).toMatchObject({ isUtf8: true });
  expect(await fingerprint(put('b.csv', Buffer.from('é', 'latin1')))).toMatchObject({ isUtf8: false });
  expect(await fingerprint(put('c.csv', Buffer.from('aé').subarray(0, 2)))).toMatchObject({ isUtf8: false });
});

it('two threads find what one finds', async () => {
  const large = 'x'.repeat(60_000_000);
  const paths = [put('a.xml', `${large}a`), put('b.xml', `${large}b`), put('c.xml', 'c')];
  const threads = new Threads();
  const prints = await fingerprints(paths, threads, 2);
  await threads.end();
  expect(Object.fromEntries(prints)).toEqual(Object.fromEntries(await fingerprintEach(paths)));
});
