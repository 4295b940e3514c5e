import { describe, expect, it } from 'vitest';
import { mix } from './draw.ts';
import {
  fitBoosting,
  fitForest,
  gainImportance,
  permutationImportance,
  predictProbability,
  writeXgboostJson,
  type Frame,
  type TreeModel,
} from './index.ts';

const draw = (seed: number, row: number) => mix(seed, row) / 2 ** 32;

/** The label depends strongly on `strong`, weakly on `weak` and not on `noise`; values are multiples of a hundredth. */
function noisy(rows: readonly number[]): { frame: Frame; labels: Uint8Array } {
  const names = ['noise', 'strong', 'weak'];
  const columns = names.map((name, i) => ({
    name,
    values: Float64Array.from(rows, (row) => Math.floor(100 * draw(i, row)) / 100),
  }));
  const labels = Uint8Array.from(rows, (row) =>
    Number(2 * draw(1, row) + 0.7 * draw(2, row) + draw(7, row) > 2.4),
  );
  return { frame: { rowCount: rows.length, columns }, labels };
}

const upTo = (count: number) => Array.from({ length: count }, (_, row) => row);
const mean = (values: Float64Array | Uint8Array) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function leavesOf({ trees }: TreeModel): number[] {
  return upTo(trees.start.length - 1).map(
    (tree) => trees.feature.subarray(trees.start[tree], trees.start[tree + 1]).filter((f) => f < 0).length,
  );
}

describe('early stopping', () => {
  const { frame, labels } = noisy(upTo(1500));
  it('keeps the trees up to the round of least loss on rows held out', async () => {
    const earlyStopping = { rounds: 20, validation: 0.3 };
    const options = { trees: 500, learningRate: 0.3 };
    const model = await fitBoosting(frame, labels, { ...options, earlyStopping });
    const losses = model.validationLoss ?? [];
    const best = losses.indexOf(Math.min(...losses));
    expect(losses.length).toBe(best + 1 + 20);
    expect(model.trees.start.length - 1).toBe(best + 1);
    expect(losses[best]).toBeLessThan(losses[0] ?? 0);
  });
  it('does not learn from the rows held out', async () => {
    const validation = Uint32Array.from(upTo(300));
    const earlyStopping = { rounds: 5, validation };
    const [one, other] = [labels, labels.map((label, row) => (row < 300 ? 1 - label : label))];
    const options = { trees: 1, earlyStopping };
    const [a, b] = [await fitBoosting(frame, one, options), await fitBoosting(frame, other, options)];
    expect(writeXgboostJson(a) === writeXgboostJson(b)).toBe(true);
    expect(a.validationLoss).not.toEqual(b.validationLoss);
  });
  it('measures the log loss that the model then has', async () => {
    const validation = Uint32Array.from(upTo(500));
    const earlyStopping = { rounds: 5, validation };
    const model = await fitBoosting(frame, labels, { trees: 30, earlyStopping });
    const scores = predictProbability(model, frame);
    const loss = mean(
      Float64Array.from(
        validation,
        (row) => -Math.log(labels[row] === 1 ? (scores[row] as number) : 1 - (scores[row] as number)),
      ),
    );
    expect(Math.min(...(model.validationLoss ?? []))).toBeCloseTo(loss, 9);
  });
});

