import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  flag,
  integer,
  real,
  text,
  workerId,
} from '../../../src/table/index.ts';

const avwddt_id = text({ meaning: 'Declaration of works.' });
const site_id = text({ meaning: 'Physical site.' });

export const SiteParticipant = defineTable({
  schema: 'feature',
  name: 'site_participant',
  grain: 'One row per declared works and enterprise in their chain of contracts.',
  key: ['avwddt_id', 'participant_id'],
  columns: {
    avwddt_id,
    participant_id: text({
      meaning: 'CBE number, else foreign number, else pseudonym of the name.',
      personal: 'pseudonym',
    }),
    cbe_number: cbeNumber({ meaning: 'CBE number, if it has one.', optional: true }),
    is_foreign: flag({ meaning: 'Established abroad: by its country, else for want of a CBE number.' }),
    depth: integer({
      meaning: 'Level in the chain: 1 the declarant, 2 his subcontractors.',
      unit: 'levels',
      min: 1,
      max: 8,
    }),
    contract_count: integer({ meaning: 'Contracts that it holds on the site.', unit: 'contracts', min: 0 }),
    late_contract_count: integer({
      meaning: 'Of these, contracts declared after the work began.',
      unit: 'contracts',
      min: 0,
    }),
    contract_cents: cents({ meaning: 'Declared amount of these contracts.' }),
  },
});

/** What the declarations say of a person present on a day, from what is in order to what nobody declared. */
export const STANDINGS = [
  'declared',
  'declared_late',
  'posted',
  'posted_late',
  'posted_without_limosa',
  'other_employer',
  'unverifiable',
  'undeclared',
] as const;

export const SitePresence = defineTable({
  schema: 'feature',
  name: 'site_presence',
  grain: 'One row per person, employer and day present on a works site.',
  key: ['presence_registration_id'],
  notes:
    'A self-employed person checks in too and needs no Dimona: a presence for an enterprise without a matricule is unverifiable, not undeclared. The status of a presence is that of its last delivery: an earlier status is not kept.',
  columns: {
    presence_registration_id: text({ meaning: 'First registration of the presence.' }),
    avwddt_id,
    registration_date: date({ meaning: 'Day of presence.' }),
    person_id: workerId({
      meaning: 'Worker by pseudonym, else the Limosa notification.',
      optional: true,
    }),
    cbe_number: cbeNumber({ meaning: 'Enterprise that checked the person in.', optional: true }),
    employer_foreign_id: text({ meaning: 'Foreign employer, by the posting.', optional: true }),
    is_posted: flag({ meaning: 'The person checked in with a Limosa number, or a posting names him.' }),
    standing_code: code({
      meaning: 'What Dimona and Limosa, as known at the as-of date, say of that day.',
      oneOf: STANDINGS,
    }),
  },
});

export const SitePosting = defineTable({
  schema: 'feature',
  name: 'site_posting',
  grain: 'One row per Limosa notification for the address of a works site that runs in the window.',
  key: ['limosa_id'],
  columns: {
    limosa_id: text({ meaning: 'Limosa notification.' }),
    site_id,
    employer_foreign_id: text({ meaning: 'Foreign employer.', optional: true }),
    start_date: date({ meaning: 'First planned day.' }),
    end_date: date({ meaning: 'Last planned day; the as-of date while unknown.' }),
    has_a1: flag({ meaning: 'The notification names an A1 document.' }),
  },
});

export const SiteContractor = defineTable({
  schema: 'feature',
  name: 'site_contractor',
  grain: 'One row per declared works and contractor at work on them in the window.',
  key: ['avwddt_id', 'participant_id'],
  notes:
    'A contractor may have been there before or after its declared days: an absence of traces is a clue, no proof.',
  columns: {
    avwddt_id,
    participant_id: text({ meaning: 'CBE number, else foreign number.' }),
    first_date: date({ meaning: 'First declared day of work in the window.' }),
    last_date: date({ meaning: 'Last declared day of work in the window.' }),
    is_foreign: flag({ meaning: 'Established abroad.' }),
    has_presence: flag({ meaning: 'It checked somebody in within the window.' }),
    has_limosa: flag({ meaning: 'A Limosa of it for this address covers its last day of work.' }),
  },
});

export const SiteEnterprise = defineTable({
  schema: 'feature',
  name: 'site_enterprise',
  grain: 'One row per declared works and enterprise with a CBE number in its chain or among its presences.',
  key: ['avwddt_id', 'cbe_number'],
  columns: {
    avwddt_id,
    cbe_number: cbeNumber({ meaning: 'Enterprise.' }),
    is_unlisted: flag({ meaning: 'It checks workers in, but no contract of the declaration names it.' }),
  },
});

