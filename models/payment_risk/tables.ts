import { code, defineTable, flag, integer, real, text } from '../../src/table/index.ts';

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
