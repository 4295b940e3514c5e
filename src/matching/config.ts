import { UsageError } from '../errors.ts';
import { KINDS, SIMILARITIES, type Kind, type Similarity } from './kinds.ts';

/** One clue: how a column of two records is compared. */
export interface Comparison {
  /** The column, as the table names it; also the name of the clue. */
  readonly column: string;
  readonly kind: Kind;
  /** For names: the column that may hold this name by mistake, and the other way round. */
  readonly swap?: string;
  /** For text and names: how similar, and from which similarities on, closest first. @default of the kind */
  readonly similarity?: Similarity;
  readonly levels?: readonly number[];
  /** Whether an agreement on a frequent value weighs less. @default true */
  readonly termFrequency: boolean;
}

/** How two tables are linked, or one is de-duplicated. */
export interface MatchConfig {
  readonly id: string;
  readonly comparisons: readonly Comparison[];
  /** Rules; each is a list of SQL expressions on which both records must agree. */
  readonly blocking: readonly (readonly string[])[];
  /** Rules whose pairs are matches for certain, and the share of all matches that they find. */
  readonly deterministic?: { readonly rules: readonly (readonly string[])[]; readonly recall: number };
  /** Probability from which two records are taken for one. @default 0.9 */
  readonly threshold: number;
  /** Probability from which a pair is kept. @default the threshold */
  readonly keep: number;
  /** Candidate pairs that one rule may give. @default 50 million */
  readonly maximumPairs: number;
  /** Records that one cluster may hold before it is split. @default 100 */
  readonly maximumCluster: number;
  /** Share of its possible pairs that must be linked in a cluster of more than ten records. @default 0.2 */
  readonly minimumDensity: number;
  /** Texts that mean "not known", besides the empty one. */
  readonly missing: readonly string[];
}

export const MATCH_DEFAULTS = {
  threshold: 0.9,
  maximumPairs: 50_000_000,
  maximumCluster: 100,
  minimumDensity: 0.2,
  recall: 0.8,
} as const;

/** Other words for the kinds. */
const KIND_ALIASES: Readonly<Record<string, Kind>> = {
  string: 'text',
  jaro_winkler: 'text',
  jaro: 'text',
  levenshtein: 'text',
  damerau_levenshtein: 'text',
  category: 'exact',
  code: 'exact',
  identifier: 'id',
  dob: 'date',
  birth_date: 'date',
  forename: 'name',
  surname: 'name',
  first_name: 'name',
  last_name: 'name',
  zip: 'postcode',
  postal_code: 'postcode',
  integer: 'number',
  numeric: 'number',
  mail: 'email',
  tokens: 'words',
  array: 'words',
  set: 'words',
};

const KEYS = [
  'id',
  'comparisons',
  'blocking',
  'deterministic',
  'recall',
  'threshold',
  'keep',
  'maximumPairs',
  'maximumCluster',
  'minimumDensity',
  'missing',
];

/** Returns the error of a wrong config. */
export function configError(place: string, fact: string, expectation: string): UsageError {
  return new UsageError({
    place: `match config, ${place}`,
    fact,
    expectation,
    effect: 'nothing was compared',
    next: 'correct the config; src/matching/README.md and `vigie lab match --help` describe it',
  });
}

/**
 * Returns the config that a JSON value describes, for a table with these columns. Column names are compared without
 * regard to case and outer blanks. A comparison without a kind gets the one that `guess` gives.
 * @throws UsageError for an unknown key, column or kind, no comparison, no blocking, a number out of its range.
 */
export function parseMatchConfig(
  value: unknown,
  columns: readonly string[],
  guess: (column: string) => Kind = () => 'text',
): MatchConfig {
  const raw = recordOf(value, 'file');
  const unknown = Object.keys(raw).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw configError(unknown, 'this key is unknown', `one of ${KEYS.join(', ')}`);
  }
  const comparisons = listOf(raw['comparisons'], 'comparisons').map((item, i) =>
    parseComparison(item, `comparisons[${i}]`, columns, guess),
  );
  const twice = comparisons.find(({ column }, i) => comparisons.findIndex((c) => c.column === column) < i);
  if (twice)
    throw configError('comparisons', `column ${twice.column} stands twice`, 'one comparison per column');
  if (comparisons.length === 0) throw configError('comparisons', 'there is none', 'at least one comparison');
  const blocking = parseRules(raw['blocking'] ?? [], 'blocking', columns);
  if (blocking.length === 0) {
    throw configError(
      'blocking',
      'there is no blocking rule',
      'at least one; without it every record meets every other',
    );
  }
  const threshold = numberOf(raw, 'threshold', MATCH_DEFAULTS.threshold, 0, 1);
  const deterministic = parseDeterministic(raw, columns);
  return {
    id: columnOf(textOf(raw['id'], 'id'), 'id', columns),
    comparisons,
    blocking,
    ...(deterministic && { deterministic }),
    threshold,
    keep: numberOf(raw, 'keep', threshold, 0, 1),
    maximumPairs: numberOf(raw, 'maximumPairs', MATCH_DEFAULTS.maximumPairs, 1, 1e12),
    maximumCluster: numberOf(raw, 'maximumCluster', MATCH_DEFAULTS.maximumCluster, 2, 1e9),
    minimumDensity: numberOf(raw, 'minimumDensity', MATCH_DEFAULTS.minimumDensity, 0, 1),
    missing: listOf(raw['missing'] ?? [], 'missing').map((item) => textOf(item, 'missing')),
  };
}

