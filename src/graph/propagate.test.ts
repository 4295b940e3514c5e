import { describe, expect, it } from 'vitest';
import { CheckFailedError, ContractError } from '../errors.ts';
import {
  biRank,
  bipartiteGraph,
  laterScore,
  ordinaryGraph,
  propagate,
  remaining,
  restartWeights,
  weightedDegrees,
} from './index.ts';
import type { Graph } from './index.ts';

/**
 * The example of Van Vlasselaer et al., "GOTCHA!": five companies, four resources, ten links; the values of each case
 * are those of its calculation to six decimals.
 */
const LINKS = [
  [1, 1],
  [2, 1],
  [1, 2],
  [3, 2],
  [1, 3],
  [3, 3],
  [4, 3],
  [5, 3],
  [2, 4],
  [5, 4],
] as const;
const WEEKS_ENDED: Readonly<Record<string, number>> = {
  '2-1': 60,
  '1-2': 12,
  '4-3': 10,
  '3-3': 30,
  '2-4': 52,
};
const halfLife = (ratePerWeek: number): number => (7 * Math.LN2) / ratePerWeek;

function example(ratePerWeek = 0, order: readonly number[] = LINKS.map((_, i) => i)): Graph {
  const links = order.map((i) => LINKS[i] ?? [1, 1]);
  const days = links.map((link) => 7 * (WEEKS_ENDED[link.join('-')] ?? 0));
  const left = Int32Array.from(links, ([company]) => company - 1);
  const right = Int32Array.from(links, ([, resource]) => resource - 1);
  const weights = Float64Array.from(days, (day) =>
    remaining(day, ratePerWeek === 0 ? Infinity : halfLife(ratePerWeek)),
  );
  return bipartiteGraph({ left, right, weights }, 5, 4).graph;
}

const frauds = (nodes: number[], weeksKnown?: number[]) => ({
  nodes: Int32Array.from(nodes),
  ...(weeksKnown && { ageDays: Float64Array.from(weeksKnown, (weeks) => 7 * weeks) }),
});

function expectScores(scores: Float64Array, expected: string): void {
  const values = expected.split(' ').map(Number);
  expect(scores).toHaveLength(values.length);
  for (const [i, value] of values.entries()) expect(Math.abs((scores[i] ?? NaN) - value)).toBeLessThan(1e-6);
}

describe('the published example', () => {
  it('has the scores of BiRank', () => {
    const graph = example();
    const restarts = restartWeights(graph, frauds([3]), Infinity, false);
    expectScores(
      biRank(graph, restarts).scores,
      '.143698 .089381 .132068 .261823 .124526 .103355 .124699 .263114 .106954',
    );
  });

  it('has the scores of propagation over links that do not fade', () => {
    const graph = example();
    expectScores(
      propagate(graph, restartWeights(graph, frauds([3]), Infinity)).scores,
      '.111675 .044692 .090155 .210423 .083595 .050635 .069957 .284345 .054522',
    );
  });

  it('has the scores of propagation over links that fade, from frauds that fade', () => {
    const graph = example(0.01);
    expectScores(
      propagate(graph, restartWeights(graph, frauds([1, 3], [52, 10]), halfLife(0.02))).scores,
      '.122253 .127591 .064570 .124451 .101674 .088054 .063453 .208347 .099606',
    );
  });

  it('has the scores of restarts that do not count links', () => {
    const graph = example(0.01);
    expectScores(
      propagate(graph, restartWeights(graph, frauds([1, 3], [52, 10]), halfLife(0.02), false)).scores,
      '.122057 .094239 .070414 .154320 .099510 .074388 .066255 .234872 .083945',
    );
  });
});

