/**
 * Draws by hash: the same numbers give the same draw, on any thread and in any order. The mixer is the finaliser of
 * MurmurHash3 (Austin Appleby, public domain).
 */

/** Returns 32 well-mixed bits of two numbers. */
export function mix(seed: number, value: number): number {
  let h = (seed ^ Math.imul(value + 1, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Returns a whole number from 0 to `size` - 1 out of 32 mixed bits. */
export function below(size: number, bits: number): number {
  return Math.floor((bits / 2 ** 32) * size);
}

/**
 * Moves a random draw of `count` items to the front of `items`, in the order drawn.
 */
export function shuffleFront(items: Int32Array | Uint32Array, count: number, seed: number): void {
  for (let i = 0; i < count; i++) {
    const j = i + below(items.length - i, mix(seed, i));
    const item = items[j] as number;
    items[j] = items[i] as number;
    items[i] = item;
  }
}
