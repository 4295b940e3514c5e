import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { MatchDecision } from './tables.ts';

describe('the decisions of analysts', () => {
  it('are delivered as one row each', () =>
    specExtract(
      source,
      'decision',
      'link_code*, left_source_code*, left_key*, right_source_code*, right_key*, decision_code, known_date*',
    ));
  it('are counted where they judge a row against itself', () =>
    specChecks({
      room: import.meta.url,
      inputs: [MatchDecision],
      given: [
        [
          MatchDecision,
          `left_source_code | left_key | right_source_code | right_key
           limosa           | L1       | limosa            | L1
           limosa           | L1       | limosa            | L2
           limosa           | L1       | works_contract    | L1`,
        ],
      ],
      expect: { 'warn: decisions': 1 },
    }));
});
