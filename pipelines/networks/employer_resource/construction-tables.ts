import {
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
import { describeFeatures } from '../../../src/unit/index.ts';

const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });

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

const COUNTS = {
  linked_employer_count: count('Employers.', 'employers'),
  death_count: count('Employers that ended in debt.', 'employers'),
  living_count: count('Employers that live.', 'employers'),
  side_count: count('Living older employers beside the chain.', 'employers'),
  chain_length: count('Longest chain of successions, first and last included.', 'employers'),
  straw_count: count('Dead employers whose direction changed shortly before.', 'employers'),
  moved_worker_count: count('Workers who went over.', 'workers'),
  worker_count: count('Workers of those that ended, six months before their ends.', 'workers'),
  passage_count: count('Successions that nothing honest explains.', 'successions'),
  staff_passage_count: count('Of these, with a fourth of the workers or more.', 'successions'),
  mandate_passage_count: count('Of these, with a holder of a function in both.', 'successions'),
  address_passage_count: count('Of these, at the same seat or establishment unit.', 'successions'),
  client_passage_count: count('Of these, with a client in common.', 'successions'),
  honest_passage_count: count('Successions left out, since they have an honest explanation.', 'successions'),
  ready_count: count('Successors that stood ready before the end.', 'employers'),
  ring_tie_count: count('Pairs of short-lived employers with the same workers.', 'pairs'),
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
} as const;

export const ConstructionCount = defineTable({
  schema: 'network',
  name: 'construction_count',
  grain: 'One row per construction: what is counted in it.',
  key: ['construction_id'],
  columns: { construction_id, ...COUNTS },
});

export const ConstructionSign = defineTable({
  schema: 'network',
  name: 'construction_sign',
  grain: 'One row per construction and sign that it shows.',
  key: ['construction_id', 'sign_code'],
  columns: {
    construction_id,
    sign_code: code({ meaning: 'Sign of the typology.' }),
    points: integer({ meaning: 'Points that it gives.', unit: 'points', min: 1 }),
    sign_count: count('What was counted.', 'count'),
    base_count: integer({ meaning: 'Out of how many.', unit: 'count', optional: true, min: 0 }),
    amount_cents: cents({ meaning: 'What it left open.', optional: true }),
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
    ...COUNTS,
    points: count('Points of its signs.', 'points'),
  },
});

export const WorkerRing = defineTable({
  schema: 'network',
  name: 'worker_ring',
  grain:
    'One row per short-lived employer that shares a group of workers with another: a sign of fictitious employment.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number,
    construction_id,
    ring_partner_count: count('Employers with the same workers.', 'employers'),
    shared_worker_count: count('Most workers shared with one of them.', 'workers'),
    ring_worker_share: real({
      meaning: 'Their part of its workers of six months; NULL where it had none.',
      unit: 'share',
      min: 0,
      max: 1,
      optional: true,
    }),
  },
});

export const RingWorker = defineTable({
  schema: 'network',
  name: 'ring_worker',
  grain: 'One row per employer in a ring of workers and person who moves in it.',
  key: ['noss_registration_number', 'worker_id'],
  columns: {
    noss_registration_number,
    worker_id: workerId({ meaning: 'Person who worked there and at another employer of the ring.' }),
  },
});

/** What a model may say about a ring of workers. */
export const RING_FEATURES = describeFeatures('network', {
  ring_worker_share: [
    'Deel van de werknemers dat met een kort levende werkgever gedeeld wordt: {value}.',
    'Part des travailleurs partagés avec un employeur éphémère : {value}.',
    'Anteil der Arbeitnehmer, die mit einem kurzlebigen Arbeitgeber geteilt werden: {value}.',
  ],
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
