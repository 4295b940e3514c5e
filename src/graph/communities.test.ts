import { describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import {
  bipartiteGraph,
  communities,
  connectedComponents,
  coreNumbers,
  modularity,
  ordinaryGraph,
} from './index.ts';
import type { Graph } from './index.ts';

/** The 78 friendships of Zachary, "An Information Flow Model for Conflict and Fission in Small Groups", 1977. */
const KARATE = `
  1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 2-4 2-8 2-14 2-18 2-20 2-22 2-31
  3-4 3-8 3-9 3-10 3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 6-7 6-11 6-17 7-17 9-31 9-33 9-34 10-34 14-34
  15-33 15-34 16-33 16-34 19-33 19-34 20-34 21-33 21-34 23-33 23-34 24-26 24-28 24-30 24-33 24-34 25-26 25-28
  25-32 26-32 27-30 27-34 28-34 29-32 29-34 30-33 30-34 31-33 31-34 32-33 32-34 33-34`;

const linksOf = (text: string): [number, number][] =>
  text
    .trim()
    .split(/\s+/)
    .map((link) => link.split('-').map((node) => Number(node) - 1) as [number, number]);

function graphOf(links: readonly [number, number][], nodeCount: number): Graph {
  const left = Int32Array.from(links, ([a]) => a);
  const right = Int32Array.from(links, ([, b]) => b);
  return ordinaryGraph({ left, right }, nodeCount).graph;
}

const karate = graphOf(linksOf(KARATE), 34);

describe('communities of the karate club', () => {
  it('reach the best known modularity, .41979, in four groups', () => {
    const found = communities(karate);
    expect(found.modularity).toBeGreaterThanOrEqual(0.41979 - 0.001);
    expect(found.sizes).toHaveLength(4);
    expect(found.modularity).toBe(modularity(karate, found.of));
  });

  it('are the same whatever the order and direction of the links', () => {
    const turned = linksOf(KARATE)
      .reverse()
      .map(([a, b]): [number, number] => [b, a]);
    expect(communities(graphOf(turned, 34))).toEqual(communities(karate));
  });

  it('depend on nothing but the seed', () => {
    expect(communities(karate, { seed: 7, runs: 1 })).toEqual(communities(karate, { seed: 7, runs: 1 }));
  });

  it('has the modularity of the split that happened: .3582', () => {
    const officer = new Set([10, 15, 16, 19, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34]);
    const split = Int32Array.from({ length: 34 }, (_, v) => Number(officer.has(v + 1)));
    expect(modularity(karate, split)).toBeCloseTo(0.3582, 3);
  });
});

describe('communities', () => {
  it('leave a node without links alone and put the largest group first', () => {
    const graph = graphOf(linksOf('2-3 3-4 2-4 6-7'), 7);
    const { of, sizes } = communities(graph);
    expect([...of]).toEqual([2, 0, 0, 0, 3, 1, 1]);
    expect([...sizes]).toEqual([3, 2, 1, 1]);
  });

  it('refuse a graph that is too large for them', () => {
    expect(() => communities(karate, { maxLinks: 77 })).toThrow(ContractError);
  });

  it('weigh links', () => {
    const left = Int32Array.of(0, 1, 2, 3);
    const right = Int32Array.of(1, 2, 3, 0);
    const { graph } = ordinaryGraph({ left, right, weights: Float64Array.of(9, 1, 9, 1) }, 4);
    expect([...communities(graph).of]).toEqual([0, 0, 1, 1]);
  });
});

describe('connected components', () => {
  it('are numbered by size, then by their smallest node', () => {
    const graph = graphOf(linksOf('6-7 1-2 3-4 4-5'), 8);
    const { of, sizes } = connectedComponents(graph);
    expect([...of]).toEqual([1, 1, 0, 0, 0, 2, 2, 3]);
    expect([...sizes]).toEqual([3, 2, 2, 1]);
  });

  it('join both sides of a bipartite graph', () => {
    const { graph } = bipartiteGraph({ left: Int32Array.of(0, 1, 2), right: Int32Array.of(0, 0, 1) }, 3, 2);
    expect([...connectedComponents(graph).of]).toEqual([0, 0, 1, 0, 1]);
  });
});

describe('core numbers', () => {
  /** Peels nodes one by one, as the definition says. */
  function slowly(graph: Graph): number[] {
    const alive = new Set(Array.from({ length: graph.nodeCount }, (_, v) => v));
    const inside = (v: number): number =>
      [...graph.neighbours.subarray(graph.offsets[v], graph.offsets[v + 1])].filter((u) => alive.has(u))
        .length;
    const cores = new Array<number>(graph.nodeCount).fill(0);
    for (let k = 0; alive.size > 0; k++) {
      for (let found = true; found;) {
        found = false;
        for (const v of alive) {
          if (inside(v) > k) continue;
          cores[v] = k;
          alive.delete(v);
          found = true;
        }
      }
    }
    return cores;
  }

  it('are those of slow peeling, in the karate club and in a clique with a tail', () => {
    for (const graph of [karate, graphOf(linksOf('1-2 1-3 1-4 2-3 2-4 3-4 4-5 5-6'), 7)]) {
      expect([...coreNumbers(graph)]).toEqual(slowly(graph));
    }
    expect(Math.max(...coreNumbers(karate))).toBe(4);
  });
});
