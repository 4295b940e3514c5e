import { date, defineTable, flag, integer, nssoNumber, real, workerId } from '../../../src/table/index.ts';
import { describeFeatures } from '../../../src/unit/index.ts';

const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });

export const EmployerStaff = defineTable({
  schema: 'feature',
  name: 'employer_staff',
  grain: 'One row per matricule and person in an ordinary employment of the last twelve months.',
  key: ['noss_registration_number', 'worker_id'],
  notes: 'Students, flexi-jobs, occasional work and works without DmfA are no ordinary employment.',
  columns: {
    noss_registration_number,
    worker_id: workerId({ meaning: 'Person, under the NISS that is valid now.' }),
    first_date: date({ meaning: 'First day of the first of these employments.' }),
    last_date: date({ meaning: 'Last day of the last of them; NULL while one is open.', optional: true }),
  },
});

export const EmployerWorkerOther = defineTable({
  schema: 'feature',
  name: 'employer_worker_other',
  grain:
    'One row per matricule, worker of the last twelve months and other matricule of the same worker around that time.',
  key: ['noss_registration_number', 'worker_id', 'other_noss_registration_number'],
  notes:
    'Ordinary employments only: students, flexi-jobs, occasional work and works without DmfA are common beside another job.',
  columns: {
    noss_registration_number,
    worker_id: workerId({ meaning: 'Worker, under the NISS that is valid now.' }),
    other_noss_registration_number: nssoNumber({ meaning: 'The other employer.' }),
    is_taken_over: flag({ meaning: 'The worker came within 92 days after leaving the other one.' }),
    is_parallel: flag({ meaning: 'Both employed the worker on one day, for more than a month.' }),
  },
});

export const EmployerTie = defineTable({
  schema: 'feature',
  name: 'employer_tie',
  grain: 'One row per matricule that was an employer in the last quarter before the as-of date.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    worker_count: count('Persons employed in twelve months.', 'workers'),
    largest_origin_share: share('Part of them who came from one and the same other employer.'),
    largest_parallel_share: share(
      'Part of them whom one and the same other employer employed at the same time.',
    ),
    gone_origin_share: share('Part of them who came from employers that have ended or gone bankrupt.'),
    is_transfer_declared: flag({ meaning: 'A transfer of staff to it was declared in two years.' }),
    director_employer_count: count(
      'Other employers run by one of its directors, ended ones too.',
      'employers',
    ),
    director_gone_count: count('Bankrupt enterprises that one of its directors ran.', 'enterprises'),
    has_director_origin: flag({
      meaning: 'One of its directors runs or ran an employer from which workers came.',
    }),
    benefit_share: share(
      'Part of those who left in twelve months and draw unemployment benefit on its declarations.',
    ),
    incapacity_share: share('Part of its persons who draw incapacity benefit on its declarations.'),
    hit_count: count('Inspections that found an infringement, results known in three years.', 'results'),
    inspection_count: count('Inspections opened in three years.', 'cases'),
  },
});

/** What a model may say about where workers and directors come from. */
export const TIE_FEATURES = {
  ...describeFeatures('origin', {
    largest_origin_share: [
      'Deel van de werknemers dat van één andere werkgever komt: {value}.',
      "Part des travailleurs venus d'un même autre employeur : {value}.",
      'Anteil der Arbeitnehmer, die von einem anderen Arbeitgeber kommen: {value}.',
    ],
    largest_parallel_share: [
      'Deel van de werknemers dat tegelijk bij één andere werkgever werkt: {value}.',
      'Part des travailleurs occupés en même temps chez un même autre employeur : {value}.',
      'Anteil der Arbeitnehmer, die zugleich bei einem anderen Arbeitgeber stehen: {value}.',
    ],
    gone_origin_share: [
      'Deel van de werknemers dat van gestopte of gefailleerde werkgevers komt: {value}.',
      "Part des travailleurs venus d'employeurs disparus ou faillis : {value}.",
      'Anteil der Arbeitnehmer aus beendeten oder insolventen Betrieben: {value}.',
    ],
    is_transfer_declared: [
      'Een overdracht van personeel is aangegeven: {value}.',
      'Un transfert de personnel est déclaré : {value}.',
      'Ein Personalübergang ist gemeldet: {value}.',
    ],
  }),
  ...describeFeatures('director', {
    director_employer_count: [
      'Andere werkgevers van dezelfde bestuurders: {value}.',
      'Autres employeurs des mêmes dirigeants : {value}.',
      'Andere Arbeitgeber derselben Leiter: {value}.',
    ],
    director_gone_count: [
      'Failliete ondernemingen van dezelfde bestuurders: {value}.',
      'Entreprises faillies des mêmes dirigeants : {value}.',
      'Insolvente Unternehmen derselben Leiter: {value}.',
    ],
    has_director_origin: [
      'Een bestuurder leidt of leidde de werkgever waar werknemers vandaan komen: {value}.',
      "Un dirigeant dirige ou a dirigé l'employeur d'origine de travailleurs : {value}.",
      'Ein Leiter führt oder führte den Herkunftsbetrieb von Arbeitnehmern: {value}.',
    ],
  }),
  ...describeFeatures('benefit', {
    benefit_share: [
      'Deel van de vertrokken werknemers met een werkloosheidsuitkering op basis van zijn aangiften: {value}.',
      'Part des travailleurs partis avec une allocation de chômage fondée sur ses déclarations : {value}.',
      'Anteil der Ausgeschiedenen mit Arbeitslosengeld aufgrund seiner Meldungen: {value}.',
    ],
    incapacity_share: [
      'Deel van zijn personen met een uitkering wegens arbeidsongeschiktheid: {value}.',
      'Part de ses personnes en incapacité indemnisée : {value}.',
      'Anteil seiner Personen mit Leistungen bei Arbeitsunfähigkeit: {value}.',
    ],
  }),
  ...describeFeatures('history', {
    hit_count: [
      'Controles met een inbreuk in drie jaar: {value}.',
      'Contrôles avec infraction en trois ans : {value}.',
      'Kontrollen mit Verstoß in drei Jahren: {value}.',
    ],
    inspection_count: [
      'Controles geopend in drie jaar: {value}.',
      'Contrôles ouverts en trois ans : {value}.',
      'Eröffnete Kontrollen in drei Jahren: {value}.',
    ],
  }),
};
