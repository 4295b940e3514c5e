import { describe, expect, test } from 'vitest';
import {
  areaUnderRoc,
  averagePrecisionOf,
  compareArms,
  compareModels,
  decideChampion,
  estimatedShare,
  estimatedTotal,
  inverseWeights,
  quantileOf,
  randomSource,
  weightedPrecision,
} from './index.ts';

const random = randomSource('compare');
const share = (): number => random() / 2 ** 32;
const SIZE = 2000;
const truth = Float64Array.from({ length: SIZE }, share);
const labels = truth.map((p) => (share() < p ** 3 ? 1 : 0));
const y = Uint8Array.from(labels);
const noisy = truth.map((p) => p + 0.5 * share());
const noisier = truth.map((p) => p + 2 * share());

describe('champion and challenger', () => {
  const input = { labels: y, champion: noisier, challenger: noisy, replicates: 200, seed: 1 };

  test('the difference is that of the measures, inside its interval, and the same for one seed', () => {
    const found = compareModels(input);
    expect(found.difference).toBeCloseTo(
      areaUnderRoc({ labels: y, scores: noisy }) - areaUnderRoc({ labels: y, scores: noisier }),
      12,
    );
    expect(found.low).toBeLessThan(found.difference);
    expect(found.high).toBeGreaterThan(found.difference);
    expect(found).toEqual(compareModels(input));
    expect(found).not.toEqual(compareModels({ ...input, seed: 2 }));
    expect(decideChampion(found).winner).toBe('challenger');
    expect(decideChampion(found, ['a region is selected too often']).winner).toBe('champion');
  });

  test('a model does not beat itself', () => {
    const found = compareModels({ ...input, champion: noisy, measure: averagePrecisionOf });
    expect([found.difference, found.low, found.high, found.betterShare]).toEqual([0, 0, 0, 0.5]);
    expect(decideChampion(found).winner).toBe('champion');
  });

  test('rows of one employer are drawn together, which widens the interval', () => {
    const twice = <T extends Float64Array | Uint8Array>(a: T): T =>
      (a instanceof Uint8Array ? Uint8Array.from([...a, ...a]) : Float64Array.from([...a, ...a])) as T;
    const doubled = { ...input, labels: twice(y), champion: twice(noisier), challenger: twice(noisy) };
    const alone = compareModels(doubled);
    const clusters = [...truth.keys(), ...truth.keys()].map(String);
    const together = compareModels({ ...doubled, clusters });
    expect(together.high - together.low).toBeGreaterThan(1.2 * (alone.high - alone.low));
  });

  test('one class cannot be compared', () => {
    expect(() => compareModels({ ...input, labels: new Uint8Array(SIZE) })).toThrow(RangeError);
  });

  test('quantiles lie between the sorted values', () => {
    expect([0, 0.1, 0.5, 1].map((q) => quantileOf(Float64Array.from([1, 2, 4]), q))).toEqual([1, 1.2, 2, 4]);
  });
});

describe('what was not inspected', () => {
  const propensity = truth.map((p) => 0.05 + 0.9 * p);
  const inspected = [...truth.keys()].filter((row) => share() < (propensity[row] as number));
  const pick = (from: Float64Array): Float64Array =>
    Float64Array.from(inspected, (row) => from[row] as number);
  const found = Uint8Array.from(inspected, (row) => y[row] as number);
  const { weights } = inverseWeights(pick(propensity));
  const real = y.reduce((sum, label) => sum + label, 0) / SIZE;

  test('the weighted share of hits is that of all, the raw one is far too high', () => {
    const estimate = estimatedShare(found, weights);
    expect(found.reduce((sum, label) => sum + label, 0) / found.length).toBeGreaterThan(real + 0.1);
    expect(estimate.low).toBeLessThan(real);
    expect(estimate.high).toBeGreaterThan(real);
    expect(estimate.effectiveRows).toBeLessThan(estimate.rows);
    expect(estimatedTotal(Float64Array.from(found), pick(propensity)) / SIZE).toBeCloseTo(real, 1);
  });

  test('equal chances change nothing', () => {
    const one = new Float64Array(50).fill(4);
    const outcomes = Uint8Array.from({ length: 50 }, (_, row) => (row < 40 ? 1 : 0));
    const estimate = estimatedShare(outcomes, one);
    expect(estimate.effectiveRows).toBe(50);
    expect(estimate.low).toBeCloseTo(0.67, 3);
  });

  test('a list is judged as long as its share of the population', () => {
    const outcomes = {
      labels: Uint8Array.from([1, 0, 1, 0]),
      scores: Float64Array.from([4, 3, 2, 1]),
      weights: Float64Array.from([1, 1, 2, 4]),
    };
    expect(weightedPrecision(outcomes, 0.25).share).toBeCloseTo(0.5, 12);
    expect(weightedPrecision(outcomes, 0.375).share).toBeCloseTo(2 / 3, 12);
  });

  test('weights are capped and the capped rows are counted', () => {
    expect(inverseWeights(Float64Array.from([0.5, 0.001]), 50)).toEqual({
      weights: Float64Array.from([2, 50]),
      capped: 1,
    });
    expect(() => inverseWeights(Float64Array.from([0]))).toThrow(RangeError);
  });

  test('the lift is taken over the random arm', () => {
    const outcomes = Uint8Array.from([1, 1, 1, 0, 1, 0, 0, 0]);
    const isRandom = Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
    const arms = compareArms(outcomes, isRandom, new Float64Array(8).fill(0.01));
    expect([arms.chosen.share, arms.random.share, arms.lift]).toEqual([0.75, 0.25, 3]);
  });
});
