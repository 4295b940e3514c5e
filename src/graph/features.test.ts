import { describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import {
  bicliqueFeatures,
  bipartiteGraph,
  employerFeatures,
  employerPairs,
  homophily,
  maximalBicliques,
  ordinaryGraph,
  propagate,
  restartWeights,
} from './index.ts';
import type { Graph } from './index.ts';
import { seededRandom } from './random.ts';

const bipartite = (rows: readonly (readonly number[])[], rightCount: number): Graph =>
  bipartiteGraph(
    {
      left: Int32Array.from(rows.flatMap((row, i) => row.map(() => i))),
      right: Int32Array.from(rows.flat()),
    },
    rows.length,
    rightCount,
  ).graph;

/** Resources of each employer, drawn; dense enough for bicliques of many shapes. */
function drawn(employers: number, resources: number, share: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: employers }, () =>
    Array.from({ length: resources }, (_, r) => r).filter(() => random() < share),
  );
}

const common = (a: readonly number[], b: readonly number[]): number[] => a.filter((r) => b.includes(r));
const others = (rows: readonly number[][], i: number): number[] => [...rows.keys()].filter((k) => k !== i);

/** Three employers around two resources; a fourth hangs on by one, a fifth behind it, a sixth alone. */
const ROWS = [[0, 1], [0, 1], [0, 1, 2], [2, 3], [3], [4]];
const GRAPH = bipartite(ROWS, 5);
const FRAUD = Uint8Array.of(1, 0, 0, 0, 1, 0);

describe('pairs of employers', () => {
  it('count what two share, from both sides', () => {
    const { offsets, neighbours, shared } = employerPairs(GRAPH);
    const row = (i: number): [number, number][] =>
      [...neighbours.subarray(offsets[i], offsets[i + 1])].map((k, e) => [
        k,
        shared[(offsets[i] ?? 0) + e] ?? 0,
      ]);
    expect(row(0)).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(row(3)).toEqual([
      [2, 1],
      [4, 1],
    ]);
    expect(row(5)).toEqual([]);
  });

  it('are refused for an ordinary graph, and for a hub that would make a billion of them', () => {
    const { graph } = ordinaryGraph({ left: Int32Array.of(0), right: Int32Array.of(1) }, 2);
    expect(() => employerPairs(graph)).toThrow(ContractError);
    const star = { left: Int32Array.from({ length: 40_000 }, (_, i) => i), right: new Int32Array(40_000) };
    expect(() => employerPairs(bipartiteGraph(star, 40_000, 1).graph)).toThrow(ContractError);
  });
});

describe('features of an employer', () => {
  const { scores } = propagate(GRAPH, restartWeights(GRAPH, { nodes: Int32Array.of(0, 4) }, Infinity));
  const features = employerFeatures(GRAPH, employerPairs(GRAPH), scores, FRAUD);

  it('count resources tied to frauds of others, not to its own', () => {
    expect([...features.degree]).toEqual([2, 2, 3, 2, 1, 1]);
    expect([...features.fraudResources]).toEqual([0, 2, 2, 1, 0, 0]);
    expect(features.fraudResourceShare[2]).toBeCloseTo(2 / 3, 15);
  });

  it('count quadrangles, and those with frauds', () => {
    expect([...features.quadrangles]).toEqual([2, 2, 2, 0, 0, 0]);
    expect([...features.fraudQuadrangles]).toEqual([0, 1, 1, 0, 0, 0]);
  });

  it('look one and two employers away', () => {
    expect([...features.firstOrder]).toEqual([2, 2, 3, 2, 1, 0]);
    expect([...features.firstOrderFraudShare]).toEqual([0, 1 / 2, 1 / 3, 1 / 2, 0, NaN]);
    expect([...features.secondOrder]).toEqual([1, 1, 1, 2, 1, 0]);
    expect([...features.secondOrderFraudShare]).toEqual([0, 0, 1, 1 / 2, 0, NaN]);
  });

  it('hold the scores of its resources', () => {
    const [a = NaN, b = NaN] = [scores[8], scores[9]];
    expect(features.resourceExposureMax[3]).toBe(Math.max(a, b));
    expect(features.resourceExposureMin[3]).toBe(Math.min(a, b));
    expect(features.resourceExposureMean[3]).toBeCloseTo((a + b) / 2, 15);
    expect(features.resourceExposureWeightedMean[3]).toBeCloseTo((a + b) / 2, 15);
    expect(features.exposure[5]).toBe(0);
  });

  it('are missing for an employer without links', () => {
    const lonely = bipartiteGraph({ left: Int32Array.of(0), right: Int32Array.of(0) }, 2, 1).graph;
    const found = employerFeatures(lonely, employerPairs(lonely), new Float64Array(3), new Uint8Array(2));
    expect(found.degree[1]).toBe(0);
    expect(found.resourceExposureMin[1]).toBeNaN();
    expect(found.fraudResourceShare[1]).toBeNaN();
  });

  it('are those of slow counting on drawn graphs', () => {
    for (const seed of [1, 2, 3]) {
      const rows = drawn(40, 30, 0.08, seed);
      const graph = bipartite(rows, 30);
      const isFraud = Uint8Array.from(rows, (_, i) => Number(i % 7 === 0));
      const found = employerFeatures(graph, employerPairs(graph), new Float64Array(graph.nodeCount), isFraud);
      for (const [i, row] of rows.entries()) {
        const near = others(rows, i).filter((k) => common(row, rows[k] ?? []).length > 0);
        const far = others(rows, i).filter(
          (k) => !near.includes(k) && near.some((n) => common(rows[n] ?? [], rows[k] ?? []).length > 0),
        );
        const squares = others(rows, i).map((k) => common(row, rows[k] ?? []).length);
        expect(found.firstOrder[i]).toBe(near.length);
        expect(found.secondOrder[i]).toBe(far.length);
        expect(found.quadrangles[i]).toBe(squares.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0));
      }
    }
  });
});

