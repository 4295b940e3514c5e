import { cents, code, date, defineTable, nssoNumber, workerId } from '../../../src/table/index.ts';

export const BenefitUnemployment = defineTable({
  schema: 'staging',
  name: 'benefit_unemployment',
  grain:
    'One row per person, first day of an unemployment period and day on which this version became known.',
  key: ['worker_id', 'period_start_date', 'known_date'],
  notes: 'Versions stay: the latest known on the as-of date counts.',
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person who receives the benefit.' }),
    period_start_date: date({ meaning: 'First day of the period.' }),
    period_end_date: date({ optional: true, meaning: 'Last day of the period; running while unknown.' }),
    benefit_code: code({ optional: true, meaning: 'Kind of benefit.' }),
    daily_cents: cents({ from: 'daily_amount', optional: true, meaning: 'Benefit per day.' }),
    last_noss_registration_number: nssoNumber({
      from: 'last_noss_registration_nbr',
      optional: true,
      meaning: 'Last employer, on whose declarations the right rests.',
    }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was received.' }),
  },
});

export const BenefitIncapacity = defineTable({
  schema: 'staging',
  name: 'benefit_incapacity',
  grain:
    'One row per person, first day of an incapacity for work and day on which this version became known.',
  key: ['worker_id', 'period_start_date', 'known_date'],
  notes:
    'Versions stay: the latest known on the as-of date counts. The risk code is a category of law, never a diagnosis.',
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person who receives the benefit.' }),
    period_start_date: date({ meaning: 'First day of the period.' }),
    period_end_date: date({ optional: true, meaning: 'Last day of the period; running while unknown.' }),
    risk_code: code({ optional: true, meaning: 'Legal category of the risk, annex 12.' }),
    last_noss_registration_number: nssoNumber({
      from: 'last_noss_registration_nbr',
      optional: true,
      meaning: 'Last employer, on whose declarations the right rests.',
    }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was received.' }),
  },
});
