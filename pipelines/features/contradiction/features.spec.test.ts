import { describe, expect, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { DimonaWithoutDmfa } from '../contradiction_worker/tables.ts';
import { CROSS_CHECKS } from './checks.ts';
import features from './features.ts';
import { Contradiction, ContradictionEvidence, ContradictionFinding } from './tables.ts';

const room = import.meta.url;
const checks = features.steps[0]?.inputs ?? [];
const ROWS = `contradiction_id | check_code | subject_id | evidence_count | source_table | source_key
     C1 | dimona_without_dmfa | P1 190000013 | 23 | staging.dimona_period | D1
     C1 | dimona_without_dmfa | P1 190000013 | 23 | staging.dimona_period | D2`;

describe('contradictions of all cross-checks', () => {
  it('stand one under the other, whatever the check', () =>
    specStep({
      ...{ room, table: ContradictionFinding, inputs: checks, given: [[DimonaWithoutDmfa, ROWS]] },
      expect: 'check_code | source_key\ndimona_without_dmfa | D1\ndimona_without_dmfa | D2',
    }));
  it('stand once each, with their rows apart', async () => {
    const inputs = [ContradictionFinding];
    const given = [[ContradictionFinding, ROWS]] as const;
    await specStep({
      ...{ room, table: Contradiction, inputs, given },
      expect: 'contradiction_id | check_code | evidence_count\nC1 | dimona_without_dmfa | 23',
    });
    await specStep({
      ...{ room, table: ContradictionEvidence, inputs, given },
      expect: 'contradiction_id | source_key\nC1 | D1\nC1 | D2',
    });
  });
  it('have a sentence and a law in four languages for every table that finds them', () => {
    const tables = new Set(checks.map(({ name }) => name));
    expect(CROSS_CHECKS.map(({ code }) => code).sort()).toEqual([...tables].sort());
    for (const { sentence, legalBasis } of CROSS_CHECKS) {
      const marks = Object.values(sentence).map((words) => (words.match(/\{\w+\}/g) ?? []).sort().join());
      expect(new Set(marks).size).toBe(1);
      for (const words of [...Object.values(sentence), ...Object.values(legalBasis)])
        expect(words).not.toBe('');
    }
  });
});
