import { join } from 'node:path';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerStaff, EmployerWorkerOther } from '../../pipelines/features/employer_tie/tables.ts';
import { RingWorker } from '../../pipelines/networks/employer_resource/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { employerFeatures, employerInputs } from '../employer.ts';
import {
  CHOICE,
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
    { table: FictitiousEmploymentCandidate, inputs: employerInputs(CHOICE) },
    {
      table: FictitiousEmploymentWorker,
      inputs: [
        FictitiousEmployment,
        EmployerStaff,
        EmployerWorkerOther,
        EmployerPayment,
        EmployerTrend,
        RingWorker,
      ],
    },
    { table: FictitiousEmploymentLabel, inputs: [InspectionCase, InspectionOutcome] },
  ],
  learning: {
    candidate: FictitiousEmploymentCandidate,
    label: FictitiousEmploymentLabel,
    unlabelled: 'left out',
    horizonDays: 273,
    delayDays: 60,
    features: employerFeatures(CHOICE),
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