export const SiteEmployer = defineTable({
  schema: 'feature',
  name: 'site_employer',
  grain: 'One row per enterprise on some works site, with its standing at the as-of date.',
  key: ['cbe_number'],
  columns: {
    cbe_number: cbeNumber({ meaning: 'Enterprise.' }),
    start_date: date({ meaning: 'First day as an enterprise or employer.', optional: true }),
    is_new: flag({ meaning: 'Younger than twelve months.' }),
    owed_cents: cents({ meaning: 'Contributions open after their due date and under no followed plan.' }),
    unpaid_quarter_count: integer({ meaning: 'Quarters with something open.', unit: 'quarters', min: 0 }),
    is_debtor: flag({ meaning: 'It owes more than EUR 2 500, so that its clients must withhold.' }),
    is_insolvent: flag({ meaning: 'A bankruptcy or judicial reorganisation is open.' }),
    hit_count: integer({
      meaning: 'Inspections of the last 24 months that found an infringement.',
      unit: 'results',
      min: 0,
    }),
  },
});

export const SiteWithholding = defineTable({
  schema: 'feature',
  name: 'site_withholding',
  grain: 'One row per works, payer, contractor with debts and invoice with too little withheld.',
  key: ['avwddt_id', 'payer_cbe_number', 'contractor_cbe_number', 'invoice_date'],
  notes: 'An invoice names no site: it counts for every site on which payer and contractor have a contract.',
  columns: {
    avwddt_id,
    payer_cbe_number: cbeNumber({ meaning: 'Who paid.' }),
    contractor_cbe_number: cbeNumber({ meaning: 'Who was paid and had debts on that day.' }),
    invoice_date: date({ meaning: 'Date of the invoice.' }),
    missing_cents: cents({ meaning: 'What should have been withheld and was not.' }),
  },
});

export const SiteHistory = defineTable({
  schema: 'feature',
  name: 'site_history',
  grain: 'One row per physical site on which some service had opened a case by the as-of date.',
  key: ['site_id'],
  columns: {
    site_id,
    visit_count: integer({ meaning: 'Visits.', unit: 'visits', min: 0 }),
    hit_count: integer({ meaning: 'Results with an infringement.', unit: 'results', min: 0 }),
    no_infringement_count: integer({ meaning: 'Results without one.', unit: 'results', min: 0 }),
    open_case_count: integer({ meaning: 'Cases without a known result.', unit: 'cases', min: 0 }),
    last_visit_date: date({ meaning: 'Last visit.', optional: true }),
    last_outcome_code: code({ meaning: 'Last known result.', optional: true }),
    last_outcome_date: date({ meaning: 'Day of the last known result.', optional: true }),
  },
});

const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });

export const SiteReputation = defineTable({
  schema: 'feature',
  name: 'site_reputation',
  grain: 'One row per declared works not ended three months before the as-of date.',
  key: ['avwddt_id'],
  notes:
    'What the enterprises of the chain are known for elsewhere. Results at the address itself are in site_history; a visit counts once, however many enterprises of the chain were there.',
  columns: {
    avwddt_id,
    chain_result_count: count(
      'Visits with a result in 24 months where an enterprise of the chain worked.',
      'results',
    ),
    chain_hit_count: count('Of these, visits that found an infringement.', 'results'),
    chain_hit_share: share('Part of these visits that found an infringement.'),
    declarant_result_count: count(
      'Visits with a result in 24 months at other works of the declarant.',
      'results',
    ),
    declarant_hit_count: count('Of these, visits that found an infringement.', 'results'),
    declarant_hit_share: share(
      'Part of the visits at other works of the declarant that found an infringement.',
    ),
    chain_without_a1_share: share(
      'Part of the notifications of the foreign enterprises of the chain, anywhere in 12 months, without an A1.',
    ),
    chain_unposted_share: share(
      'Part of the presences of the foreign enterprises of the chain, on any site, that no Limosa covers.',
    ),
  },
});

