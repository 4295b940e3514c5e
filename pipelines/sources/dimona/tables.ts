import {
  cbeNumber,
  code,
  date,
  defineTable,
  flag,
  integer,
  nssoNumber,
  text,
  timestamp,
  workerId,
} from '../../../src/table/index.ts';

const HOUR = '([01][0-9]|2[0-3])[0-5][0-9]';
/** `0` stands for "not known" where the official messages make the element mandatory. */
const ZERO_IS_UNKNOWN = { '0': '', '000000000': '', '0000000000': '' };

/** Official list of zone 00655, with the three closed types (QUA, STX, TEA) that old periods still carry. */
export const WORKER_TYPES = [
  ...[
    'A17',
    'ALT',
    'BCW',
    'DWD',
    'EXT',
    'FLX',
    'IVT',
    'O17',
    'OTH',
    'PMP',
    'QUA',
    'RTA',
    'S17',
    'STG',
    'STU',
  ],
  ...['STX', 'T17', 'TEA', 'TRI'],
] as const;

const whoColumns = {
  noss_registration_number: nssoNumber({
    from: 'noss_registration_nbr',
    zone: '00011',
    optional: true,
    meaning: 'NSSO matricule of the employer; missing while he has a provisional number only.',
  }),
  cbe_number: cbeNumber({
    from: 'company_id',
    zone: '00014',
    optional: true,
    lookup: ZERO_IS_UNKNOWN,
    meaning: 'CBE number of the employer.',
  }),
  worker_id: workerId({
    from: 'inss',
    zone: '00024',
    optional: true,
    lookup: { '0': '', '00000000000': '' },
    meaning: 'Pseudonym of the worker; missing where the form gave a name instead of a NISS.',
  }),
};

const hour = (zone: string, meaning: string) =>
  code({ zone, optional: true, padTo: 4, pattern: HOUR, meaning });

const detailColumns = {
  ending_date: date({
    zone: '00911',
    optional: true,
    meaning: 'Last day of the employment; missing while open.',
  }),
  ending_hour: hour('00778', 'Hour of the end, HHMM.'),
  worker_type: code({
    zone: '00655',
    optional: true,
    oneOf: WORKER_TYPES,
    meaning: 'Kind of worker: OTH ordinary, STU student, FLX flexi-job, EXT occasional, DWD without DmfA.',
  }),
  joint_commission_number: code({
    from: 'joint_commission_nbr',
    zone: '00046',
    optional: true,
    pattern: '[0-9]{3}([.][0-9]{2}){0,2}|XXX',
    meaning: 'Joint committee with special Dimona rules; XXX is any other.',
  }),
  planned_hours_number: integer({
    from: 'planned_hours_nbr',
    zone: '01135',
    optional: true,
    min: 0,
    unit: 'hours',
    meaning: 'Hours reserved for a student or an article 17 worker.',
  }),
  planned_days_number: integer({
    from: 'planned_days_nbr',
    zone: '01017',
    optional: true,
    min: 0,
    unit: 'days',
    meaning: 'Days reserved for a student, until 2016.',
  }),
  using_cbe_number: cbeNumber({
    from: 'using_company_id',
    optional: true,
    lookup: ZERO_IS_UNKNOWN,
    meaning: 'CBE number of the user of a temporary worker.',
  }),
};

const provisional_nsso_number = code({
  from: 'provisional_nsso_nbr',
  zone: '00948',
  optional: true,
  pattern: '5[0-9]{9}',
  meaning: 'Provisional number of an employer that is not registered yet.',
});

const stateColumns = {
  is_locked: flag({ zone: '00936', optional: true, meaning: 'The period can no longer be changed.' }),
  is_cancelled: flag({ zone: '00937', meaning: 'The declaration was withdrawn.' }),
};

const last_update_at = timestamp({
  from: 'last_update_timestamp',
  optional: true,
  meaning: 'Moment of the last change of the period.',
});

export const DimonaPeriodDelivery = defineTable({
  schema: 'staging',
  name: 'dimona_period_delivery',
  grain: 'One row per Dimona period, as last delivered by the personnel file.',
  key: ['dimona_period_id'],
  columns: {
    dimona_period_id: code({
      zone: '00913',
      padTo: 12,
      pattern: '[0-9]{12}',
      meaning: 'Number of the period, given by the NSSO.',
    }),
    ...whoColumns,
    starting_date: date({ zone: '00910', meaning: 'First day of the employment.' }),
    starting_hour: hour('00777', 'Hour of the start, HHMM.'),
    ...detailColumns,
    ...stateColumns,
    is_late: flag({ zone: '01097', optional: true, meaning: 'Declared too late, by the official reading.' }),
    form_creation_at: timestamp({
      from: 'form_creation_timestamp',
      meaning: 'Moment at which the declaration was made.',
    }),
    last_update_at,
  },
});

export const DimonaEvent = defineTable({
  schema: 'staging',
  name: 'dimona_event',
  grain: 'One row per Dimona form: an entry, an exit, a change, a cancellation or a daily registration.',
  key: [
    'form_creation_at',
    'kind',
    'dimona_period_id',
    'noss_registration_number',
    'cbe_number',
    'worker_id',
    'starting_date',
    'starting_hour',
    'reference_number',
  ],
  columns: {
    kind: code({ oneOf: ['in', 'out', 'update', 'cancel', 'daily'], meaning: 'What the form declares.' }),
    form_creation_at: timestamp({
      from: 'form_creation_timestamp',
      zone: '00218',
      meaning: 'Moment at which the form was made, as its sender wrote it.',
    }),
    attestation_status: code({
      zone: '00110',
      optional: true,
      pattern: '[0-8]',
      meaning:
        'Status of the form (of the registration, if daily): 0 original, 1 modification, 3 cancellation.',
    }),
    reference_number: text({
      from: 'reference_nbr',
      zone: '00222',
      optional: true,
      meaning: "The sender's reference of the form.",
    }),
    ...whoColumns,
    provisional_nsso_number,
    dimona_period_id: code({
      zone: '00913',
      optional: true,
      padTo: 12,
      pattern: '[0-9]{12}',
      meaning: 'Period that the form changes; an entry has none yet.',
    }),
    daily_registration_id: code({
      zone: '01085',
      optional: true,
      padTo: 12,
      pattern: '[0-9]{12}',
      meaning: 'Number of a daily registration.',
    }),
    starting_date: date({ zone: '00910', optional: true, meaning: 'First day of the employment.' }),
    starting_hour: hour('00777', 'Hour of the start, HHMM.'),
    ...detailColumns,
  },
  notes:
    'Only official XML messages fill this table; their forms carry no number of the period that an entry opens.',
});

export const DimonaPeriod = defineTable({
  schema: 'staging',
  name: 'dimona_period',
  grain: 'One row per Dimona period, in the state known at the as-of date.',
  key: ['dimona_period_id'],
  columns: {
    dimona_period_id: text({
      zone: '00913',
      personal: 'pseudonym',
      meaning: 'Number of the period; an id of ours beginning with X where the messages did not tell it.',
    }),
    ...whoColumns,
    provisional_nsso_number,
    starting_date: date({ zone: '00910', meaning: 'First day of the employment.' }),
    starting_hour: hour('00777', 'Hour of the start, HHMM.'),
    ...detailColumns,
    ...stateColumns,
    is_late: flag({ zone: '01097', meaning: 'Declared after the employment started.' }),
    form_creation_at: timestamp({ meaning: 'Moment at which the employment was first declared.' }),
    last_update_at: timestamp({ meaning: 'Moment of the last change known at the as-of date.' }),
  },
});
