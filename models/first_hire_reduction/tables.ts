import {
  chooseColumns,
  modelCandidateTable,
  modelLabelTable,
  scoreGuardTable,
  scoreReasonTable,
  scoreTable,
} from '../../src/unit/index.ts';
import { EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import { EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';
import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';

/** Directions: with 1 a larger value never lowers the probability. */
export const QUARTER = {
  age_months: 0,
  first_hire_worker_count: 0,
  first_hire_cents: 0,
  late_hire_share: 0,
  dimona_without_dmfa_count: 0,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const TREND = {
  committee_code: 0,
  declared_worker_count: 0,
  wage_per_worker_cents: 0,
  hire_share: 0,
  exit_share: 0,
  director_change_count: 0,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const TIE = {
  largest_origin_share: 1,
  largest_parallel_share: 1,
  gone_origin_share: 0,
  is_transfer_declared: 0,
  director_employer_count: 1,
  director_gone_count: 0,
  has_director_origin: 1,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const PAYMENT = { missed_share: 0 } as const;

export const FirstHireReductionCandidate = modelCandidateTable('first_hire_reduction', {
  ...chooseColumns(EmployerQuarter, QUARTER),
  ...chooseColumns(EmployerTrend, TREND),
  ...chooseColumns(EmployerTie, TIE),
  ...chooseColumns(EmployerPayment, PAYMENT),
});
export const FirstHireReductionLabel = modelLabelTable('first_hire_reduction');
export const FirstHireReduction = scoreTable('first_hire_reduction');
export const FirstHireReductionReason = scoreReasonTable('first_hire_reduction');
export const FirstHireReductionGuard = scoreGuardTable('first_hire_reduction');
