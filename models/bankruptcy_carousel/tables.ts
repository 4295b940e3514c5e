import { EmployerNetwork, NETWORK_FEATURES } from '../../pipelines/networks/employer_resource/tables.ts';
import { cents, integer, real } from '../../src/table/index.ts';
import {
  chooseColumns,
  chooseFeatures,
  modelCandidateTable,
  modelLabelTable,
  scoreGuardTable,
  scoreReasonTable,
  scoreTable,
  type ModelFeature,
} from '../../src/unit/index.ts';

const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });

/** With 1 a larger value never lowers the probability. */
const NETWORK = {
  degree_count: 0,
  fraud_resource_count: 1,
  fraud_resource_share: 1,
  exposure_ratio: 1,
  resource_exposure_max_ratio: 1,
  resource_exposure_mean_ratio: 1,
  neighbour_fraud_share: 1,
  second_neighbour_fraud_share: 1,
  fraud_quadrangle_count: 1,
  biclique_fraud_share_max: 1,
} as const;

export const BankruptcyCarouselCandidate = modelCandidateTable('bankruptcy_carousel', {
  age_months: integer({ meaning: 'Months since registration.', unit: 'months', optional: true }),
  worker_count: count('Workers of the last six months.', 'workers'),
  owed_cents: cents({ meaning: 'Contributions open after their due date.' }),
  unpaid_quarter_count: count('Quarters with something open.', 'quarters'),
  wage_cents: cents({ meaning: 'Gross pay of the quarter.', optional: true }),
  hire_count: integer({ meaning: 'Employments begun in the quarter.', unit: 'employments', optional: true }),
  late_hire_share: share('Part of them declared late.'),
  enforcement_step_count: integer({
    meaning: 'Steps of recovery in twelve months.',
    unit: 'steps',
    optional: true,
  }),
  ...chooseColumns(EmployerNetwork, NETWORK),
  predecessor_count: count('Employers that ended in debt and went over into this one.', 'employers'),
  predecessor_owed_cents: cents({ meaning: 'What they left open.' }),
  predecessor_worker_share: share('Largest part of the workers of one of them who came over.'),
  chain_length: count('Place in the chain of ends and successions; 0 = none.', 'employers'),
  construction_death_count: count('Ends in debt in its construction.', 'employers'),
  construction_points: count('Points of the typology of its construction.', 'points'),
  straw_director_count: count('Persons who took a function over in the last eight months.', 'persons'),
});
export const BankruptcyCarouselLabel = modelLabelTable('bankruptcy_carousel');
export const BankruptcyCarouselScore = scoreTable('bankruptcy_carousel');
export const BankruptcyCarouselScoreReason = scoreReasonTable('bankruptcy_carousel');
export const BankruptcyCarouselScoreGuard = scoreGuardTable('bankruptcy_carousel');

type Name = keyof typeof BankruptcyCarouselCandidate.columns;
const feature = (
  name: Name,
  theme: string,
  [fr, nl, de]: readonly [string, string, string],
  monotone?: 1 | -1,
): ModelFeature => ({ name, theme, sentence: { fr, nl, de }, ...(monotone && { monotone }) });

/** What the employer shows of itself. */
export const OWN_FEATURES: readonly ModelFeature[] = [
  feature('age_months', 'life', [
    'Employeur depuis {value} mois.',
    'Werkgever sinds {value} maanden.',
    'Arbeitgeber seit {value} Monaten.',
  ]),
  feature('worker_count', 'life', [
    '{value} travailleurs en six mois.',
    '{value} werknemers in zes maanden.',
    '{value} Arbeitnehmer in sechs Monaten.',
  ]),
  feature(
    'owed_cents',
    'payment',
    [
      'Cotisations ouvertes : {value} centimes.',
      'Openstaande bijdragen: {value} cent.',
      'Offene Beiträge: {value} Cent.',
    ],
    1,
  ),
  feature(
    'unpaid_quarter_count',
    'payment',
    ['{value} trimestres non payés.', '{value} onbetaalde kwartalen.', '{value} unbezahlte Quartale.'],
    1,
  ),
  feature('wage_cents', 'life', [
    'Salaires du trimestre : {value} centimes.',
    'Lonen van het kwartaal: {value} cent.',
    'Löhne des Quartals: {value} Cent.',
  ]),
  feature('hire_count', 'life', [
    '{value} engagements pendant le trimestre.',
    '{value} indienstnemingen in het kwartaal.',
    '{value} Einstellungen im Quartal.',
  ]),
  feature(
    'late_hire_share',
    'declaration',
    [
      'Part des Dimona tardives : {value}.',
      'Aandeel laattijdige Dimona: {value}.',
      'Anteil später Dimona: {value}.',
    ],
    1,
  ),
  feature(
    'enforcement_step_count',
    'payment',
    [
      '{value} mesures de recouvrement en un an.',
      '{value} invorderingsstappen in een jaar.',
      '{value} Beitreibungsschritte in einem Jahr.',
    ],
    1,
  ),
];

/** What the network and its construction say of it. */
export const CONNECTION_FEATURES: readonly ModelFeature[] = [
  ...chooseFeatures(NETWORK_FEATURES, NETWORK),
  feature(
    'predecessor_count',
    'construction',
    [
      'Succède à {value} employeurs disparus avec dettes.',
      'Volgt {value} verdwenen werkgevers met schulden op.',
      'Folgt auf {value} verschuldet verschwundene Arbeitgeber.',
    ],
    1,
  ),
  feature(
    'predecessor_owed_cents',
    'construction',
    [
      'Dettes laissées par eux : {value} centimes.',
      'Schulden door hen achtergelaten: {value} cent.',
      'Von ihnen hinterlassene Schulden: {value} Cent.',
    ],
    1,
  ),
  feature('predecessor_worker_share', 'construction', [
    'Part de leurs travailleurs reprise : {value}.',
    'Aandeel van hun werknemers overgenomen: {value}.',
    'Übernommener Anteil ihrer Arbeitnehmer: {value}.',
  ]),
  feature(
    'chain_length',
    'construction',
    ['Maillon {value} de la chaîne.', 'Schakel {value} van de keten.', 'Glied {value} der Kette.'],
    1,
  ),
  feature(
    'construction_death_count',
    'construction',
    [
      '{value} disparitions avec dettes dans la construction.',
      '{value} verdwijningen met schulden in de constructie.',
      '{value} Enden mit Schulden in der Konstruktion.',
    ],
    1,
  ),
  feature(
    'construction_points',
    'construction',
    [
      'Construction de {value} points.',
      'Constructie van {value} punten.',
      'Konstruktion mit {value} Punkten.',
    ],
    1,
  ),
  feature(
    'straw_director_count',
    'construction',
    [
      '{value} mandats repris depuis huit mois.',
      '{value} mandaten overgenomen sinds acht maanden.',
      '{value} seit acht Monaten übernommene Mandate.',
    ],
    1,
  ),
];
