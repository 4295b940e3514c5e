import { CheckFailedError } from '../errors.ts';
import { remaining } from './decay.ts';
import { degreeOf, weightedDegrees, type Graph } from './graph.ts';
import { badGraph } from './refusal.ts';
import { sweepOf, type Spread, type Sweep } from './sweep.ts';

/**
 * Propagation of fraud over a graph of employers and resources, after Van Vlasselaer, Eliassi-Rad, Akoglu, Snoeck and
 * Baesens, "GOTCHA!", Management Science 63(9), 2017: ξ = α·Q·ξ + (1 − α)·z, Q the column-normalised adjacency matrix.
 *
 * In a bipartite graph one sweep over the rows of the second side does two steps at once: the score of a resource is
 * gathered from its employers and scattered back while its row is in the cache. Sweeps are accelerated by Chebyshev's
 * semi-iteration. BiRank (He et al., 2017) is the same sweep with symmetric normalisation.
 */

export interface PropagationOptions {
  /** Share of a score that travels on, between 0 and 1. @default 0.85 */
  readonly alpha?: number;
  /** Propagation: bound of the summed error of all scores. BiRank: relative change of both sides. */
  readonly tolerance?: number;
  /** @default twice what theory needs for the tolerance */
  readonly maxIterations?: number;
}

export interface Propagated {
  /** One score per node. */
  readonly scores: Float64Array;
  /** Sweeps over the links. */
  readonly iterations: number;
  /** What was compared with the tolerance at the last sweep. */
  readonly error: number;
}

/** A place where propagation starts again, and how long it has been known. */
export interface Restarts {
  readonly nodes: Int32Array;
  /** Days since each became known, from 0. @default 0 for all */
  readonly ageDays?: Float64Array;
}

/**
 * Returns the restart weight of each node, with sum 1: what is left of each fraud after its age, times the number of its
 * links where `byDegree` holds, so that a fraud with a hundred resources does not give each of them a hundredth. Nodes
 * without a link get 0. Of two ages of one node the younger counts.
 * @throws ContractError where an age is negative, a node unknown, or no weight is left.
 */
export function restartWeights(
  graph: Graph,
  { nodes, ageDays }: Restarts,
  halfLifeDays: number,
  byDegree = true,
): Float64Array {
  const weights = new Float64Array(graph.nodeCount);
  for (let r = 0; r < nodes.length; r++) {
    const node = nodes[r] as number;
    const age = ageDays ? (ageDays[r] as number) : 0;
    if (!(age >= 0)) throw badGraph('an age is negative', 'days since it was known', 'correct the restarts');
    if (!(node >= 0 && node < graph.nodeCount)) {
      throw badGraph('a restart is not in the graph', 'nodes of the graph', 'leave it out and count it');
    }
    const degree = degreeOf(graph, node);
    const factor = byDegree ? degree : Math.min(degree, 1);
    weights[node] = Math.max(weights[node] as number, factor * remaining(age, halfLifeDays));
  }
  return normalised(weights);
}

/** Returns equal restart weights, with sum 1, for the first side: the centrality of everybody where no fraud is named. */
export function uniformRestarts(graph: Graph): Float64Array {
  const weights = new Float64Array(graph.nodeCount);
  for (let v = 0; v < graph.leftCount; v++) weights[v] = Math.min(degreeOf(graph, v), 1);
  return normalised(weights);
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0)) {
    throw badGraph(
      'no restart has a link',
      'at least one restart that is tied to another node',
      'name restarts',
    );
  }
  return weights.map((weight) => weight / sum);
}

/**
 * Returns the scores of all nodes; they add up to 1, and a node out of reach of every restart has 0. `restarts` has one
 * weight per node, with sum 1 over nodes that have links.
 * @throws CheckFailedError when the tolerance (1e-10 by default) is not reached.
 */
export function propagate(
  graph: Graph,
  restarts: Float64Array,
  options: PropagationOptions = {},
): Propagated {
  const { alpha, tolerance, maxIterations } = settled(options, 1e-10);
  const spread: Spread = {
    give: weightedDegrees(graph).map((sum) => (sum > 0 ? 1 / sum : 0)),
    take: new Float64Array(graph.nodeCount).fill(1),
    toSecond: alpha,
    toFirst: alpha,
    base: restarts.map((weight) => (1 - alpha) * weight),
  };
  const sweep = sweepOf(graph, spread);
  // In the sum of absolute values, what is missing on the first side is at most gain / (1 − gain) of the last change;
  // the second side follows from the first and misses α times as much.
  const factor = graph.leftCount < graph.nodeCount ? alpha ** 2 / (1 - alpha) : alpha / (1 - alpha);
  const errorOf = (before: Float64Array, after: Float64Array): number => {
    let change = 0;
    for (let v = 0; v < after.length; v++) change += Math.abs((after[v] as number) - (before[v] as number));
    return change * factor;
  };
  const spectrum =
    graph.leftCount < graph.nodeCount ? ([0, alpha ** 2] as const) : ([-alpha, alpha] as const);
  return iterated(sweep, restarts.slice(0, graph.leftCount), spectrum, errorOf, tolerance, maxIterations);
}

