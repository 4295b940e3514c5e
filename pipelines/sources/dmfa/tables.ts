import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  establishmentUnitNumber,
  flag,
  hundredths,
  integer,
  text,
} from '../../../src/table/index.ts';
import {
  DECLARATION_KEY,
  OCCUPATION_KEY,
  WORKER_RECORD_KEY,
  declarationColumns,
  occupationColumns,
  optionalDate,
  workerRecordColumns,
} from './columns.ts';

/** `0` stands for "not known" where the official messages make the element mandatory. */
const ZERO_IS_UNKNOWN = { '0': '', '000000000': '', '0000000000': '' };

export const DmfaDeclaration = defineTable({
  schema: 'staging',
  name: 'dmfa_declaration',
  grain: 'One row per version of a quarterly declaration of an employer.',
  key: DECLARATION_KEY,
  columns: {
    ...declarationColumns,
    cbe_number: cbeNumber({
      from: 'company_id',
      zone: '00014',
      optional: true,
      lookup: ZERO_IS_UNKNOWN,
      meaning: 'CBE number of the employer.',
    }),
    net_owed_cents: cents({
      from: 'net_owed_amount',
      zone: '00015',
      optional: true,
      meaning: 'Contributions minus deductions of the whole declaration.',
    }),
    form_creation_date: optionalDate('00218', 'Day on which the sender made the form.'),
    sender_id: text({
      zone: '00002',
      optional: true,
      meaning:
        'Sender (expeditor) of the declaration: the employer, a social secretariat or a service provider.',
    }),
    known_date: date({
      meaning: 'Day from which this version is known; the form creation date of an XML message.',
    }),
  },
  notes: 'The newest version with known_date up to the as-of date is the one in force.',
});

export const DmfaWorkerRecord = defineTable({
  schema: 'staging',
  name: 'dmfa_worker_record',
  grain: 'One row per version of a declaration, worker, employer class and worker code.',
  key: WORKER_RECORD_KEY,
  columns: {
    ...workerRecordColumns,
    noss_quarter_starting_date: optionalDate('00038', 'Start of the social-security quarter of this worker.'),
    noss_quarter_ending_date: optionalDate('00039', 'End of the social-security quarter of this worker.'),
    border: flag({ zone: '00040', optional: true, meaning: 'Cross-border worker.' }),
    code_subjected: code({
      zone: '00425',
      optional: true,
      oneOf: ['0', '1', '2'],
      meaning: 'What the NSSO did ex officio: 0 nothing, 1 subjected the worker, 2 deleted the record.',
    }),
  },
});

export const DmfaOccupation = defineTable({
  schema: 'staging',
  name: 'dmfa_occupation',
  grain: 'One row per employment line of a worker record.',
  key: OCCUPATION_KEY,
  columns: {
    ...occupationColumns,
    occupation_starting_date: optionalDate(
      '00044',
      'Start of the contract; it may lie years before the quarter.',
    ),
    occupation_ending_date: optionalDate('00045', 'End of the contract; missing while it continues.'),
    joint_commission_number: code({
      from: 'joint_commission_nbr',
      zone: '00046',
      pattern: '[0-9]{3}([.][0-9]{2}){0,2}',
      optional: true,
      meaning: 'Joint committee (annex 26); 999 is none.',
    }),
    working_days_system: hundredths({
      zone: '00047',
      optional: true,
      max: 700,
      unit: 'hundredths of days per week',
      meaning: 'Days of work per week.',
    }),
    contract_type: code({
      zone: '00050',
      optional: true,
      oneOf: ['0', '1'],
      meaning: 'Working time: 0 full time, 1 part time.',
    }),
    ref_mean_working_hours: hundredths({
      zone: '00049',
      optional: true,
      unit: 'hundredths of hours per week',
      meaning: 'Weekly hours of the full-time reference person (S).',
    }),
    mean_working_hours: hundredths({
      zone: '00048',
      optional: true,
      unit: 'hundredths of hours per week',
      meaning: 'Weekly hours of the worker (Q); given when part time.',
    }),
    worker_status: code({
      zone: '00053',
      optional: true,
      pattern: '[A-Za-z0-9]{1,2}',
      meaning: 'Status (annex 21), for example T temporary, S seasonal, D home worker.',
    }),
    reorganisation_measure: code({
      zone: '00051',
      optional: true,
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Measure that reorganises working time (annex 44).',
    }),
    employment_promotion: code({
      zone: '00052',
      optional: true,
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Measure that promotes employment (annex 35).',
    }),
    retired: flag({ zone: '00054', optional: true, meaning: 'The worker is a pensioner.' }),
    establishment_unit_number: establishmentUnitNumber({
      from: 'local_unit_id',
      zone: '00042',
      optional: true,
      lookup: ZERO_IS_UNKNOWN,
      meaning:
        'Establishment unit; 8999999993 and the like are fictitious units of foreign or household employers.',
    }),
    using_cbe_number: cbeNumber({
      from: 'using_company_id',
      optional: true,
      lookup: ZERO_IS_UNKNOWN,
      meaning: 'CBE number of the user of a temporary worker (messages from 2023 on).',
    }),
  },
});

