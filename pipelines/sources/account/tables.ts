import { cents, code, date, defineTable, flag, nssoNumber, quarter } from '../../../src/table/index.ts';

export const AccountQuarter = defineTable({
  schema: 'staging',
  name: 'account_quarter',
  grain: 'One row per matricule, quarter and day on which the account was read.',
  key: ['noss_registration_number', 'quarter', 'as_of_date'],
  notes:
    'Positions, not movements: each reading gives the totals since the start of the quarter. The latest reading not after the as-of date counts.',
  columns: {
    noss_registration_number: nssoNumber({
      from: 'noss_registration_nbr',
      meaning: 'NSSO matricule of the employer.',
    }),
    quarter: quarter({ meaning: 'Quarter for which the contributions are due.' }),
    as_of_date: date({
      notInFuture: true,
      meaning: 'Day on which the account was read: when we could know it.',
    }),
    due_cents: cents({ from: 'due_amount', meaning: 'Contributions due for the quarter.' }),
    paid_at_due_date_cents: cents({
      from: 'paid_at_due_date_amount',
      optional: true,
      meaning: 'Paid at the legal due date.',
    }),
    paid_cents: cents({ from: 'paid_amount', meaning: 'Paid until the as-of date of the reading.' }),
    increases_cents: cents({
      from: 'increases_amount',
      optional: true,
      meaning: 'Increases for late payment.',
    }),
    interests_cents: cents({
      from: 'interests_amount',
      optional: true,
      meaning: 'Interest on late payment.',
    }),
    legal_costs_cents: cents({
      from: 'legal_costs_amount',
      optional: true,
      meaning: 'Costs of legal steps.',
    }),
    is_payment_plan_running: flag({ optional: true, meaning: 'A payment plan covers the quarter.' }),
    is_payment_plan_followed: flag({ optional: true, meaning: 'The instalments of the plan are paid.' }),
  },
});

export const AccountEnforcement = defineTable({
  schema: 'staging',
  name: 'account_enforcement',
  grain: 'One row per matricule, day and kind of enforcement step.',
  key: ['noss_registration_number', 'step_date', 'step_code'],
  notes: 'Two different steps may fall on one day.',
  columns: {
    noss_registration_number: nssoNumber({
      from: 'noss_registration_nbr',
      meaning: 'NSSO matricule of the employer.',
    }),
    step_date: date({ notInFuture: true, meaning: 'Day of the step.' }),
    step_code: code({
      oneOf: [
        'reminder',
        'formal_notice',
        'writ',
        'seizure',
        'third_party_seizure',
        'bankruptcy_petition',
        'personal_liability',
        'criminal',
      ],
      meaning: 'Kind of step, from the lightest to the heaviest.',
    }),
    amount_cents: cents({ from: 'amount', optional: true, meaning: 'Amount claimed by the step.' }),
  },
});
