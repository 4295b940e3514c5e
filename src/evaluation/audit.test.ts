import { describe, expect, test } from 'vitest';
import {
  benjaminiHochberg,
  binnedCodes,
  codesOf,
  driftOf,
  driftReference,
  fairnessBreaches,
  groupRates,
  hypergeometricTail,
  logGamma,
  normalisedMutualInformation,
  peerDeviations,
  randomSource,
  stabilityIndex,
  UNKNOWN_LABEL,
} from './index.ts';

const random = randomSource('audit');
const share = (): number => random() / 2 ** 32;

describe('drift', () => {
  // (.6 − .5) ln(.6 / .5) + (.4 − .5) ln(.4 / .5) = .1 · ln 1.5
  test('the index is the formula', () => {
    expect(stabilityIndex([0.5, 0.5], [0.6, 0.4])).toBeCloseTo(0.1 * Math.log(1.5), 12);
  });

  test('the same distribution is stable, a moved one is reported, another one stops', () => {
    const draw = (shift: number) => Float64Array.from({ length: 5000 }, () => share() + share() + shift);
    const reference = driftReference(draw(0));
    expect(driftOf(reference, draw(0))).toMatchObject({ verdict: 'stable' });
    expect(driftOf(reference, draw(0.16))).toMatchObject({ verdict: 'report' });
    expect(driftOf(reference, draw(0.5))).toMatchObject({ verdict: 'stop' });
  });

  test('values that go missing are drift, and an empty bin is not infinite', () => {
    const reference = driftReference(Float64Array.from({ length: 1000 }, share));
    const half = Float64Array.from({ length: 1000 }, (_, row) => (row % 2 === 0 ? NaN : share()));
    const { index, verdict } = driftOf(reference, half);
    expect(verdict).toBe('stop');
    expect(Number.isFinite(index)).toBe(true);
  });

  test('a constant has one bin', () => {
    const reference = driftReference(new Float64Array(10).fill(3));
    expect(reference).toMatchObject({ bounds: [], shares: [1, 0] });
    expect(driftOf(reference, new Float64Array(10).fill(3)).index).toBe(0);
  });
});

describe('mutual information', () => {
  test('is that of scikit-learn', () => {
    // scikit-learn 1.x, normalized_mutual_info_score
    const a = Int32Array.from([0, 0, 1, 1, 2, 2, 2, 0, 1, 2]);
    const b = Int32Array.from([0, 0, 1, 1, 1, 2, 2, 0, 0, 2]);
    expect(normalisedMutualInformation(a, b)).toBeCloseTo(0.6180656462921543, 12);
  });

  test('finds a proxy among numbers and leaves an innocent one alone', () => {
    const language = Array.from({ length: 4000 }, () => (share() < 0.5 ? 'nl' : 'fr'));
    const proxy = Float64Array.from(language, (code) => (code === 'nl' ? 10 : 0) + share());
    const innocent = Float64Array.from(language, share);
    const of = (values: Float64Array) => normalisedMutualInformation(codesOf(language), binnedCodes(values));
    expect(of(proxy)).toBeGreaterThan(0.3);
    expect(of(innocent)).toBeLessThan(0.01);
  });
});

describe('fairness', () => {
  const groups = Array.from({ length: 1000 }, (_, row) => (row % 2 === 0 ? 'nl' : 'fr'));

  test('a group that is selected twice as often, or suspected too much, breaks the limits', () => {
    const isSelected = Uint8Array.from(groups, (group, row) =>
      row % 10 < (group === 'nl' ? 2 : 6) && row % 4 < 2 ? 1 : 0,
    );
    const scores = new Float64Array(1000).fill(0.5);
    const labels = Uint8Array.from(groups, (group, row) =>
      group === 'nl' ? (row % 20 === 0 ? 1 : 0) : row % 4 === 1 ? 1 : 0,
    );
    const rates = groupRates({ groups, isSelected, scores, labels });
    const breaches = fairnessBreaches(rates, { selectionFactor: 1.25, calibrationGap: 0.1 });
    expect(breaches.map(({ group, measure }) => `${group} ${measure}`)).toEqual([
      'fr selection',
      'nl selection',
      'nl calibration',
    ]);
  });

  test('a small group, and outcomes that are not known, break nothing', () => {
    const rates = groupRates({
      groups: ['a', 'a', 'b'],
      isSelected: Uint8Array.from([1, 1, 0]),
      scores: new Float64Array(3).fill(0.9),
      labels: new Uint8Array(3).fill(UNKNOWN_LABEL),
    });
    expect(rates.map(({ judged }) => judged)).toEqual([0, 0]);
    expect(fairnessBreaches(rates, { selectionFactor: 1.1, calibrationGap: 0.01, minimumRows: 1 })).toEqual(
      [],
    );
  });
});

describe('significance', () => {
  test('the tail is that of Fisher’s test, also far from the middle', () => {
    // scipy 1.x: fisher_exact([[8, 2], [1, 5]], 'greater'), hypergeom.sf(7, 1000, 50, 40)
    expect(hypergeometricTail(8, 10, 9, 16)).toBeCloseTo(0.024475524475524483, 12);
    expect(hypergeometricTail(8, 40, 50, 1000)).toBeCloseTo(0.0004980688883727528, 13);
    expect(hypergeometricTail(1, 50_000, 50_000, 100_000)).toBe(1);
    expect(hypergeometricTail(0, 5, 5, 10)).toBe(1);
  });

  test('the gamma function meets the factorials', () => {
    expect(Math.exp(logGamma(11))).toBeCloseTo(3_628_800, 5);
  });

  test('the correction is that of scipy', () => {
    // scipy 1.x, stats.false_discovery_control
    const corrected = benjaminiHochberg(Float64Array.from([0.01, 0.04, 0.03, 0.005, 0.8]));
    for (const [i, value] of [0.025, 0.05, 0.05, 0.025, 0.8].entries())
      expect(corrected[i]).toBeCloseTo(value, 12);
  });
});

describe('deviation from peers', () => {
  test('one group is the median and the scaled MAD', () => {
    const values = Float64Array.from([1, 2, 3, 4, 100, NaN]);
    const found = peerDeviations(values, { levels: [] });
    expect(found[4]).toBeCloseTo(97 / 1.482602218505602, 9);
    expect(found[2]).toBe(0);
    expect(found[5]).toBeNaN();
  });

  test('a small group borrows from its parent, a large one is itself', () => {
    const level = (small: number) => [
      ...Array.from({ length: 1000 }, () => 'wide'),
      ...Array.from({ length: small }, () => 'narrow'),
    ];
    const valuesOf = (small: number) =>
      Float64Array.from(level(small), (group, row) => (group === 'narrow' ? 100 : 0) + (row % 11) - 5);
    const deviationOf = (small: number) =>
      Math.abs(peerDeviations(valuesOf(small), { levels: [level(small)] }).at(-1) as number);
    expect(deviationOf(3)).toBeGreaterThan(10);
    expect(deviationOf(500)).toBeLessThan(2);
  });

  test('peers that are all alike give no spread, unless one is declared', () => {
    const values = Float64Array.from([5, 5, 5, 5, 6]);
    expect(peerDeviations(values, { levels: [] })[4]).toBe(Infinity);
    expect(peerDeviations(values, { levels: [], smallestSpread: 0.5 })[4]).toBe(2);
  });
});
