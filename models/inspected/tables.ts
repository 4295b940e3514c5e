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
  payment: { missed_share: 0, step_count: 0 },
  quarter: {
    age_months: 0,
    late_hire_share: 0,
    dimona_without_dmfa_count: 0,
    first_hire_worker_count: 0,
  },
  trend: { committee_code: 0, declared_worker_count: 0, hire_share: 0, exit_share: 0 },
  tie: {
    hit_count: 0,
    inspection_count: 0,
    gone_origin_share: 0,
    director_gone_count: 0,
  },
};

export const InspectedCandidate = modelCandidateTable('inspected', employerColumns(CHOICE));
export const InspectedLabel = modelLabelTable('inspected');
export const Inspected = scoreTable('inspected');
export const InspectedReason = scoreReasonTable('inspected');
export const InspectedGuard = scoreGuardTable('inspected');
