import { cents, code, date, defineTable, workerId } from '../../../src/table/index.ts';
import { DECLARATION_KEY, employerQuarterColumns, workerRecordColumns } from './columns.ts';

/** What happens to a declaration after it was made: corrections, anomalies, modifications. */

export const DmfaCorrection = defineTable({
  schema: 'staging',
  name: 'dmfa_correction',
  grain:
    'One row per employer, quarter, worker and day of a correction by the administration or the employer.',
  key: ['noss_registration_number', 'quarter', 'worker_id', 'correction_date'],
  columns: {
    ...employerQuarterColumns,
    worker_id: workerId({ from: 'inss', zone: '00024', meaning: 'Pseudonym of the worker.' }),
    correction_date: date({ meaning: 'Day of the correction; it is known from this day.' }),
    justification_code: code({
      zone: '00536',
      optional: true,
      padTo: 2,
      pattern: '[0-9]{2}',
      meaning: 'Reason (annex 40): 03, 07, 09, 10 and 11 are regularisations by the administration.',
    }),
    user_quality: code({
      zone: '00486',
      optional: true,
      padTo: 2,
      pattern: '[0-9]{2}',
      meaning: 'Who made it (annex 39): 10 employer, 11 social secretariat, 20 and 23 inspector, 24 agent.',
    }),
    faulty_code: code({
      zone: '00535',
      optional: true,
      oneOf: ['F'],
      meaning: 'F: the employer is at fault.',
    }),
    notion_22quater: code({
      zone: '00917',
      optional: true,
      oneOf: ['Q'],
      meaning: 'Q: solidarity contribution for a missing Dimona (article 22quater).',
    }),
    debit_cents: cents({
      from: 'debit_amount',
      optional: true,
      meaning: 'Amount that the employer owes more.',
    }),
    credit_cents: cents({
      from: 'credit_amount',
      optional: true,
      meaning: 'Amount that the employer owes less.',
    }),
  },
});

export const DmfaAnomaly = defineTable({
  schema: 'staging',
  name: 'dmfa_anomaly',
  grain: 'One row per employer, quarter, worker (or none) and anomaly.',
  key: ['noss_registration_number', 'quarter', 'worker_id', 'error_id'],
  columns: {
    ...employerQuarterColumns,
    worker_id: workerId({
      from: 'inss',
      zone: '00024',
      optional: true,
      meaning: 'Pseudonym of the worker; missing for an anomaly of the whole declaration.',
    }),
    error_id: code({
      zone: '00108',
      pattern: '[0-9]{5}-[0-9]{3}',
      meaning: 'Zone or block number, dash, error code (annex 30).',
    }),
    anomaly_class: code({
      zone: '00497',
      oneOf: ['B', 'P', 'NP', 'D', 'W', 'I'],
      meaning:
        'B blocking, P percentage, NP non-percentage, D check of a deduction right, W warning, I investigation.',
    }),
    first_seen_date: date({ meaning: 'Day on which the anomaly appeared.' }),
    resolved_date: date({ optional: true, meaning: 'Day on which it was gone; missing while open.' }),
  },
});

export const DmfaUpdateAction = defineTable({
  schema: 'staging',
  name: 'dmfa_update_action',
  grain: 'One row per worker record that a modification message touches.',
  key: [
    ...DECLARATION_KEY,
    'worker_id',
    'last_employer_class',
    'last_worker_code',
    'employer_class',
    'worker_code',
  ],
  columns: {
    ...workerRecordColumns,
    last_employer_class: code({
      zone: '00036',
      optional: true,
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Employer class of the record that is replaced or deleted; missing for a new one.',
    }),
    last_worker_code: code({
      zone: '00037',
      optional: true,
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Worker code of the record that is replaced or deleted; missing for a new one.',
    }),
    update_action: code({
      zone: '00411',
      oneOf: ['0', '1', '3', '9'],
      meaning: '0 deleted, 1 modified, 3 created by correction, 9 unchanged.',
    }),
  },
});