describe('propagation', () => {
  const graph = example(0.01);
  const total = (scores: Float64Array): number => scores.reduce((sum, score) => sum + score, 0);

  it('adds up to one, over any tolerance', () => {
    for (const tolerance of [1e-3, 1e-13]) {
      const { scores, error } = propagate(graph, restartWeights(graph, frauds([1]), Infinity), { tolerance });
      expect(Math.abs(total(scores) - 1)).toBeLessThan(tolerance);
      expect(error).toBeLessThanOrEqual(tolerance);
    }
  });

  it('is as far from the limit as it says at most', () => {
    const restarts = restartWeights(graph, frauds([1]), Infinity);
    const limit = propagate(graph, restarts, { tolerance: 1e-15 }).scores;
    for (const tolerance of [0.1, 1e-3, 1e-6]) {
      const { scores, error } = propagate(graph, restarts, { tolerance });
      const distance = scores.reduce((sum, score, v) => sum + Math.abs(score - (limit[v] ?? NaN)), 0);
      expect(distance).toBeLessThanOrEqual(error);
    }
  });

  it('is linear in the restarts', () => {
    const [a, b, both] = [[0], [2], [0, 2]].map(
      (nodes) =>
        propagate(graph, restartWeights(graph, frauds(nodes), Infinity, false), { tolerance: 1e-14 }).scores,
    );
    for (const v of both?.keys() ?? []) {
      expect(both?.[v]).toBeCloseTo(((a?.[v] ?? NaN) + (b?.[v] ?? NaN)) / 2, 12);
    }
  });

  it('is what plain steps over all links arrive at, for two sides and for one', () => {
    const left = Int32Array.from(LINKS, ([company]) => company - 1);
    const right = Int32Array.from(LINKS, ([, resource]) => resource + 4);
    const ordinary = ordinaryGraph({ left, right }, 9).graph;
    const restarts = restartWeights(ordinary, frauds([1, 3]), Infinity);
    const links = LINKS.flatMap(([c, r]) => [[c - 1, r + 4] as const, [r + 4, c - 1] as const]);
    const degree = Array.from(restarts, (_, v) => links.filter(([from]) => from === v).length);
    let slow = Array.from(restarts);
    for (let step = 0; step < 300; step++) {
      const next = Array.from(restarts, (weight) => 0.15 * weight);
      for (const [from, to] of links)
        next[to] = (next[to] ?? 0) + (0.85 * (slow[from] ?? 0)) / (degree[from] ?? 1);
      slow = next;
    }
    for (const graphOf of [ordinary, example()]) {
      const { scores, iterations } = propagate(graphOf, restarts, { tolerance: 1e-14 });
      for (const [v, score] of slow.entries()) expect(scores[v]).toBeCloseTo(score, 13);
      expect(iterations).toBeLessThan(80);
    }
  });

  it('is what plain steps arrive at where resources have few links or many, near by or far away', () => {
    const [companies, resources] = [2500, 1500];
    const drawn = Array.from({ length: 6000 }, (_, i) => (i * 7919 + ((i * i) % 1009) * 104_729) % 1_000_003);
    const left = Int32Array.from(drawn, (draw) => draw % companies);
    const right = Int32Array.from(drawn, (draw, i) => (i < 600 ? i % 3 : draw % resources));
    const weights = Float64Array.from(drawn, (draw) => 1 / (1 + (draw % 7)));
    const wide = bipartiteGraph({ left, right, weights }, companies, resources).graph;
    const restarts = restartWeights(wide, frauds([5, 1800]), Infinity);
    const degree = weightedDegrees(wide);
    let slow = restarts;
    for (let step = 0; step < 170; step++) {
      const now = slow;
      slow = restarts.map((weight, v) => {
        let sum = 0;
        for (let e = wide.offsets[v] ?? 0; e < (wide.offsets[v + 1] ?? 0); e++) {
          const from = wide.neighbours[e] ?? 0;
          sum += ((wide.weights[e] ?? 0) * (now[from] ?? 0)) / (degree[from] ?? 0);
        }
        return 0.15 * weight + 0.85 * sum;
      });
    }
    const { scores, error, iterations } = propagate(wide, restarts);
    const distance = scores.reduce((sum, score, v) => sum + Math.abs(score - (slow[v] ?? NaN)), 0);
    expect(distance).toBeLessThanOrEqual(error);
    expect(iterations).toBeLessThan(30);
  });

  it('gives the same bits for links in any order', () => {
    const turned = example(0.01, [9, 3, 5, 7, 1, 0, 2, 4, 6, 8]);
    const restarts = restartWeights(graph, frauds([1]), Infinity);
    expect(propagate(turned, restarts)).toEqual(propagate(graph, restarts));
  });

  it('moves the scores with the numbers of the nodes', () => {
    const moved = bipartiteGraph(
      {
        left: Int32Array.from(LINKS, ([company]) => 5 - company),
        right: Int32Array.from(LINKS, ([, resource]) => 4 - resource),
      },
      5,
      4,
    ).graph;
    const here = propagate(example(), restartWeights(example(), frauds([3]), Infinity)).scores;
    const there = propagate(moved, restartWeights(moved, frauds([1]), Infinity)).scores;
    for (let v = 0; v < 5; v++) expect(there[4 - v]).toBeCloseTo(here[v] ?? NaN, 12);
    for (let v = 0; v < 4; v++) expect(there[8 - v]).toBeCloseTo(here[5 + v] ?? NaN, 12);
  });

  it('leaves 0 to a node out of reach of every fraud', () => {
    const { graph: apart } = bipartiteGraph(
      { left: Int32Array.of(0, 1, 2), right: Int32Array.of(0, 0, 1) },
      4,
      2,
    );
    const { scores } = propagate(apart, restartWeights(apart, frauds([0]), Infinity));
    expect([...scores].map((score) => score > 0)).toEqual([true, true, false, false, true, false]);
  });

  it('counts the younger of two ages of one fraud', () => {
    expect(restartWeights(graph, frauds([1, 3, 1], [52, 10, 500]), 365)).toEqual(
      restartWeights(graph, frauds([1, 3], [52, 10]), 365),
    );
  });

  it('returns nothing that has not converged', () => {
    const restarts = restartWeights(graph, frauds([1]), Infinity);
    expect(() => propagate(graph, restarts, { maxIterations: 3 })).toThrow(CheckFailedError);
    expect(() => biRank(graph, restarts, { maxIterations: 3 })).toThrow(CheckFailedError);
  });

  it('refuses restarts that are not in the graph, have no link, or lie in the future', () => {
    const { graph: lonely } = bipartiteGraph({ left: Int32Array.of(0), right: Int32Array.of(0) }, 2, 1);
    expect(() => restartWeights(lonely, frauds([1]), Infinity)).toThrow(ContractError);
    expect(() => restartWeights(lonely, frauds([9]), Infinity)).toThrow(ContractError);
    expect(() => restartWeights(lonely, frauds([0], [-1]), Infinity)).toThrow(ContractError);
    expect(() => restartWeights(lonely, frauds([]), Infinity)).toThrow(ContractError);
  });

  it('refuses a share that does not shrink, a tolerance finer than numbers are, and BiRank of one side', () => {
    const restarts = restartWeights(graph, frauds([1]), Infinity);
    for (const alpha of [0, 1, NaN])
      expect(() => propagate(graph, restarts, { alpha })).toThrow(ContractError);
    expect(() => propagate(graph, restarts, { tolerance: 1e-30 })).toThrow(ContractError);
    const { graph: oneSide } = ordinaryGraph({ left: Int32Array.of(0), right: Int32Array.of(1) }, 2);
    expect(() => biRank(oneSide, new Float64Array(2).fill(0.5))).toThrow(ContractError);
  });
});

describe('an employer that came later', () => {
  it('has the mean of its resources, drawn to 0 by one link of nothing', () => {
    expect(laterScore([1, 0.5], [0.3, 0.2])).toBeCloseTo(0.4 / 2.5, 15);
    expect(laterScore([], [])).toBe(0);
  });
});
