import { cents, code, defineTable, integer, nssoNumber, quarter, real } from '../../../src/table/index.ts';
import { describeFeatures } from '../../../src/unit/index.ts';

const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });
const ratio = (meaning: string) => real({ meaning, unit: 'ratio', min: 0, optional: true });

export const EmployerSize = defineTable({
  schema: 'feature',
  name: 'employer_size',
  grain:
    'One row per matricule and declared quarter of the last five, by the declaration in force at the as-of date.',
  key: ['noss_registration_number', 'quarter'],
  columns: {
    noss_registration_number,
    quarter: quarter({ meaning: 'Declared quarter.' }),
    quarters_ago: count('Quarters before the last one that ended.', 'quarters'),
    worker_count: count('Workers declared.', 'workers'),
    wage_cents: cents({ meaning: 'Gross pay of all kinds.' }),
  },
});

export const EmployerTrend = defineTable({
  schema: 'feature',
  name: 'employer_trend',
  grain: 'One row per matricule that was an employer in the last quarter before the as-of date.',
  key: ['noss_registration_number'],
  notes:
    'The sector is that of the joint committee which most occupations of the declarations name: the directory is not historised and tells the present only.',
  columns: {
    noss_registration_number,
    committee_code: code({ meaning: 'Joint committee, three digits, of most occupations.', optional: true }),
    size_code: code({
      meaning: 'Workers of the last declared quarter: 1 to 4, 5 to 9, 10 to 19, 20 to 49, 50 and more.',
      oneOf: ['1', '2', '3', '4', '5'],
      optional: true,
    }),
    declared_worker_count: integer({
      meaning: 'Workers of the newest declaration.',
      unit: 'workers',
      min: 0,
      optional: true,
    }),
    wage_per_worker_cents: cents({
      meaning: 'Gross pay per worker of the newest declaration.',
      optional: true,
    }),
    worker_ratio: ratio('Workers of the newest declaration against the one two quarters before it.'),
    wage_ratio: ratio('Gross pay of the newest declaration against the one two quarters before it.'),
    hire_share: ratio('Employments begun in six months per worker.'),
    exit_share: ratio('Employments ended in six months per worker.'),
    short_stay_share: share('Part of the employments ended in twelve months that lasted under 120 days.'),
    sender_count: count('Senders of its declarations in twelve months.', 'senders'),
    director_change_count: count('Functions begun or ended in twelve months, as recorded.', 'functions'),
  },
});

export const EmployerGrouping = defineTable({
  schema: 'feature',
  name: 'employer_grouping',
  grain: 'One row per matricule: the groups in which the fairness of a model is measured.',
  key: ['noss_registration_number'],
  notes:
    'From the directory as it stands now; never an input of a model. The language is that of letters to the employer, not of a person.',
  columns: {
    noss_registration_number,
    region_code: code({ meaning: 'Region of the seat.', optional: true }),
    language_code: code({ meaning: 'Language of letters to the employer.', optional: true }),
    nace_section_code: code({ meaning: 'First two digits of the main activity.', optional: true }),
  },
});

/** What a model may say about size and movement. */
export const TREND_FEATURES = {
  ...describeFeatures('size', {
    committee_code: [
      'Paritair comité: {value}.',
      'Commission paritaire : {value}.',
      'Paritätische Kommission: {value}.',
    ],
    declared_worker_count: [
      'Werknemers in de laatste aangifte: {value}.',
      'Travailleurs de la dernière déclaration : {value}.',
      'Arbeitnehmer der letzten Meldung: {value}.',
    ],
    wage_per_worker_cents: [
      'Brutoloon per werknemer in het kwartaal: {value}.',
      'Salaire brut par travailleur au trimestre : {value}.',
      'Bruttolohn je Arbeitnehmer im Quartal: {value}.',
    ],
  }),
  ...describeFeatures('trend', {
    worker_ratio: [
      'Werknemers tegenover twee kwartalen eerder (1 = gelijk): {value}.',
      'Travailleurs par rapport à deux trimestres plus tôt (1 = égal) : {value}.',
      'Arbeitnehmer gegenüber zwei Quartalen zuvor (1 = gleich): {value}.',
    ],
    wage_ratio: [
      'Loonmassa tegenover twee kwartalen eerder (1 = gelijk): {value}.',
      'Masse salariale par rapport à deux trimestres plus tôt (1 = égal) : {value}.',
      'Lohnsumme gegenüber zwei Quartalen zuvor (1 = gleich): {value}.',
    ],
  }),
  ...describeFeatures('turnover', {
    hire_share: [
      'Indienstnemingen in zes maanden per werknemer: {value}.',
      'Engagements en six mois par travailleur : {value}.',
      'Einstellungen in sechs Monaten je Arbeitnehmer: {value}.',
    ],
    exit_share: [
      'Uitdiensttredingen in zes maanden per werknemer: {value}.',
      'Sorties en six mois par travailleur : {value}.',
      'Austritte in sechs Monaten je Arbeitnehmer: {value}.',
    ],
    short_stay_share: [
      'Deel van de beëindigde tewerkstellingen dat minder dan 120 dagen duurde: {value}.',
      'Part des occupations terminées qui ont duré moins de 120 jours : {value}.',
      'Anteil der beendeten Beschäftigungen unter 120 Tagen: {value}.',
    ],
  }),
  ...describeFeatures('management', {
    sender_count: [
      'Verzenders van de aangiften in twaalf maanden: {value}.',
      'Expéditeurs des déclarations en douze mois : {value}.',
      'Absender der Meldungen in zwölf Monaten: {value}.',
    ],
    director_change_count: [
      'Mandaten begonnen of beëindigd in twaalf maanden: {value}.',
      'Mandats commencés ou terminés en douze mois : {value}.',
      'Begonnene oder beendete Mandate in zwölf Monaten: {value}.',
    ],
  }),
};
