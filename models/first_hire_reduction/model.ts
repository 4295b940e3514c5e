import { join } from 'node:path';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { PAYMENT_FEATURES, EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { QUARTER_FEATURES, EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import {
  EmployerGrouping,
  TREND_FEATURES,
  EmployerTrend,
} from '../../pipelines/features/employer_trend/tables.ts';
import { TIE_FEATURES, EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { chooseFeatures } from '../../src/unit/index.ts';
import {
  QUARTER,
  TREND,
  TIE,
  PAYMENT,
  FirstHireReduction,
  FirstHireReductionCandidate,
  FirstHireReductionGuard,
  FirstHireReductionLabel,
  FirstHireReductionReason,
} from './tables.ts';

export default learnedModel({
  name: 'first_hire_reduction',
  answers: 'Does the employer claim first-hire reductions for workers of the same technical business unit?',
  steps: [
    {
      table: FirstHireReductionCandidate,
      inputs: [EmployerPayment, EmployerQuarter, EmployerTrend, EmployerTie, EmployerGrouping],
    },
    { table: FirstHireReductionLabel, inputs: [InspectionCase, InspectionOutcome] },
  ],
  learning: {
    candidate: FirstHireReductionCandidate,
    label: FirstHireReductionLabel,
    unlabelled: 'left out',
    horizonDays: 273,
    delayDays: 60,
    features: [
      ...chooseFeatures(QUARTER_FEATURES, QUARTER),
      ...chooseFeatures(TREND_FEATURES, TREND),
      ...chooseFeatures(TIE_FEATURES, TIE),
      ...chooseFeatures(PAYMENT_FEATURES, PAYMENT),
    ],
    learner: 'boosting',
    options: { trees: 60, depth: 3, learningRate: 0.05, minimumHessian: 3 },
    seed: 1,
    calibration: 'platt',
    dates: { count: 5, everyDays: 91, holdout: 2 },
    capacity: 20,
    baselines: ['largest_origin_share', 'first_hire_cents'],
    limits: {
      region_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
      language_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
    },
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: FirstHireReduction,
    reason: FirstHireReductionReason,
    guard: FirstHireReductionGuard,
  },
});