function parseComparison(
  item: unknown,
  place: string,
  columns: readonly string[],
  guess: (column: string) => Kind,
): Comparison {
  const raw = typeof item === 'string' ? { column: item } : recordOf(item, place);
  const known = ['column', 'kind', 'swap', 'similarity', 'levels', 'termFrequency'];
  const unknown = Object.keys(raw).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw configError(place, `key ${unknown} is unknown`, `one of ${known.join(', ')}`);
  const column = columnOf(textOf(raw['column'], `${place}.column`), place, columns);
  const word = raw['kind'] === undefined ? undefined : textOf(raw['kind'], `${place}.kind`).toLowerCase();
  const kind = word === undefined ? guess(column) : kindOf(word, place);
  const named = raw['similarity'] ?? (word !== undefined && isSimilarity(word) ? word : undefined);
  if (named !== undefined && !isSimilarity(named)) {
    throw configError(`${place}.similarity`, 'it is unknown', SIMILARITIES.join(', '));
  }
  const levels = raw['levels'] === undefined ? undefined : parseLevels(raw['levels'], `${place}.levels`);
  if ((levels ?? named) !== undefined && kind !== 'text' && kind !== 'name') {
    throw configError(place, `kind ${kind} takes no similarity and no levels`, 'them with text or name only');
  }
  return {
    column,
    kind,
    ...(raw['swap'] !== undefined && { swap: columnOf(textOf(raw['swap'], place), place, columns) }),
    ...(named !== undefined && { similarity: named }),
    ...(levels !== undefined && { levels }),
    termFrequency: raw['termFrequency'] === undefined ? true : raw['termFrequency'] === true,
  };
}

function parseLevels(value: unknown, place: string): number[] {
  const levels = listOf(value, place).map(Number);
  const isFalling = levels.every((level, i) => level > 0 && level <= 1 && level < (levels[i - 1] ?? 2));
  if (levels.length === 0 || !isFalling) {
    throw configError(
      place,
      'they are no falling list of similarities',
      'numbers over 0 up to 1, closest first',
    );
  }
  return levels;
}

function parseDeterministic(
  raw: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): MatchConfig['deterministic'] {
  const given = raw['deterministic'];
  if (given === undefined) return undefined;
  const nested = Array.isArray(given) ? { rules: given } : recordOf(given, 'deterministic');
  const rules = parseRules(nested['rules'] ?? [], 'deterministic', columns);
  if (rules.length === 0) return undefined;
  const recall = numberOf(
    { recall: nested['recall'] ?? raw['recall'] },
    'recall',
    MATCH_DEFAULTS.recall,
    0.001,
    1,
  );
  return { rules, recall };
}

function parseRules(value: unknown, place: string, columns: readonly string[]): string[][] {
  return listOf(value, place).map((item, i) => {
    const on = typeof item === 'object' && item !== null && 'on' in item ? item.on : item;
    const parts = typeof on === 'string' ? [on] : listOf(on, `${place}[${i}]`);
    if (parts.length === 0)
      throw configError(`${place}[${i}]`, 'the rule is empty', 'columns or expressions');
    return parts.map((part) => {
      const text = textOf(part, `${place}[${i}]`).trim();
      return columns.find((name) => sameName(name, text)) ?? text;
    });
  });
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function columnOf(name: string, place: string, columns: readonly string[]): string {
  const found = columns.find((column) => sameName(column, name));
  if (found === undefined) {
    throw configError(place, `column ${name} does not exist`, `one of ${columns.join(', ')}`);
  }
  return found;
}

function kindOf(word: string, place: string): Kind {
  const kind = (KINDS as readonly string[]).includes(word) ? (word as Kind) : KIND_ALIASES[word];
  if (kind === undefined) throw configError(`${place}.kind`, `kind ${word} is unknown`, KINDS.join(', '));
  return kind;
}

const isSimilarity = (word: unknown): word is Similarity =>
  (SIMILARITIES as readonly unknown[]).includes(word);

function recordOf(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw configError(place, 'it is no JSON object', 'an object in braces');
  }
  return value as Readonly<Record<string, unknown>>;
}

function listOf(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) throw configError(place, 'it is no list', 'a list in brackets');
  return value;
}

function textOf(value: unknown, place: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw configError(place, 'it is no text', 'a text');
  return value;
}

function numberOf(
  raw: Readonly<Record<string, unknown>>,
  key: string,
  otherwise: number,
  low: number,
  high: number,
): number {
  const value = raw[key] ?? otherwise;
  if (typeof value !== 'number' || !(value >= low && value <= high)) {
    throw configError(key, 'it is no number in range', `a number from ${low} to ${high}`);
  }
  return value;
}
