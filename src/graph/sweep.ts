import type { Graph } from './graph.ts';

/** Multiplies a vector by a symmetric matrix. */
export type SymmetricMatrix = (from: Float64Array, to: Float64Array) => void;

/**
 * Returns the links of a graph as a matrix, Ŵ = D^(−1/2)·W·D^(−1/2) with the weighted degrees D, for vectors of the first
 * side; `roots` has D^(−1/2) for each node. Where there is a second side, one sweep goes there and back: Ŵ·Ŵᵀ has
 * eigenvalues from 0 to 1, the Ŵ of an ordinary graph from −1 to 1.
 */
export const sweepOf = (graph: Graph, roots: Float64Array): SymmetricMatrix =>
  graph.leftCount < graph.nodeCount ? thereAndBack(graph, roots) : oneSide(graph, roots);

function oneSide({ nodeCount, offsets, neighbours, weights }: Graph, roots: Float64Array): SymmetricMatrix {
  const given = new Float64Array(nodeCount);
  return (from, to) => {
    for (let v = 0; v < nodeCount; v++) given[v] = (roots[v] as number) * (from[v] as number);
    for (let v = 0; v < nodeCount; v++) {
      let sum = 0;
      const end = offsets[v + 1] as number;
      for (let e = offsets[v] as number; e < end; e++) {
        sum += (weights[e] as number) * (given[neighbours[e] as number] as number);
      }
      to[v] = (roots[v] as number) * sum;
    }
  };
}

/** Gathers into each node of the second side and gives back at once, while its row is at hand. */
function thereAndBack(graph: Graph, roots: Float64Array): SymmetricMatrix {
  const { leftCount } = graph;
  const { ends, neighbours, weights } = sharedRows(graph, roots);
  const own = ownWeights(graph);
  const given = new Float64Array(leftCount);
  return (from, to) => {
    for (let v = 0; v < leftCount; v++) {
      const value = (roots[v] as number) * (from[v] as number);
      given[v] = value;
      to[v] = (own[v] as number) * value;
    }
    let start = 0;
    for (let r = 0; r < ends.length; r++) {
      const end = ends[r] as number;
      let sum = 0;
      for (let e = start; e < end; e++) {
        sum += (weights[e] as number) * (given[neighbours[e] as number] as number);
      }
      for (let e = start; e < end; e++) {
        const v = neighbours[e] as number;
        to[v] = (to[v] as number) + (weights[e] as number) * sum;
      }
      start = end;
    }
    for (let v = 0; v < leftCount; v++) to[v] = (to[v] as number) * (roots[v] as number);
  };
}

/** A node of one link gives back all that it got: such links of a node are added up once. */
function ownWeights({ leftCount, nodeCount, offsets, neighbours, weights }: Graph): Float64Array {
  const own = new Float64Array(leftCount);
  for (let v = leftCount; v < nodeCount; v++) {
    const e = offsets[v] as number;
    if ((offsets[v + 1] as number) - e !== 1) continue;
    const to = neighbours[e] as number;
    own[to] = (own[to] as number) + (weights[e] as number);
  }
  return own;
}

interface SharedRows {
  /** Where each row ends; the first starts at 0. */
  readonly ends: Int32Array;
  readonly neighbours: Int32Array;
  /** Times D^(−1/2) of the row. */
  readonly weights: Float64Array;
}

/** First-side nodes of a block: their part of two vectors fits the nearest cache. */
const BLOCK_BITS = 10;
const LENGTH_CLASSES = 8;

/**
 * Returns the rows of second-side nodes of two links or more, ordered by the block of their first neighbour, so that a sweep
 * walks through the first side instead of jumping about in it, and by length, which a processor then foresees.
 */
function sharedRows(
  { leftCount, nodeCount, offsets, neighbours, weights }: Graph,
  roots: Float64Array,
): SharedRows {
  const classOf = (start: number, length: number): number =>
    ((neighbours[start] as number) >> BLOCK_BITS) * LENGTH_CLASSES + Math.min(length - 2, LENGTH_CLASSES - 1);
  const classes = ((leftCount >> BLOCK_BITS) + 1) * LENGTH_CLASSES;
  const rowAt = new Int32Array(classes + 1);
  const linkAt = new Int32Array(classes + 1);
  for (let v = leftCount; v < nodeCount; v++) {
    const start = offsets[v] as number;
    const length = (offsets[v + 1] as number) - start;
    if (length < 2) continue;
    const c = classOf(start, length) + 1;
    rowAt[c] = (rowAt[c] as number) + 1;
    linkAt[c] = (linkAt[c] as number) + length;
  }
  for (let c = 0; c < classes; c++) {
    rowAt[c + 1] = (rowAt[c + 1] as number) + (rowAt[c] as number);
    linkAt[c + 1] = (linkAt[c + 1] as number) + (linkAt[c] as number);
  }
  const rows = {
    ends: new Int32Array(rowAt[classes] as number),
    neighbours: new Int32Array(linkAt[classes] as number),
    weights: new Float64Array(linkAt[classes] as number),
  };
  for (let v = leftCount; v < nodeCount; v++) {
    const start = offsets[v] as number;
    const end = offsets[v + 1] as number;
    if (end - start < 2) continue;
    const c = classOf(start, end - start);
    let at = linkAt[c] as number;
    for (let e = start; e < end; e++, at++) {
      rows.neighbours[at] = neighbours[e] as number;
      rows.weights[at] = (weights[e] as number) * (roots[v] as number);
    }
    linkAt[c] = at;
    rows.ends[rowAt[c] as number] = at;
    rowAt[c] = (rowAt[c] as number) + 1;
  }
  return rows;
}