export const DmfaService = defineTable({
  schema: 'staging',
  name: 'dmfa_service',
  grain: 'One row per line of working time of an occupation.',
  key: [...OCCUPATION_KEY, 'service_sequence_number'],
  columns: {
    ...occupationColumns,
    service_sequence_number: integer({
      from: 'service_sequence_nbr',
      zone: '00061',
      meaning: 'Number of the line.',
    }),
    service_code: code({
      zone: '00062',
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Working time code (annex 8), for example 001 paid time, 071 economic unemployment.',
    }),
    service_nbr_days: hundredths({
      zone: '00063',
      optional: true,
      unit: 'hundredths of days',
      meaning: 'Days of this kind in the quarter.',
    }),
    service_nbr_hours: hundredths({
      zone: '00064',
      optional: true,
      unit: 'hundredths of hours',
      meaning: 'Hours of this kind in the quarter; given when part time and the like.',
    }),
  },
});

export const DmfaRemuneration = defineTable({
  schema: 'staging',
  name: 'dmfa_remuneration',
  grain: 'One row per line of pay of an occupation.',
  key: [...OCCUPATION_KEY, 'remun_sequence_number'],
  columns: {
    ...occupationColumns,
    remun_sequence_number: integer({
      from: 'remun_sequence_nbr',
      zone: '00066',
      meaning: 'Number of the line.',
    }),
    remun_code: code({
      zone: '00067',
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Pay code (annex 7), for example 001 normal pay, 002 premiums, 003 severance.',
    }),
    bonus_payment_frequency: integer({
      zone: '00068',
      optional: true,
      min: 0,
      max: 99,
      unit: 'months',
      meaning: 'Months between two payments of a premium; 0 is a single payment.',
    }),
    remun_cents: cents({
      from: 'remun_amount',
      zone: '00070',
      meaning: 'Gross pay of this kind in the quarter.',
    }),
  },
});

export const DmfaContribution = defineTable({
  schema: 'staging',
  name: 'dmfa_contribution',
  grain: 'One row per contribution of a worker record.',
  key: [...WORKER_RECORD_KEY, 'contribution_worker_code', 'contribution_type'],
  columns: {
    ...workerRecordColumns,
    contribution_worker_code: code({
      zone: '00082',
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Contribution code (annex 2); 863 is the solidarity contribution for a missing Dimona.',
    }),
    contribution_type: code({
      zone: '00083',
      pattern: '[0-9]',
      meaning: 'Type of the contribution (annex 3).',
    }),
    contribution_calculation_basis: cents({
      zone: '00084',
      optional: true,
      meaning: 'Pay on which it is computed.',
    }),
    contribution_cents: cents({ from: 'contribution_amount', zone: '00085', meaning: 'Amount due.' }),
  },
  notes: 'A student contribution stands here under its worker code (840 or 841) with type 0.',
});

export const DmfaDeduction = defineTable({
  schema: 'staging',
  name: 'dmfa_deduction',
  grain: 'One row per deduction of an occupation, or of the whole worker record (occupation 0).',
  key: [...OCCUPATION_KEY, 'deduction_code'],
  columns: {
    ...occupationColumns,
    deduction_code: code({
      zone: '00086',
      padTo: 4,
      pattern: '[0-9]{4}',
      meaning: 'Deduction code (annex 4), for example 3315 first hire, 3000 structural reduction.',
    }),
    deduction_calculation_basis: cents({
      zone: '00088',
      optional: true,
      meaning: 'Basis, where the code asks one.',
    }),
    deduction_cents: cents({
      from: 'deduction_amount',
      zone: '00089',
      optional: true,
      meaning: 'Amount deducted.',
    }),
    deduction_right_starting_date: optionalDate(
      '00090',
      'Day that opened the right: the hiring of a first worker.',
    ),
  },
});

export * from './life-tables.ts';
