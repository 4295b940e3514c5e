import { EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerUnit, UNIT_FEATURES } from '../../pipelines/features/employer_unit/tables.ts';
import { code, defineTable, integer, real, text } from '../../src/table/index.ts';
import { chooseColumns, chooseFeatures, type ModelFeature } from '../../src/unit/index.ts';
import { employerColumns, employerFeatures, type EmployerChoice } from '../employer.ts';

export const CHOICE: EmployerChoice = {
  payment: { missed_share: 0, open_share: 0, withheld_invoice_count: 0 },
  quarter: {
    age_months: 0,
    correction_count: 0,
    late_hire_share: 0,
    dimona_without_dmfa_count: 0,
    dmfa_without_dimona_count: 0,
    first_hire_worker_count: 0,
  },
  trend: {
    wage_per_worker_cents: 0,
    worker_ratio: 0,
    wage_ratio: 0,
    hire_share: 0,
    exit_share: 0,
    short_stay_share: 0,
    director_change_count: 0,
  },
  tie: {
    largest_origin_share: 0,
    largest_parallel_share: 0,
    gone_origin_share: 0,
    director_employer_count: 0,
    director_gone_count: 0,
    benefit_share: 0,
    incapacity_share: 0,
  },
};
const UNIT = { moved_share: 0, moved_away_share: 0, away_share: 0 } as const;

/** What is compared with the peers, in the words of inspectors. */
export const COMPARED: readonly ModelFeature[] = [
  ...employerFeatures(CHOICE),
  ...chooseFeatures(UNIT_FEATURES, UNIT),
];

const subject_id = text({ meaning: 'NSSO matricule of the employer.' });

export const UnusualScenarioCandidate = defineTable({
  schema: 'score',
  name: 'unusual_scenario_candidate',
  grain: 'One row per employer of the last quarter with a declaration.',
  key: ['subject_id'],
  columns: {
    subject_id,
    committee_code: EmployerTrend.columns.committee_code,
    size_code: EmployerTrend.columns.size_code,
    region_code: code({ meaning: 'Region of the seat: a kind of peer, not a feature.', optional: true }),
    ...employerColumns(CHOICE),
    ...chooseColumns(EmployerUnit, UNIT),
  },
});

export const UnusualScenario = defineTable({
  schema: 'score',
  name: 'unusual_scenario',
  grain: 'One row per employer that was compared with its peers.',
  key: ['subject_id'],
  notes: 'No labels, no probability: ranks among the employers of one day.',
  columns: {
    subject_id,
    anomaly_score: real({
      meaning: 'Isolation score: .5 is usual, towards 1 alone.',
      unit: 'share',
      min: 0,
      max: 1,
    }),
    score_rank: integer({ meaning: 'Place among all, 1 first.', unit: 'rank', min: 1 }),
    committee_code: EmployerTrend.columns.committee_code,
    committee_rank: integer({ meaning: 'Place within the joint committee, 1 first.', unit: 'rank', min: 1 }),
    committee_count: integer({ meaning: 'Employers of the joint committee.', unit: 'employers', min: 1 }),
    model_version: text({ meaning: 'Version of the comparison.' }),
  },
});

export const UnusualScenarioReason = defineTable({
  schema: 'score',
  name: 'unusual_scenario_reason',
  grain: 'One row per unusual employer and feature that lies far from its peers.',
  key: ['subject_id', 'feature_name'],
  columns: {
    subject_id,
    feature_name: text({ meaning: 'Feature, a column of the candidates.' }),
    theme_code: code({ meaning: 'Theme of the feature.' }),
    reason_rank: integer({
      meaning: 'Place among the reasons of the employer, 1 first.',
      unit: 'rank',
      min: 1,
    }),
    deviation_ratio: real({
      meaning: 'Robust standard deviations from the median of the peers.',
      unit: 'ratio',
    }),
    value_text: text({ meaning: 'Value of the feature, as text.' }),
  },
});
