import { cents, code, defineTable, integer, nssoNumber, workerId } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const UndueBenefitsMeasure = defineTable({
  schema: 'ranking',
  name: 'undue_benefits_measure',
  grain: 'One row per worker and employer with declared work beside a benefit in twelve months.',
  key: ['subject_id'],
  columns: {
    subject_id: code({ meaning: 'Oldest Dimona of the pair in twelve months.', personal: 'pseudonym' }),
    worker_id: workerId({ meaning: 'Worker.' }),
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    overlap_days: integer({
      meaning: 'Calendar days of unemployment benefit beside the work.',
      unit: 'days',
      min: 0,
    }),
    benefit_cents: cents({ meaning: 'Unemployment benefit of these days, six a week.' }),
    unfit_days: integer({
      meaning: 'Calendar days of incapacity in quarters with work.',
      unit: 'days',
      min: 0,
    }),
    worked_unfit_days: integer({
      meaning: 'Paid days beyond those that the fit part of the quarters holds.',
      unit: 'days',
      min: 0,
    }),
  },
});

export const UndueBenefitsReason = reasonTable('undue_benefits_reason');
export const UndueBenefitsEvidence = evidenceTable('undue_benefits_evidence');
export const UndueBenefitsCandidate = candidateTable('undue_benefits_candidate');
export const UndueBenefits = targetTable('undue_benefits');
