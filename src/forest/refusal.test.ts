import { describe, expect, it } from 'vitest';
import { ModelMismatchError, UsageError } from '../errors.ts';
import { mix } from './draw.ts';
import {
  anomalyScore,
  fitBoosting,
  fitForest,
  fitIsolationForest,
  predictMargin,
  predictProbability,
  type BoostingOptions,
  type Frame,
} from './index.ts';

/** Random numbers, and labels that follow the first column. */
function table(rowCount: number, width: number): { frame: Frame; labels: Uint8Array } {
  const columns = Array.from({ length: width }, (_, i) => ({
    name: `x${i}`,
    values: Float64Array.from({ length: rowCount }, (_, row) => mix(i, row) / 2 ** 32),
  }));
  const labels = Uint8Array.from(columns[0]?.values ?? [], (value) => Number(value > 0.5));
  return { frame: { rowCount, columns }, labels };
}

const { frame, labels } = table(50, 3);
const withValue = (value: number): Frame => ({
  ...frame,
  columns: frame.columns.map((column, i) =>
    i === 1
      ? { ...column, name: 'turnover', values: column.values.map((v, row) => (row === 7 ? value : v)) }
      : column,
  ),
});

describe('a fit', () => {
  it.each([Infinity, -Infinity, 1e39])('refuses %d, by the name of its column', async (value) => {
    for (const fit of [fitBoosting, fitForest]) {
      await expect(fit(withValue(value), labels)).rejects.toThrow(UsageError);
      await expect(fit(withValue(value), labels)).rejects.toThrow(/turnover/);
    }
    expect(() => fitIsolationForest(withValue(value))).toThrow(/turnover/);
  });
  it('takes a missing value as such', async () => {
    for (const fit of [fitBoosting, fitForest]) {
      const scores = predictProbability(await fit(withValue(NaN), labels, { trees: 5 }), withValue(NaN));
      expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    }
  });
  it.each([
    ['one class', (y: Uint8Array) => y.fill(1)],
    ['a class beyond 0 and 1', (y: Uint8Array) => y.fill(2, 0, 1)],
    ['too few labels', (y: Uint8Array) => y.subarray(1)],
  ])('refuses %s', async (_, change) => {
    for (const fit of [fitBoosting, fitForest]) {
      await expect(fit(frame, change(labels.slice()))).rejects.toThrow(UsageError);
    }
  });
  it('refuses labels of one class where the other has no weight, or is held out to stop', async () => {
    const weights = Float64Array.from(labels, (label) => label);
    await expect(fitBoosting(frame, labels, {}, weights)).rejects.toThrow(UsageError);
    const ones = Uint32Array.from(labels.keys()).filter((row) => labels[row] === 1);
    const earlyStopping = { rounds: 5, validation: ones };
    await expect(fitBoosting(frame, labels, { earlyStopping })).rejects.toThrow(UsageError);
  });
  it.each<[string, BoostingOptions]>([
    ['no trees', { trees: 0 }],
    ['a negative pull', { l2: -1 }],
    ['a share over 1', { rowShare: 1.2 }],
    ['a rate that is no number', { learningRate: NaN }],
    ['nothing held out', { earlyStopping: { rounds: 5, validation: 0 } }],
    ['all held out', { earlyStopping: { rounds: 5, validation: 1 } }],
    ['no rows held out', { earlyStopping: { rounds: 5, validation: new Uint32Array(0) } }],
    ['rows held out that do not exist', { earlyStopping: { rounds: 5, validation: Uint32Array.of(3, 50) } }],
  ])('refuses %s', async (_, options) => {
    await expect(fitBoosting(frame, labels, options)).rejects.toThrow(UsageError);
  });
  it('refuses columns of the same name, and no column', async () => {
    const [column] = frame.columns as [Frame['columns'][number]];
    await expect(fitForest({ ...frame, columns: [column, column] }, labels)).rejects.toThrow(UsageError);
    await expect(fitForest({ ...frame, columns: [] }, labels)).rejects.toThrow(UsageError);
  });
});

describe('a table', () => {
  it.each([
    ['10 rows', 10, 10],
    ['10 000 columns', 40, 10_000],
  ])('of %s is learnt', async (_, rows, width) => {
    const small = table(rows, width);
    for (const fit of [fitBoosting, fitForest]) {
      const model = await fit(small.frame, small.labels, { trees: 3 });
      expect(predictProbability(model, small.frame).every((score) => score >= 0 && score <= 1)).toBe(true);
    }
    const forest = fitIsolationForest(small.frame, { trees: 3 });
    expect(anomalyScore(forest, small.frame).every((score) => score > 0 && score < 1)).toBe(true);
  });
  it('without anything to learn gives the share of ones', async () => {
    const constant = {
      ...frame,
      columns: frame.columns.map((c) => ({ ...c, values: new Float64Array(50) })),
    };
    const share = labels.reduce((sum, label) => sum + label, 0) / 50;
    const scores = predictProbability(
      await fitBoosting(constant, labels, { trees: 3, rowShare: 1 }),
      constant,
    );
    scores.forEach((score) => expect(score).toBeCloseTo(share, 6));
  });
});

describe('a model', () => {
  it('scores columns in another order, but no other columns or types', async () => {
    const model = await fitBoosting(frame, labels, { trees: 5 });
    const turned = { ...frame, columns: [...frame.columns].reverse() };
    expect(predictMargin(model, turned)).toEqual(predictMargin(model, frame));
    const absent = { ...frame, columns: frame.columns.slice(1) };
    expect(() => predictMargin(model, absent)).toThrow(ModelMismatchError);
    expect(() => predictMargin(model, absent)).toThrow(/x0/);
    const typed = frame.columns.map((c, i) =>
      i === 2 ? { ...c, values: new Float64Array(50), categories: ['a'] } : c,
    );
    expect(() => predictMargin(model, { ...frame, columns: typed })).toThrow(ModelMismatchError);
    const forest = fitIsolationForest(frame, { trees: 5 });
    expect(() => anomalyScore(forest, absent)).toThrow(ModelMismatchError);
  });
  it('refuses infinities at scoring too', async () => {
    const model = await fitForest(withValue(1), labels, { trees: 5 });
    expect(() => predictMargin(model, withValue(Infinity))).toThrow(/turnover/);
  });
});
