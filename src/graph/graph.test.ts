import { describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import { bipartiteGraph, degreeOf, linkCount, ordinaryGraph, weightedDegrees, withoutHubs } from './index.ts';

const ints = (...values: number[]): Int32Array => Int32Array.from(values);

describe('a bipartite graph', () => {
  it('has each link in the rows of both ends, sorted', () => {
    const { graph } = bipartiteGraph({ left: ints(1, 0, 1), right: ints(1, 1, 0) }, 2, 2);
    expect([...graph.offsets]).toEqual([0, 1, 3, 4, 6]);
    expect([...graph.neighbours]).toEqual([3, 2, 3, 1, 0, 1]);
  });

  it('is the same bytes for links in any order', () => {
    const links = { left: ints(0, 1, 1), right: ints(0, 0, 1), weights: Float64Array.of(0.1, 0.2, 0.3) };
    const turned = { left: ints(1, 1, 0), right: ints(1, 0, 0), weights: Float64Array.of(0.3, 0.2, 0.1) };
    expect(bipartiteGraph(turned, 2, 2)).toEqual(bipartiteGraph(links, 2, 2));
  });

  it('keeps the strongest of rows for one link, and counts the others', () => {
    const weights = Float64Array.of(0.2, 0.7, 0.7, 1);
    const { graph, counts } = bipartiteGraph(
      { left: ints(0, 0, 0, 1), right: ints(0, 0, 0, 0), weights },
      2,
      1,
    );
    expect(counts).toEqual({ duplicates: 2, weightless: 0, loops: 0 });
    expect([...weightedDegrees(graph)]).toEqual([0.7, 1, 1.7]);
    expect(linkCount(graph)).toBe(2);
  });

  it('leaves links of weight 0 out, and counts them', () => {
    const weights = Float64Array.of(0, 1);
    const { graph, counts } = bipartiteGraph({ left: ints(0, 1), right: ints(0, 0), weights }, 2, 1);
    expect(counts.weightless).toBe(1);
    expect(degreeOf(graph, 0)).toBe(0);
  });

  it('may be empty', () => {
    expect(linkCount(bipartiteGraph({ left: ints(), right: ints() }, 0, 0).graph)).toBe(0);
  });

  it('refuses links to unknown nodes, weights that are none and columns of unequal length', () => {
    const one = ints(0);
    for (const [links, nodes] of [
      [{ left: ints(1), right: one }, 1],
      [{ left: ints(-1), right: one }, 1],
      [{ left: one, right: ints(1) }, 1],
      [{ left: one, right: one, weights: Float64Array.of(-1) }, 1],
      [{ left: one, right: one, weights: Float64Array.of(NaN) }, 1],
      [{ left: one, right: one, weights: Float64Array.of(Infinity) }, 1],
      [{ left: one, right: ints() }, 1],
    ] as const) {
      expect(() => bipartiteGraph(links, nodes, nodes)).toThrow(ContractError);
    }
  });
});

describe('an ordinary graph', () => {
  it('takes a–b and b–a for one link, and counts loops', () => {
    const { graph, counts } = ordinaryGraph({ left: ints(0, 1, 2), right: ints(1, 0, 2) }, 3);
    expect(counts).toEqual({ duplicates: 1, weightless: 0, loops: 1 });
    expect([...graph.neighbours]).toEqual([1, 0]);
  });
});

describe('hubs', () => {
  it('lose their links, and are counted with them', () => {
    const { graph } = bipartiteGraph({ left: ints(0, 1, 2, 0), right: ints(0, 0, 0, 1) }, 3, 2);
    const pruned = withoutHubs(graph, 2);
    expect(pruned).toMatchObject({ hubs: 1, hubLinks: 3 });
    expect([...pruned.graph.neighbours]).toEqual([4, 0]);
  });

  it('are no employers: a large one stays', () => {
    const { graph } = bipartiteGraph({ left: ints(0, 0, 0), right: ints(0, 1, 2) }, 1, 3);
    expect(withoutHubs(graph, 2)).toEqual({ graph, hubs: 0, hubLinks: 0 });
  });

  it('are cut from a star of a million links', () => {
    const count = 1_000_000;
    const left = Int32Array.from({ length: count }, (_, i) => i);
    const { graph } = bipartiteGraph({ left, right: new Int32Array(count) }, count, 1);
    expect(degreeOf(graph, count)).toBe(count);
    expect(withoutHubs(graph, 1000)).toMatchObject({ hubs: 1, hubLinks: count });
  });
});
