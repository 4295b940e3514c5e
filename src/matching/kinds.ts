import { quotedText } from '../table/index.ts';
import type { Comparison } from './config.ts';

/** What a column holds; it decides how two values are compared. */
export const KINDS = [
  'exact',
  'text',
  'name',
  'date',
  'number',
  'email',
  'phone',
  'postcode',
  'address',
  'words',
  'id',
] as const;
export type Kind = (typeof KINDS)[number];

export const SIMILARITIES = ['jaro_winkler', 'levenshtein', 'damerau_levenshtein', 'jaccard'] as const;
export type Similarity = (typeof SIMILARITIES)[number];

/** One level of a comparison: closest first; `different` ends the list and "missing" stands apart as level 0. */
export interface Level {
  readonly name: string;
  /** SQL condition on both records, for values that are known on both sides and not equal. */
  readonly when: string;
}

/** A comparison as SQL. Levels are numbered: 0 missing, 1 different, up to `levels.length + 1` for the first. */
export interface Clue {
  readonly name: string;
  /** Columns of the prepared record: name to SQL over the cleaned text `value`. The first is what must be equal. */
  readonly prepared: Readonly<Record<string, (value: string) => string>>;
  /** SQL of the similarity that the levels call `similarity`, evaluated once for unequal values. */
  readonly similarity?: string;
  /** From closest to farthest, without `different`; the first is `exact`. */
  readonly levels: readonly Level[];
  readonly termFrequency: boolean;
}

const SIMILARITY_SQL: Readonly<Record<Similarity, (a: string, b: string) => string>> = {
  jaro_winkler: (a, b) => `jaro_winkler_similarity(${a}, ${b})`,
  levenshtein: (a, b) => `1 - levenshtein(${a}, ${b}) / greatest(length(${a}), length(${b}))`,
  damerau_levenshtein: (a, b) => `1 - damerau_levenshtein(${a}, ${b}) / greatest(length(${a}), length(${b}))`,
  jaccard: (a, b) => `jaccard(${a}, ${b})`,
};

/** Similarities from which text is close and similar. Jaro–Winkler after the common defaults for names. */
const DEFAULT_LEVELS: Readonly<Record<Similarity, readonly number[]>> = {
  jaro_winkler: [0.92, 0.8],
  levenshtein: [0.85, 0.7],
  damerau_levenshtein: [0.85, 0.7],
  jaccard: [0.85, 0.7],
};

const same = (value: string): string => value;
/** Without signs. Cheaper than a regular expression by far. */
const signless = (value: string): string => `nullif(translate(${value}, ' -./()+_', ''), '')`;
/** Hyphens are blanks, apostrophes and dots nothing. */
const nameText = (value: string): string => `nullif(trim(translate(${value}, '-.''', ' ')), '')`;
/** Edits with exchanged neighbours as one; 99 where there are more than `most`, which a cheaper distance tells. */
const editsSql = (l: string, r: string, most: number): string =>
  `CASE WHEN levenshtein(${l}, ${r}) > ${2 * most} THEN 99 ELSE damerau_levenshtein(${l}, ${r}) END`;
/** One edit at most: texts of one length then differ in two places, and counting those is ten times cheaper. */
const oneEditSql = (l: string, r: string, before = ''): string =>
  `CASE WHEN strlen(${l}) <> strlen(${r}) THEN ${editsSql(l, r, 1)} ${before}
    WHEN hamming(${l}, ${r}) > 2 THEN 99 ELSE damerau_levenshtein(${l}, ${r}) END`;
const words = (value: string): string =>
  `list_sort(list_distinct(list_filter(string_split(regexp_replace(${value}, '[^A-Z0-9]+', ' ', 'g'), ' '), word -> word <> '')))`;

/** Dates come as texts of many shapes; what is none of them stays as written and is compared as text. */
const dateValue = (value: string): string =>
  `CAST(coalesce(try_strptime(${value}, ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y/%m/%d', '%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']),
    CASE WHEN length(${value}) = 8 THEN try_strptime(${value}, '%Y%m%d') END) AS DATE)`;
const dateText = (value: string): string => `coalesce(CAST(${dateValue(value)} AS VARCHAR), ${value})`;

type Sides = (column: string) => readonly [string, string];
type Recipe = Pick<Clue, 'prepared' | 'levels' | 'similarity'>;

const EXACT: Level = { name: 'exact', when: 'TRUE' };

const textRecipe =
  (clean: (value: string) => string) => (key: string, sides: Sides, comparison: Comparison) => {
    const kind = comparison.similarity ?? 'jaro_winkler';
    const levels = comparison.levels ?? DEFAULT_LEVELS[kind];
    return {
      prepared: { [key]: clean },
      similarity: SIMILARITY_SQL[kind](...sides(key)),
      levels: [
        EXACT,
        ...levels.map((level) => ({ name: `${kind} >= ${level}`, when: `similarity >= ${level}` })),
      ],
    };
  };

/** One edit, or the day and the month exchanged; then the distance in days. */
function dateRecipe(key: string, sides: Sides): Recipe {
  const [l, r] = sides(key);
  const [ld, rd] = sides(`${key}_day`);
  const within = (days: number) => `abs(${ld} - ${rd}) <= ${days}`;
  const isSwapped = `(left(${l}, 4) = left(${r}, 4) AND substr(${l}, 6, 2) = substr(${r}, 9, 2) AND substr(${l}, 9, 2) = substr(${r}, 6, 2))`;
  return {
    prepared: { [key]: dateText, [`${key}_day`]: dateValue },
    similarity: oneEditSql(l, r, `WHEN hamming(${l}, ${r}) > 4 THEN 99 WHEN ${isSwapped} THEN 1`),
    levels: [
      EXACT,
      { name: 'one digit, or day and month exchanged', when: 'similarity <= 1' },
      { name: 'within a month', when: within(31) },
      { name: 'within a year', when: within(366) },
      { name: 'within ten years', when: within(3653) },
    ],
  };
}

