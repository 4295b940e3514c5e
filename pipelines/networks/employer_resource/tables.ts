import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  flag,
  integer,
  nssoNumber,
  real,
  text,
} from '../../../src/table/index.ts';
import { describeFeatures } from '../../../src/unit/index.ts';

export * from './construction-tables.ts';

export const RESOURCE_TYPES = ['worker', 'mandate', 'address', 'unit', 'client', 'contact'] as const;

const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });
const resource_id = text({
  meaning: 'Resource: its kind, a colon and its key; persons by pseudonym.',
  personal: 'pseudonym',
});
const resource_type_code = code({
  oneOf: RESOURCE_TYPES,
  meaning:
    'worker = employed at both, mandate = holds or held a function, address = seat, unit = establishment unit, client = gave work to both or is one of them, contact = mail or telephone.',
});

export const EmployerLinkType = defineTable({
  schema: 'network',
  name: 'employer_link_type',
  grain: 'One row per kind of resource.',
  key: ['resource_type_code'],
  columns: {
    resource_type_code,
    most_employers: integer({
      meaning: 'A resource of more employers is a hub and ties nobody.',
      unit: 'employers',
      min: 2,
    }),
    is_scored: flag({ meaning: 'Dated, so that it may carry scores; contact data are of today only.' }),
  },
});

export const EmployerLinkEvidence = defineTable({
  schema: 'network',
  name: 'employer_link_evidence',
  grain:
    'One row per employer, resource and source row that ties them, for resources of two employers or more.',
  key: ['noss_registration_number', 'resource_id', 'source_table', 'source_key'],
  notes:
    'Seats come from the last delivery of the directory, contact data from the open data of today: neither has a history. Jobs of students, flexi-jobs and occasional work tie nobody.',
  columns: {
    noss_registration_number,
    resource_id,
    source_table: text({ meaning: 'Table of the warehouse that holds the row.' }),
    source_key: text({ meaning: 'Key of the row; persons by pseudonym.', personal: 'pseudonym' }),
    resource_type_code,
    begin_date: date({ meaning: 'First day of the link; NULL: not known.', optional: true }),
    end_date: date({
      meaning: 'Last day of the link, if it had come at the as-of date.',
      optional: true,
    }),
  },
});

export const EmployerLinkHub = defineTable({
  schema: 'network',
  name: 'employer_link_hub',
  grain: 'One row per kind of resource: what the limit of employers sets aside.',
  key: ['resource_type_code'],
  columns: {
    resource_type_code,
    resource_count: count('Resources of two employers or more.', 'resources'),
    hub_count: count('Of these, hubs.', 'resources'),
    hub_edge_count: count('Links of hubs, left out of the network.', 'links'),
  },
});

export const EmployerLink = defineTable({
  schema: 'network',
  name: 'employer_link',
  grain: 'One row per employer and resource that two employers or more share, hubs left out.',
  key: ['noss_registration_number', 'resource_id'],
  columns: {
    noss_registration_number,
    resource_id,
    resource_type_code,
    begin_date: date({ meaning: 'First day of the link; NULL: not known.', optional: true }),
    end_date: date({ meaning: 'Last day of the link; NULL: it lasts.', optional: true }),
    edge_weight: real({
      meaning: '1 while the link lasts; halves with every twelve months since its end.',
      unit: 'share',
      min: 0,
      max: 1,
    }),
    shared_employer_count: count('Employers that share the resource.', 'employers'),
    evidence_row_count: count('Source rows that prove the link.', 'rows'),
  },
});

export const EmployerState = defineTable({
  schema: 'network',
  name: 'employer_state',
  grain: 'One row per NSSO matricule: how it lives or ended, and what it owes.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    cbe_number: cbeNumber({ meaning: 'Enterprise behind the matricule.', optional: true }),
    registration_date: date({ meaning: 'First day as an employer.', optional: true }),
    stop_date: date({ meaning: 'Opening of the bankruptcy, else last day as an employer.', optional: true }),
    stop_known_date: date({ meaning: 'Day on which this was known.', optional: true }),
    stop_code: code({ meaning: 'How it ended.', optional: true, oneOf: ['bankruptcy', 'stopped'] }),
    nace_code: code({ meaning: 'Main activity, NACE-BEL.', optional: true }),
    owed_cents: cents({ meaning: 'Contributions open after their due date.' }),
    unpaid_quarter_count: count('Quarters with something open after the due date.', 'quarters'),
    worker_count: count('Workers of the last six months, or of the six before the end.', 'workers'),
  },
});

