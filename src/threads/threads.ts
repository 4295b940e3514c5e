import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { moduleUrl } from '../module-url.ts';
import type { Question } from './worker.ts';

const YOUNG_MEGABYTES = 96;

/** Threads that wait for the next question once they have answered: one that starts is not ready for a twentieth of a second. */
export class Threads {
  readonly #all = new Set<Worker>();
  readonly #waiting: Worker[] = [];

  /**
   * Returns what the function `answer` of a module makes of the data, in a thread: one that waits, or else a new one.
   * `file` is the source of the module; its name is `worker.ts`, which the compiled program keeps.
   * @throws whatever the function throws.
   */
  ask<Answer>(file: string, data: unknown): Promise<Answer> {
    const thread = this.#waiting.pop() ?? newThread();
    this.#all.add(thread);
    return new Promise((resolve, reject) => {
      const ended = (code: number) => {
        reject(new Error(`a thread ended with code ${code}`));
      };
      thread.once('error', reject).once('exit', ended);
      thread.once('message', (answer: Answer) => {
        thread.off('error', reject).off('exit', ended);
        this.#waiting.push(thread);
        resolve(answer);
      });
      thread.postMessage({ module: moduleUrl(file).href, data } satisfies Question);
    });
  }

  /** Ends all threads, also those that work still, and gives their memory back. */
  async end(): Promise<void> {
    this.#waiting.length = 0;
    await Promise.all([...this.#all].map((thread) => thread.terminate()));
    this.#all.clear();
  }
}

function newThread(): Worker {
  return new Worker(moduleUrl(join(import.meta.dirname, 'worker.js')), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
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
