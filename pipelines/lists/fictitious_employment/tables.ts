import { cents, date, defineTable, flag, integer, nssoNumber, workerId } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const FictitiousEmploymentMeasure = defineTable({
  schema: 'ranking',
  name: 'fictitious_employment_measure',
  grain: 'One row per matricule with a short employment that ended in two years.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    worker_count: integer({
      meaning: 'Workers of two years, without students and flexi-jobs.',
      unit: 'workers',
      min: 0,
    }),
    short_worker_count: integer({
      meaning: 'Of these, gone after at most twelve months.',
      unit: 'workers',
      min: 0,
    }),
    claimant_count: integer({
      meaning: 'Of these, with a benefit at or after the end.',
      unit: 'workers',
      min: 0,
    }),
    group_worker_count: integer({
      meaning: 'Of these, in groups of three and more from or to one other employer.',
      unit: 'workers',
      min: 0,
    }),
    due_quarter_count: integer({ meaning: 'Quarters past their due date.', unit: 'quarters', min: 0 }),
    unpaid_quarter_count: integer({
      meaning: 'Quarters of which more than half is open, without followed plan.',
      unit: 'quarters',
      min: 0,
    }),
    owed_cents: cents({ meaning: 'Open after the due date.' }),
    life_months: integer({
      meaning: 'Months from registration to end, or to the as-of date.',
      unit: 'months',
      min: 0,
    }),
    is_seasonal_sector: flag({ meaning: 'Agriculture, green or horeca.' }),
  },
});

export const FictitiousEmploymentPair = defineTable({
  schema: 'ranking',
  name: 'fictitious_employment_pair',
  grain: 'One row per worker and employer with signs of fiction.',
  key: ['noss_registration_number', 'worker_id'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    worker_id: workerId({ meaning: 'Worker.' }),
    start_date: date({ meaning: 'First day declared.' }),
    end_date: date({ meaning: 'Last day declared.' }),
    claim_date: date({ meaning: 'First day of the benefit that rests on it.', optional: true }),
    likely_noss_registration_number: nssoNumber({
      meaning: 'Employer for which the worker likely worked.',
      optional: true,
    }),
  },
});

export const FictitiousEmploymentReason = reasonTable('fictitious_employment_reason');
export const FictitiousEmploymentEvidence = evidenceTable('fictitious_employment_evidence');
export const FictitiousEmploymentCandidate = candidateTable('fictitious_employment_candidate');
export const FictitiousEmployment = targetTable('fictitious_employment');