describe('a network without resources', () => {
  it('has employers without pairs, groups or scores', () => {
    const graph = bipartite([[], [], []], 0);
    const pairs = employerPairs(graph);
    expect(pairs.neighbours).toHaveLength(0);
    const nobody = new Uint8Array(3);
    const { degree, exposure } = employerFeatures(graph, pairs, new Float64Array(3), nobody);
    expect([...degree, ...exposure]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(maximalBicliques(graph, pairs).employers).toEqual([]);
    expect(homophily(pairs, nobody).hasSignal).toBe(false);
  });
});

describe('homophily', () => {
  it('sees frauds that stand together', () => {
    // Two triangles of employers, one all fraud: 6 pairs of 15; chance gives 3 frauds 1.2 pairs among and 3.6 outside.
    const graph = bipartite([[0], [0], [0], [1], [1], [1]], 2);
    const found = homophily(employerPairs(graph), Uint8Array.of(1, 1, 1, 0, 0, 0));
    expect(found.dyadicity).toBeCloseTo(3 / 1.2, 12);
    expect(found).toMatchObject({ heterophilicity: 0, hasSignal: true });
  });

  it('tells busy frauds from frauds that seek others', () => {
    // Employers 0 and 1 are frauds: linked with each other, and each with two of the six others, who have four links in all.
    const graph = bipartite([[0, 1], [0, 2], [1], [1], [2], [2], [], []], 3);
    const found = homophily(employerPairs(graph), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0));
    // 7 pairs of 28: chance gives .25 pairs of frauds and 3 mixed ones. By degrees 6 of 14 ends are frauds'.
    expect(found).toMatchObject({
      dyadicity: 4,
      fraudNeighbours: 3,
      otherNeighbours: 8 / 6,
      hasSignal: false,
    });
    expect(found.heterophilicity).toBeCloseTo(4 / 3, 12);
    expect(found.givenDegrees.dyadicity).toBeCloseTo(1 / (36 / 28), 12);
    expect(found.givenDegrees.heterophilicity).toBeCloseTo(4 / (48 / 14), 12);
  });

  it('sees no signal in frauds that stand apart, or where there is one fraud only', () => {
    const graph = bipartite([[0], [0], [1], [1]], 2);
    expect(homophily(employerPairs(graph), Uint8Array.of(1, 0, 1, 0)).hasSignal).toBe(false);
    expect(homophily(employerPairs(graph), Uint8Array.of(1, 0, 0, 0)).hasSignal).toBe(false);
  });
});

describe('maximal bicliques', () => {
  /** Closes every set of employers, as the definition says. */
  function slowly(rows: readonly number[][]): string[] {
    const found = new Set<string>();
    for (let set = 1; set < 2 ** rows.length; set++) {
      const members = [...rows.keys()].filter((i) => (set >> i) & 1);
      const resources = members.map((i) => rows[i] ?? []).reduce(common);
      const closed = [...rows.keys()].filter((i) => resources.every((r) => rows[i]?.includes(r)));
      if (closed.length > 1 && resources.length > 1) found.add(`${closed.join()}|${resources.join()}`);
    }
    return [...found].sort();
  }

  it('are those of slow closing on drawn graphs, each once', () => {
    for (const [seed, share] of [0.3, 0.5, 0.7].entries()) {
      const rows = drawn(11, 9, share, seed);
      const graph = bipartite(rows, 9);
      const { employers, resources, cutEmployers } = maximalBicliques(graph, employerPairs(graph));
      const found = employers.map(
        (members, b) => `${members.join()}|${resources[b]?.map((v) => v - 11).join() ?? ''}`,
      );
      expect(found.sort()).toEqual(slowly(rows));
      expect(cutEmployers).toBe(0);
    }
  });

  it('stop at the declared number of steps, and say so', () => {
    const rows = drawn(30, 30, 0.7, 5);
    const graph = bipartite(rows, 30);
    const pairs = employerPairs(graph);
    const cut = maximalBicliques(graph, pairs, { maxStepsPerEmployer: 5000 });
    expect(cut.cutEmployers).toBeGreaterThan(0);
    expect(maximalBicliques(graph, pairs, { maxStepsPerEmployer: 5000 })).toEqual(cut);
    expect(maximalBicliques(graph, pairs, { maxSteps: 0 }).cutEmployers).toBe(30);
  });

  it('tell each employer how many of its companions were frauds or went bankrupt', () => {
    const found = maximalBicliques(GRAPH, employerPairs(GRAPH));
    expect(found.employers.map((members) => [...members])).toEqual([[0, 1, 2]]);
    const features = bicliqueFeatures(found, FRAUD, Uint8Array.of(1, 1, 0, 0, 0, 0));
    expect([...features.bicliques]).toEqual([1, 1, 1, 0, 0, 0]);
    expect([...features.bicliqueFraudShareMax]).toEqual([0, 1 / 2, 1 / 2, 0, 0, 0]);
    expect([...features.bicliqueBankruptShareMax]).toEqual([1 / 2, 1 / 2, 1, 0, 0, 0]);
  });
});
