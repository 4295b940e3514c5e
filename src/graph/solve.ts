import { CheckFailedError } from '../errors.ts';
import type { SymmetricMatrix } from './sweep.ts';

/** u = gain·S·u + base. */
export interface FixedPoint {
  readonly apply: SymmetricMatrix;
  /** Between 0 and 1. */
  readonly gain: number;
  readonly base: Float64Array;
  readonly start: Float64Array;
  /** What is compared with the tolerance, of a vector and of the change that one more step makes to it. */
  readonly errorOf: (vector: Float64Array, change: Float64Array) => number;
  readonly tolerance: number;
  readonly maxIterations: number;
}

export interface Solved {
  /** After a last plain step. */
  readonly vector: Float64Array;
  readonly iterations: number;
  readonly error: number;
}

/**
 * Returns the fixed point by conjugate gradients (Hestenes and Stiefel, 1952): S is symmetric with eigenvalues from −1 to 1,
 * so I − gain·S is positive definite. The residual of the method is what a plain step would change. It is carried along from
 * step to step; before anything is returned it is computed anew, and the method starts again where that says otherwise.
 * @throws CheckFailedError when the tolerance is not reached.
 */
export function solved({ apply, gain, base, start, errorOf, tolerance, maxIterations }: FixedPoint): Solved {
  const vector = start.slice();
  const change = new Float64Array(start.length);
  const direction = new Float64Array(start.length);
  const image = new Float64Array(start.length);
  let size = 0;
  let seemsDone = true;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    if (seemsDone) {
      stepChange(vector, change);
      const error = errorOf(vector, change);
      if (error <= tolerance) return { vector: stepped(vector, change), iterations, error };
      direction.set(change);
      size = squared(change);
      seemsDone = false;
      continue;
    }
    apply(direction, image);
    for (let v = 0; v < image.length; v++) {
      image[v] = (direction[v] as number) - gain * (image[v] as number);
    }
    const length = size / dot(direction, image);
    for (let v = 0; v < image.length; v++) {
      vector[v] = (vector[v] as number) + length * (direction[v] as number);
      change[v] = (change[v] as number) - length * (image[v] as number);
    }
    const before = size;
    size = squared(change);
    for (let v = 0; v < image.length; v++) {
      direction[v] = (change[v] as number) + (size / before) * (direction[v] as number);
    }
    seemsDone = errorOf(vector, change) <= tolerance;
  }
  throw new CheckFailedError({
    place: 'propagation',
    fact: `the scores still change after ${maxIterations} iterations`,
    expectation: `an error of at most ${tolerance}`,
    effect: 'no score was returned',
    next: 'allow more iterations, a smaller alpha or a larger tolerance',
  });

  function stepChange(now: Float64Array, to: Float64Array): void {
    apply(now, to);
    for (let v = 0; v < to.length; v++) {
      to[v] = gain * (to[v] as number) + (base[v] as number) - (now[v] as number);
    }
  }

  /** The method may leave values below 0 by less than the error; no true one is, so 0 is nearer, and one more step nearer still. */
  function stepped(now: Float64Array, step: Float64Array): Float64Array {
    const next = now.map((value, v) => value + (step[v] as number));
    if (next.every((value) => value >= 0)) return next;
    const raised = next.map((value) => Math.max(value, 0));
    stepChange(raised, step);
    return raised.map((value, v) => value + (step[v] as number));
  }
}

/** Returns the sum of the squares. */
export const squared = (vector: Float64Array): number => dot(vector, vector);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let v = 0; v < a.length; v++) sum += (a[v] as number) * (b[v] as number);
  return sum;
}
