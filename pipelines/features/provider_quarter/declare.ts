import type { Sentences, SubIndicator } from '../../../src/barometer/index.ts';

/** One text in the four languages. */
export const say = (fr: string, nl: string, de: string, en: string): Sentences => ({ fr, nl, de, en });

/** One sub-indicator: what fails, out of what. */
export const sub = (
  code: string,
  [failure, opportunity]: readonly [string, string],
  reference: string,
  sentence: Sentences,
  weight = 1,
): SubIndicator => ({
  code,
  failure,
  opportunity,
  direction: 'lower_is_better',
  weight,
  reference,
  sentence,
});

export const ANOMALY = 'DmfA glossary, zones 00108 and 00497; annex 30';
export const RECORD = 'worker record of the first version';
export const DIMONA = 'Royal decree of 5 November 2002, art. 4 to 8';
export const PAYMENT = 'Law of 27 June 1969, art. 23; royal decree of 28 November 1969, art. 34';
