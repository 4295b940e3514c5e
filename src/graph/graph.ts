import { badGraph } from './refusal.ts';

/**
 * An undirected graph as compressed sparse rows. Nodes are numbers from 0. In a bipartite graph the nodes before
 * `leftCount` are one side (employers) and the others the second (resources); in an ordinary graph `leftCount` equals
 * `nodeCount`. Each link stands twice, once in the row of each end, and rows are sorted: two graphs of the same links
 * are the same bytes, whatever the order in which the links came.
 */
export interface Graph {
  readonly nodeCount: number;
  readonly leftCount: number;
  /** The row of node v is `offsets[v]` to `offsets[v + 1]`; length = `nodeCount` + 1. */
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  /** Over 0, finite; parallel to `neighbours`. */
  readonly weights: Float64Array;
}

/** Links as columns of equal length, in any order. */
export interface Links {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Finite and not negative. @default 1 for every link */
  readonly weights?: Float64Array;
}

/** What was set aside while a graph was built. */
export interface BuildCounts {
  /** Rows for a link that another row states too: the strongest stays, evidence of one link does not add up. */
  readonly duplicates: number;
  /** Links of weight 0, which have faded or never were. */
  readonly weightless: number;
  /** Links of a node with itself, in an ordinary graph. */
  readonly loops: number;
}

export interface BuiltGraph {
  readonly graph: Graph;
  readonly counts: BuildCounts;
}

/**
 * Returns the bipartite graph of links between `leftCount` and `rightCount` nodes; the right node j becomes node
 * `leftCount` + j.
 * @throws ContractError for links to unknown nodes, weights that are negative or no numbers, or columns of unequal length.
 */
export function bipartiteGraph(links: Links, leftCount: number, rightCount: number): BuiltGraph {
  assertLinks(links, leftCount, rightCount);
  return build(links, leftCount, leftCount, leftCount + rightCount);
}

/**
 * Returns the ordinary graph of links among `nodeCount` nodes; a–b and b–a are one link.
 * @throws ContractError as {@link bipartiteGraph}.
 */
export function ordinaryGraph(links: Links, nodeCount: number): BuiltGraph {
  assertLinks(links, nodeCount, nodeCount);
  return build(links, 0, nodeCount, nodeCount);
}

function assertLinks({ left, right, weights }: Links, leftCount: number, rightCount: number): void {
  if (right.length !== left.length || (weights && weights.length !== left.length)) {
    throw badGraph('the columns of the links differ in length', 'one row per link', 'correct the query');
  }
  let unknown = 0;
  let wrong = 0;
  for (let e = 0; e < left.length; e++) {
    const [a, b] = [left[e] as number, right[e] as number];
    if (a < 0 || a >= leftCount || b < 0 || b >= rightCount) unknown++;
    const weight = weights ? (weights[e] as number) : 1;
    if (!(weight >= 0 && weight < Infinity)) wrong++;
  }
  if (unknown > 0) {
    throw badGraph(`${unknown} links lead to unknown nodes`, 'nodes of the graph', 'correct the links');
  }
  if (wrong > 0) {
    throw badGraph(
      `${wrong} weights are negative or no numbers`,
      'finite weights from 0',
      'correct the weights',
    );
  }
}

/** Fills rows in the order of the links, sorts them by transposing twice over, then merges equal neighbours. */
function build(
  { left, right, weights }: Links,
  shift: number,
  leftCount: number,
  nodeCount: number,
): BuiltGraph {
  const offsets = new Int32Array(nodeCount + 1);
  let weightless = 0;
  let loops = 0;
  const kept = (e: number): boolean => {
    if (weights && weights[e] === 0) weightless++;
    else if (left[e] === (right[e] as number) + shift) loops++;
    else return true;
    return false;
  };
  const isKept = new Uint8Array(left.length);
  for (let e = 0; e < left.length; e++) {
    if (!kept(e)) continue;
    isKept[e] = 1;
    (offsets[(left[e] as number) + 1] as number)++;
    (offsets[(right[e] as number) + shift + 1] as number)++;
  }
  for (let v = 0; v < nodeCount; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  const size = offsets[nodeCount] as number;
  const neighbours = new Int32Array(size);
  const values = new Float64Array(size);
  const next = offsets.slice(0, nodeCount);
  const put = (from: number, to: number, weight: number): void => {
    const at = next[from] as number;
    neighbours[at] = to;
    values[at] = weight;
    next[from] = at + 1;
  };
  for (let e = 0; e < left.length; e++) {
    if (isKept[e] === 0) continue;
    const weight = weights ? (weights[e] as number) : 1;
    put(left[e] as number, (right[e] as number) + shift, weight);
    put((right[e] as number) + shift, left[e] as number, weight);
  }
  const { graph, duplicates } = merged(
    transposed({ nodeCount, leftCount, offsets, neighbours, weights: values }),
  );
  return { graph, counts: { duplicates, weightless, loops } };
}

/** The same graph with sorted rows: a graph is symmetric, so its transpose is itself, filled in the order of the nodes. */
function transposed(graph: Graph): Graph {
  const { nodeCount, offsets } = graph;
  const neighbours = new Int32Array(graph.neighbours.length);
  const weights = new Float64Array(neighbours.length);
  const next = offsets.slice(0, nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
      const to = graph.neighbours[e] as number;
      const at = next[to] as number;
      neighbours[at] = v;
      weights[at] = graph.weights[e] as number;
      next[to] = at + 1;
    }
  }
  return { ...graph, neighbours, weights };
}

