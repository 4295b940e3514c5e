import { describe, expect, it } from 'vitest';
import {
  checkedBarometer,
  judge,
  placedParts,
  type Barometer,
  type Measure,
} from '../../../src/barometer/index.ts';
import { ContractError } from '../../../src/errors.ts';
import { BAROMETER } from './indicators.ts';

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

const PROVIDERS = 24;
function measures(): Measure[] {
  const draw = draws(3);
  return Array.from({ length: PROVIDERS }, (_, i) => {
    const clients = 3 + i * i;
    return placedParts(BAROMETER)
      .filter(({ domain }) => domain.code !== 'financial' || i % 2 === 0)
      .flatMap(({ part }) =>
        (['current', 'previous'] as const).map((cycle): Measure => {
          const opportunities = clients * 40;
          const failures = Math.round(opportunities * 0.02 * (i === 20 ? 4 : 1) * (0.8 + 0.4 * draw()));
          return {
            provider: String(100 + i),
            isRecognised: i % 2 === 0,
            code: part.code,
            cycle,
            opportunities,
            failures,
            opportunitySquares: opportunities * 40,
            failureSquares: failures * 1.8,
            crossProducts: failures * 40,
            expectedFailures: opportunities * 0.022,
          };
        }),
      );
  }).flat();
}

describe('the judgement', () => {
  const all = measures();
  const judged = judge(BAROMETER, all);
  it('calls bad the one provider that fails four times as often, and no average one', () => {
    const bad = judged.domains.filter(({ grade }) => grade === 'bad').map(({ provider }) => provider);
    expect([...new Set(bad)]).toEqual(['120']);
    expect(judged.providers.find(({ provider }) => provider === '120')?.rank).toBe(PROVIDERS);
  });
  it('judges the financial domain of the recognised alone', () => {
    const financial = judged.domains.filter(({ domain }) => domain === 'financial');
    expect(financial.map(({ provider }) => provider)).toEqual(
      Array.from({ length: PROVIDERS / 2 }, (_, i) => String(100 + 2 * i)),
    );
  });
  it('puts the smallest providers neither first nor last', () => {
    const ranks = judged.providers.slice(0, 3).map(({ rank }) => rank);
    for (const rank of ranks) expect([1, PROVIDERS]).not.toContain(rank);
  });
  it('does not depend on the order of the rows', () => {
    expect(judge(BAROMETER, [...all].reverse())).toEqual(judged);
  });
  it('moves by no more than shrinkage when an unrelated average provider is added', () => {
    const added = all
      .filter(({ provider }) => provider === '110')
      .map((measure) => ({ ...measure, provider: '999' }));
    const again = judge(BAROMETER, [...all, ...added]);
    for (const { provider, domain, grade, index } of judged.domains) {
      const other = again.domains.find((row) => row.provider === provider && row.domain === domain);
      expect(other?.index.mean).toBeCloseTo(index.mean, 1);
      if (grade === 'bad') expect(other?.grade).toBe('bad');
    }
  });
});

describe('a configuration', () => {
  const known = placedParts(BAROMETER).map(({ part }) => part.code);
  const refused = (barometer: Barometer, words: RegExp, codes = known) => {
    expect(() => checkedBarometer(barometer, codes)).toThrow(ContractError);
    expect(() => checkedBarometer(barometer, codes)).toThrow(words);
  };
  const changed = (code: string, change: Partial<Barometer[number]>): Barometer =>
    BAROMETER.map((domain) => (domain.code === code ? { ...domain, ...change } : domain));
  it('that is complete is taken as it is', () => expect(checkedBarometer(BAROMETER, known)).toBe(BAROMETER));
  it('with an unknown indicator is refused', () =>
    refused(
      BAROMETER,
      /unknown sub-indicator dmfa_missing/,
      known.filter((code) => code !== 'dmfa_missing'),
    ));
  it('whose SQL counts what it does not declare is refused', () =>
    refused(BAROMETER, /nothing_of_it is counted but not declared/, [...known, 'nothing_of_it']));
  it('whose weights have no sum is refused', () => {
    refused(
      BAROMETER.map((domain) => ({ ...domain, weight: 0 })),
      /weights of the domains/,
    );
    const silent = BAROMETER[0]?.indicators.map((indicator) => ({ ...indicator, weight: 0 })) ?? [];
    refused(changed('silent', { indicators: silent }), /weights of silent/);
  });
  it('without a domain is refused', () => refused(BAROMETER.slice(1), /domain silent is missing/));
  it('that judges payments of providers who are not recognised is refused', () =>
    refused(changed('financial', { recognisedOnly: false }), /financial alone is for the recognised/));
});
