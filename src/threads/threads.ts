import { Worker } from 'node:worker_threads';

/**
 * Returns the answer of a thread: a module, as `moduleUrl` names it, that takes `workerData` and posts one message.
 * @throws whatever the thread throws.
 */
export function inThread<Answer>(module: URL, data: unknown): Promise<Answer> {
  const thread = new Worker(module, {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => {
      reject(new Error(`a thread ended with code ${code}`));
    });
  });
}

/** Returns the items in at most `count` shares of about the same size, none of them empty: largest first, each to the share that has least. */
export function splitBySize<Item>(sizes: ReadonlyMap<Item, number>, count: number): Item[][] {
  const shares = Array.from({ length: count }, () => ({ size: 0, items: [] as Item[] }));
  for (const [item, size] of [...sizes].sort((a, b) => b[1] - a[1])) {
    const least = shares.reduce((best, share) => (share.size < best.size ? share : best));
    least.size += size;
    least.items.push(item);
  }
  return shares.map(({ items }) => items).filter((share) => share.length > 0);
}
