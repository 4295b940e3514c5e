import {
  bigint,
  cbeNumber,
  cents,
  date,
  defineTable,
  flag,
  integer,
  nssoNumber,
  quarter,
  real,
  workerId,
} from '../../../src/table/index.ts';
import { describeFeatures } from '../../../src/unit/index.ts';

const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });

export const EmployerDeclaration = defineTable({
  schema: 'feature',
  name: 'employer_declaration',
  grain: 'One row per matricule, quarter and trusteeship: the declaration in force at the as-of date.',
  key: ['noss_registration_number', 'quarter', 'trusteeship'],
  columns: {
    noss_registration_number,
    quarter: quarter({ meaning: 'Declared quarter.' }),
    trusteeship: flag({ meaning: 'Declared by a bankruptcy trustee.' }),
    version_number: integer({ meaning: 'Highest version known at the as-of date.', min: 0 }),
    net_owed_cents: cents({ meaning: 'Contributions minus deductions.', optional: true }),
    first_known_date: date({ meaning: 'Day on which the first version arrived.' }),
    known_date: date({ meaning: 'Day on which this version arrived.' }),
  },
});

export const EmployerQuarterWorker = defineTable({
  schema: 'feature',
  name: 'employer_quarter_worker',
  grain: 'One row per matricule and worker declared for the quarter, in Dimona, in DmfA or in both.',
  key: ['noss_registration_number', 'worker_id'],
  notes:
    'A pay period that crosses the end of a quarter may put a worker into the neighbouring DmfA: a few differences at an employer are normal.',
  columns: {
    noss_registration_number,
    worker_id: workerId({ meaning: 'Worker, under the NISS that is valid now.' }),
    has_dimona: flag({ meaning: 'A Dimona covers a day of the quarter.' }),
    has_dmfa: flag({ meaning: 'The declaration in force names the worker.' }),
    is_dmfa_expected: flag({ meaning: 'The type of the Dimona asks for a DmfA.' }),
  },
});

export const EmployerQuarter = defineTable({
  schema: 'feature',
  name: 'employer_quarter',
  grain: 'One row per matricule, about the last quarter that ended before the as-of date.',
  key: ['noss_registration_number', 'quarter'],
  notes:
    'The declaration of a quarter is due at the end of the next month: before that day `is_declared` may be false for good reason.',
  columns: {
    noss_registration_number,
    quarter: quarter({ meaning: 'The quarter.' }),
    cbe_number: cbeNumber({ meaning: 'Enterprise behind the matricule.', optional: true }),
    age_months: integer({
      meaning: 'Months since the registration as an employer.',
      unit: 'months',
      optional: true,
    }),
    is_declared: flag({ meaning: 'A declaration of the quarter is known.' }),
    is_declared_late: flag({ meaning: 'Its first version came after the due date.', optional: true }),
    version_number: integer({ meaning: 'Version in force.', optional: true, min: 0 }),
    net_owed_cents: cents({ meaning: 'Contributions minus deductions as declared.', optional: true }),
    worker_count: count('Workers declared in DmfA.', 'workers'),
    wage_cents: cents({ meaning: 'Gross pay of all kinds.' }),
    paid_days: bigint({ meaning: 'Days of paid work (service 001).', unit: 'hundredths of days', min: 0 }),
    paid_hours: bigint({
      meaning: 'Hours of paid work (service 001), where hours are declared: part time and the like.',
      unit: 'hundredths of hours',
      min: 0,
    }),
    first_hire_worker_count: count('Workers for whom a first-hire reduction is used.', 'workers'),
    first_hire_cents: cents({ meaning: 'First-hire reductions used.' }),
    hire_count: count('Employments begun in the quarter, in Dimona.', 'employments'),
    late_hire_share: real({
      meaning: 'Part of them declared after they began.',
      unit: 'share',
      min: 0,
      max: 1,
      optional: true,
    }),
    dimona_without_dmfa_count: integer({
      meaning: 'Workers in Dimona whom the DmfA does not name; NULL while there is no DmfA.',
      unit: 'workers',
      min: 0,
      optional: true,
    }),
    dmfa_without_dimona_count: count('Workers in DmfA without a Dimona.', 'workers'),
    owed_cents: cents({ meaning: 'Contributions open after their due date, all quarters.' }),
    unpaid_quarter_count: count('Quarters with something open after the due date.', 'quarters'),
    has_payment_plan: flag({ meaning: 'A payment plan covers some quarter.' }),
    enforcement_step_count: count('Steps of recovery in twelve months.', 'steps'),
    correction_count: count('Corrections of declarations in twelve months.', 'corrections'),
    correction_debit_cents: cents({ meaning: 'What these corrections added to the amount due.' }),
    is_insolvent: flag({ meaning: 'A bankruptcy or judicial reorganisation is open.' }),
  },
});

