import { describe, expect, it } from 'vitest';
import {
  clientCorrelation,
  excessProbability,
  fitPrior,
  funnelLimits,
  gradeOf,
  indexOf,
  shrunkRate,
  standingTests,
  trendOf,
} from './index.ts';
import { betaBelow, betaQuantile, logGamma, normalBelow } from './special.ts';

/** Numbers 0..1 from a counter (splitmix32): the same in every run. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let t = state ^ (state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return ((t ^ (t >>> 15)) >>> 0) / 2 ** 32;
  };
}

describe('functions of probability', () => {
  it('agree with known values (SciPy 1.14: gammaln, betainc, betaincinv, norm.cdf)', () => {
    expect(logGamma(10.5)).toBeCloseTo(13.940625219403763, 10);
    expect(logGamma(0.1)).toBeCloseTo(2.252712651734206, 10);
    expect(betaBelow(0.3, 2, 5)).toBeCloseTo(0.579825, 6);
    expect(betaQuantile(0.975, 2, 5)).toBeCloseTo(0.6412345789, 6);
    expect(normalBelow(1.959964)).toBeCloseTo(0.975, 6);
  });
  it('give the exact binomial tail: at least 3 of 10 at 0.1 is 0.0702', () =>
    expect(excessProbability({ failures: 3, opportunities: 10 }, 0.1)).toBeCloseTo(0.0701908264, 8));
});

describe('shrinkage', () => {
  const counts = [
    { failures: 30, opportunities: 1000 },
    { failures: 10, opportunities: 1000 },
    { failures: 22, opportunities: 1000 },
    { failures: 3, opportunities: 10 },
  ];
  it('draws a small provider further to the average than a large one', () => {
    const prior = fitPrior(counts);
    if (!prior) throw new TypeError('no law');
    expect(shrunkRate({ failures: 3, opportunities: 10 }, prior).mean).toBeLessThan(0.15);
    expect(shrunkRate({ failures: 30, opportunities: 1000 }, prior).mean).toBeGreaterThan(0.024);
  });
  it('has no law where nothing failed or nothing could', () => {
    expect(fitPrior([{ failures: 0, opportunities: 9 }])).toBeUndefined();
    expect(fitPrior([])).toBeUndefined();
  });
  it('counts clients that always or never fail as one each, and independent records as records', () => {
    const alike = {
      failures: 50,
      opportunities: 100,
      opportunitySquares: 1000,
      failureSquares: 500,
      crossProducts: 500,
    };
    expect(clientCorrelation([alike])).toBeCloseTo(1, 1);
    const single = {
      failures: 50,
      opportunities: 100,
      opportunitySquares: 100,
      failureSquares: 50,
      crossProducts: 50,
    };
    expect(clientCorrelation([single])).toBe(0);
  });
  it('covers the true rates with its 95 % intervals in 93 to 97 of 100 cases', () => {
    const draw = draws(7);
    let covered = 0;
    let all = 0;
    for (let world = 0; world < 30; world++) {
      const truths = Array.from({ length: 40 }, () => 0.004 + 0.03 * draw() * draw());
      const seen = truths.map((truth, i) => {
        const opportunities = 100 + i * i * 8;
        let failures = 0;
        for (let k = 0; k < opportunities; k++) if (draw() < truth) failures++;
        return { failures, opportunities };
      });
      const prior = fitPrior(seen);
      if (!prior) throw new TypeError('no law');
      seen.forEach((count, i) => {
        const { low, high } = shrunkRate(count, prior);
        all++;
        if (low <= (truths[i] as number) && (truths[i] as number) <= high) covered++;
      });
    }
    expect(covered / all).toBeGreaterThan(0.93);
    expect(covered / all).toBeLessThan(0.97);
  });
});

describe('the funnel', () => {
  it('narrows with the opportunities and holds the reference', () => {
    const small = funnelLimits(50, 0.02, 0.025);
    const large = funnelLimits(5000, 0.02, 0.025);
    expect(large.high).toBeLessThan(small.high);
    expect(large.low).toBeGreaterThan(small.low);
    expect(large.low).toBeLessThan(0.02);
    expect(large.high).toBeGreaterThan(0.02);
  });
  it('lets fewer tests stand than single limits would (Benjamini and Hochberg 1995, their example)', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(standingTests(published, 0.05).filter(Boolean)).toHaveLength(4);
  });
});

describe('grades', () => {
  const index = (mean: number, variance: number) =>
    indexOf([
      { rate: { mean: mean / 100, variance: variance / 1e4, low: 0, high: 1 }, reference: 0.01, weight: 2 },
    ]);
  it('are bad when sure and outside the funnel, never for one alone', () => {
    expect(gradeOf(index(2.5, 0.01), true).grade).toBe('bad');
    expect(gradeOf(index(2.5, 0.01), false).grade).toBe('less_good');
    expect(gradeOf(index(1.6, 0.3), true).grade).not.toBe('bad');
    expect(gradeOf(index(0.8, 0.001), false)).toMatchObject({ grade: 'good' });
  });
  it('state how an index moved, with an interval that holds no movement where little is known', () => {
    const trend = trendOf(index(2, 0.2), index(1, 0.1));
    expect(trend.ratio).toBeLessThan(1);
    expect(trend.improved).toBeGreaterThan(0.9);
    expect(trendOf(index(1, 0.1), index(1, 0.1)).improved).toBeCloseTo(0.5, 6);
  });
});
