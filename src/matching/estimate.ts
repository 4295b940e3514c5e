import type { PatternCount } from './pairs.ts';

/**
 * The Fellegi–Sunter model from counted patterns. u comes from random pairs, m from the pairs of each blocking rule by
 * expectation–maximisation with u fixed; a rule teaches nothing about the clues that it makes agree. Random pairs of a
 * table with many duplicates hold matches too: u is freed of them with the m and λ found, and the estimate repeated.
 *
 * I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969); W. E. Winkler, "Using the EM algorithm for
 * weight computation in the Fellegi–Sunter model" (1988).
 */

/** Chance of a level among matches (m) and among others (u). */
export interface LevelChance {
  readonly m: number;
  readonly u: number;
}

export interface Estimate {
  /** P(match) of a random pair. */
  readonly lambda: number;
  /** One list per clue: `different`, then the levels up to `exact`. */
  readonly clues: readonly (readonly LevelChance[])[];
  /** By rule: expected matches among its pairs, and steps until the estimate stood still; 0 steps: it taught nothing. */
  readonly rules: readonly {
    readonly matches: number;
    readonly steps: number;
    readonly isSettled: boolean;
  }[];
  /** Clues about which no rule taught anything; their m is a default. */
  readonly untrained: readonly number[];
}

export interface EstimateInput {
  /** Number of levels of each clue, without "missing". */
  readonly sizes: readonly number[];
  readonly random: readonly PatternCount[];
  readonly candidates: readonly PatternCount[];
  /** By rule: the clues that it makes agree. */
  readonly fixed: readonly (readonly number[])[];
  /** All pairs that could be formed. */
  readonly totalPairs: number;
  /** P(match) of a random pair, where it is known from deterministic rules. */
  readonly lambda?: number;
}

const TOLERANCE = 1e-5;
const MAXIMUM_STEPS = 2000;
const ROUNDS = 3;
/** Pairs added to each level, so that a level not seen has a chance. */
const PSEUDO_COUNT = 0.5;

interface Vectors {
  readonly levels: Int8Array;
  readonly counts: Float64Array;
}

/** Returns the model that the counted patterns show. The same counts give the same bytes. */
export function estimate(input: EstimateInput): Estimate {
  const { sizes } = input;
  const random = vectorsOf(input.random, sizes);
  const all = vectorsOf(input.candidates, sizes);
  const blocks = input.fixed.map((_, rule) =>
    vectorsOf(
      input.candidates.filter(({ rules }) => Math.floor(rules / 2 ** rule) % 2 === 1),
      sizes,
    ),
  );
  const seen = marginals(random, sizes);
  const seenPairs = random.counts.reduce((sum, count) => sum + count, 0);
  let u = seen;
  let m = sizes.map(startingChances);
  let lambda = input.lambda ?? 0;
  let rules: Taught[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rules = blocks.map((block, rule) => trainBlock(block, sizes, input.fixed[rule] ?? [], m, u));
    m = sizes.map((size, clue) => averaged(rules, input.fixed, clue) ?? startingChances(size));
    lambda = input.lambda ?? shareOfMatches(all, m, u, input.totalPairs);
    u = sizes.map((_, clue) => freedOfMatches(seen[clue] ?? [], m[clue] ?? [], lambda, seenPairs));
  }
  return {
    lambda,
    clues: sizes.map((_, clue) =>
      (m[clue] ?? []).map((chance, level) => ({ m: chance, u: u[clue]?.[level] ?? 0 })),
    ),
    rules: rules.map(({ matches, steps, isSettled }) => ({ matches, steps, isSettled })),
    untrained: sizes.flatMap((_, clue) => (averaged(rules, input.fixed, clue) ? [] : [clue])),
  };
}

/** Patterns as flat levels, row by row: -1 missing, 0 different, up to exact. */
function vectorsOf(patterns: readonly PatternCount[], sizes: readonly number[]): Vectors {
  const merged = new Map<number, number>();
  for (const { pattern, count } of patterns) merged.set(pattern, (merged.get(pattern) ?? 0) + count);
  const levels = new Int8Array(merged.size * sizes.length);
  let at = 0;
  for (const pattern of merged.keys()) {
    let rest = pattern;
    for (const size of sizes) {
      const level = rest % (size + 1);
      rest = (rest - level) / (size + 1);
      levels[at++] = level - 1;
    }
  }
  return { levels, counts: Float64Array.from(merged.values()) };
}

/** Exact agreement in four of five matches, the rest the rarer the farther. */
function startingChances(size: number): number[] {
  const rest = Array.from({ length: size - 1 }, (_, level) => level + 1);
  const sum = rest.reduce((total, weight) => total + weight, 0);
  return [...rest.map((weight) => (0.2 * weight) / sum), 0.8];
}

function marginals(vectors: Vectors, sizes: readonly number[]): number[][] {
  const sums = sizes.map((size) => new Array<number>(size).fill(0));
  for (let row = 0; row < vectors.counts.length; row++) {
    for (let clue = 0; clue < sizes.length; clue++) {
      const level = vectors.levels[row * sizes.length + clue] as number;
      const sum = sums[clue] as number[];
      if (level >= 0) sum[level] = (sum[level] as number) + (vectors.counts[row] as number);
    }
  }
  return sums.map(shares);
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count + PSEUDO_COUNT, 0);
  return counts.map((count) => (count + PSEUDO_COUNT) / total);
}

