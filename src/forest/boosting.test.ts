import { describe, expect, it } from 'vitest';
import { UsageError } from '../errors.ts';
import { mix } from './draw.ts';
import { fitBoosting, predictProbability, type Frame } from './index.ts';

/** Label 1 where x and y differ in sign; x is missing in one row of ten, where the label is 1. */
function signs(rowCount: number): { frame: Frame; labels: Uint8Array } {
  const draw = (seed: number, row: number) => mix(seed, row) / 2 ** 31 - 1;
  const x = Float64Array.from({ length: rowCount }, (_, row) => (row % 10 === 0 ? NaN : draw(1, row)));
  const y = Float64Array.from({ length: rowCount }, (_, row) => draw(2, row));
  const labels = Uint8Array.from(x, (value, row) => Number(value !== value || value * (y[row] ?? 0) < 0));
  const columns = [
    { name: 'x', values: x },
    { name: 'y', values: y },
  ];
  return { frame: { rowCount, columns }, labels };
}

describe('boosting', () => {
  it('learns a relation of two features, and what a missing value means', async () => {
    const { frame, labels } = signs(2000);
    const scores = predictProbability(
      await fitBoosting(frame, labels, { trees: 100, learningRate: 0.2 }),
      frame,
    );
    const wrong = scores.filter((score, row) => Math.round(score) !== labels[row]);
    expect(wrong.length).toBeLessThan(20);
  });
  it('refuses labels of one class', async () => {
    const { frame } = signs(20);
    await expect(fitBoosting(frame, new Uint8Array(20))).rejects.toThrow(UsageError);
  });
});
