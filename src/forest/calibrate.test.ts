import { describe, expect, test } from 'vitest';
import { ModelMismatchError } from '../errors.ts';
import { calibrated, fitIsotonic, fitPlatt, parseCalibration, type Calibration } from './calibrate.ts';

const scores = Float64Array.from([0.1, 0.2, 0.3, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
const labels = Uint8Array.from([0, 1, 0, 0, 1, 0, 1, 1, 0, 1]);

describe('isotonic calibration', () => {
  test('is that of scikit-learn, between and beyond the fitted scores too', () => {
    // scikit-learn 1.x, IsotonicRegression(out_of_bounds='clip')
    const known = [
      [0, 0],
      [0.1, 0],
      [0.15, 1 / 6],
      [0.25, 1 / 3],
      [0.45, 0.5],
      [0.6, 2 / 3],
      [0.85, 0.8333333333333331],
      [1, 1],
    ];
    const found = calibrated(
      fitIsotonic(scores, labels),
      Float64Array.from(known, ([x]) => x as number),
    );
    for (const [i, [, probability]] of known.entries())
      expect(found[i]).toBeCloseTo(probability as number, 12);
  });

  test('does not depend on the order of the rows', () => {
    expect(fitIsotonic(scores.slice().reverse(), labels.slice().reverse())).toEqual(
      fitIsotonic(scores, labels),
    );
  });
});

describe('Platt calibration', () => {
  const margins = Float64Array.from([-2, -1.5, -1, -0.5, 0, 0.2, 0.7, 1, 1.4, 2]);

  test('is that of scikit-learn', () => {
    // scikit-learn 1.x, _SigmoidCalibration: p = 1 / (1 + exp(a · margin + b))
    const { slope, intercept } = fitPlatt(margins, labels);
    expect(slope).toBeCloseTo(0.4062717639157908, 4);
    expect(intercept).toBeCloseTo(-0.013149533165837517, 4);
  });

  test('perfect separation does not run away, and a reversed score is flat', () => {
    const separated = fitPlatt(
      margins,
      Uint8Array.from(margins, (m) => (m > 0.1 ? 1 : 0)),
    );
    expect(Number.isFinite(separated.slope)).toBe(true);
    const flat = fitPlatt(
      margins.map((m) => -m),
      labels,
    );
    expect(flat.slope).toBe(0);
    expect(calibrated(flat, margins)[0]).toBeCloseTo(0.5, 9);
  });

  test('a weight counts like as many rows, up to the softened targets', () => {
    const many = (list: Float64Array | Uint8Array) => Array.from({ length: 300 }, () => [...list]).flat();
    const repeated = fitPlatt(Float64Array.from(many(margins)), Uint8Array.from(many(labels)));
    const weighted = fitPlatt(margins, labels, new Float64Array(10).fill(300));
    expect(weighted.slope).toBeCloseTo(repeated.slope, 9);
  });
});

test.each([['isotonic'], ['platt']])('%s calibration is monotone and survives its JSON text', (method) => {
  const fitted: Calibration = method === 'platt' ? fitPlatt(scores, labels) : fitIsotonic(scores, labels);
  const read = parseCalibration(JSON.parse(JSON.stringify(fitted)));
  const grid = Float64Array.from({ length: 200 }, (_, i) => i / 150 - 0.1);
  const found = calibrated(read, grid);
  expect(found).toEqual(calibrated(fitted, grid));
  expect([...found].every((p, i) => i === 0 || p >= (found[i - 1] as number))).toBe(true);
});

test('a damaged calibration is refused', () => {
  const damaged = { method: 'isotonic', scores: [0, 1], probabilities: [0.5, 0.2] };
  for (const value of [damaged, null, {}, { method: 'platt', slope: -1, intercept: 0 }])
    expect(() => parseCalibration(value)).toThrow(ModelMismatchError);
});

test('no rows and missing scores are refused', () => {
  expect(() => fitIsotonic(new Float64Array(0), new Uint8Array(0))).toThrow(RangeError);
  expect(() => fitPlatt(Float64Array.from([NaN]), Uint8Array.from([1]))).toThrow(RangeError);
});
