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
  workerId,
} from '../../../src/table/index.ts';

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

export const ConstructionTie = defineTable({
  schema: 'network',
  name: 'construction_tie',
  grain: 'One row per pair of employers that belong to one construction, and what ties them.',
  key: ['noss_registration_number', 'other_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({
      meaning: 'The one that ended, or the smaller matricule of a ring.',
    }),
    other_registration_number: nssoNumber({ meaning: 'The other one.' }),
    tie_code: code({
      oneOf: ['succession', 'side', 'kin', 'ring'],
      meaning:
        'succession = took over, side = older and related, kin = chains of one activity side by side, ring = the same workers within short lives.',
    }),
    shared_worker_count: integer({ meaning: 'For a ring.', unit: 'workers', optional: true, min: 0 }),
    known_date: date({ meaning: 'Day on which the tie could be known.', optional: true }),
  },
});

export const ConstructionGroup = defineTable({
  schema: 'network',
  name: 'construction_group',
  grain: 'One row per employer with a tie.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    founder_registration_number: nssoNumber({
      meaning: 'First employer of the oldest tie of the construction.',
    }),
    earlier_founder_registration_number: nssoNumber({
      meaning: 'The same, by what was known when the quarter ended.',
      optional: true,
    }),
    generation: integer({ meaning: 'Place in the chain, 1 = nobody before it.', unit: 'employers', min: 1 }),
  },
});

export const StrawDirector = defineTable({
  schema: 'network',
  name: 'straw_director',
  grain: 'One row per employer and person who took a function over shortly before the end.',
  key: ['noss_registration_number', 'worker_id'],
  notes: 'An honest sale looks the same: it is a sign only together with debts and a successor.',
  columns: {
    noss_registration_number,
    worker_id: workerId({ meaning: 'Holder of the function.' }),
    begin_date: date({ meaning: 'First day of the function.' }),
    source_key: text({ meaning: 'Row of staging.mandate_function.', personal: 'pseudonym' }),
  },
});

const construction_id = text({ meaning: 'Construction; the id stays as it grows.' });

export const ConstructionMember = defineTable({
  schema: 'network',
  name: 'construction_member',
  grain: 'One row per employer of a construction.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    construction_id,
    earlier_construction_id: text({ meaning: 'Its construction when the quarter ended.', optional: true }),
    role_code: code({
      oneOf: ['dead', 'ended', 'successor', 'key', 'side', 'ring'],
      meaning:
        'dead = ended in debt, ended = ended without, successor = living and took over, key = living, older, tied to two or more that ended, side = to one, ring = shares workers only.',
    }),
    generation: integer({ meaning: 'Place in the chain.', unit: 'employers', min: 1 }),
    has_straw_director: flag({ meaning: 'Somebody took a function over in the last eight months.' }),
    registration_date: date({ meaning: 'First day as an employer.', optional: true }),
    stop_date: date({ meaning: 'Day of the end.', optional: true }),
    owed_cents: cents({ meaning: 'Contributions open after their due date.' }),
    unpaid_quarter_count: count('Quarters with something open.', 'quarters'),
    worker_count: count('Workers of the last six months.', 'workers'),
  },
});

export const Construction = defineTable({
  schema: 'network',
  name: 'construction',
  grain: 'One row per construction.',
  key: ['construction_id'],
  columns: {
    construction_id,
    construction_code: code({
      oneOf: ['spider', 'carousel', 'single_death', 'ring'],
      meaning:
        'spider = several deaths around an older company, carousel = several deaths, single_death = one death and its successor, ring = the same workers at short-lived employers.',
    }),
    is_worker_ring: flag({ meaning: 'Groups of workers move together between short-lived employers.' }),
    linked_employer_count: count('Employers.', 'employers'),
    death_count: count('Employers that ended in debt.', 'employers'),
    living_count: count('Employers that live.', 'employers'),
    side_count: count('Living older employers beside the chain.', 'employers'),
    chain_length: count('Longest chain of successions, first and last included.', 'employers'),
    straw_count: count('Dead employers whose direction changed shortly before.', 'employers'),
    moved_worker_count: count('Workers who went over.', 'workers'),
    ready_count: count('Successors that stood ready before the end.', 'employers'),
    lost_cents: cents({ meaning: 'Contributions left open by those that ended.' }),
    open_cents: cents({ meaning: 'Contributions open at those that live: what can still be seized.' }),
    first_stop_date: date({ meaning: 'First end.', optional: true }),
    last_stop_date: date({ meaning: 'Last end.', optional: true }),
    life_days: integer({
      meaning: 'Mean life of the successors that ended.',
      unit: 'days',
      optional: true,
      min: 0,
    }),
    points: count('Points of the typology.', 'points'),
  },
});

export const ConstructionLineage = defineTable({
  schema: 'network',
  name: 'construction_lineage',
  grain:
    'One row per construction of the end of the quarter and construction of the as-of date that share an employer.',
  key: ['earlier_construction_id', 'construction_id'],
  columns: {
    earlier_construction_id: text({ meaning: 'Construction by what was known when the quarter ended.' }),
    construction_id,
    change_code: code({ meaning: 'What became of it.', oneOf: ['continues', 'splits', 'merges'] }),
    linked_employer_count: count('Employers that both have.', 'employers'),
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

export const EmployerExposure = defineTable({
  schema: 'network',
  name: 'employer_exposure',
  grain: 'One row per NSSO matricule: what the network says about it.',
  key: ['noss_registration_number'],
  notes:
    'Exposure is a multiple of the mean over all nodes. The own fraud of an employer counts in its own exposure, in nothing else.',
  columns: {
    noss_registration_number,
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
