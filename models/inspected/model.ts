import { join } from 'node:path';
import { InspectionCase } from '../../pipelines/sources/inspection/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { employerFeatures, employerInputs } from '../employer.ts';
import {
  CHOICE,
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
    { table: InspectedCandidate, inputs: employerInputs(CHOICE) },
    { table: InspectedLabel, inputs: [InspectionCase] },
  ],
  learning: {
    candidate: InspectedCandidate,
    label: InspectedLabel,
    unlabelled: 'negative',
    horizonDays: 182,
    delayDays: 30,
    features: employerFeatures(CHOICE),
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
