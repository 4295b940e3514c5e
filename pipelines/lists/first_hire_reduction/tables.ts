import { cents, defineTable, flag, integer, nssoNumber } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const FirstHireReductionMeasure = defineTable({
  schema: 'ranking',
  name: 'first_hire_reduction_measure',
  grain: 'One row per active matricule that used a first-hire reduction in four quarters.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    earlier_noss_registration_number: nssoNumber({
      meaning: 'Employer out of which it seems to come.',
      optional: true,
    }),
    reduced_worker_count: integer({ meaning: 'Workers with the reduction.', unit: 'workers', min: 0 }),
    reduction_cents: cents({ meaning: 'Reductions used.' }),
    first_year_worker_count: integer({
      meaning: 'Workers hired in the first year.',
      unit: 'workers',
      min: 0,
    }),
    moved_worker_count: integer({ meaning: 'Of these, from the earlier employer.', unit: 'workers', min: 0 }),
    has_common_person: flag({ meaning: 'One person in the mandates of both.' }),
    has_common_address: flag({ meaning: 'One seat.' }),
    has_common_contact: flag({ meaning: 'One telephone number, mail address or site.' }),
    is_declared_transfer: flag({ meaning: 'The transfer was declared (CBA 32bis).' }),
    is_earlier_active: flag({ meaning: 'The earlier employer carries on.' }),
  },
});

export const FirstHireReductionReason = reasonTable('first_hire_reduction_reason');
export const FirstHireReductionEvidence = evidenceTable('first_hire_reduction_evidence');
export const FirstHireReductionCandidate = candidateTable('first_hire_reduction_candidate');
export const FirstHireReduction = targetTable('first_hire_reduction');