/** The themes of the features: a model shows its reasons by theme. */
export const EMPLOYER_QUARTER_THEMES = {
  size: ['worker_count', 'wage_cents', 'paid_days', 'paid_hours', 'age_months'],
  declaration: [
    'is_declared',
    'is_declared_late',
    'version_number',
    'correction_count',
    'correction_debit_cents',
  ],
  employment: ['hire_count', 'late_hire_share', 'dimona_without_dmfa_count', 'dmfa_without_dimona_count'],
  payment: [
    'net_owed_cents',
    'owed_cents',
    'unpaid_quarter_count',
    'has_payment_plan',
    'enforcement_step_count',
    'is_insolvent',
  ],
  reduction: ['first_hire_worker_count', 'first_hire_cents'],
} as const satisfies Readonly<Record<string, readonly (keyof typeof EmployerQuarter.columns)[]>>;

/** What a model may say about a declared quarter. */
export const QUARTER_FEATURES = {
  ...describeFeatures('size', {
    age_months: [
      'Maanden sinds de inschrijving als werkgever: {value}.',
      "Mois depuis l'inscription comme employeur : {value}.",
      'Monate seit der Eintragung als Arbeitgeber: {value}.',
    ],
  }),
  ...describeFeatures('declaration', {
    is_declared_late: [
      'De aangifte kwam na de vervaldag: {value}.',
      "La déclaration est arrivée après l'échéance : {value}.",
      'Die Meldung kam nach Fälligkeit: {value}.',
    ],
    correction_count: [
      'Wijzigingen van aangiften in twaalf maanden: {value}.',
      'Corrections de déclarations en douze mois : {value}.',
      'Berichtigungen von Meldungen in zwölf Monaten: {value}.',
    ],
  }),
  ...describeFeatures('employment', {
    late_hire_share: [
      'Deel van de indienstnemingen dat te laat is aangegeven: {value}.',
      'Part des engagements déclarés en retard : {value}.',
      'Anteil verspätet gemeldeter Einstellungen: {value}.',
    ],
    dimona_without_dmfa_count: [
      'Werknemers in Dimona zonder DmfA: {value}.',
      'Travailleurs en Dimona sans DmfA : {value}.',
      'Arbeitnehmer in Dimona ohne DmfA: {value}.',
    ],
    dmfa_without_dimona_count: [
      'Werknemers in DmfA zonder Dimona: {value}.',
      'Travailleurs en DmfA sans Dimona : {value}.',
      'Arbeitnehmer in DmfA ohne Dimona: {value}.',
    ],
  }),
  ...describeFeatures('reduction', {
    first_hire_worker_count: [
      'Werknemers met een vermindering eerste aanwervingen: {value}.',
      'Travailleurs avec une réduction premiers engagements : {value}.',
      'Arbeitnehmer mit Ermäßigung für Ersteinstellungen: {value}.',
    ],
    first_hire_cents: [
      'Verminderingen eerste aanwervingen van het kwartaal: {value}.',
      'Réductions premiers engagements du trimestre : {value}.',
      'Ermäßigungen für Ersteinstellungen des Quartals: {value}.',
    ],
  }),
};
