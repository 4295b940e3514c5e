import { code, date, flag, integer, nssoNumber, quarter, workerId } from '../../../src/table/index.ts';

/** The key columns that the DmfA tables share, from the declaration down to the lines of an occupation. */

const employerColumns = {
  noss_registration_number: nssoNumber({
    from: 'noss_registration_nbr',
    zone: '00011',
    meaning: 'NSSO matricule of the employer; 000000000 where only the CBE number was known.',
  }),
  quarter: quarter({ zone: '00013', meaning: 'Declared quarter.' }),
};

export const declarationColumns = {
  ...employerColumns,
  trusteeship: flag({
    zone: '00012',
    meaning: 'The declaration covers a period under bankruptcy trusteeship.',
  }),
  version_number: integer({
    from: 'version_nbr',
    min: 0,
    meaning:
      'Version of the declaration, counted from 1; a later one replaces the earlier ones from its known date.',
  }),
};

export const workerRecordColumns = {
  ...declarationColumns,
  worker_id: workerId({ from: 'inss', zone: '00024', meaning: 'Pseudonym of the worker.' }),
  employer_class: code({
    zone: '00036',
    padTo: 3,
    pattern: '[0-9]{3}',
    meaning: 'Employer class: sector and fund regime (annex 27).',
  }),
  worker_code: code({
    zone: '00037',
    padTo: 3,
    pattern: '[0-9]{3}',
    meaning: 'Worker code (annex 2), for example 015 manual worker, 495 employee, 840 student.',
  }),
};

export const occupationColumns = {
  ...workerRecordColumns,
  occupation_sequence_number: integer({
    from: 'occupation_sequence_nbr',
    zone: '00043',
    min: 0,
    max: 99,
    meaning: 'Number of the employment line inside the worker record; 0 for a deduction on the whole record.',
  }),
};

export const employerQuarterColumns = employerColumns;

export const DECLARATION_KEY = [
  'noss_registration_number',
  'quarter',
  'trusteeship',
  'version_number',
] as const;
export const WORKER_RECORD_KEY = [...DECLARATION_KEY, 'worker_id', 'employer_class', 'worker_code'] as const;
export const OCCUPATION_KEY = [...WORKER_RECORD_KEY, 'occupation_sequence_number'] as const;

/** A date that the message may leave out. */
export const optionalDate = (zone: string, meaning: string) => date({ zone, meaning, optional: true });
