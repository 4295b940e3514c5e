import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  flag,
  nssoNumber,
  quarter,
} from '../../../src/table/index.ts';

export const EmployerAccount = defineTable({
  schema: 'feature',
  name: 'employer_account',
  grain: 'One row per matricule and quarter of contributions: the account as last read by the as-of date.',
  key: ['noss_registration_number', 'quarter'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule of the employer.' }),
    quarter: quarter({ meaning: 'Quarter for which the contributions are due.' }),
    read_date: date({ meaning: 'Day of that reading.' }),
    due_cents: cents({ meaning: 'Contributions due.' }),
    paid_at_due_date_cents: cents({ meaning: 'Paid at the legal due date, or by the reading if not told.' }),
    paid_cents: cents({ meaning: 'Paid by the reading.' }),
    open_cents: cents({
      meaning: 'Due, past the legal due date, and not paid; a plan changes nothing here.',
    }),
    has_plan: flag({ meaning: 'A payment plan covers the quarter.' }),
    is_plan_followed: flag({ meaning: 'It does, and its instalments are paid.' }),
  },
});

export const Insolvency = defineTable({
  schema: 'feature',
  name: 'insolvency',
  grain: 'One row per enterprise and opening date of a procedure: the version last known by the as-of date.',
  key: ['cbe_number', 'opening_date'],
  columns: {
    cbe_number: cbeNumber({ meaning: 'Enterprise under the procedure.' }),
    opening_date: date({ meaning: 'Day of the opening judgment or decision.' }),
    procedure_code: code({
      oneOf: ['bankruptcy', 'judicial_reorganisation', 'voluntary_liquidation'],
      meaning: 'Kind of procedure.',
    }),
    closing_date: date({ optional: true, meaning: 'Day on which the procedure closed, or will close.' }),
    known_date: date({ meaning: 'Day on which that version was published.' }),
    is_open: flag({ meaning: 'Not closed by the as-of date.' }),
  },
});
