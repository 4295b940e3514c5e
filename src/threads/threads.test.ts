import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { splitBySize, Threads } from './index.ts';

it('a thread that has answered answers the next question, errors come back, and all threads can be ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-threads-'));
  const module = join(folder, 'worker.mjs');
  writeFileSync(
    module,
    `import { threadId } from 'node:worker_threads';
     export async function answer(data) {
       if (data === 'wrong') throw new TypeError('no answer to this');
       if (data === 'long') await new Promise(() => setTimeout(() => {}, 1e9));
       return [threadId, data];
     }`,
  );
  const threads = new Threads();
  const [first, one] = await threads.ask<[number, string]>(module, 'one');
  expect(one).toBe('one');
  expect(await threads.ask(module, 'two')).toEqual([first, 'two']);
  const [[again], [other]] = await Promise.all(
    ['three', 'four'].map((data) => threads.ask<[number, string]>(module, data)) as [
      Promise<[number, string]>,
      Promise<[number, string]>,
    ],
  );
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  await expect(threads.ask(module, 'wrong')).rejects.toThrow('no answer to this');
  const endless = threads.ask(module, 'long');
  await Promise.all([expect(endless).rejects.toThrow('a thread ended with code 1'), threads.end()]);
  const [fresh] = await threads.ask<[number, string]>(module, 'five');
  expect([first, other]).not.toContain(fresh);
  await threads.end();
  rmSync(folder, { recursive: true });
});

it('shares are of about the same size, and none is empty', () => {
  const sizes = new Map(Object.entries({ a: 5, b: 1, c: 4, d: 3, e: 3 }));
  expect(splitBySize(sizes, 2)).toEqual([
    ['a', 'e'],
    ['c', 'd', 'b'],
  ]);
  expect(splitBySize(new Map([['a', 1]]), 3)).toEqual([['a']]);
  expect(splitBySize(new Map(), 2)).toEqual([]);
});
