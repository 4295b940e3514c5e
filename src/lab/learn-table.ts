import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, readNumbers, runSql } from '../duckdb/index.ts';
import type { Column, Frame } from '../forest/index.ts';
import { quotedIdentifier, quotedText } from '../table/index.ts';
import { ROW, withTableFile } from './learn-file.ts';
import { dayNumberSql, numberSql, profileColumns, type ColumnProfile } from './learn-profile.ts';
import {
  chooseFeatures,
  choosePositive,
  wrongColumn,
  type LeftOut,
  type NamedColumns,
} from './learn-roles.ts';

/** A table, ready to learn from; rows in the order of the file. */
export interface LearnTable {
  readonly frame: Frame;
  readonly labels: Uint8Array;
  /** Text of the value that counts as 1. */
  readonly positive: string;
  /** The id column as text, or the row number from 1. */
  readonly ids: readonly string[];
  /** What must stay on one side of a fold: the group column, else the id column, else each row alone. */
  readonly groups: readonly string[];
  /** The fold column as text. */
  readonly foldValues?: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads a table and decides what each column is for.
 * @throws UsageError for columns that will not do (see {@link chooseFeatures}, {@link choosePositive}), infinite numbers and
 * missing ids, groups or folds; SourceFileError for a file that is no table.
 */
export async function readLearnTable(
  file: string,
  named: NamedColumns & { readonly positive?: string },
  memory?: string,
): Promise<LearnTable> {
  return withTableFile(file, memory, async ({ connection, columns }) => {
    const rows = await queryNumber(connection, 'SELECT count(*) FROM data');
    if (rows === 0) throw wrongColumn('--table', 'it has no rows', 'rows of both classes');
    const profiles = await profileColumns(connection, columns);
    const { features, leftOut } = chooseFeatures(profiles, named, rows);
    assertBounded(features);
    const profileOf = (name: string) => profiles.find((profile) => profile.name === name) as ColumnProfile;
    const positive = await positiveOf(connection, profileOf(named.label), rows, named.positive);
    const labels = await readLabels(connection, profileOf(named.label), positive);
    const texts = (name: string | undefined, option: string) =>
      name === undefined ? undefined : readTexts(connection, profileOf(name), rows, option);
    const ids = await texts(named.id, '--id');
    const groups = await texts(named.group, '--group');
    const foldValues = await texts(named.foldColumn, '--fold-column');
    const rowNumbers = ids ?? Array.from(labels, (_, row) => String(row + 1));
    return {
      frame: { rowCount: rows, columns: await readFeatures(connection, features) },
      labels,
      positive,
      ids: rowNumbers,
      groups: groups ?? rowNumbers,
      ...(foldValues && { foldValues }),
      leftOut,
    };
  });
}

function assertBounded(features: readonly ColumnProfile[]): void {
  const infinite = features.filter(({ unbounded }) => unbounded > 0);
  if (infinite.length === 0) return;
  const names = infinite.slice(0, 5).map(({ name, unbounded }) => `${name} (${unbounded} rows)`);
  const more = infinite.length > 5 ? ` and ${infinite.length - 5} more columns` : '';
  throw wrongColumn(
    '--table',
    `infinite numbers in ${names.join(', ')}${more}`,
    'finite numbers up to 3.4e38; empty where a ratio has no denominator',
  );
}

/** A text of the label, the same for 1, 1.0 and true. */
function labelTextSql(label: ColumnProfile): string {
  const text = `CAST(${quotedIdentifier(label.name)} AS VARCHAR)`;
  return label.kind === 'number' && label.stored !== 'boolean'
    ? `CAST(${numberSql(label)} AS VARCHAR)`
    : text;
}

async function positiveOf(
  connection: DuckDBConnection,
  label: ColumnProfile,
  rows: number,
  wanted?: string,
): Promise<string> {
  const found = await queryRows(
    connection,
    `SELECT ${labelTextSql(label)} AS text, count(*) AS rows FROM data WHERE ${labelTextSql(label)} IS NOT NULL
     GROUP BY text ORDER BY text LIMIT 3`,
  );
  const values = found.map(({ text, rows }) => ({ text: String(text), rows: Number(rows) }));
  const isNumber = label.kind === 'number' && label.stored !== 'boolean';
  return choosePositive(label.name, values, rows - label.known, isNumber, wanted);
}

async function readLabels(
  connection: DuckDBConnection,
  label: ColumnProfile,
  positive: string,
): Promise<Uint8Array> {
  const sql = `SELECT CAST(${labelTextSql(label)} = ${quotedText(positive)} AS INTEGER) FROM data`;
  return Uint8Array.from((await readNumbers(connection, sql, { labels: 'integer' })).labels);
}

async function readTexts(
  connection: DuckDBConnection,
  column: ColumnProfile,
  rows: number,
  option: string,
): Promise<string[]> {
  if (column.known < rows) {
    throw wrongColumn(
      `${option} ${column.name}`,
      `${rows - column.known} rows have no value`,
      'a value in every row',
    );
  }
  const texts = await queryRows(
    connection,
    `SELECT CAST(${quotedIdentifier(column.name)} AS VARCHAR) AS text FROM data ORDER BY ${quotedIdentifier(ROW)}`,
  );
  return texts.map(({ text }) => String(text));
}

const COLUMNS_AT_ONCE = 100;

/** One thread reads the table in the order in which it was filled. */
async function readFeatures(
  connection: DuckDBConnection,
  features: readonly ColumnProfile[],
): Promise<Column[]> {
  const columns: Column[] = [];
  for (let first = 0; first < features.length; first += COLUMNS_AT_ONCE) {
    const some = features.slice(first, first + COLUMNS_AT_ONCE);
    const categories = new Map<ColumnProfile, string[]>();
    for (const [i, feature] of some.entries()) {
      if (feature.kind !== 'category') continue;
      categories.set(feature, await readCategories(connection, feature, first + i));
    }
    const sql = some.map((feature, i) => valueSql(feature, first + i)).join(', ');
    const kinds = Object.fromEntries(some.map((_, i) => [`c${i}`, 'double' as const]));
    const values = Object.values(await readNumbers(connection, `SELECT ${sql} FROM data`, kinds));
    for (const [i, feature] of some.entries()) {
      const texts = categories.get(feature);
      columns.push({
        ...{ name: feature.name, values: values[i] as Float64Array },
        ...(texts && { categories: texts }),
      });
    }
  }
  return columns;
}

function valueSql(feature: ColumnProfile, index: number): string {
  if (feature.kind === 'date') return dayNumberSql(feature);
  if (feature.kind === 'number') return numberSql(feature);
  return `CAST(enum_code(CAST(${quotedIdentifier(feature.name)} AS category_${index})) AS DOUBLE)`;
}

/** Makes a type of the texts of a column, whose codes are their places in the alphabet, and returns the texts. */
async function readCategories(
  connection: DuckDBConnection,
  { name }: ColumnProfile,
  index: number,
): Promise<string[]> {
  const column = quotedIdentifier(name);
  await runSql(
    connection,
    `CREATE TYPE category_${index} AS ENUM (SELECT DISTINCT ${column} FROM data WHERE ${column} IS NOT NULL ORDER BY ${column})`,
  );
  const rows = await queryRows(connection, `SELECT unnest(enum_range(NULL::category_${index})) AS text`);
  return rows.map(({ text }) => String(text));
}
