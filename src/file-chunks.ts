import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

export const CHUNK_BYTES = 1 << 18;
/** After so many chunks whatever else waits has its turn: signals, the progress bar. */
const CHUNKS_PER_TURN = 4;

/**
 * Yields the bytes of a file chunk by chunk, each in the same place, which is filled again when the next is asked for: a
 * stream would make a new buffer for each.
 */
export async function* fileChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let chunks = 1; ; chunks++) {
      const read = readSync(file, chunk);
      if (read === 0) return;
      yield chunk.subarray(0, read);
      if (chunks % CHUNKS_PER_TURN === 0) await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}
