import {
  chooseColumns,
  modelCandidateTable,
  modelLabelTable,
  scoreGuardTable,
  scoreReasonTable,
  scoreTable,
} from '../../src/unit/index.ts';
import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import { EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';

/** Directions: with 1 a larger value never lowers the probability. */
export const PAYMENT = {
  unpaid_quarter_count: 1,
  open_share: 1,
  missed_share: 1,
  newest_missed_share: 1,
  missed_quarter_share: 1,
  open_cents: 0,
  has_plan: 0,
  has_broken_plan: 1,
  step_count: 1,
  heaviest_step_rank: 1,
  withheld_invoice_count: 0,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const QUARTER = {
  age_months: 0,
  is_declared_late: 1,
  correction_count: 0,
  late_hire_share: 0,
  dimona_without_dmfa_count: 0,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const TREND = {
  committee_code: 0,
  declared_worker_count: 0,
  wage_per_worker_cents: 0,
  worker_ratio: 0,
  wage_ratio: 0,
  hire_share: 0,
  exit_share: 0,
  short_stay_share: 0,
  director_change_count: 0,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const TIE = { largest_origin_share: 0, gone_origin_share: 0, director_gone_count: 1 } as const;

export const PaymentRiskWillingCandidate = modelCandidateTable('payment_risk_willing', {
  ...chooseColumns(EmployerPayment, PAYMENT),
  ...chooseColumns(EmployerQuarter, QUARTER),
  ...chooseColumns(EmployerTrend, TREND),
  ...chooseColumns(EmployerTie, TIE),
});
export const PaymentRiskWillingLabel = modelLabelTable('payment_risk_willing');
export const PaymentRiskWilling = scoreTable('payment_risk_willing');
export const PaymentRiskWillingReason = scoreReasonTable('payment_risk_willing');
export const PaymentRiskWillingGuard = scoreGuardTable('payment_risk_willing');