export const SiteMonth = defineTable({
  schema: 'feature',
  name: 'site_month',
  grain: 'One row per declared works known at the as-of date and not ended three months before it.',
  key: ['avwddt_id'],
  notes:
    'Presences, postings and invoices: the three months before the as-of date. The rest: as known on it.',
  columns: {
    avwddt_id,
    site_id,
    works_type_code: code({ meaning: 'Kind of works.', optional: true }),
    is_obliged_to_register: flag({ meaning: 'Workers must check in on this site.' }),
    start_date: date({ meaning: 'First day of the works.', optional: true }),
    end_date: date({ meaning: 'Planned last day of the works.', optional: true }),
    declared_cents: cents({ meaning: 'Amount of the works as declared.', optional: true }),
    contract_cents: cents({ meaning: 'Sum of the declared contracts.' }),
    declared_late_days: count('Days between the start of the works and their declaration.', 'days'),
    late_contract_count: count('Contracts declared after their work began.', 'contracts'),
    contract_count: count('Declared contracts.', 'contracts'),
    contractor_count: count('Enterprises in the chain.', 'enterprises'),
    chain_depth: count('Levels of the chain of contracts.', 'levels'),
    foreign_contractor_count: count('Foreign enterprises in the chain.', 'enterprises'),
    foreign_contractor_share: share('Part of the chain that is foreign.'),
    new_contractor_count: count('Enterprises on the site younger than twelve months.', 'enterprises'),
    unlisted_employer_count: count(
      'Enterprises that check workers in without a declared contract.',
      'enterprises',
    ),
    presence_count: count('Presences of the window, in person-days.', 'person-days'),
    worker_count: count('Persons present in the window.', 'workers'),
    employer_count: count('Enterprises that checked workers in.', 'enterprises'),
    days_without_presence: count(
      'Days of works in the window, where check-in is a duty and nobody did.',
      'days',
    ),
    silent_contractor_count: count(
      'Contractors at work on a site with check-in duty that checked nobody in.',
      'enterprises',
    ),
    unnotified_contractor_count: count(
      'Foreign contractors at work without a Limosa for this address.',
      'enterprises',
    ),
    posting_count: count('Limosa notifications for this address.', 'notifications'),
    posting_without_a1_count: count('Limosa notifications for this address without an A1.', 'notifications'),
    undeclared_presence_count: count('Presences without Dimona or Limosa on that day.', 'person-days'),
    undeclared_worker_count: count('Persons present without Dimona or Limosa.', 'workers'),
    undeclared_presence_share: share('Part of the presences without Dimona or Limosa.'),
    late_dimona_presence_count: count('Presences whose Dimona came after the day.', 'person-days'),
    other_employer_presence_count: count('Presences with a Dimona of another employer only.', 'person-days'),
    unverifiable_presence_count: count(
      'Presences that nothing can confirm: no matricule, no NISS.',
      'person-days',
    ),
    posted_presence_count: count('Presences of posted persons.', 'person-days'),
    posted_worker_count: count('Posted persons present.', 'workers'),
    posted_presence_share: share('Part of the presences that are of posted persons.'),
    unposted_presence_count: count(
      'Presences of posted persons on a day that no Limosa covers.',
      'person-days',
    ),
    unposted_worker_count: count('Posted persons present on a day that no Limosa covers.', 'workers'),
    late_limosa_presence_count: count('Presences whose Limosa came after the day.', 'person-days'),
    debtor_count: count('Enterprises on the site that owe more than EUR 2 500.', 'enterprises'),
    debtor_owed_cents: cents({ meaning: 'What these enterprises owe together.' }),
    unwithheld_invoice_count: count(
      'Invoices of indebted contractors without the full withholding.',
      'invoices',
    ),
    unwithheld_cents: cents({ meaning: 'What was not withheld on them.' }),
    insolvent_count: count('Enterprises on the site under an open insolvency procedure.', 'enterprises'),
    offending_contractor_count: count(
      'Enterprises on the site with an infringement in 24 months.',
      'enterprises',
    ),
    visit_count: count('Earlier visits at this address.', 'visits'),
    hit_count: count('Earlier visits at this address that found an infringement.', 'results'),
    no_infringement_count: count('Earlier visits at this address that found none.', 'results'),
    last_visit_date: date({ meaning: 'Last visit at this address by any service.', optional: true }),
    days_since_last_visit: integer({
      meaning: 'Days since that visit.',
      unit: 'days',
      min: 0,
      optional: true,
    }),
    last_outcome_code: code({ meaning: 'Last known result at this address.', optional: true }),
  },
});

/** The themes of the features: a model shows its reasons by theme. */
export const SITE_MONTH_THEMES = {
  works: ['declared_cents', 'contract_cents', 'works_type_code', 'start_date', 'end_date'],
  declaration: ['declared_late_days', 'late_contract_count', 'unlisted_employer_count'],
  chain: ['contract_count', 'contractor_count', 'chain_depth', 'new_contractor_count'],
  foreign: ['foreign_contractor_count', 'foreign_contractor_share'],
  registration: [
    'is_obliged_to_register',
    'presence_count',
    'worker_count',
    'employer_count',
    'days_without_presence',
    'silent_contractor_count',
  ],
  undeclared_work: [
    'undeclared_presence_count',
    'undeclared_worker_count',
    'undeclared_presence_share',
    'late_dimona_presence_count',
    'other_employer_presence_count',
    'unverifiable_presence_count',
  ],
  posting: [
    'unnotified_contractor_count',
    'posting_count',
    'posting_without_a1_count',
    'posted_presence_count',
    'posted_worker_count',
    'posted_presence_share',
    'unposted_presence_count',
    'unposted_worker_count',
    'late_limosa_presence_count',
  ],
  debt: [
    'debtor_count',
    'debtor_owed_cents',
    'unwithheld_invoice_count',
    'unwithheld_cents',
    'insolvent_count',
  ],
  history: [
    'offending_contractor_count',
    'visit_count',
    'hit_count',
    'no_infringement_count',
    'last_visit_date',
    'days_since_last_visit',
    'last_outcome_code',
  ],
} as const satisfies Readonly<Record<string, readonly (keyof typeof SiteMonth.columns)[]>>;
