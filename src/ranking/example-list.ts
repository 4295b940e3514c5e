import type { DuckDBConnection } from '@duckdb/node-api';
import { runSql } from '../duckdb/index.ts';
import { clearText, defineTable, nssoNumber } from '../table/index.ts';
import { insertTextTable } from '../testing/index.ts';
import {
  candidateTable,
  defineList,
  evidenceTable,
  reasonTable,
  targetTable,
  type List,
} from '../unit/index.ts';

const labels = { nl: '', fr: '', de: '' };
/** A list for the tests of this folder. */
export const LIST: List = defineList({
  name: 'example',
  answers: 'Who is next?',
  title: labels,
  subjectType: 'site',
  phenomenon: 'social_dumping',
  steps: [],
  candidate: candidateTable('example_candidate'),
  reason: reasonTable('example_reason'),
  evidence: evidenceTable('example_evidence'),
  target: targetTable('example'),
  capacity: { perDistrict: 4, exceptions: { namur: 2 } },
  minimumScore: 1,
  randomShare: 0.05,
  period: 'next_month',
  reasons: [],
  withoutReason: labels,
  legalBasis: labels,
  exclusions: { ended: { fr: 'terminé', nl: 'voorbij', de: 'vorbei', en: 'over' } },
  nameSource: {
    table: defineTable({
      schema: 'identity',
      name: 'example',
      grain: 'One row per matricule.',
      key: ['noss_registration_number'],
      columns: {
        noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
        name: clearText({ meaning: 'Name.' }),
      },
    }),
    key: 'noss_registration_number',
    column: 'name',
  },
  purpose: { reason: 'a test', legalBasis: 'none' },
  modelVersion: 'test-1',
});

export interface Candidate {
  readonly id: string;
  readonly score: number;
  readonly district?: string;
  readonly expected?: number;
  readonly exclusion?: string;
}
/** Returns candidates with ids that sort. */
export const candidates = (count: number, scoreOf: (i: number) => number = (i) => i): Candidate[] =>
  Array.from({ length: count }, (_, i) => ({ id: `W${String(i).padStart(4, '0')}`, score: scoreOf(i) }));

/** Makes these the candidates of the list. */
export async function fillCandidates(
  connection: DuckDBConnection,
  rows: readonly Candidate[],
): Promise<void> {
  await runSql(connection, 'DELETE FROM ranking.example_candidate');
  const lines = rows.map(
    (row) =>
      `${row.id} | ${row.id} | ${row.district ?? 'leuven'} | ${row.score} | 0.12 | ${row.expected ?? 0} | ${row.exclusion ?? '-'}`,
  );
  const head =
    'subject_id | group_id | judicial_district | score | probability | expected_cents | exclusion_code';
  await insertTextTable(connection, LIST.candidate, [head, ...lines].join('\n'));
}
