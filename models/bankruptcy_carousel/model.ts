import { join } from 'node:path';
import { EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import {
  Construction,
  ConstructionMember,
  ConstructionTie,
  EmployerNetwork,
  EmployerState,
  EmployerSuccession,
  KnownFraud,
  StrawDirector,
} from '../../pipelines/networks/employer_resource/tables.ts';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../pipelines/sources/geography/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import {
  BankruptcyCarouselCandidate,
  BankruptcyCarouselLabel,
  BankruptcyCarouselScore,
  BankruptcyCarouselScoreGuard,
  BankruptcyCarouselScoreReason,
  CONNECTION_FEATURES,
  OWN_FEATURES,
} from './tables.ts';

export default learnedModel({
  name: 'bankruptcy_carousel',
  answers: 'Will a living employer end in debt within twelve months as part of a chain of bankruptcies?',
  steps: [
    {
      table: BankruptcyCarouselCandidate,
      inputs: [
        EmployerState,
        EmployerQuarter,
        EmployerNetwork,
        EmployerSuccession,
        ConstructionTie,
        ConstructionMember,
        Construction,
        StrawDirector,
        KnownFraud,
        EmployerDirectoryEmployer,
        GeographyPostalCode,
        GeographyMunicipality,
      ],
    },
    {
      table: BankruptcyCarouselLabel,
      inputs: [EmployerState, ConstructionMember, ConstructionTie, InspectionCase, InspectionOutcome],
    },
  ],
  learning: {
    candidate: BankruptcyCarouselCandidate,
    label: BankruptcyCarouselLabel,
    unlabelled: 'negative',
    horizonDays: 365,
    delayDays: 30,
    features: [...OWN_FEATURES, ...CONNECTION_FEATURES],
    learner: 'boosting',
    options: { trees: 80, depth: 3, learningRate: 0.07, minimumHessian: 1 },
    seed: 1,
    calibration: 'platt',
    // Outcomes of the first two dates were over on the fourth, the holdout: strictly out of time with sixteen quarters.
    dates: { count: 4, everyDays: 200, holdout: 1 },
    capacity: 100,
    baselines: ['unpaid_quarter_count', 'owed_cents', 'construction_points'],
    limits: {},
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: BankruptcyCarouselScore,
    reason: BankruptcyCarouselScoreReason,
    guard: BankruptcyCarouselScoreGuard,
  },
});
