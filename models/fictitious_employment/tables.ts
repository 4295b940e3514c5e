import { code, defineTable, flag, integer, nssoNumber, text, workerId } from '../../src/table/index.ts';
import {
  modelCandidateTable,
  modelLabelTable,
  scoreGuardTable,
  scoreReasonTable,
  scoreTable,
} from '../../src/unit/index.ts';
import { employerColumns, type EmployerChoice } from '../employer.ts';

/** What the model learns from. With 1 a larger value never lowers the probability. */
export const CHOICE: EmployerChoice = {
  payment: {
    open_share: 1,
    missed_share: 1,
    newest_missed_share: 1,
    step_count: 0,
    withheld_invoice_count: 0,
  },
  quarter: {
    age_months: 0,
    late_hire_share: 1,
    dimona_without_dmfa_count: 0,
    dmfa_without_dimona_count: 0,
  },
  trend: {
    committee_code: 0,
    declared_worker_count: 0,
    wage_per_worker_cents: 0,
    hire_share: 0,
    exit_share: 0,
    short_stay_share: 1,
    director_change_count: 0,
  },
  tie: {
    gone_origin_share: 1,
    director_employer_count: 0,
    director_gone_count: 1,
    benefit_share: 1,
    incapacity_share: 1,
  },
  network: { quadrangle_count: 0, biclique_fraud_share_max: 1 },
  ring: { ring_worker_share: 1 },
};

export const FictitiousEmploymentCandidate = modelCandidateTable(
  'fictitious_employment',
  employerColumns(CHOICE),
);
export const FictitiousEmploymentLabel = modelLabelTable('fictitious_employment');
export const FictitiousEmployment = scoreTable('fictitious_employment');
export const FictitiousEmploymentReason = scoreReasonTable('fictitious_employment');
export const FictitiousEmploymentGuard = scoreGuardTable('fictitious_employment');

export const FictitiousEmploymentWorker = defineTable({
  schema: 'score',
  name: 'fictitious_employment_worker',
  grain: 'One row per employer within the capacity of the model and person on its staff of twelve months.',
  key: ['subject_id', 'worker_id'],
  notes:
    'A pair to look at, not a finding about the person. The likely true employer carries on and shares most of the staff with this one.',
  columns: {
    subject_id: text({ meaning: 'NSSO matricule of the employer.' }),
    worker_id: workerId({ meaning: 'Person on its staff.' }),
    score_rank: integer({ meaning: 'Place of the employer, 1 first.', unit: 'rank', min: 1 }),
    true_noss_registration_number: nssoNumber({
      meaning: 'Employer for whom the person may really work; NULL where none shares the person.',
      optional: true,
    }),
    shared_worker_count: integer({ meaning: 'Persons whom both employed.', unit: 'workers', min: 0 }),
    is_parallel: flag({ meaning: 'Both employed the person at the same time.' }),
    is_in_ring: flag({
      meaning: 'The person moves with others between this and another short-lived employer.',
    }),
    action_code: code({
      meaning: 'What an inquiry may lead to: a transfer to the true employer, or an annulment.',
      oneOf: ['transfer', 'annul'],
    }),
  },
});