/**
 * Returns BiRank scores of a bipartite graph: c = α·S·p + (1 − α)·c0, p = Sᵀ·c with S = D_c^(−1/2)·A·D_p^(−1/2), until
 * the relative change of both sides is under the tolerance (1e-14 by default). c0 is `restarts` on the first side.
 * @throws CheckFailedError when the tolerance is not reached; ContractError for an ordinary graph.
 */
export function biRank(graph: Graph, restarts: Float64Array, options: PropagationOptions = {}): Propagated {
  const { leftCount, nodeCount } = graph;
  if (leftCount === nodeCount) {
    throw badGraph('it has one side', 'a bipartite graph for BiRank', 'use propagation');
  }
  const { alpha, tolerance, maxIterations } = settled(options, 1e-14);
  const roots = weightedDegrees(graph).map((sum) => (sum > 0 ? 1 / Math.sqrt(sum) : 0));
  const base = restarts.map((weight, v) => (v < leftCount ? (1 - alpha) * weight : 0));
  const spread: Spread = { give: roots, take: roots, toSecond: 1, toFirst: alpha, base };
  const sweep = sweepOf(graph, spread);
  const errorOf = (before: Float64Array, after: Float64Array): number => {
    const change = relativeChange(before, after);
    return change > tolerance
      ? change
      : Math.max(change, relativeChange(sweep.all(before), sweep.all(after)));
  };
  return iterated(sweep, restarts.slice(0, leftCount), [0, alpha], errorOf, tolerance, maxIterations);
}

function relativeChange(before: Float64Array, after: Float64Array): number {
  let change = 0;
  let size = 0;
  for (let v = 0; v < after.length; v++) {
    change += ((after[v] as number) - (before[v] as number)) ** 2;
    size += (after[v] as number) ** 2;
  }
  return size > 0 ? Math.sqrt(change / size) : 0;
}

/**
 * Iterates x = M·x + b by Chebyshev's semi-iteration (Golub and Varga, 1961): M is similar to a symmetric matrix whose
 * eigenvalues lie in `spectrum`, and each step mixes the last two so that the error shrinks fastest over that interval,
 * at α = .85 three times as fast as by plain steps. What is tested and returned is a plain step, so the bound holds.
 */
function iterated(
  sweep: Sweep,
  start: Float64Array,
  [low, high]: readonly [low: number, high: number],
  errorOf: (before: Float64Array, after: Float64Array) => number,
  tolerance: number,
  maxIterations: number,
): Propagated {
  const shift = (low + high) / 2;
  const radius = (high - low) / 2 / (1 - shift);
  let earlier = start.slice();
  let now = start.slice();
  const plain = new Float64Array(start.length);
  let mix = 1;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    sweep.step(now, plain);
    const error = errorOf(now, plain);
    if (error <= tolerance)
      return { scores: sweep.all(withoutNegatives(sweep, plain, now)), iterations, error };
    if (iterations > 1) mix = 1 / (1 - (radius ** 2 * mix) / (iterations === 2 ? 2 : 4));
    for (let v = 0; v < now.length; v++) {
      const step = ((plain[v] as number) - shift * (now[v] as number)) / (1 - shift);
      earlier[v] = mix * (step - (earlier[v] as number)) + (earlier[v] as number);
    }
    [earlier, now] = [now, earlier];
  }
  throw new CheckFailedError({
    place: 'propagation',
    fact: `the scores still change after ${maxIterations} iterations`,
    expectation: `an error of at most ${tolerance}`,
    effect: 'no score was returned',
    next: 'allow more iterations, a smaller alpha or a larger tolerance',
  });
}

/** Mixing may leave scores below 0 by less than the error; no true score is, so 0 is nearer, and one more step is nearer still. */
function withoutNegatives(sweep: Sweep, scores: Float64Array, spare: Float64Array): Float64Array {
  if (scores.every((score) => score >= 0)) return scores;
  sweep.step(
    scores.map((score) => Math.max(score, 0)),
    spare,
  );
  return spare;
}

function settled(options: PropagationOptions, defaultTolerance: number): Required<PropagationOptions> {
  const { alpha = 0.85, tolerance = defaultTolerance } = options;
  if (!(alpha > 0 && alpha < 1)) throw badGraph('alpha is out of range', 'between 0 and 1', 'correct alpha');
  if (!(tolerance >= 1e-15)) {
    throw badGraph('the tolerance is finer than numbers are', 'at least 1e-15', 'correct the tolerance');
  }
  const needed = Math.ceil(Math.log(tolerance * (1 - alpha)) / Math.log(alpha));
  return { alpha, tolerance, maxIterations: options.maxIterations ?? 2 * Math.max(needed, 10) };
}

/**
 * Returns the score of an employer that came after the run, from its links to resources of the run:
 * Σ w·ξ / (Σ w + 1); 0 without links.
 */
export function laterScore(weights: readonly number[], resourceScores: readonly number[]): number {
  let sum = 0;
  let total = 1;
  for (const [i, weight] of weights.entries()) {
    sum += weight * (resourceScores[i] as number);
    total += weight;
  }
  return sum / total;
}