export const EmployerSuccession = defineTable({
  schema: 'network',
  name: 'employer_succession',
  grain: 'One row per employer that ended and employer to which something of it went over.',
  key: ['noss_registration_number', 'successor_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule that ended.' }),
    successor_registration_number: nssoNumber({ meaning: 'Matricule that carries something on.' }),
    stop_date: date({ meaning: 'Day of the end.' }),
    known_date: date({ meaning: 'Day on which end and successor were both known.', optional: true }),
    stop_code: code({ meaning: 'How it ended.', oneOf: ['bankruptcy', 'stopped'] }),
    owed_cents: cents({ meaning: 'Contributions that it leaves open.' }),
    unpaid_quarter_count: count('Quarters that it leaves open.', 'quarters'),
    successor_registration_date: date({ meaning: 'First day of the successor.', optional: true }),
    gap_days: integer({
      meaning: 'From the end to the first day of the successor; negative: it stood ready.',
      unit: 'days',
      optional: true,
    }),
    moved_worker_count: count('Workers who went over.', 'workers'),
    worker_count: count('Workers of the six months before the end.', 'workers'),
    mandate_count: count('Persons or enterprises with a function in both.', 'holders'),
    has_address: flag({ meaning: 'Same seat or establishment unit.' }),
    shared_client_count: count('Clients in common.', 'clients'),
    is_same_activity: flag({ meaning: 'Same main activity.' }),
    honest_code: code({
      meaning: 'What speaks for an honest course; NULL: nothing was found.',
      optional: true,
    }),
  },
});

export const KnownFraud = defineTable({
  schema: 'network',
  name: 'known_fraud',
  grain: 'One row per employer whose fraud of this kind is known.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    fraud_code: code({
      oneOf: ['inspection', 'construction'],
      meaning: 'inspection = found by a visit, construction = ended in debt as one of several.',
    }),
    known_date: date({ meaning: 'Day on which it was known.' }),
  },
});

const ratio = (meaning: string) => real({ meaning, unit: 'ratio', min: 0, optional: true });
const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });

export const EmployerNetwork = defineTable({
  schema: 'network',
  name: 'employer_network',
  grain: 'One row per NSSO matricule: what the network says about it.',
  key: ['noss_registration_number'],
  notes:
    'Exposure is a multiple of the mean over all nodes. The own fraud of an employer counts in its own exposure, in nothing else.',
  columns: {
    noss_registration_number,
    component_size: count('Employers and resources connected with it, itself included.', 'nodes'),
    core_degree: count('Largest k such that it stands in a part where everybody has k links.', 'links'),
    degree_count: count('Shared resources.', 'resources'),
    weighted_degree: ratio('Their weights together.'),
    fraud_resource_count: count('Of these, shared with another employer with a known fraud.', 'resources'),
    fraud_resource_share: share('Their part.'),
    exposure_ratio: ratio('Fraud that reaches the employer over the network.'),
    resource_exposure_min_ratio: ratio('Least exposure of its resources.'),
    resource_exposure_mean_ratio: ratio('Mean exposure of its resources.'),
    resource_exposure_max_ratio: ratio('Highest exposure of its resources.'),
    resource_exposure_weighted_ratio: ratio('Mean by weight of the exposure of its resources.'),
    quadrangle_count: integer({
      meaning: 'Pairs of resources shared with one other.',
      unit: 'pairs',
      min: 0,
    }),
    fraud_quadrangle_count: integer({ meaning: 'Of these, with a known fraud.', unit: 'pairs', min: 0 }),
    neighbour_count: count('Employers that share a resource.', 'employers'),
    neighbour_fraud_share: share('Part of them with a known fraud.'),
    second_neighbour_count: count('Employers one step further.', 'employers'),
    second_neighbour_fraud_share: share('Part of them with a known fraud.'),
    biclique_count: count('Groups of employers that all hold the same two resources or more.', 'groups'),
    biclique_fraud_share_max: share('Highest part of known frauds in one such group, itself left out.'),
    biclique_bankrupt_share_max: share('Highest part of bankruptcies in one such group, itself left out.'),
  },
});

