import {
  cbeNumber,
  cents,
  code,
  date,
  defineTable,
  integer,
  nssoNumber,
  real,
  text,
} from '../table/index.ts';
import type { Table } from '../table/index.ts';
import type { CodeLabels, EvidenceKind, Phenomenon, Severity } from './codification.ts';
import type { Purpose, Step } from './define.ts';

/** The languages of inspectors' files. */
export const LANGUAGES = ['nl', 'fr', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
/** One text in each language. */
export type Labels = Readonly<Record<Language, string>>;

export const SUBJECT_TYPES = ['site', 'employer', 'network', 'provider', 'worker_employer'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** One rule of a list: why a subject stands on it, in words that an inspector can check. */
export interface Reason {
  readonly code: string;
  /**
   * The sentence, with `{count}`, `{base}` and `{amount}` where the evidence numbers of the row stand.
   * `{count|one|many}` chooses a word by the number.
   */
  readonly sentence: Labels;
  /** The law that the finding is measured against. */
  readonly legalBasis: Labels;
  /** The finding in the common codes. */
  readonly evidence: EvidenceKind;
  readonly severity: Severity;
  /** @default that of the list */
  readonly phenomenon?: Phenomenon;
}

/** Where the public name of a subject is found; read for publication only, and logged. */
export interface NameSource {
  readonly table: Table<'identity'>;
  /** The column of the names table, and of the candidates, that joins the two. */
  readonly key: 'cbe_number' | 'noss_registration_number';
  readonly column: string;
}

/**
 * The model of a list. Where none was fitted, or one of its guards says stop, the points rank alone, and manifest, report and the
 * version of each row say so.
 */
export interface ListModel {
  /** Its scores: `subject_id`, `score_rank`, `model_version` and, where there is one, `probability`. */
  readonly score: Table<'score'>;
  /**
   * `ranks`, where it beats the points on the answers of a world: its order goes before the points, its probability takes the place
   * of the prior and scales the expected amount, and a subject that it explains needs no points. Subjects that it does not know
   * follow by their points. On a list of networks it orders the employers of a network; networks are ordered by points.
   * `speaks`, elsewhere: its words and reasons stand beside those of the points, and it moves nobody.
   */
  readonly role: 'ranks' | 'speaks';
  /** The column of the candidates that the scores call their subject. */
  readonly key: 'subject_id' | 'noss_registration_number';
  /** What the scores say of a row in words, by column and code; NULL for a code that says nothing. */
  readonly says?: Readonly<Record<string, Readonly<Record<string, Labels | null>>>>;
  /**
   * Where the model ranks: below this probability, 0 to 1, a subject that it knows is on the list by the random arm only, whatever
   * its points; a seat that nobody deserves stays empty. @default none is demanded
   */
  readonly minimumProbability?: number;
  /** Themes of points that are not shown on rows of which the model speaks: its words take their place. */
  readonly silences?: readonly string[];
}

/** A published list: whom to visit first, and why. */
export interface List {
  readonly kind: 'list';
  readonly name: string;
  /** One sentence: what the list answers. */
  readonly answers: string;
  readonly title: Labels;
  /** A list of networks names employers too, each after its network: `lead_id` of its candidates and targets. */
  readonly subjectType: SubjectType;
  /** What the list looks for, in the common code list. */
  readonly phenomenon: Phenomenon;
  /** The SELECTs that build the candidates, their reasons and their evidence. */
  readonly steps: readonly Step[];
  /** Made by {@link candidateTable} or {@link networkCandidateTable}: the whole population, with exclusions, scores and addresses. */
  readonly candidate: Table<'ranking'>;
  /** Made by {@link reasonTable}: one row per subject and rule that gave points. */
  readonly reason: Table<'ranking'>;
  /** Made by {@link evidenceTable}: the source rows behind each reason. */
  readonly evidence: Table<'ranking'>;
  /**
   * The ranked rows of the last run, written by the ranking from the candidates; made by {@link targetTable}
   * or {@link networkTargetTable}.
   */
  readonly target: Table<'ranking'>;
  /** Rows per judicial district and period. */
  readonly capacity: { readonly perDistrict: number; readonly exceptions?: Readonly<Record<string, number>> };
  /**
   * Below this score a subject is on the list by the random arm only, unless a model that ranks explains it: 1 asks for at least
   * one reason.
   */
  readonly minimumScore: number;
  /** Share of the capacity, at least one row per district, that is drawn by hash from the same population. */
  readonly randomShare: number;
  /** Its model. @default the points rank */
  readonly model?: ListModel;
  /**
   * Months after a visit for the same phenomenon, by any service, in which a subject is left alone; open cases and stale
   * addresses are left out too. @default none: the list's own candidates say it all
   */
  readonly coolingOffMonths?: number;
  /** What the rows are ranked by: a model that ranks, else points; or probability times amount. @default 'score' */
  readonly rankedBy?: 'score' | 'expected_cents';
  /** Which period an as-of date prepares. */
  readonly period: 'next_month';
  readonly reasons: readonly Reason[];
  /** The sentence of a row on which no rule fired. */
  readonly withoutReason: Labels;
  /** The ground for a visit on which no rule fired. */
  readonly legalBasis: Labels;
  /** Exclusion codes and what each means. */
  readonly exclusions: Readonly<Record<string, CodeLabels>>;
  readonly nameSource: NameSource;
  /** Why names and addresses are published, and on which ground. */
  readonly purpose: Purpose;
  /** Version of the points, e.g. `points-1`; where a model ranks, its own version stands in the files. */
  readonly modelVersion: string;
}

/** Returns as SQL what the subject of a row is: on a list of networks, employers follow the network that they stand in. */
export const subjectTypeSql = ({ subjectType }: Pick<List, 'subjectType'>, alias: string): string =>
  subjectType === 'network'
    ? `CASE WHEN ${alias}.lead_id IS NULL THEN 'network' ELSE 'employer' END`
    : `'${subjectType}'`;

/** Returns a list. */
export const defineList = (list: Omit<List, 'kind'>): List => ({ kind: 'list', ...list });

const SUBJECT = {
  subject_id: text({
    meaning:
      'The subject of the row; for a site its works declaration. Of a pair, a number that no name gives away.',
    personal: 'pseudonym',
  }),
} as const;

const GROUP = {
  group_id: text({ meaning: 'Subjects of one group share one visit: the physical site, the employer.' }),
} as const;

const PLACE = {
  judicial_district: code({
    meaning: 'Judicial district that would visit; NULL: not found.',
    optional: true,
  }),
  languages: code({
    meaning: 'Languages of the district: nl, fr, de, or nl|fr.',
    optional: true,
    oneOf: ['nl', 'fr', 'de', 'nl|fr'],
  }),
  cbe_number: cbeNumber({ meaning: 'Enterprise that answers for the subject.', optional: true }),
  noss_registration_number: nssoNumber({ meaning: 'Its NSSO matricule, if it has one.', optional: true }),
  street: text({ meaning: 'Street of the place to visit.', optional: true }),
  house_number: text({ meaning: 'House number and box as declared.', optional: true }),
  postal_code: code({ meaning: 'Postal code of the place to visit.', optional: true, pattern: '.{1,9}' }),
  municipality_nl: text({ meaning: 'Municipality in Dutch.', optional: true }),
  municipality_fr: text({ meaning: 'Municipality in French.', optional: true }),
  municipality_de: text({ meaning: 'Municipality in German.', optional: true }),
  last_inspection_date: date({ meaning: 'Last known visit by any service.', optional: true }),
  sector_code: code({ meaning: 'Sector by which results are counted.', optional: true }),
} as const;

const WORTH = {
  score: integer({ meaning: 'Sum of the points of the reasons.', unit: 'points', min: 0 }),
  probability: real({
    meaning: 'Probability that a visit finds an infringement.',
    unit: 'share',
    min: 0,
    max: 1,
  }),
  expected_cents: cents({ meaning: 'Amount that a visit is expected to regularise.' }),
} as const;

const LEAD = {
  lead_id: text({
    meaning: 'Network that the employer stands in, whose row it follows; NULL: the row of a network.',
    optional: true,
  }),
} as const;

const EXCLUSION = {
  exclusion_code: code({ meaning: 'Why the subject may not be chosen; NULL: it may.', optional: true }),
} as const;

/** Returns the declaration of a candidates table: one row per subject, chosen or not, with the code of its exclusion. */
export const candidateTable = <const N extends string>(name: N) =>
  defineTable({
    schema: 'ranking',
    name,
    grain: 'One row per subject that the list could name.',
    key: ['subject_id'],
    columns: { ...SUBJECT, ...GROUP, ...PLACE, ...WORTH, ...EXCLUSION },
  });

/** Returns the declaration of the candidates of a list of networks: each network, and each employer that follows its row. */
export const networkCandidateTable = <const N extends string>(name: N) =>
  defineTable({
    schema: 'ranking',
    name,
    grain: 'One row per network that the list could name, and per employer in one.',
    key: ['subject_id'],
    columns: { ...SUBJECT, ...LEAD, ...GROUP, ...PLACE, ...WORTH, ...EXCLUSION },
  });

/** Returns the declaration of a reasons table: one row per subject and rule that fired. */
export const reasonTable = <const N extends string>(name: N) =>
  defineTable({
    schema: 'ranking',
    name,
    grain: 'One row per subject and rule that gave points.',
    key: ['subject_id', 'reason_code'],
    columns: {
      ...SUBJECT,
      reason_code: code({ meaning: 'Rule of the list.' }),
      theme_code: code({ meaning: 'Theme of the rule.' }),
      points: integer({ meaning: 'Points that the rule gives to this subject.', unit: 'points', min: 1 }),
      evidence_count: integer({ meaning: 'What was counted: presences, contractors, days…', unit: 'count' }),
      evidence_base_count: integer({ meaning: 'Out of how many.', unit: 'count', optional: true }),
      evidence_cents: cents({ meaning: 'Amount that the evidence adds up to.', optional: true }),
    },
  });

/** Returns the declaration of an evidence table: the source rows that prove each reason. */
export const evidenceTable = <const N extends string>(name: N) =>
  defineTable({
    schema: 'ranking',
    name,
    grain: 'One row per subject, rule and source row that proves it.',
    key: ['subject_id', 'reason_code', 'source_table', 'source_key'],
    columns: {
      ...SUBJECT,
      reason_code: code({ meaning: 'Rule of the list.' }),
      source_table: text({ meaning: 'Table of the warehouse that holds the row.' }),
      source_key: text({ meaning: 'Key of the row; workers by pseudonym.', personal: 'pseudonym' }),
    },
  });

const ROW = {
  row_id: text({ meaning: 'Opaque identifier of the row, from list, period and subject.' }),
  period: text({ meaning: 'Month of the visits, 2024-05.', pattern: '\\d{4}-\\d{2}' }),
} as const;

const CHOICE = {
  rank: integer({ meaning: 'Place on the list of the district, 1 first.', min: 1 }),
  arm: code({ meaning: 'How the row was chosen.', oneOf: ['score', 'random'] }),
  propensity: real({
    meaning: 'Probability that the draw or the score chose it.',
    unit: 'share',
    min: 0,
    max: 1,
  }),
} as const;

/** Returns the declaration of the ranked rows of one run, the arm of the draw included: for the ledger, never published. */
export const targetTable = <const N extends string>(name: N) =>
  defineTable({
    schema: 'ranking',
    name,
    grain: 'One row per subject chosen for the period.',
    key: ['row_id'],
    columns: { ...ROW, ...SUBJECT, ...GROUP, ...PLACE, ...WORTH, ...CHOICE },
  });

/** Returns the declaration of the ranked rows of a list of networks. */
export const networkTargetTable = <const N extends string>(name: N) =>
  defineTable({
    schema: 'ranking',
    name,
    grain: 'One row per network, and per employer in one, chosen for the period.',
    key: ['row_id'],
    columns: { ...ROW, ...SUBJECT, ...LEAD, ...GROUP, ...PLACE, ...WORTH, ...CHOICE },
  });
