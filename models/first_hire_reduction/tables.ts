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
  quarter: {
    age_months: 0,
    first_hire_worker_count: 0,
    first_hire_cents: 0,
    late_hire_share: 0,
    dimona_without_dmfa_count: 0,
  },
  trend: {
    committee_code: 0,
    declared_worker_count: 0,
    wage_per_worker_cents: 0,
    hire_share: 0,
    exit_share: 0,
    director_change_count: 0,
  },
  tie: {
    largest_origin_share: 1,
    largest_parallel_share: 1,
    gone_origin_share: 0,
    is_transfer_declared: 0,
    director_employer_count: 1,
    director_gone_count: 0,
    has_director_origin: 1,
  },
  payment: { missed_share: 0 },
  network: { quadrangle_count: 1 },
};

export const FirstHireReductionCandidate = modelCandidateTable(
  'first_hire_reduction',
  employerColumns(CHOICE),
);
export const FirstHireReductionLabel = modelLabelTable('first_hire_reduction');
export const FirstHireReduction = scoreTable('first_hire_reduction');
export const FirstHireReductionReason = scoreReasonTable('first_hire_reduction');
export const FirstHireReductionGuard = scoreGuardTable('first_hire_reduction');
