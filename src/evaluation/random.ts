import { createHash } from 'node:crypto';

/** Returns the next whole number 0..2^32-1 of a sequence. */
export type RandomSource = () => number;

/**
 * Returns a sequence that depends on the seed alone: sfc32, started by SHA-256 of the seed.
 * Source: C. Doty-Humphrey, PractRand, "Small Fast Counting" generator.
 */
export function randomSource(seed: number | string): RandomSource {
  const start = createHash('sha256').update(String(seed)).digest();
  let a = start.readInt32LE(0);
  let b = start.readInt32LE(4);
  let c = start.readInt32LE(8);
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
}

/** Returns a whole number 0..size-1 with equal probabilities (size up to 2^32; the bias is below size / 2^32). */
export function drawBelow(random: RandomSource, size: number): number {
  return Math.floor((random() / 2 ** 32) * size);
}

/** Returns a text that orders ids as if shuffled, the same for one id and seed whatever else is in the data. */
export function hashOf(id: string, seed: number | string): string {
  return createHash('md5').update(`${seed}\u0000${id}`).digest('hex');
}
