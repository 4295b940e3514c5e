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

/** Moves an item drawn from those at `place` and after to `place`. */
export function shuffleOne(items: Int32Array, place: number, seed: number): void {
  const from = place + below(items.length - place, mix(seed, place));
  const item = items[from] as number;
  items[from] = items[place] as number;
  items[place] = item;
}

/** Moves a random draw of `count` items to the front of `items`, in the order drawn. */
export function shuffleFront(items: Int32Array, count: number, seed: number): void {
  for (let place = 0; place < count; place++) shuffleOne(items, place, seed);
}