describe('a weight', () => {
  const rows = upTo(1200);
  const { frame, labels } = noisy(rows);
  const options = { trees: 15, rowShare: 1 };
  it('of zero leaves a row out', async () => {
    const weights = Float64Array.from(rows, (row) => Number(row % 3 > 0));
    const kept = noisy(rows.filter((row) => row % 3 > 0));
    const [weighted, without] = [
      await fitBoosting(frame, labels, options, weights),
      await fitBoosting(kept.frame, kept.labels, options),
    ];
    expect(writeXgboostJson(weighted) === writeXgboostJson(without)).toBe(true);
  });
  it('of two counts a row twice', async () => {
    const weights = Float64Array.from(rows, (row) => 1 + Number(row % 3 === 0));
    const twice = noisy([...rows, ...rows.filter((row) => row % 3 === 0)]);
    const few = { ...options, trees: 3, depth: 3 };
    const [weighted, doubled] = [
      await fitBoosting(frame, labels, few, weights),
      await fitBoosting(twice.frame, twice.labels, few),
    ];
    const others = predictProbability(doubled, frame);
    predictProbability(weighted, frame).forEach((score, row) =>
      expect(score).toBeCloseTo(others[row] ?? 0, 5),
    );
  });
  it('of positives is that weight on each of them', async () => {
    const weights = Float64Array.from(labels, (label) => (label === 1 ? 5 : 1));
    for (const fit of [fitBoosting, fitForest]) {
      const [one, other] = [
        await fit(frame, labels, { trees: 10, positiveWeight: 5 }),
        await fit(frame, labels, { trees: 10 }, weights),
      ];
      expect(writeXgboostJson(one) === writeXgboostJson(other)).toBe(true);
    }
  });
  it('of positives brings the mean score to their weighted share', async () => {
    const ones = mean(labels);
    const share = (5 * ones) / (5 * ones + 1 - ones);
    for (const fit of [fitBoosting, fitForest]) {
      const scores = predictProbability(await fit(frame, labels, { trees: 60, positiveWeight: 5 }), frame);
      const weighted = scores.map((score, row) => score * (labels[row] === 1 ? 5 : 1));
      expect(Math.abs(mean(weighted) / (4 * ones + 1) - share)).toBeLessThan(0.05);
    }
  });
});

describe('a limit', () => {
  const { frame, labels } = noisy(upTo(1500));
  it('of leaves is reached and kept, best splits first', async () => {
    const model = await fitBoosting(frame, labels, { trees: 10, leaves: 7, depth: 20 });
    expect(leavesOf(model)).toEqual(new Array(10).fill(7));
  });
  it('of depth allows two leaves where one question may be asked', async () => {
    expect(leavesOf(await fitBoosting(frame, labels, { trees: 5, depth: 1 }))).toEqual([2, 2, 2, 2, 2]);
    expect(Math.max(...leavesOf(await fitForest(frame, labels, { trees: 5, depth: 3 })))).toBe(8);
  });
  it('of rows holds in each leaf of a forest', async () => {
    const { trees } = await fitForest(frame, labels, { trees: 10, minimumRows: 25 });
    const leaves = trees.cover.filter((_, node) => (trees.feature[node] as number) < 0);
    expect(Math.min(...leaves)).toBeGreaterThanOrEqual(25);
  });
});

describe('out-of-bag scores', () => {
  it('tell the error on unseen rows, which the scores of seen rows do not', async () => {
    const { frame, labels } = noisy(upTo(1200));
    const fresh = noisy(upTo(2400).slice(1200));
    const model = await fitForest(frame, labels, { trees: 80, outOfBag: true });
    const brier = (scores: Float64Array, truth: Uint8Array) =>
      mean(scores.map((score, row) => (score - (truth[row] as number)) ** 2));
    const unseen = brier(predictProbability(model, fresh.frame), fresh.labels);
    expect(Math.abs(brier(model.outOfBag ?? new Float64Array(1), labels) - unseen)).toBeLessThan(0.01);
    expect(brier(predictProbability(model, frame), labels)).toBeLessThan(unseen - 0.02);
  });
});

describe('importance', () => {
  it('puts features in the order of their use, and noise at nothing', async () => {
    const { frame, labels } = noisy(upTo(2000));
    const fresh = noisy(upTo(4000).slice(2000));
    for (const model of [
      await fitBoosting(frame, labels, { trees: 30 }),
      await fitForest(frame, labels, { trees: 40, minimumRows: 10 }),
    ]) {
      const [noise = 1, strong = 0, weak = 0] = permutationImportance(model, fresh.frame, fresh.labels, 1);
      expect(Math.abs(noise)).toBeLessThan(0.01);
      expect(weak).toBeGreaterThan(0.02);
      expect(strong).toBeGreaterThan(3 * weak);
      const gains = gainImportance(model);
      expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(1, 12);
      expect(gains.indexOf(Math.max(...gains))).toBe(1);
      expect(permutationImportance(model, fresh.frame, fresh.labels, 1)).toEqual(
        permutationImportance(model, fresh.frame, fresh.labels, 1),
      );
    }
  });
});
