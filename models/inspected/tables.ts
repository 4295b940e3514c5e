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
export const PAYMENT = { missed_share: 0, step_count: 0 } as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const QUARTER = {
  age_months: 0,
  late_hire_share: 0,
  dimona_without_dmfa_count: 0,
  first_hire_worker_count: 0,
} as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const TREND = { committee_code: 0, declared_worker_count: 0, hire_share: 0, exit_share: 0 } as const;
/** Directions: with 1 a larger value never lowers the probability. */
export const TIE = {
  hit_count: 0,
  inspection_count: 0,
  gone_origin_share: 0,
  director_gone_count: 0,
} as const;

export const InspectedCandidate = modelCandidateTable('inspected', {
  ...chooseColumns(EmployerPayment, PAYMENT),
  ...chooseColumns(EmployerQuarter, QUARTER),
  ...chooseColumns(EmployerTrend, TREND),
  ...chooseColumns(EmployerTie, TIE),
});
export const InspectedLabel = modelLabelTable('inspected');
export const Inspected = scoreTable('inspected');
export const InspectedReason = scoreReasonTable('inspected');
export const InspectedGuard = scoreGuardTable('inspected');
