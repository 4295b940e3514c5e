import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { quotedIdentifier } from '../table/index.ts';
import { configError, MATCH_DEFAULTS, type Comparison, type MatchConfig } from './config.ts';
import { cleanedSql, type Kind } from './kinds.ts';
import { columnsOf, ruleKeySql, type MatchInput } from './records.ts';

/** What a column looks like, on all rows; shares are of the known values. */
export interface ColumnProfile {
  readonly column: string;
  readonly rows: number;
  readonly known: number;
  readonly distinct: number;
  readonly meanLength: number;
  readonly meanWords: number;
  readonly dateShare: number;
  readonly numberShare: number;
  readonly emailShare: number;
  readonly digitShare: number;
}

/** Tables up to this many pairs are compared whole. */
const WHOLE_PAIRS = 600_000;
/** Candidates per record that one rule, and all of them, may give. */
const PAIRS_PER_RECORD = { rule: 12, all: 60 } as const;
/** Rows that show whether a column is made of others, or says the same. */
const SAMPLE_ROWS = 5_000;

/** Columns that hold the answer, or say where a row comes from, are no clues. */
const NO_CLUE =
  /^(cluster|entity|true|truth|label|match|group|fold|split|source|dataset|record)(_?(id|label|nr|no|key|name|dataset|source))?$|^(unnamed|index|rownum|row_number)/i;
const ID_NAME = /(^|_)(id|key|nr|number|uid|uuid|rid)$|^(id|rec|record|unique|row)/i;

/** Returns the profiles of the columns of both tables together. */
export async function profileColumns(
  connection: DuckDBConnection,
  input: MatchInput,
): Promise<ColumnProfile[]> {
  const columns = await columnsOf(connection, input.left);
  const profiles: ColumnProfile[] = [];
  for (const column of columns) {
    const text = cleanedSql(quotedIdentifier(column), []);
    const tables = [input.left, ...(input.right === undefined ? [] : [input.right])];
    const values = tables.map((table) => `SELECT ${text} AS v FROM ${table}`).join(' UNION ALL ');
    const [row = {}] = await queryRows(
      connection,
      `WITH term AS (SELECT v, count(*) AS n FROM (${values}) GROUP BY v),
      sampled AS (SELECT v FROM term WHERE v IS NOT NULL ORDER BY md5_number_lower(v), v LIMIT ${SAMPLE_ROWS})
      SELECT (SELECT sum(n) FROM term) AS rows, (SELECT sum(n) FROM term WHERE v IS NOT NULL) AS known,
        (SELECT count(v) FROM term) AS distinct_count, ${SHAPE} FROM sampled`,
      {},
      `profile ${column}`,
    );
    const number = (name: string) => Number(row[name] ?? 0);
    profiles.push({
      column,
      rows: number('rows'),
      known: number('known'),
      distinct: number('distinct_count'),
      meanLength: number('mean_length'),
      meanWords: number('mean_words'),
      dateShare: number('date_share'),
      numberShare: number('number_share'),
      emailShare: number('email_share'),
      digitShare: number('digit_share'),
    });
  }
  return profiles;
}

/** Whole counts divided once, so that no order of rows changes them. */
const SHAPE = `sum(length(v)) / count(*) AS mean_length,
  sum(length(v) - length(replace(v, ' ', '')) + 1) / count(*) AS mean_words,
  count(*) FILTER (regexp_matches(v, '^\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}( 00:00:00)?$|^\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}$|^(18|19|20)\\d{2}(0[1-9]|1[0-2])([0-2]\\d|3[01])$')) / count(*) AS date_share,
  count(TRY_CAST(v AS DOUBLE)) / count(*) AS number_share,
  count(*) FILTER (v LIKE '%_@_%') / count(*) AS email_share,
  count(*) FILTER (regexp_matches(v, '\\d')) / count(*) AS digit_share`;

/** Returns the kind that a profile looks like. */
export function guessKind(profile: ColumnProfile): Kind {
  const { column, distinct, known, meanLength, meanWords } = profile;
  const says = (words: RegExp) => words.test(column.toLowerCase());
  if (profile.emailShare >= 0.7) return 'email';
  if (
    profile.dateShare >= 0.7 ||
    (says(/birth_?date|date|dob|naissance|geboorte/) && profile.digitShare > 0.7 && meanLength >= 6)
  )
    return 'date';
  if (says(/phone|mobile|gsm|^tel|fax/)) return 'phone';
  if (says(/post_?code|postal|zip|^plz|^cp$|code_?postal/)) return 'postcode';
  if (distinct <= 12 && known > 12 * distinct) return 'exact';
  if (profile.numberShare >= 0.95) {
    if (says(/amount|price|salary|income|age|weight|height|turnover|montant|bedrag/)) return 'number';
    return meanLength >= 6 ? 'id' : 'text';
  }
  if (profile.digitShare >= 0.9 && meanLength >= 6 && meanWords < 1.2) return 'id';
  if (says(/street|address|adress|^rue|straat|strasse/)) return 'text';
  if (meanWords >= 4.5) return 'words';
  return profile.digitShare > 0.3 ? 'text' : 'name';
}

