import { remaining } from './decay.ts';
import { degreeOf, weightedDegrees, type Graph } from './graph.ts';
import { badGraph } from './refusal.ts';
import { solved, squared } from './solve.ts';
import { sweepOf } from './sweep.ts';

/**
 * Propagation of fraud over a graph of employers and resources, after Van Vlasselaer, Eliassi-Rad, Akoglu, Snoeck and
 * Baesens, "GOTCHA!", Management Science 63(9), 2017: ξ = α·Q·ξ + (1 − α)·z, Q the column-normalised adjacency matrix.
 *
 * Scores are divided by the roots of the weighted degrees, which makes Q symmetric, and solved for by conjugate gradients.
 * In a bipartite graph one sweep over the rows of the second side does two steps at once, and the second side follows from
 * the first at the end. BiRank (He et al., 2017) has the same symmetric matrix.
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
  const { leftCount, nodeCount } = graph;
  const roots = inverseRoots(graph);
  const own = restarts.map((weight) => (1 - alpha) * weight);
  const given = givenBySecondSide(graph, roots, own, alpha);
  // In the sum of absolute values, what is missing on the first side is at most gain / (1 − gain) of the last change;
  // the second side follows from the first and misses α times as much.
  const factor = leftCount < nodeCount ? alpha ** 2 / (1 - alpha) : alpha / (1 - alpha);
  const { vector, iterations, error } = solved({
    apply: sweepOf(graph, roots),
    gain: leftCount < nodeCount ? alpha ** 2 : alpha,
    base: given.map((value, v) => ((own[v] as number) + value) * (roots[v] as number)),
    start: given.map((_, v) => (restarts[v] as number) * (roots[v] as number)),
    errorOf: (_, change) => {
      let sum = 0;
      for (let v = 0; v < leftCount; v++) sum += Math.abs(change[v] as number) / (roots[v] as number);
      return sum * factor;
    },
    tolerance,
    maxIterations,
  });
  const scores = own.slice();
  for (let v = 0; v < leftCount; v++) scores[v] = (vector[v] as number) / (roots[v] as number);
  const gathered = gatheredBySecondSide(graph, roots, vector);
  for (let v = leftCount; v < nodeCount; v++) {
    scores[v] = (own[v] as number) + alpha * (gathered[v - leftCount] as number);
  }
  return { scores, iterations, error };
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
  const roots = inverseRoots(graph);
  const secondOf = (first: Float64Array): Float64Array =>
    gatheredBySecondSide(graph, roots, first).map((sum, r) => sum * (roots[leftCount + r] as number));
  const start = restarts.slice(0, leftCount);
  const { vector, iterations, error } = solved({
    apply: sweepOf(graph, roots),
    gain: alpha,
    base: start.map((weight) => (1 - alpha) * weight),
    start,
    errorOf: (now, change) => {
      const ofFirst = relativeChange(now, change);
      return ofFirst > tolerance
        ? ofFirst
        : Math.max(ofFirst, relativeChange(secondOf(now), secondOf(change)));
    },
    tolerance,
    maxIterations,
  });
  const scores = new Float64Array(nodeCount);
  scores.set(vector);
  scores.set(secondOf(vector), leftCount);
  return { scores, iterations, error };
}

function relativeChange(now: Float64Array, change: Float64Array): number {
  const size = squared(now);
  return size > 0 ? Math.sqrt(squared(change) / size) : 0;
}

/** D^(−1/2) of each node; 1 for a node without links, which keeps what it has. */
function inverseRoots(graph: Graph): Float64Array {
  return weightedDegrees(graph).map((sum) => (sum > 0 ? 1 / Math.sqrt(sum) : 1));
}

/** What the first side gets of what the second side has of its own. */
function givenBySecondSide(
  { leftCount, nodeCount, offsets, neighbours, weights }: Graph,
  roots: Float64Array,
  own: Float64Array,
  alpha: number,
): Float64Array {
  const given = new Float64Array(leftCount);
  for (let v = leftCount; v < nodeCount; v++) {
    if (own[v] === 0) continue;
    const perWeight = alpha * (own[v] as number) * (roots[v] as number) ** 2;
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
      const to = neighbours[e] as number;
      given[to] = (given[to] as number) + perWeight * (weights[e] as number);
    }
  }
  return given;
}

/** The sum of weight times D^(−1/2) times `first` over the links of each node of the second side. */
function gatheredBySecondSide(
  { leftCount, nodeCount, offsets, neighbours, weights }: Graph,
  roots: Float64Array,
  first: Float64Array,
): Float64Array {
  const perWeight = first.map((value, v) => value * (roots[v] as number));
  const gathered = new Float64Array(nodeCount - leftCount);
  for (let v = leftCount; v < nodeCount; v++) {
    let sum = 0;
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
      sum += (weights[e] as number) * (perWeight[neighbours[e] as number] as number);
    }
    gathered[v - leftCount] = sum;
  }
  return gathered;
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
