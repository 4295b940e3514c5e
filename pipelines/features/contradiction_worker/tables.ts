import {
  bigint,
  cbeNumber,
  code,
  date,
  defineTable,
  flag,
  hundredths,
  integer,
  nssoNumber,
  quarter,
  text,
  workerId,
} from '../../../src/table/index.ts';
import { findingTable } from '../contradiction/tables.ts';

const employer = {
  noss_registration_number: nssoNumber({ meaning: 'Matricule of the employer.', optional: true }),
  cbe_number: cbeNumber({ meaning: 'Enterprise behind the matricule.', optional: true }),
  employer_id: text({
    meaning: 'CBE number, else matricule: several matricules of one enterprise are one employer.',
  }),
} as const;
const worker_id = workerId({ meaning: 'Worker, under the NISS that is valid now.' });

export const DimonaSpell = defineTable({
  schema: 'feature',
  name: 'dimona_spell',
  grain: 'One row per Dimona period in force at the as-of date that touches the last 24 months.',
  key: ['dimona_period_id'],
  notes:
    'An end or a cancellation recorded after the as-of date is not seen; a running period ends on the as-of date.',
  columns: {
    dimona_period_id: text({ meaning: 'Number of the period.', personal: 'pseudonym' }),
    ...employer,
    worker_id,
    worker_type: code({ meaning: 'Type of worker, zone 00655; OTH where none is given.' }),
    first_date: date({ meaning: 'First day.' }),
    last_date: date({ meaning: 'Last day, the as-of date at most.' }),
    declared_date: date({ meaning: 'Day on which it was declared.' }),
    planned_hours_number: integer({ meaning: 'Planned hours of a student.', unit: 'hours', optional: true }),
  },
});

export const DeclaredWork = defineTable({
  schema: 'feature',
  name: 'declared_work',
  grain: 'One row per occupation of the DmfA versions in force, for the last eight quarters.',
  key: ['source_key'],
  columns: {
    source_key: text({ meaning: 'Key of the row in staging.dmfa_occupation.', personal: 'pseudonym' }),
    ...employer,
    quarter: quarter({ meaning: 'Declared quarter.' }),
    worker_id,
    worker_code: code({ meaning: 'Worker code, annex 2.' }),
    is_ordinary: flag({
      meaning: 'Neither student, flexi-job, occasional nor without work (early retirement, mandate).',
    }),
    is_subjected_by_office: flag({ meaning: 'The NSSO itself added the record.' }),
    record_first_date: date({ meaning: 'First day of the pay periods that the record covers.' }),
    record_last_date: date({ meaning: 'Last day of the pay periods that the record covers.' }),
    first_date: date({ meaning: 'First day of the occupation in the quarter.' }),
    last_date: date({ meaning: 'Last day of the occupation in the quarter.' }),
    has_ended: flag({ meaning: 'The declaration gives an end of the occupation.' }),
    joint_commission_number: code({ meaning: 'Joint committee.', optional: true }),
    establishment_unit_number: code({ meaning: 'Establishment unit.', optional: true }),
    weekly_days: hundredths({
      meaning: 'Days per week of the working scheme; 500 where none is given.',
      unit: 'hundredths of days',
    }),
    is_part_time: flag({ meaning: 'Declared part time.' }),
    is_retired: flag({ meaning: 'Declared as a pensioner.' }),
    time_permille: integer({
      meaning: 'Weekly hours against those of a full-time worker.',
      unit: 'permille',
      min: 0,
    }),
    paid_days: bigint({ meaning: 'Days with pay, service code 1.', unit: 'hundredths of days', min: 0 }),
    known_date: date({ meaning: 'Day on which the declaration became known.' }),
  },
});

export const DimonaWithoutDmfa = findingTable(
  'dimona_without_dmfa',
  'Types that ask no DmfA, frames of flexi-jobs and students, periods under three weekdays, illness throughout and Dimonas left open after the end declared in the DmfA are left out.',
);
export const DmfaWithoutDimona = findingTable(
  'dmfa_without_dimona',
  'Only paid days count. Records without work and those that the NSSO added itself are left out; the Dimona of a predecessor counts after a declared transfer.',
);
export const DoubleFullTime = findingTable(
  'double_full_time',
  'The paid days of all full-time occupations exceed the weekdays and Saturdays of the quarter together: following jobs never do.',
);
export const WorkWhileUnemployed = findingTable(
  'work_while_unemployed',
  'More than four weeks together. The income guarantee for part-timers (U3) and the temporary unemployment of the same employer are allowed.',
);
export const UnfitWork = defineTable({
  schema: 'feature',
  name: 'unfit_work',
  grain:
    'One row per worker, employer and quarter in which more than three fifths of the weekdays of an incapacity were paid as work, and source row.',
  key: ['subject_id', 'first_date', 'is_elsewhere', 'source_table', 'source_key'],
  notes:
    'The first two weeks are left to guaranteed pay; an allowed progressive return is part of the time only and stays below.',
  columns: {
    subject_id: text({ meaning: 'Worker and matricule.', personal: 'pseudonym' }),
    is_elsewhere: flag({
      meaning: 'The work was at another employer than the last one before the incapacity.',
    }),
    noss_registration_number: nssoNumber({ meaning: 'Matricule of the employer.' }),
    cbe_number: employer.cbe_number,
    worker_id,
    first_date: date({ meaning: 'First day of incapacity in the work of the quarter.' }),
    last_date: date({ meaning: 'Last day of incapacity in the work of the quarter.' }),
    worked_days: integer({
      meaning: 'Days paid as work that no other days of the quarter can hold.',
      unit: 'days',
    }),
    unfit_days: integer({ meaning: 'Days of incapacity, by the working scheme.', unit: 'days', min: 5 }),
    known_date: date({ meaning: 'Day on which the last of both became known.' }),
    source_table: code({
      oneOf: ['staging.dmfa_occupation', 'staging.benefit_incapacity'],
      meaning: 'Table of the row that proves it.',
    }),
    source_key: text({ meaning: 'Key of that row.', personal: 'pseudonym' }),
  },
});
export const WorkWhileUnfit = findingTable(
  'work_while_unfit',
  'More than three fifths of the weekdays of incapacity were paid as work, the first two weeks aside: an allowed progressive return stays below.',
);
export const WorkElsewhereWhileUnfit = findingTable(
  'work_elsewhere_while_unfit',
  'By the same measure, at another employer than the last one; the advisory doctor may have allowed it.',
);
export const PartTimePresentFullTime = findingTable(
  'part_time_present_full_time',
  'Days present on works sites against the days paid in the quarter; two days are left for rounding.',
);
export const StudentQuotaExceeded = findingTable(
  'student_quota_exceeded',
  'Planned hours in the order of their declaration; the employer is the one whose period goes over.',
);
export const FlexiNotAllowed = findingTable(
  'flexi_not_allowed',
  'Nothing is said where the quarter three before was never delivered. Pensioners need no other job.',
);