/** Returns the id column: the one that is given, or a column with a value of its own in every row. */
function idOf(profiles: readonly ColumnProfile[], input: MatchInput, given: string | undefined): string {
  if (given !== undefined) {
    const found = profiles.find(({ column }) => column.trim().toLowerCase() === given.trim().toLowerCase());
    if (!found) throw configError('id', `column ${given} does not exist`, 'a column of the table');
    return found.column;
  }
  const unique = profiles.filter(
    ({ known, rows, distinct }) => known === rows && (distinct === rows || input.right !== undefined),
  );
  const found =
    unique.find(({ column }) => ID_NAME.test(column)) ?? (input.right === undefined ? unique[0] : undefined);
  if (!found)
    throw configError('id', 'no column has a value of its own in every row', 'an id column; --id names it');
  return found.column;
}

/**
 * Returns a first config for tables that nobody described: kinds from names and contents; columns that are constant, nearly
 * empty, made of others or the same as another left out; blocking rules that give few pairs each, found by counting.
 * @throws UsageError where no id, no clue or no blocking rule can be found.
 */
export async function suggestConfig(
  connection: DuckDBConnection,
  input: MatchInput,
  given: { readonly id?: string; readonly exclude?: readonly string[] } = {},
): Promise<MatchConfig> {
  const profiles = await profileColumns(connection, input);
  const id = idOf(profiles, input, given.id);
  const excluded = (given.exclude ?? []).map((name) => name.trim().toLowerCase());
  const useful = profiles.filter(
    ({ column, known, rows, distinct, numberShare }) =>
      column !== id &&
      !excluded.includes(column.toLowerCase()) &&
      !NO_CLUE.test(column) &&
      known >= 0.02 * rows &&
      distinct > 1 &&
      !(numberShare >= 0.95 && ID_NAME.test(column) && distinct === rows && known === rows),
  );
  if (useful.length === 0)
    throw configError('comparisons', 'no column can serve as a clue', 'columns that describe the records');
  const repeated = await repeatedColumns(connection, input, useful);
  const clues = useful.filter(({ column }) => !repeated.has(column));
  const comparisons = withSwap(
    clues.map((profile): Comparison => ({
      column: profile.column,
      kind: guessKind(profile),
      termFrequency: true,
    })),
    clues,
  );
  const blocking = await suggestBlocking(connection, input, clues, comparisons);
  return {
    id,
    comparisons,
    blocking,
    threshold: MATCH_DEFAULTS.threshold,
    keep: MATCH_DEFAULTS.threshold,
    maximumPairs: MATCH_DEFAULTS.maximumPairs,
    maximumCluster: MATCH_DEFAULTS.maximumCluster,
    minimumDensity: MATCH_DEFAULTS.minimumDensity,
    missing: [],
  };
}

/** A first name and a last name are told by their columns' names; they may stand in each other's place. */
function withSwap(comparisons: readonly Comparison[], profiles: readonly ColumnProfile[]): Comparison[] {
  const named = (words: RegExp) => profiles.find(({ column }) => words.test(column.toLowerCase()))?.column;
  const first = named(/first_?name|given|forename|prenom|voornaam|vorname|^fname/);
  const last = named(/sur_?name|last_?name|family|^nom$|achternaam|familienaam|nachname|^lname/);
  if (first === undefined || last === undefined || first === last) return [...comparisons];
  return comparisons.map((comparison) => {
    if (comparison.column === first) return { ...comparison, kind: 'name', swap: last };
    return comparison.column === last ? { ...comparison, kind: 'name' } : comparison;
  });
}

