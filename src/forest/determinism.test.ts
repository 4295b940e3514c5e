import { describe, expect, it } from 'vitest';
import { mix } from './draw.ts';
import { fitBoosting, fitForest, predictMargin, writeXgboostJson, type Frame } from './index.ts';
import { plainKernel } from './kernel.ts';
import { Arena, kernelFor } from './memory.ts';
import { newBest } from './split.ts';

const draw = (seed: number, row: number) => mix(seed, row) / 2 ** 32;

/** Numbers with ties and gaps, and a category of 20; the label depends on all. */
function mixed(rowCount: number, order: (row: number) => number = (row) => row) {
  const values = (f: (row: number) => number) =>
    Float64Array.from({ length: rowCount }, (_, row) => f(order(row)));
  const columns = [
    { name: 'ties', values: values((row) => Math.floor(draw(1, row) * 6)) },
    {
      name: 'gaps',
      values: values((row) => (draw(2, row) < 0.3 ? NaN : draw(3, row))),
      monotone: 1 as const,
    },
    {
      name: 'category',
      values: values((row) => Math.floor(draw(4, row) * 20)),
      categories: Array.from({ length: 20 }, (_, code) => `category ${code}`),
    },
  ];
  const labels = Uint8Array.from(columns[0]?.values ?? [], (ties, row) => {
    const [gap, category] = [columns[1]?.values[row] ?? 0, columns[2]?.values[row] ?? 0];
    return Number(ties / 6 + (gap || 0.2) + (category % 3) / 3 + draw(5, order(row)) > 1.6);
  });
  const frame: Frame = { rowCount, columns };
  return { frame, labels };
}

describe('the same seed', () => {
  const { frame, labels } = mixed(3000);
  it('gives the same boosted model with one thread and with two', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => fitBoosting(frame, labels, { trees: 20, workers })),
    );
    expect(one && two && writeXgboostJson(one) === writeXgboostJson(two)).toBe(true);
  });
  it('gives the same forest and out-of-bag scores with one thread and with two', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => fitForest(frame, labels, { trees: 20, workers, outOfBag: true })),
    );
    expect(one && two && writeXgboostJson(one) === writeXgboostJson(two)).toBe(true);
    expect(one?.outOfBag).toEqual(two?.outOfBag);
  });
  it('gives the same model in whatever order the rows come, where no rows are drawn', async () => {
    const turned = mixed(3000, (row) => (row * 7) % 3000 /* 7 and 3000 share no divisor */);
    const options = { trees: 20, rowShare: 1 };
    const [straight, other] = [
      await fitBoosting(frame, labels, options),
      await fitBoosting(turned.frame, turned.labels, options),
    ];
    expect(writeXgboostJson(straight) === writeXgboostJson(other)).toBe(true);
  });
});

describe('a row', () => {
  it('has the same score alone and among others, with gaps and categories', async () => {
    const { frame, labels } = mixed(1030);
    for (const model of [
      await fitBoosting(frame, labels, { trees: 20, workers: 1 }),
      await fitForest(frame, labels, { trees: 20, workers: 1 }),
    ]) {
      const together = predictMargin(model, frame);
      const alone = Array.from({ length: frame.rowCount }, (_, row) => {
        const columns = frame.columns.map((column) => ({
          ...column,
          values: column.values.subarray(row, row + 1),
        }));
        return predictMargin(model, { rowCount: 1, columns })[0];
      });
      expect([...together]).toEqual(alone);
    }
  });
});

describe('the fast kernel', () => {
  it('does what the plain one does', () => {
    const size = 1003;
    const run = (isFast: boolean) => {
      const arena = new Arena(1);
      const kernel = isFast ? kernelFor(arena.kernelPlan(), 0) : plainKernel;
      const [source, target] = [arena.order(size), arena.order(size)];
      const [column, isLeft] = [
        arena.bytes(size),
        Uint8Array.from({ length: 256 }, (_, bin) => mix(9, bin) & 1),
      ];
      const histograms = arena.integers(1024);
      for (let row = 0; row < size; row++) {
        column[row] = mix(1, row) & 255;
        source.rows[row] = (row * 10) % size;
        source.pairs[2 * row] = mix(2, row) >>> 12;
        source.pairs[2 * row + 1] = (mix(3, row) >>> 12) - 2 ** 19;
      }
      kernel.addHistogram(histograms, 0, column, source, 0, size);
      kernel.addHistogram(histograms, 256, column, source, 5, 77);
      kernel.subtractHistogram(histograms, 0, 256, 256);
      const splits = [0, 256].map((first) => {
        const sums = [0, 1].map((word) =>
          histograms
            .subarray(2 * first, 2 * first + 512)
            .reduce((sum, n, i) => sum + (i % 2 === word ? n : 0), 0),
        );
        const node = { hessian: sums[0] ?? 0, gradient: sums[1] ?? 0, low: -Infinity, high: Infinity };
        return [255, 200].map((count) => {
          const best = newBest();
          const rules = { l2: 0.5, minimumHessian: 1e5 + 0.5 };
          return { best, isFound: kernel.searchNumeric(best, histograms, first, count, node, rules, 0) };
        });
      });
      const left = kernel.countLeft(column, isLeft, source, 3, size);
      kernel.partition(column, isLeft, source, target, 3, size, 3, 3 + left);
      const margin = arena.floats(size);
      kernel.addLeaf(margin, target, 0, 400, 0.1);
      kernel.addLeaves(margin, column, isLeft, source, 200, size, -0.7, 0.4);
      return { histograms, splits, left, margin, ...target };
    };
    expect(run(true)).toEqual(run(false));
    expect(
      run(true)
        .splits.flat()
        .filter(({ isFound }) => isFound),
    ).toHaveLength(4);
  });
  it('makes the same pairs of gradients, halves rounded up', () => {
    const size = 1003;
    const run = (isFast: boolean) => {
      const arena = new Arena(1);
      const kernel = isFast ? kernelFor(arena.kernelPlan(), 0) : plainKernel;
      const [labels, isDrawn] = [arena.bytes(size), arena.bytes(size)];
      const [weights, probability] = [arena.floats(size), arena.floats(size)];
      for (let row = 0; row < size; row++) {
        labels[row] = mix(1, row) & 1;
        isDrawn[row] = Number(mix(2, row) % 5 > 0);
        weights[row] = row % 3 === 0 ? 1 : draw(3, row);
        probability[row] = row % 7 === 0 ? 1 / 2 : draw(4, row);
      }
      const order = arena.order(size);
      const total = arena.integers(2);
      const losses = { labels, weights, probability, isDrawn };
      const drawn = isDrawn.subarray(4).reduce((sum, one) => sum + one, 0);
      const range = { from: 4, to: size, front: 4, back: 4 + drawn };
      kernel.writePairs(losses, { gradientUnit: 1, hessianUnit: 2 }, order, range, total);
      return { ...order, total };
    };
    expect(run(true)).toEqual(run(false));
  });
});
