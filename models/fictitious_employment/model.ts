import { join } from 'node:path';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { PAYMENT_FEATURES, EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { QUARTER_FEATURES, EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import {
  EmployerGrouping,
  TREND_FEATURES,
  EmployerTrend,
} from '../../pipelines/features/employer_trend/tables.ts';
import {
  EmployerStaff,
  EmployerTie,
  EmployerWorkerOther,
  TIE_FEATURES,
} from '../../pipelines/features/employer_tie/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { chooseFeatures } from '../../src/unit/index.ts';
import {
  PAYMENT,
  QUARTER,
  TREND,
  TIE,
  FictitiousEmployment,
  FictitiousEmploymentCandidate,
  FictitiousEmploymentGuard,
  FictitiousEmploymentLabel,
  FictitiousEmploymentReason,
  FictitiousEmploymentWorker,
} from './tables.ts';

export default learnedModel({
  name: 'fictitious_employment',
  answers: 'Does the employer declare people who do not work for it?',
  steps: [
    {
      table: FictitiousEmploymentCandidate,
      inputs: [EmployerPayment, EmployerQuarter, EmployerTrend, EmployerTie, EmployerGrouping],
    },
    {
      table: FictitiousEmploymentWorker,
      inputs: [FictitiousEmployment, EmployerStaff, EmployerWorkerOther, EmployerPayment, EmployerTrend],
    },
    { table: FictitiousEmploymentLabel, inputs: [InspectionCase, InspectionOutcome] },
  ],
  learning: {
    candidate: FictitiousEmploymentCandidate,
    label: FictitiousEmploymentLabel,
    unlabelled: 'left out',
    horizonDays: 273,
    delayDays: 60,
    features: [
      ...chooseFeatures(PAYMENT_FEATURES, PAYMENT),
      ...chooseFeatures(QUARTER_FEATURES, QUARTER),
      ...chooseFeatures(TREND_FEATURES, TREND),
      ...chooseFeatures(TIE_FEATURES, TIE),
    ],
    learner: 'forest',
    options: { trees: 120, depth: 5, minimumRows: 10 },
    seed: 1,
    calibration: 'platt',
    dates: { count: 5, everyDays: 91, holdout: 2 },
    capacity: 25,
    baselines: ['benefit_share', 'missed_share'],
    limits: {
      region_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
      language_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
    },
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: FictitiousEmployment,
    reason: FictitiousEmploymentReason,
    guard: FictitiousEmploymentGuard,
  },
});
