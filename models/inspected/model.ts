import { join } from 'node:path';
import { InspectionCase } from '../../pipelines/sources/inspection/tables.ts';
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
  PAYMENT,
  QUARTER,
  TREND,
  TIE,
  Inspected,
  InspectedCandidate,
  InspectedGuard,
  InspectedLabel,
  InspectedReason,
} from './tables.ts';

export default learnedModel({
  name: 'inspected',
  answers: 'Would the employer be inspected within two quarters, as inspections were chosen so far?',
  steps: [
    {
      table: InspectedCandidate,
      inputs: [EmployerPayment, EmployerQuarter, EmployerTrend, EmployerTie, EmployerGrouping],
    },
    { table: InspectedLabel, inputs: [InspectionCase] },
  ],
  learning: {
    candidate: InspectedCandidate,
    label: InspectedLabel,
    unlabelled: 'negative',
    horizonDays: 182,
    delayDays: 30,
    features: [
      ...chooseFeatures(PAYMENT_FEATURES, PAYMENT),
      ...chooseFeatures(QUARTER_FEATURES, QUARTER),
      ...chooseFeatures(TREND_FEATURES, TREND),
      ...chooseFeatures(TIE_FEATURES, TIE),
    ],
    learner: 'boosting',
    options: { trees: 80, depth: 3, learningRate: 0.05, minimumHessian: 5 },
    seed: 1,
    calibration: 'platt',
    dates: { count: 4, everyDays: 91, holdout: 1 },
    capacity: 200,
    baselines: ['declared_worker_count', 'inspection_count'],
    limits: {
      region_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
      language_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
    },
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: Inspected,
    reason: InspectedReason,
    guard: InspectedGuard,
  },
});