/** Merges equal neighbours of sorted rows in place; the arrays are shortened at the end. */
function merged(graph: Graph): { graph: Graph; duplicates: number } {
  const { nodeCount, neighbours, weights } = graph;
  const offsets = new Int32Array(nodeCount + 1);
  let size = 0;
  for (let v = 0; v < nodeCount; v++) {
    const first = size;
    for (let e = graph.offsets[v] as number; e < (graph.offsets[v + 1] as number); e++) {
      const weight = weights[e] as number;
      if (size > first && neighbours[size - 1] === neighbours[e]) {
        weights[size - 1] = Math.max(weights[size - 1] as number, weight);
      } else {
        neighbours[size] = neighbours[e] as number;
        weights[size] = weight;
        size++;
      }
    }
    offsets[v + 1] = size;
  }
  const duplicates = (neighbours.length - size) / 2;
  if (duplicates === 0) return { graph: { ...graph, offsets }, duplicates };
  return {
    graph: { ...graph, offsets, neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) },
    duplicates,
  };
}

/** Returns the number of links of a node. */
export function degreeOf({ offsets }: Graph, node: number): number {
  return (offsets[node + 1] as number) - (offsets[node] as number);
}

/** Returns the sum of the weights at each node, in the order of the rows. */
export function weightedDegrees({ nodeCount, offsets, weights }: Graph): Float64Array {
  const sums = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    let sum = 0;
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) sum += weights[e] as number;
    sums[v] = sum;
  }
  return sums;
}

/** Returns the number of links. */
export function linkCount({ neighbours }: Graph): number {
  return neighbours.length / 2;
}

/**
 * Returns the same nodes with only the links whose two ends are both kept (1 in `isKept`, one entry per node).
 */
export function withOnly(graph: Graph, isKept: Uint8Array): Graph {
  const { nodeCount } = graph;
  const offsets = new Int32Array(nodeCount + 1);
  const neighbours = new Int32Array(graph.neighbours.length);
  const weights = new Float64Array(neighbours.length);
  let size = 0;
  for (let v = 0; v < nodeCount; v++) {
    for (let e = graph.offsets[v] as number; isKept[v] === 1 && e < (graph.offsets[v + 1] as number); e++) {
      if (isKept[graph.neighbours[e] as number] !== 1) continue;
      neighbours[size] = graph.neighbours[e] as number;
      weights[size] = graph.weights[e] as number;
      size++;
    }
    offsets[v + 1] = size;
  }
  return { ...graph, offsets, neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) };
}

/** A graph without its hubs, and what went with them. */
export interface Pruned {
  readonly graph: Graph;
  readonly hubs: number;
  readonly hubLinks: number;
}

/**
 * Returns the graph without the links of hubs: second-side nodes (all nodes of an ordinary graph) with more than
 * `maxDegree` links. The address of a payroll provider ties thousands who have nothing in common.
 */
export function withoutHubs(graph: Graph, maxDegree: number): Pruned {
  const isKept = new Uint8Array(graph.nodeCount).fill(1);
  const first = graph.leftCount === graph.nodeCount ? 0 : graph.leftCount;
  let hubs = 0;
  for (let v = first; v < graph.nodeCount; v++) {
    if (degreeOf(graph, v) <= maxDegree) continue;
    isKept[v] = 0;
    hubs++;
  }
  if (hubs === 0) return { graph, hubs, hubLinks: 0 };
  const pruned = withOnly(graph, isKept);
  return { graph: pruned, hubs, hubLinks: linkCount(graph) - linkCount(pruned) };
}