/** Returns the columns that say what others say: equal to one, or made of two of them. */
async function repeatedColumns(
  connection: DuckDBConnection,
  input: MatchInput,
  profiles: readonly ColumnProfile[],
): Promise<Set<string>> {
  const cells = profiles.map(({ column }, i) => `${cleanedSql(quotedIdentifier(column), [])} AS c${i}`);
  await runSql(
    connection,
    `CREATE OR REPLACE TEMP TABLE profile_sample AS SELECT ${cells.join(', ')} FROM ${input.left} AS t
      ORDER BY md5_number_lower(CAST(t AS VARCHAR)), CAST(t AS VARCHAR) LIMIT ${SAMPLE_ROWS}`,
  );
  const holds = new Map<number, number[]>();
  const repeated = new Set<string>();
  for (const [a, whole] of profiles.entries()) {
    const sums = profiles.map(
      (_, b) => `count(*) FILTER (contains(c${a}, c${b})) AS h${b},
      count(*) FILTER (c${a} = c${b}) AS e${b}, count(*) FILTER (c${a} IS NOT NULL AND c${b} IS NOT NULL) AS n${b}`,
    );
    const [row = {}] = await queryRows(connection, `SELECT ${sums.join(', ')} FROM profile_sample`);
    for (const [b, part] of profiles.entries()) {
      const both = Number(row[`n${b}`]);
      if (a === b || both < 20) continue;
      if (Number(row[`e${b}`]) >= 0.98 * both && b < a && !repeated.has(part.column))
        repeated.add(whole.column);
      else if (Number(row[`h${b}`]) >= 0.85 * both && part.meanLength >= 2)
        holds.set(a, [...(holds.get(a) ?? []), b]);
    }
  }
  const isWhole = (a: number) => (holds.get(a) ?? []).length >= 2;
  for (const [a, parts] of holds) {
    if (parts.filter((b) => !isWhole(b)).length >= 2) repeated.add(profiles[a]?.column ?? '');
  }
  await runSql(connection, 'DROP TABLE profile_sample');
  return repeated;
}

/** One part of a blocking rule: an expression, and the column whose value it takes. */
interface Atom {
  readonly sql: string;
  readonly column: string;
}

function atomsOf({ column, kind }: Comparison, profile: ColumnProfile): Atom[] {
  const name = quotedIdentifier(column);
  const plain = { sql: column, column };
  if (kind === 'date')
    return [plain, { sql: `substr(${name}, 1, 4)`, column }, { sql: `right(${name}, 5)`, column }];
  if (kind === 'email') return [plain, { sql: `split_part(${name}, '@', 1)`, column }];
  if (kind === 'words') return [plain];
  if (kind === 'number') return [];
  if (profile.meanLength >= 5 && kind !== 'exact') return [plain, { sql: `substr(${name}, 1, 4)`, column }];
  return [plain];
}

/**
 * Returns rules of one, two or three parts, the loosest that stay under the limit of pairs; where none does, the narrowest. A rule that asks for more than
 * a chosen one finds nothing new and is left out. The rules share a budget; those that leave out different columns come
 * first, since an error in a column hides a match from every rule that names it.
 */
async function suggestBlocking(
  connection: DuckDBConnection,
  input: MatchInput,
  profiles: readonly ColumnProfile[],
  comparisons: readonly Comparison[],
): Promise<string[][]> {
  const count = (table: string) => queryNumber(connection, `SELECT count(*) FROM ${table}`);
  const left = await count(input.left);
  const right = input.right === undefined ? undefined : await count(input.right);
  if ((right === undefined ? (left * (left - 1)) / 2 : left * right) <= WHOLE_PAIRS) return [["'all'"]];
  const rows = left + (right ?? 0);
  const atoms = comparisons.flatMap((comparison, i) => {
    const profile = profiles[i] as ColumnProfile;
    return profile.known >= 0.2 * profile.rows ? atomsOf(comparison, profile) : [];
  });
  const pairsOf = await pairCounter(connection, input, atoms);
  const chosen: { rule: number[]; pairs: number }[] = [];
  let narrowest: { rule: number[]; pairs: number } | undefined;
  let open: number[][] = atoms.map((_, i) => [i]);
  for (let size = 1; size <= 3; size++) {
    const counted: { rule: number[]; pairs: number }[] = [];
    for (const rule of open) counted.push({ rule, pairs: await pairsOf(rule) });
    const fitting = counted.filter(({ pairs }) => pairs > 0 && pairs <= PAIRS_PER_RECORD.rule * rows);
    chosen.push(...fitting);
    narrowest = [...(narrowest ? [narrowest] : []), ...counted]
      .filter(({ pairs }) => pairs > 0 && pairs <= MATCH_DEFAULTS.maximumPairs)
      .sort((a, b) => a.pairs - b.pairs)[0];
    const wide = counted.filter(({ pairs }) => pairs > PAIRS_PER_RECORD.rule * rows).map(({ rule }) => rule);
    open = size === 2 && chosen.length >= 6 ? [] : extensions(wide, atoms, chosen);
  }
  await runSql(connection, 'DROP TABLE rule_atom');
  const rules = withinBudget(chosen, atoms, PAIRS_PER_RECORD.all * rows);
  if (rules.length === 0 && narrowest) rules.push(narrowest.rule);
  if (rules.length === 0)
    throw configError(
      'blocking',
      'no column and no three together tell records apart, or none repeats a value',
      'a config with blocking rules',
    );
  return rules.map((rule) => rule.map((i) => (atoms[i] as Atom).sql));
}