/** What a model may say about the network of an employer. */
export const NETWORK_FEATURES = describeFeatures('network', {
  degree_count: ['{value} gedeelde middelen.', '{value} ressources partagées.', '{value} geteilte Mittel.'],
  fraud_resource_count: [
    '{value} middelen gedeeld met bekende fraude.',
    '{value} ressources partagées avec une fraude connue.',
    '{value} Mittel mit bekanntem Betrug geteilt.',
  ],
  fraud_resource_share: [
    'Aandeel middelen verbonden met fraude: {value}.',
    'Part des ressources liées à une fraude : {value}.',
    'Anteil der Mittel mit Betrug: {value}.',
  ],
  exposure_ratio: [
    'Blootstelling aan bekende fraude: {value} maal het gemiddelde.',
    'Exposition à des fraudes connues : {value} fois la moyenne.',
    'Nähe zu bekanntem Betrug: {value} mal der Durchschnitt.',
  ],
  resource_exposure_max_ratio: [
    'Meest blootgestelde middel: {value}.',
    'Ressource la plus exposée : {value}.',
    'Am stärksten belastetes Mittel: {value}.',
  ],
  resource_exposure_mean_ratio: [
    'Gemiddelde blootstelling van de middelen: {value}.',
    'Exposition moyenne des ressources : {value}.',
    'Mittlere Belastung der Mittel: {value}.',
  ],
  quadrangle_count: [
    'Paren middelen die samen met een andere werkgever gedeeld worden: {value}.',
    'Paires de ressources partagées ensemble avec un autre employeur : {value}.',
    'Paare von Mitteln, die zusammen mit einem anderen Arbeitgeber geteilt werden: {value}.',
  ],
  neighbour_fraud_share: [
    'Aandeel fraude bij verbonden werkgevers: {value}.',
    'Part de fraudes parmi les employeurs liés : {value}.',
    'Anteil Betrug unter verbundenen Arbeitgebern: {value}.',
  ],
  second_neighbour_fraud_share: [
    'Aandeel fraude in de tweede graad: {value}.',
    'Part de fraudes au second degré : {value}.',
    'Anteil Betrug zweiten Grades: {value}.',
  ],
  fraud_quadrangle_count: [
    '{value} paren middelen gemeen met fraude.',
    '{value} paires de ressources communes avec une fraude.',
    '{value} Paare von Mitteln gemeinsam mit Betrug.',
  ],
  biclique_fraud_share_max: [
    'Aandeel fraude in een hechte groep: {value}.',
    'Part de fraudes dans un groupe serré : {value}.',
    'Anteil Betrug in einer engen Gruppe: {value}.',
  ],
  biclique_bankrupt_share_max: [
    'Aandeel faillissementen in een hechte groep: {value}.',
    'Part de faillites dans un groupe serré : {value}.',
    'Anteil Insolvenzen in einer engen Gruppe: {value}.',
  ],
});

export const NetworkSignal = defineTable({
  schema: 'network',
  name: 'network_signal',
  grain: 'One row per as-of date: whether known frauds stand together.',
  key: ['as_of_date'],
  columns: {
    as_of_date: date({ meaning: 'Day of the network.' }),
    population_count: count('Employers.', 'employers'),
    fraud_count: count('Known frauds.', 'employers'),
    dyadicity_ratio: ratio('Links between frauds over what chance gives; over 1: they stand together.'),
    heterophilicity_ratio: ratio('Links between a fraud and another over what chance gives; under 1: apart.'),
    has_signal: flag({ meaning: 'Both hold; otherwise scores of the network are noise.' }),
  },
});
