import { join } from 'node:path';
import { AccountQuarter } from '../../pipelines/sources/account/tables.ts';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../pipelines/sources/insolvency/tables.ts';
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
  PaymentRiskWilling,
  PaymentRiskWillingCandidate,
  PaymentRiskWillingGuard,
  PaymentRiskWillingLabel,
  PaymentRiskWillingReason,
} from './tables.ts';

export default learnedModel({
  name: 'payment_risk_willing',
  answers:
    'Will the employer leave contributions of several quarters unpaid within four quarters while it carries on?',
  steps: [
    {
      table: PaymentRiskWillingCandidate,
      inputs: [EmployerPayment, EmployerQuarter, EmployerTrend, EmployerTie, EmployerGrouping],
    },
    {
      table: PaymentRiskWillingLabel,
      inputs: [AccountQuarter, InsolvencyProcedure, EmployerDirectoryEmployer],
    },
  ],
  learning: {
    candidate: PaymentRiskWillingCandidate,
    label: PaymentRiskWillingLabel,
    unlabelled: 'negative',
    horizonDays: 365,
    delayDays: 60,
    features: [
      ...chooseFeatures(PAYMENT_FEATURES, PAYMENT),
      ...chooseFeatures(QUARTER_FEATURES, QUARTER),
      ...chooseFeatures(TREND_FEATURES, TREND),
      ...chooseFeatures(TIE_FEATURES, TIE),
    ],
    learner: 'boosting',
    options: { trees: 120, depth: 4, learningRate: 0.05, minimumHessian: 5 },
    seed: 1,
    calibration: 'platt',
    dates: { count: 3, everyDays: 91, holdout: 1 },
    capacity: 200,
    baselines: ['unpaid_quarter_count', 'open_cents'],
    limits: {
      region_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
      language_code: { selectionFactor: 2.5, calibrationGap: 0.1 },
    },
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: PaymentRiskWilling,
    reason: PaymentRiskWillingReason,
    guard: PaymentRiskWillingGuard,
  },
});
