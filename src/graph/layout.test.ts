import { describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import { layout, ordinaryGraph } from './index.ts';
import type { Graph } from './index.ts';
import { seededRandom } from './random.ts';

/** Two cliques of ten with one link between them. */
function cliques(turned: boolean): Graph {
  const links: [number, number][] = [[0, 10]];
  for (const start of [0, 10]) {
    for (let a = start; a < start + 10; a++) for (let b = a + 1; b < start + 10; b++) links.push([a, b]);
  }
  if (turned) links.reverse();
  const left = Int32Array.from(links, ([a]) => a);
  return ordinaryGraph({ left, right: Int32Array.from(links, ([, b]) => b) }, 20).graph;
}

describe('a drawing', () => {
  it('is the same for links in any order, and another for another seed', () => {
    expect(layout(cliques(true))).toEqual(layout(cliques(false)));
    expect(layout(cliques(false), 2)).not.toEqual(layout(cliques(false), 1));
  });

  it('keeps linked nodes near each other, inside the square', () => {
    const { x, y } = layout(cliques(false));
    const distance = (a: number, b: number): number =>
      Math.hypot((x[a] ?? NaN) - (x[b] ?? NaN), (y[a] ?? NaN) - (y[b] ?? NaN));
    expect(distance(1, 2)).toBeLessThan(distance(1, 12) / 2);
    for (const value of [...x, ...y]) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  it('places five hundred nodes and three thousand links, no two on one point', () => {
    const random = seededRandom(3);
    const node = (): number => Math.floor(random() * 500);
    const ends = Array.from({ length: 3000 }, () => [node(), node()] as const);
    const left = Int32Array.from(ends, ([a]) => a);
    const { graph } = ordinaryGraph({ left, right: Int32Array.from(ends, ([, b]) => b) }, 500);
    const { x, y } = layout(graph);
    expect(new Set(Array.from(x, (value, v) => `${value},${y[v] ?? NaN}`)).size).toBe(500);
  });

  it('is a point for one node, nothing for none, and refused for too many', () => {
    const none = new Int32Array(0);
    expect(layout(ordinaryGraph({ left: none, right: none }, 1).graph)).toEqual({
      x: Float64Array.of(0),
      y: Float64Array.of(0),
    });
    expect(layout(ordinaryGraph({ left: none, right: none }, 0).graph).x).toHaveLength(0);
    expect(() => layout(ordinaryGraph({ left: none, right: none }, 5000).graph)).toThrow(ContractError);
  });
});
