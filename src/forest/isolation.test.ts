import { describe, expect, it } from 'vitest';
import { mix } from './draw.ts';
import { anomalyScore, fitIsolationForest, type Frame, type IsolationNode } from './index.ts';

const draw = (seed: number, row: number) => mix(seed, row) / 2 ** 32;

/** Nearly normal: the sum of twelve draws less six. */
const normal = (seed: number, row: number): number => {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += draw(seed * 100 + k, row);
  return sum;
};

interface World {
  /** One row of so many is planted. */
  readonly every: number;
  readonly width: number;
  readonly value: (row: number, j: number, isPlanted: boolean) => number;
  /** Mean area under the curve of scikit-learn 1.9.1 `IsolationForest(n_estimators=200)` over seeds 0 to 7. */
  readonly scikit: number;
}

const worlds: Record<string, World> = {
  'scattered around a cloud': {
    ...{ every: 20, width: 4, scikit: 0.9742 },
    value: (row, j, isPlanted) => (isPlanted ? 8 * draw(500 + j, row) - 4 : normal(j + 1, row)),
  },
  'between three clusters': {
    ...{ every: 33, width: 6, scikit: 0.8821 },
    value: (row, j, isPlanted) =>
      isPlanted ? 2.2 * normal(20 + j, row) + 2 : (row % 3 === j % 3 ? 4 : 0) + normal(10 + j, row),
  },
  'in the tails of ratios that belong together': {
    ...{ every: 50, width: 10, scikit: 0.8356 },
    value: (row, j, isPlanted) => {
      const own = normal(31 + j, row);
      return Math.exp(0.5 * (isPlanted && j < 4 ? 3.4 * own : normal(30, row) + own));
    },
  },
};

function tableOf({ every, width, value }: World): { frame: Frame; isPlanted: boolean[] } {
  const isPlanted = Array.from({ length: 3000 }, (_, row) => row % every === 0);
  const columns = Array.from({ length: width }, (_, j) => ({
    name: `x${j}`,
    values: Float64Array.from(isPlanted, (planted, row) => value(row, j, planted)),
  }));
  return { frame: { rowCount: 3000, columns }, isPlanted };
}

function areaUnderCurve(scores: Float64Array, isPlanted: readonly boolean[]): number {
  const order = Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let ordinary = 0;
  let pairs = 0;
  for (const row of order) {
    if (isPlanted[row]) pairs += ordinary;
    else ordinary++;
  }
  return pairs / ordinary / (order.length - ordinary);
}

const one = (...values: number[]): Frame => ({
  rowCount: values.length,
  columns: [{ name: 'x', values: Float64Array.from(values) }],
});

describe('an isolation forest', () => {
  it.each(Object.entries(worlds))('finds rows planted %s as well as scikit-learn does', (_, world) => {
    const { frame, isPlanted } = tableOf(world);
    const areas = [1, 2, 3, 4].map((seed) =>
      areaUnderCurve(anomalyScore(fitIsolationForest(frame, { seed }), frame), isPlanted),
    );
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    expect(Math.abs(mean - world.scikit)).toBeLessThan(0.01);
  });
  it('gives the same scores with the same seed, and others with another', () => {
    const { frame } = tableOf(worlds['scattered around a cloud'] as World);
    const scores = (seed: number) => anomalyScore(fitIsolationForest(frame, { seed, trees: 20 }), frame);
    expect(scores(1)).toEqual(scores(1));
    expect(scores(1)).not.toEqual(scores(2));
  });
  it('compares depths with those of a random search tree', () => {
    // Liu, Ting & Zhou 2008, formula 1: c(256) = 2 H(255) - 2 255/256, with H(i) as ln i + .5772156649.
    const frame = one(...Array.from({ length: 256 }, (_, row) => row));
    expect(fitIsolationForest(frame, { trees: 1 }).meanDepth).toBeCloseTo(10.24477, 5);
    expect(fitIsolationForest(one(1, 2), { trees: 1 }).meanDepth).toBe(1);
  });
  it('gives a half to rows that no question can part', () => {
    const scores = anomalyScore(fitIsolationForest(one(3, 3, 3, 3), { trees: 10 }), one(3, 7));
    scores.forEach((score) => expect(score).toBeCloseTo(0.5, 12));
  });
  it('gives the depth of a tree that can be counted by hand', () => {
    // Two values: every tree parts them by one question, and 2^(-1 / c(2)) is a half.
    const model = fitIsolationForest(one(0, 10), { trees: 7 });
    expect([...anomalyScore(model, one(0, 10))]).toEqual([0.5, 0.5]);
  });
  it('sends a missing value where most rows of the node went', () => {
    const values = Array.from({ length: 64 }, (_, row) => (row === 0 ? 1000 : row / 64));
    const model = fitIsolationForest(one(...values), { trees: 50 });
    const [common = 0, missing = 0, far = 0] = anomalyScore(model, one(0.5, NaN, 1000));
    expect(missing).toBeLessThan(far);
    expect(Math.abs(missing - common)).toBeLessThan(0.1);
  });
  it('is plain data, the same after writing and reading', () => {
    const model = fitIsolationForest(one(1, 2, 3, 4, 9), { trees: 3 });
    const read = JSON.parse(JSON.stringify(model)) as { trees: IsolationNode[] };
    expect(read).toEqual(model);
  });
});