/** Rules with one more part from another column, that do not contain a chosen rule. */
function extensions(
  wide: readonly number[][],
  atoms: readonly Atom[],
  chosen: readonly { rule: number[] }[],
): number[][] {
  const next = new Map<string, number[]>();
  for (const rule of wide) {
    for (const [i, atom] of atoms.entries()) {
      if (rule.some((part) => (atoms[part] as Atom).column === atom.column)) continue;
      const longer = [...rule, i].sort((a, b) => a - b);
      if (!chosen.some(({ rule: other }) => other.every((part) => implied(part, longer, atoms))))
        next.set(longer.join(), longer);
    }
  }
  return [...next.values()];
}

/** A whole value implies its parts. */
function implied(part: number, rule: readonly number[], atoms: readonly Atom[]): boolean {
  const { sql, column } = atoms[part] as Atom;
  return rule.some(
    (i) =>
      i === part ||
      ((atoms[i] as Atom).column === column && (atoms[i] as Atom).sql === column && sql !== column),
  );
}

/** Takes in turn the rule whose columns the earlier ones used least, the one with fewer pairs first. */
function withinBudget(
  chosen: readonly { rule: number[]; pairs: number }[],
  atoms: readonly Atom[],
  budget: number,
): number[][] {
  const used = new Map<string, number>();
  const rest = [...chosen].sort((a, b) => a.pairs - b.pairs || (a.rule.join() < b.rule.join() ? -1 : 1));
  const taken: number[][] = [];
  let spent = 0;
  while (rest.length > 0 && taken.length < 12) {
    const cost = rest.map(
      ({ rule }) =>
        rule.reduce((sum, i) => sum + (used.get((atoms[i] as Atom).column) ?? 0), 0) / rule.length,
    );
    const at = cost.indexOf(Math.min(...cost));
    const [next] = rest.splice(at, 1);
    if (!next || spent + next.pairs > budget) continue;
    spent += next.pairs;
    taken.push(next.rule);
    for (const i of next.rule)
      used.set((atoms[i] as Atom).column, (used.get((atoms[i] as Atom).column) ?? 0) + 1);
  }
  return taken;
}

/** Returns a function that counts the pairs of a rule from the sizes of its blocks. */
async function pairCounter(
  connection: DuckDBConnection,
  input: MatchInput,
  atoms: readonly Atom[],
): Promise<(rule: readonly number[]) => Promise<number>> {
  const columns = [...new Set(atoms.map(({ column }) => column))];
  const cells = columns.map(
    (name) => `${cleanedSql(quotedIdentifier(name), [])} AS ${quotedIdentifier(name)}`,
  );
  const from = (table: string, side: number) =>
    `SELECT ${side} AS side, ${atoms.map(({ sql }, i) => `${ruleKeySql([sql], columns)} AS a${i}`).join(', ')}
      FROM (SELECT ${cells.join(', ')} FROM ${table})`;
  const both = [from(input.left, 0), ...(input.right === undefined ? [] : [from(input.right, 1)])];
  await runSql(connection, `CREATE OR REPLACE TEMP TABLE rule_atom AS ${both.join(' UNION ALL ')}`);
  const pairs = input.right === undefined ? 'l * (l - 1) / 2' : 'l * r';
  return (rule) => {
    const keys = rule.map((i) => `a${i}`);
    return queryNumber(
      connection,
      `SELECT coalesce(CAST(sum(${pairs}) AS DOUBLE), 0) FROM (
        SELECT count(*) FILTER (side = 0) AS l, count(*) FILTER (side = 1) AS r FROM rule_atom
        WHERE ${keys.map((key) => `${key} IS NOT NULL`).join(' AND ')} GROUP BY ${keys.join(', ')} HAVING count(*) > 1)`,
    );
  };
}
