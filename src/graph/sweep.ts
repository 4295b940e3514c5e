import type { Graph } from './graph.ts';

/** One step: a node gives `give` of its score per unit of weight, and takes `take` of what it is given. */
export interface Spread {
  readonly give: Float64Array;
  readonly take: Float64Array;
  /** Factor from the first side to the second, and back; an ordinary graph uses `toFirst`. */
  readonly toSecond: number;
  readonly toFirst: number;
  /** What each node has of its own. */
  readonly base: Float64Array;
}

/** The step over one graph, on vectors of the first side. */
export interface Sweep {
  readonly step: (before: Float64Array, after: Float64Array) => void;
  /** Scores of all nodes where these are the scores of the first side. */
  readonly all: (first: Float64Array) => Float64Array;
}

/** Returns the step that suits the graph. */
export const sweepOf = (graph: Graph, spread: Spread): Sweep =>
  graph.leftCount < graph.nodeCount ? bothSides(graph, spread) : oneSide(graph, spread);

/** Gathers from every row. */
function oneSide(graph: Graph, { give, take, toFirst, base }: Spread): Sweep {
  const { nodeCount, offsets, neighbours, weights } = graph;
  const given = new Float64Array(nodeCount);
  const step = (before: Float64Array, after: Float64Array): void => {
    for (let v = 0; v < nodeCount; v++) given[v] = (give[v] as number) * (before[v] as number);
    for (let v = 0; v < nodeCount; v++) {
      let sum = 0;
      const end = offsets[v + 1] as number;
      for (let e = offsets[v] as number; e < end; e++) {
        sum += (weights[e] as number) * (given[neighbours[e] as number] as number);
      }
      after[v] = toFirst * (take[v] as number) * sum + (base[v] as number);
    }
  };
  return { step, all: (first) => Float64Array.from(first) };
}

/**
 * Gathers into each node of the second side and scatters its score back to the first, in one pass over its row. A node
 * with one link only gives back what it got: such nodes are added up once, per node of the first side.
 */
function bothSides(graph: Graph, { give, take, toSecond, toFirst, base }: Spread): Sweep {
  const { leftCount, nodeCount } = graph;
  const { offsets, neighbours, weights, nodes } = sharedRows(graph);
  const factor = Float64Array.from(nodes, (v) => toSecond * (take[v] as number) * (give[v] as number));
  const { own, fromSecond } = returned(graph, { give, take, toSecond, base });
  const given = new Float64Array(leftCount);
  const step = (before: Float64Array, after: Float64Array): void => {
    for (let v = 0; v < leftCount; v++) given[v] = (give[v] as number) * (before[v] as number);
    after.set(fromSecond);
    for (let r = 0; r < nodes.length; r++) {
      const [start, end] = [offsets[r] as number, offsets[r + 1] as number];
      let sum = 0;
      for (let e = start; e < end; e++) {
        sum += (weights[e] as number) * (given[neighbours[e] as number] as number);
      }
      if (sum === 0) continue;
      const back = (factor[r] as number) * sum;
      for (let e = start; e < end; e++) {
        const to = neighbours[e] as number;
        after[to] = (after[to] as number) + (weights[e] as number) * back;
      }
    }
    for (let v = 0; v < leftCount; v++) {
      const sum = (after[v] as number) + (own[v] as number) * (given[v] as number);
      after[v] = toFirst * (take[v] as number) * sum + (base[v] as number);
    }
  };
  const all = (first: Float64Array): Float64Array => {
    const scores = new Float64Array(nodeCount);
    scores.set(first);
    for (let v = leftCount; v < nodeCount; v++) {
      let sum = 0;
      for (let e = graph.offsets[v] as number; e < (graph.offsets[v + 1] as number); e++) {
        const from = graph.neighbours[e] as number;
        sum += (graph.weights[e] as number) * (give[from] as number) * (first[from] as number);
      }
      scores[v] = toSecond * (take[v] as number) * sum + (base[v] as number);
    }
    return scores;
  };
  return { step, all };
}

/** What the first side gets back without a step: by nodes with one link, and of what the second side has of its own. */
function returned(
  { leftCount, nodeCount, offsets, neighbours, weights }: Graph,
  { give, take, toSecond, base }: Omit<Spread, 'toFirst'>,
): { own: Float64Array; fromSecond: Float64Array } {
  const own = new Float64Array(leftCount);
  const fromSecond = new Float64Array(leftCount);
  for (let v = leftCount; v < nodeCount; v++) {
    const [start, end] = [offsets[v] as number, offsets[v + 1] as number];
    for (let e = start; e < end; e++) {
      const to = neighbours[e] as number;
      const back = (weights[e] as number) * (give[v] as number);
      fromSecond[to] = (fromSecond[to] as number) + back * (base[v] as number);
      if (end - start > 1) continue;
      own[to] = (own[to] as number) + back * toSecond * (take[v] as number) * (weights[e] as number);
    }
  }
  return { own, fromSecond };
}

interface SharedRows {
  readonly nodes: Int32Array;
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  readonly weights: Float64Array;
}

/**
 * The rows of second-side nodes with two links or more, ordered by their first neighbour, so that a sweep walks through
 * the first side instead of jumping about in it: four times faster where the cache is small.
 */
function sharedRows({ leftCount, nodeCount, offsets, neighbours, weights }: Graph): SharedRows {
  const starts = new Int32Array(leftCount + 1);
  let size = 0;
  for (let v = leftCount; v < nodeCount; v++) {
    const start = offsets[v] as number;
    const degree = (offsets[v + 1] as number) - start;
    if (degree < 2) continue;
    (starts[(neighbours[start] as number) + 1] as number)++;
    size += degree;
  }
  for (let v = 0; v < leftCount; v++) starts[v + 1] = (starts[v + 1] as number) + (starts[v] as number);
  const nodes = new Int32Array(starts[leftCount] as number);
  for (let v = leftCount; v < nodeCount; v++) {
    const start = offsets[v] as number;
    if ((offsets[v + 1] as number) - start < 2) continue;
    const first = neighbours[start] as number;
    nodes[starts[first] as number] = v;
    (starts[first] as number)++;
  }
  const rows = {
    nodes,
    offsets: new Int32Array(nodes.length + 1),
    neighbours: new Int32Array(size),
    weights: new Float64Array(size),
  };
  let at = 0;
  for (const [r, v] of nodes.entries()) {
    const [start, end] = [offsets[v] as number, offsets[v + 1] as number];
    for (let e = start; e < end; e++) {
      rows.neighbours[at] = neighbours[e] as number;
      rows.weights[at] = weights[e] as number;
      at++;
    }
    rows.offsets[r + 1] = at;
  }
  return rows;
}
