import { describe, expect, test } from 'vitest';
import {
  areaUnderRoc,
  averagePrecision,
  brierScore,
  calibrationBins,
  curvePoints,
  expectedCalibrationError,
  logLoss,
  precisionAtCapacity,
  randomSource,
  wilsonInterval,
  type Outcomes,
} from './index.ts';

const labels = Uint8Array.from([1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
const scores = Float64Array.from([0.9, 0.9, 0.8, 0.6, 0.6, 0.6, 0.5, 0.4, 0.3, 0.3, 0.2, 0.1]);
const weights = Float64Array.from([1, 2, 1, 3, 1, 1, 2, 0.5, 1, 4, 1, 2]);

function reversed({ labels, scores, weights }: Outcomes): Outcomes {
  return {
    labels: labels.slice().reverse(),
    scores: scores.slice().reverse(),
    weights: weights?.slice().reverse(),
  };
}

describe('measures of a score', () => {
  // scikit-learn 1.x, roc_auc_score, average_precision_score, log_loss, brier_score_loss, without and with sample_weight.
  test.each([
    [
      'plain',
      { labels, scores },
      [0.6857142857142857, 0.5476190476190477, 0.672301738920252, 0.2316666666666666],
    ],
    [
      'weighted',
      { labels, scores, weights },
      [0.5721925133689839, 0.5853994490358128, 0.7972754105067504, 0.2851282051282051],
    ],
  ])('are those of scikit-learn where scores are tied: %s', (_, outcomes, known) => {
    for (const input of [outcomes, reversed(outcomes)]) {
      const measures = [areaUnderRoc, averagePrecision, logLoss, brierScore].map((measure) => measure(input));
      for (const [i, value] of measures.entries()) expect(value).toBeCloseTo(known[i] as number, 12);
    }
  });

  test('a weight counts like as many rows', () => {
    const counts = Float64Array.from([1, 2, 1, 3, 1, 1, 2, 0, 1, 4, 1, 2]);
    const rows = [...labels.keys()].flatMap((row) => new Array<number>(counts[row] as number).fill(row));
    const repeated = {
      labels: Uint8Array.from(rows, (row) => labels[row] as number),
      scores: Float64Array.from(rows, (row) => scores[row] as number),
    };
    for (const measure of [areaUnderRoc, averagePrecision, logLoss, brierScore, expectedCalibrationError]) {
      expect(measure({ labels, scores, weights: counts })).toBeCloseTo(measure(repeated), 12);
    }
  });

  test('one class leaves the area undefined and does not invent it', () => {
    const one = { labels: Uint8Array.from([1, 1]), scores: Float64Array.from([0.2, 0.4]) };
    expect(areaUnderRoc(one)).toBeNaN();
    expect(averagePrecision({ ...one, labels: Uint8Array.from([0, 0]) })).toBeNaN();
  });

  test('a missing score is refused', () => {
    expect(() => areaUnderRoc({ labels, scores: scores.map((s, row) => (row === 3 ? NaN : s)) })).toThrow(
      RangeError,
    );
  });

  test('a probability of 0 that was wrong costs much and not everything', () => {
    const loss = logLoss({ labels: Uint8Array.from([1]), scores: Float64Array.from([0]) });
    expect(loss).toBeCloseTo(-Math.log(Number.EPSILON), 9);
  });

  test('the curves end where everything is found', () => {
    expect(curvePoints({ labels, scores }).at(-1)).toEqual({
      recall: 1,
      falseAlarmShare: 1,
      precision: 5 / 12,
    });
  });
});

describe('calibration', () => {
  test('the error is the mean distance over groups of equal size that keep ties together', () => {
    const outcomes = {
      labels: Uint8Array.from([0, 0, 1, 1, 1, 0]),
      scores: Float64Array.from([0.1, 0.1, 0.1, 0.8, 0.9, 0.7]),
    };
    const bins = calibrationBins(outcomes, 3);
    expect(bins.map(({ weight }) => weight)).toEqual([3, 1, 2]);
    const byHand = (3 * Math.abs(0.1 - 1 / 3) + 1 * 0.7 + 2 * Math.abs(0.85 - 1)) / 6;
    expect(expectedCalibrationError(outcomes, 3)).toBeCloseTo(byHand, 12);
  });

  test('is near zero where labels are drawn from the probabilities themselves', () => {
    const random = randomSource(1);
    const p = Float64Array.from({ length: 20_000 }, () => random() / 2 ** 32);
    const drawn = Uint8Array.from(p, (share) => (random() / 2 ** 32 < share ? 1 : 0));
    expect(expectedCalibrationError({ labels: drawn, scores: p })).toBeLessThan(0.015);
    expect(expectedCalibrationError({ labels: drawn, scores: p.map((x) => x / 2) })).toBeGreaterThan(0.2);
  });
});

describe('a list of limited length', () => {
  // The figure of the methods of the service: 80 % on 50 visits.
  test('40 hits on 50 visits lie between .670 and .888', () => {
    const { low, high } = wilsonInterval(40, 50);
    expect(low).toBeCloseTo(0.67, 3);
    expect(high).toBeCloseTo(0.888, 3);
  });

  test('no visit leaves everything possible', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test('rows tied at the last place count by the places that are left', () => {
    const found = precisionAtCapacity({ labels, scores }, 4);
    expect(found.hits).toBeCloseTo(2 + 1 / 3, 12);
    expect(precisionAtCapacity(reversed({ labels, scores }), 4)).toEqual(found);
    expect(found.lift).toBeCloseTo((2 + 1 / 3) / 4 / (5 / 12), 12);
    expect(found.recall).toBeCloseTo((2 + 1 / 3) / 5, 12);
  });

  test('a capacity beyond the rows visits the rows', () => {
    expect(precisionAtCapacity({ labels, scores }, 100)).toMatchObject({ visited: 12, hits: 5, recall: 1 });
  });
});
