import { code, defineTable, flag, integer, real, text } from '../../src/table/index.ts';
import { modelCandidateTable, type Learning } from '../../src/unit/index.ts';
import { employerColumns, employerFeatures, type EmployerChoice } from '../employer.ts';

/** What both axes learn from. With 1 a larger value never lowers the probability. */
export const CHOICE: EmployerChoice = {
  payment: {
    unpaid_quarter_count: 1,
    open_share: 1,
    missed_share: 1,
    newest_missed_share: 1,
    missed_quarter_share: 1,
    open_cents: 0,
    has_plan: 0,
    has_broken_plan: 1,
    step_count: 1,
    heaviest_step_rank: 1,
    withheld_invoice_count: 0,
  },
  quarter: {
    age_months: 0,
    is_declared_late: 1,
    late_hire_share: 0,
    dimona_without_dmfa_count: 0,
  },
  trend: {
    committee_code: 0,
    declared_worker_count: 0,
    wage_per_worker_cents: 0,
    hire_share: 0,
    exit_share: 0,
    short_stay_share: 0,
    director_change_count: 0,
  },
  tie: { gone_origin_share: 0, director_gone_count: 1 },
  network: { biclique_fraud_share_max: 1, biclique_bankrupt_share_max: 1 },
};

/** What both axes see of an employer. */
export const PaymentRiskCandidate = modelCandidateTable('payment_risk', employerColumns(CHOICE));

/** How both axes learn: the same candidates, features and dates, so that their probabilities can be put together. */
export const PAYMENT_LEARNING = {
  candidate: PaymentRiskCandidate,
  unlabelled: 'negative',
  horizonDays: 365,
  delayDays: 60,
  features: employerFeatures(CHOICE),
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
} satisfies Partial<Learning>;

const probability = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1 });

/** The steps of recovery that may be advised, from the lightest to the heaviest. */
export const RECOVERY_STEPS = [
  'none',
  'reminder',
  'plan',
  'writ',
  'seizure',
  'third_party_seizure',
  'personal_liability',
  'bankruptcy_petition',
] as const;

export const PaymentRisk = defineTable({
  schema: 'score',
  name: 'payment_risk',
  grain: 'One row per employer that both payment models score.',
  key: ['subject_id'],
  notes:
    'Advice to a person who decides. From one in ten on, a probability counts as likely: four times the usual share.',
  columns: {
    subject_id: text({ meaning: 'NSSO matricule of the employer.' }),
    is_known_case: flag({ meaning: 'Insolvent, or under a writ or a heavier step already.' }),
    unable_probability: probability('Probability of insolvency within four quarters.'),
    unwilling_probability: probability(
      'Probability that an employer that stays solvent leaves several quarters unpaid.',
    ),
    probability: probability('Probability of either.'),
    score_rank: integer({ meaning: 'Place among all, 1 first.', unit: 'rank', min: 1 }),
    quadrant_code: code({
      meaning: 'Which of the two is likely.',
      oneOf: ['able_willing', 'able_unwilling', 'unable_willing', 'unable_unwilling'],
    }),
    recovery_step_code: code({ meaning: 'Step that a person may consider next.', oneOf: RECOVERY_STEPS }),
    model_version: text({ meaning: 'Versions of both models.' }),
  },
});
