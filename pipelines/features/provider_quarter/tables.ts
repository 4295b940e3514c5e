import {
  code,
  date,
  defineTable,
  flag,
  integer,
  nssoNumber,
  quarter,
  text,
} from '../../../src/table/index.ts';

const counted = (meaning: string) => integer({ meaning, unit: 'count', min: 0 });

const client = {
  noss_registration_number: nssoNumber({ meaning: 'Matricule of the client.' }),
  quarter: quarter({ meaning: 'Quarter that is declared.' }),
} as const;

export const ProviderMandate = defineTable({
  schema: 'feature',
  name: 'provider_mandate',
  grain: 'One row per matricule and declared quarter of the two last cycles.',
  key: ['noss_registration_number', 'quarter'],
  notes:
    'Who sends the first version of a quarter held the mandate on every day of it; it lasts until another quarter is declared by another.',
  columns: {
    ...client,
    next_quarter: quarter({ optional: true, meaning: 'Next declared quarter; NULL for the last one.' }),
    cycle_code: code({ oneOf: ['current', 'previous'], meaning: 'Cycle of eight quarters of the quarter.' }),
    sender_id: text({ meaning: 'Who sent the first version: a provider, or the employer itself.' }),
    version_number: integer({ meaning: 'Number of the first version.' }),
    trusteeship: flag({ meaning: 'Declaration of a trustee in bankruptcy.' }),
    first_known_date: date({ meaning: 'Day on which the first version was received.' }),
    version_count: counted('Versions of the declaration that are known.'),
  },
});

export const ProviderSelection = defineTable({
  schema: 'feature',
  name: 'provider_selection',
  grain: 'One row per sender of declarations of the two last cycles.',
  key: ['sender_id'],
  notes:
    'A sender that is not recognised is judged when, in a quarter of the current cycle, it sent for at least five enterprises.',
  columns: {
    sender_id: text({ meaning: 'Number of the sender.' }),
    is_recognised: flag({ meaning: 'Recognised social secretariat.' }),
    is_selected: flag({ meaning: 'The barometer judges the sender.' }),
    selection_code: code({
      oneOf: ['recognised', 'several_employers', 'few_employers', 'one_employer'],
      meaning:
        'Why it is selected or not: recognised; sends for five enterprises or more; for two to four; for one.',
    }),
    most_employer_count: counted('Most enterprises for which it sent in a quarter of the current cycle.'),
  },
});

export const ProviderConfrontation = defineTable({
  schema: 'feature',
  name: 'provider_confrontation',
  grain: 'One row per matricule and declared quarter: Dimona against DmfA.',
  key: ['noss_registration_number', 'quarter'],
  columns: {
    ...client,
    declared_worker_count: integer({ meaning: 'Workers of the first version.', unit: 'workers', min: 0 }),
    without_dimona_count: counted('Of them, without a Dimona that touches the quarter.'),
    dimona_start_count: counted('Dimona periods that begin in the quarter.'),
    late_dimona_count: counted('Of them, declared after the employment began.'),
    expected_start_count: counted('Of them, of a type that asks a DmfA.'),
    without_dmfa_count: counted('Of those, whose worker is not in the first version.'),
  },
});

export const ProviderClient = defineTable({
  schema: 'feature',
  name: 'provider_client',
  grain: 'One row per matricule and declared quarter: errors, corrections and payments.',
  key: ['noss_registration_number', 'quarter'],
  columns: {
    ...client,
    record_count: counted('Worker records of the first version.'),
    blocking_count: counted('Workers with a blocking anomaly (class B).'),
    percentage_count: counted('Workers with an anomaly of class P.'),
    deduction_count: counted('Workers with an anomaly of a deduction right (class D).'),
    non_percentage_count: counted('Workers with an anomaly of class NP.'),
    warning_count: counted('Workers with a warning (class W).'),
    investigation_count: counted('Workers with an anomaly under investigation (class I).'),
    priority_due_count: counted('Anomalies of class P or D seen three months ago or more.'),
    priority_overdue_count: counted('Of them, not resolved within three months.'),
    other_due_count: counted('Anomalies of class NP seen three months ago or more.'),
    other_overdue_count: counted('Of them, not resolved within three months.'),
    ex_officio_count: counted('Workers whose record the administration corrected.'),
    solidarity_count: counted('Workers with a solidarity contribution for a missing Dimona (22quater).'),
    own_correction_count: counted('Workers whose record the sender corrected.'),
    is_due: flag({ meaning: 'Contributions are due for the quarter and their day has come.' }),
    is_paid_late: flag({ meaning: 'Less than due was paid at the legal day.' }),
    is_debt_due: flag({ meaning: 'The legal day was three months ago or more.' }),
    is_in_debt: flag({ meaning: 'Of those, less than due was paid at the latest reading.' }),
    has_plan: flag({ meaning: 'A payment plan covers the quarter.' }),
    is_plan_broken: flag({ meaning: 'Its instalments are not paid.' }),
  },
});

export const ProviderFailure = defineTable({
  schema: 'feature',
  name: 'provider_failure',
  grain: 'One row per sender, cycle, client and sub-indicator with an opportunity to fail.',
  key: ['sender_id', 'cycle_code', 'noss_registration_number', 'sub_indicator_code'],
  columns: {
    sender_id: text({ meaning: 'Who held the mandate for the quarter.' }),
    cycle_code: code({ oneOf: ['current', 'previous'], meaning: 'Cycle of eight quarters.' }),
    noss_registration_number: client.noss_registration_number,
    sub_indicator_code: code({ meaning: 'Sub-indicator.' }),
    opportunity_count: integer({ meaning: 'How often it could fail.', unit: 'count', min: 1 }),
    failure_count: counted('How often it failed; never more than the opportunities.'),
  },
});

export const ProviderQuarter = defineTable({
  schema: 'feature',
  name: 'provider_quarter',
  grain: 'One row per sender and quarter.',
  key: ['sender_id', 'quarter'],
  columns: {
    sender_id: text({ meaning: 'Number of the sender.' }),
    quarter: client.quarter,
    matricule_count: counted('Matricules for which it declared.'),
    enterprise_count: counted('Enterprises for which it declared.'),
    joined_count: counted('Matricules that another sender declared in the quarter before.'),
    left_count: counted('Matricules that another sender declares in the next declared quarter.'),
  },
});