function emailRecipe(key: string, sides: Sides): Recipe {
  const [l, r] = sides(key);
  const [lu, ru] = sides(`${key}_user`);
  return {
    prepared: { [key]: same, [`${key}_user`]: (value) => `nullif(split_part(${value}, '@', 1), '')` },
    levels: [
      EXACT,
      { name: 'same user', when: `${lu} = ${ru}` },
      { name: 'close', when: `jaro_winkler_similarity(${l}, ${r}) >= 0.9` },
      { name: 'close user', when: `jaro_winkler_similarity(${lu}, ${ru}) >= 0.88` },
    ],
  };
}

function postcodeRecipe(key: string, sides: Sides): Recipe {
  const [l, r] = sides(key);
  const district = (side: string) =>
    `left(${side}, length(${side}) - CASE WHEN length(${side}) > 5 THEN 3 ELSE 2 END)`;
  return {
    prepared: { [key]: signless },
    similarity: oneEditSql(l, r),
    levels: [
      EXACT,
      { name: 'one edit', when: 'similarity <= 1' },
      { name: 'same district', when: `${district(l)} = ${district(r)}` },
    ],
  };
}

function numberRecipe(key: string, sides: Sides): Recipe {
  const [l, r] = sides(key);
  const within = (share: number) => `abs(${l} - ${r}) <= ${share} * greatest(abs(${l}), abs(${r}))`;
  return {
    prepared: { [key]: (value) => `TRY_CAST(${value} AS DOUBLE)` },
    levels: [EXACT, { name: 'within 1 %', when: within(0.01) }, { name: 'within 10 %', when: within(0.1) }],
  };
}

/** Identifiers: a key pressed wrongly, or two. */
const idRecipe = (key: string, sides: Sides): Recipe => ({
  prepared: { [key]: signless },
  similarity: editsSql(...sides(key), 2),
  levels: [
    EXACT,
    { name: 'one edit', when: 'similarity <= 1' },
    { name: 'two edits', when: 'similarity <= 2' },
  ],
});

function wordsRecipe(key: string, sides: Sides): Recipe {
  const [l, r] = sides(key);
  const common = `len(list_intersect(${l}, ${r}))`;
  return {
    prepared: { [key]: (value) => `nullif(${words(value)}, [])` },
    similarity: `${common} / (len(${l}) + len(${r}) - ${common})`,
    levels: [
      EXACT,
      { name: 'half of the words', when: 'similarity >= 0.5' },
      { name: 'some words', when: 'similarity >= 0.25' },
    ],
  };
}

const RECIPES: Readonly<Record<Kind, (key: string, sides: Sides, comparison: Comparison) => Recipe>> = {
  exact: (key) => ({ prepared: { [key]: same }, levels: [EXACT] }),
  text: textRecipe(same),
  name: textRecipe(nameText),
  address: textRecipe((value) => `nullif(street_key(${value}), '')`),
  date: dateRecipe,
  number: numberRecipe,
  email: emailRecipe,
  phone: idRecipe,
  id: idRecipe,
  postcode: postcodeRecipe,
  words: wordsRecipe,
};

/** Kinds for which a value that many have says little. Numbers have no values that repeat. */
const HAS_TERMS: ReadonlySet<Kind> = new Set(KINDS.filter((kind) => kind !== 'number' && kind !== 'words'));

/**
 * Returns the comparisons as clues, in their order. Two names that may stand in each other's column give one level,
 * `swapped`, to the clue that says so; the other clue is neutral for such a pair, so that the exchange counts once.
 */
export function cluesOf(comparisons: readonly Comparison[]): Clue[] {
  return comparisons.map((comparison, i) => {
    const sides: Sides = (column) => [`l.${column}`, `r.${column}`];
    const recipe = RECIPES[comparison.kind](`c${i}`, sides, comparison);
    const swapped = swapSql(comparisons, comparison, i);
    const [exact = EXACT, ...others] = recipe.levels;
    return {
      name: comparison.column,
      ...recipe,
      levels: swapped === undefined ? recipe.levels : [exact, { name: 'swapped', when: swapped }, ...others],
      termFrequency: comparison.termFrequency && HAS_TERMS.has(comparison.kind),
    };
  });
}

function swapSql(comparisons: readonly Comparison[], comparison: Comparison, i: number): string | undefined {
  const j = comparisons.findIndex(({ column }) => column === comparison.swap);
  return j < 0 || j === i ? undefined : `(l.c${i} = r.c${j} AND l.c${j} = r.c${i})`;
}

/** Returns for each clue the condition under which another one already tells of an exchange, if any. */
export function neutralSql(comparisons: readonly Comparison[]): (string | undefined)[] {
  return comparisons.map(({ column }, j) => {
    const i = comparisons.findIndex(({ swap }, at) => swap === column && at !== j);
    if (i < 0) return undefined;
    const swapped = swapSql(comparisons, comparisons[i] as Comparison, i) as string;
    return `(${swapped} AND l.c${i} <> r.c${i})`;
  });
}

/** Returns SQL of a text for comparison: trimmed, upper case, no accents, NULL for nothing and for `missing`. */
export function cleanedSql(column: string, missing: readonly string[]): string {
  const text = `upper(strip_accents(trim(CAST(${column} AS VARCHAR))))`;
  const none = ['', ...missing.map((word) => word.trim().toUpperCase())].map(quotedText);
  return `CASE WHEN ${text} NOT IN (${none.join(', ')}) THEN ${text} END`;
}
