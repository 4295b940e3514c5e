import { join } from 'node:path';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { employerFeatures, employerInputs } from '../employer.ts';
import {
  CHOICE,
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
    { table: FirstHireReductionCandidate, inputs: employerInputs(CHOICE) },
    { table: FirstHireReductionLabel, inputs: [InspectionCase, InspectionOutcome] },
  ],
  learning: {
    candidate: FirstHireReductionCandidate,
    label: FirstHireReductionLabel,
    unlabelled: 'left out',
    horizonDays: 273,
    delayDays: 60,
    features: employerFeatures(CHOICE),
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
