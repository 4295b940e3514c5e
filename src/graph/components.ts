import type { Graph } from './graph.ts';

/** A division of the nodes into groups. */
export interface Groups {
  /** The group of each node, from 0: the largest group first, of equal ones the one with the smallest node. */
  readonly of: Int32Array;
  readonly sizes: Int32Array;
}

/** Returns the connected components; a node without links is one of its own. */
export function connectedComponents({ nodeCount, offsets, neighbours }: Graph): Groups {
  const labels = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  for (let root = 0; root < nodeCount; root++) {
    if (labels[root] !== -1) continue;
    labels[root] = root;
    queue[0] = root;
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const v = queue[head] as number;
      for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
        const to = neighbours[e] as number;
        if (labels[to] !== -1) continue;
        labels[to] = root;
        queue[tail++] = to;
      }
    }
  }
  return numberedBySize(labels);
}

/** Returns the groups of any labels from 0 (below the number of nodes), renumbered by size and smallest node. */
export function numberedBySize(labels: Int32Array): Groups {
  const sizes = new Int32Array(labels.length);
  for (const label of labels) (sizes[label] as number)++;
  const firsts: number[] = [];
  const seen = new Uint8Array(labels.length);
  for (let v = 0; v < labels.length; v++) {
    const label = labels[v] as number;
    if (seen[label] === 1) continue;
    seen[label] = 1;
    firsts.push(v);
  }
  const sizeAt = (v: number): number => sizes[labels[v] as number] as number;
  firsts.sort((a, b) => sizeAt(b) - sizeAt(a) || a - b);
  const rank = new Int32Array(labels.length);
  for (const [i, v] of firsts.entries()) rank[labels[v] as number] = i;
  return { of: labels.map((label) => rank[label] as number), sizes: Int32Array.from(firsts, sizeAt) };
}

/**
 * Returns the core number of each node: the largest k such that it stands in a part of the graph where every node has at
 * least k links inside. By Batagelj and Zaveršnik (2003), in time linear in the links.
 */
export function coreNumbers({ nodeCount, offsets, neighbours }: Graph): Int32Array {
  const degrees = new Int32Array(nodeCount);
  let largest = 0;
  for (let v = 0; v < nodeCount; v++) {
    degrees[v] = (offsets[v + 1] as number) - (offsets[v] as number);
    largest = Math.max(largest, degrees[v] as number);
  }
  // `order` holds the nodes by degree; `starts[d]` is where those of degree d begin; `place[v]` is where v stands.
  const starts = new Int32Array(largest + 2);
  for (const degree of degrees) (starts[degree + 1] as number)++;
  for (let d = 0; d <= largest; d++) starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number);
  const order = new Int32Array(nodeCount);
  const place = new Int32Array(nodeCount);
  const next = starts.slice();
  for (let v = 0; v < nodeCount; v++) {
    const at = next[degrees[v] as number] as number;
    next[degrees[v] as number] = at + 1;
    order[at] = v;
    place[v] = at;
  }
  for (let i = 0; i < nodeCount; i++) {
    const v = order[i] as number;
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
      const u = neighbours[e] as number;
      const degree = degrees[u] as number;
      if (degree <= (degrees[v] as number)) continue;
      // u moves to the front of its degree, and the front moves on: u now ends the degree below.
      const front = Math.max(starts[degree] as number, i + 1);
      const swapped = order[front] as number;
      const at = place[u] as number;
      order[at] = swapped;
      place[swapped] = at;
      order[front] = u;
      place[u] = front;
      starts[degree] = front + 1;
      degrees[u] = degree - 1;
    }
  }
  return degrees;
}
