import { join } from 'node:path';
import { SiteMonth, SiteReputation } from '../../pipelines/features/site_month/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../pipelines/sources/geography/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { WorksDeclarationWorks } from '../../pipelines/sources/works_declaration/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { chooseFeatures } from '../../src/unit/index.ts';
import {
  DumpingSite,
  DumpingSiteCandidate,
  DumpingSiteGuard,
  DumpingSiteLabel,
  DumpingSiteReason,
  REPUTATION,
  SITE,
  SITE_FEATURES,
} from './tables.ts';

export default learnedModel({
  name: 'dumping_site',
  answers: 'Would a visit to the works site find social dumping?',
  steps: [
    {
      table: DumpingSiteCandidate,
      inputs: [SiteMonth, SiteReputation, WorksDeclarationWorks, GeographyPostalCode, GeographyMunicipality],
    },
    { table: DumpingSiteLabel, inputs: [InspectionCase, InspectionOutcome] },
  ],
  learning: {
    candidate: DumpingSiteCandidate,
    label: DumpingSiteLabel,
    unlabelled: 'left out',
    horizonDays: 182,
    delayDays: 60,
    features: chooseFeatures(SITE_FEATURES, { ...SITE, ...REPUTATION }),
    learner: 'boosting',
    options: { trees: 80, depth: 3, learningRate: 0.05, minimumHessian: 3 },
    seed: 1,
    calibration: 'platt',
    dates: { count: 6, everyDays: 91, holdout: 2 },
    capacity: 30,
    baselines: ['undeclared_worker_count', 'unnotified_contractor_count', 'chain_depth', 'chain_hit_count'],
    limits: { region_code: { selectionFactor: 2.5, calibrationGap: 0.15 } },
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: DumpingSite,
    reason: DumpingSiteReason,
    guard: DumpingSiteGuard,
  },
});