/** What is left of the chances among random pairs when the matches among them are taken away. */
function freedOfMatches(
  seen: readonly number[],
  m: readonly number[],
  lambda: number,
  pairs: number,
): number[] {
  const floor = PSEUDO_COUNT / (pairs + 1);
  const freed = seen.map((share, level) =>
    Math.max(floor, (share - lambda * (m[level] ?? 0)) / (1 - lambda)),
  );
  const total = freed.reduce((sum, share) => sum + share, 0);
  return freed.map((share) => share / total);
}

/** Weights, in nats, of the levels of the clues that count. */
function logRatios(m: readonly (readonly number[])[], u: readonly (readonly number[])[]): Float64Array[] {
  return m.map((chances, clue) =>
    Float64Array.from(chances, (chance, level) => Math.log(chance / (u[clue]?.[level] ?? 1))),
  );
}

interface Taught {
  readonly matches: number;
  readonly steps: number;
  /** False: the estimate still moved after the last step. */
  readonly isSettled: boolean;
  readonly m: number[][];
}

function trainBlock(
  block: Vectors,
  sizes: readonly number[],
  fixed: readonly number[],
  start: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
): Taught {
  const free = sizes.flatMap((_, clue) => (fixed.includes(clue) ? [] : [clue]));
  const pairs = block.counts.reduce((sum, count) => sum + count, 0);
  let m = start.map((chances) => [...chances]);
  if (free.length === 0 || pairs === 0) return { matches: 0, steps: 0, isSettled: true, m };
  let lambda = 0.3;
  let expected = 0;
  for (let step = 1; step <= MAXIMUM_STEPS; step++) {
    const { sums, matches } = expectation(
      block,
      sizes,
      free,
      logRatios(m, u),
      Math.log(lambda / (1 - lambda)),
    );
    const next = sums.map((sum, clue) => (free.includes(clue) ? shares(sum) : (m[clue] as number[])));
    const nextLambda = (matches + PSEUDO_COUNT) / (pairs + 2 * PSEUDO_COUNT);
    const change = Math.max(
      Math.abs(nextLambda - lambda),
      ...next.flatMap((chances, clue) =>
        chances.map((chance, level) => Math.abs(chance - (m[clue]?.[level] ?? 0))),
      ),
    );
    m = next;
    lambda = nextLambda;
    expected = matches;
    if (change < TOLERANCE) return { matches, steps: step, isSettled: true, m };
  }
  return { matches: expected, steps: MAXIMUM_STEPS, isSettled: false, m };
}

/** One pass over the patterns: expected matches, in all and by clue and level. */
function expectation(
  block: Vectors,
  sizes: readonly number[],
  free: readonly number[],
  ratios: readonly Float64Array[],
  prior: number,
): { sums: number[][]; matches: number } {
  const sums = sizes.map((size) => new Array<number>(size).fill(0));
  let matches = 0;
  for (let row = 0; row < block.counts.length; row++) {
    let weight = prior;
    for (const clue of free) {
      const level = block.levels[row * sizes.length + clue] as number;
      if (level >= 0) weight += (ratios[clue] as Float64Array)[level] as number;
    }
    const expected = (block.counts[row] as number) / (1 + Math.exp(-weight));
    matches += expected;
    for (const clue of free) {
      const level = block.levels[row * sizes.length + clue] as number;
      const sum = sums[clue] as number[];
      if (level >= 0) sum[level] = (sum[level] as number) + expected;
    }
  }
  return { sums, matches };
}

/** Rules whose chance of an exact agreement is farther from the median than this learnt something else than matches. */
const AGREEMENT = 0.2;

/**
 * The mean of what the rules that settled (none: all of them) taught about a clue, without those that stand apart. A rule whose pairs agree for another reason
 * than being one and the same, such as neighbours, learns that reason, and is not followed whatever the number of its pairs.
 */
function averaged(
  rules: readonly Taught[],
  fixed: readonly (readonly number[])[],
  clue: number,
): number[] | undefined {
  const teachers = rules.filter(({ matches }, rule) => matches >= 1 && !(fixed[rule] ?? []).includes(clue));
  const settled = teachers.filter(({ isSettled }) => isSettled);
  const taught = (settled.length > 0 ? settled : teachers).map(({ m }) => m[clue] ?? []);
  if (taught.length === 0) return undefined;
  const exact = median(taught.map((chances) => chances.at(-1) ?? 0));
  const agreeing = taught.filter((chances) => Math.abs((chances.at(-1) ?? 0) - exact) <= AGREEMENT);
  const heard = agreeing.length > 0 ? agreeing : taught;
  return (heard[0] ?? []).map(
    (_, level) => heard.reduce((sum, chances) => sum + (chances[level] ?? 0), 0) / heard.length,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** P(match) of a random pair that agrees with the matches which it makes one expect among the candidates. */
function shareOfMatches(
  all: Vectors,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  totalPairs: number,
): number {
  const sizes = m.map((chances) => chances.length);
  const free = sizes.map((_, clue) => clue);
  const ratios = logRatios(m, u);
  const floor = PSEUDO_COUNT / (totalPairs + 1);
  let lambda = Math.max(
    floor,
    Math.min(0.5, all.counts.reduce((sum, count) => sum + count, 0) / (2 * totalPairs + 1)),
  );
  for (let step = 0; step < 200; step++) {
    const { matches } = expectation(all, sizes, free, ratios, Math.log(lambda / (1 - lambda)));
    const next = Math.max(floor, Math.min(0.5, matches / totalPairs));
    if (Math.abs(next - lambda) <= 1e-9 * lambda) return next;
    lambda = next;
  }
  return lambda;
}
