import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, runSql, wrapDuckDbError } from '../duckdb/index.ts';
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
    const labels = await readLabels(connection, profileOf(named.label), rows, positive);
    const texts = (name: string | undefined, option: string) =>
      name === undefined ? undefined : readTexts(connection, profileOf(name), rows, option);
    const ids = await texts(named.id, '--id');
    const groups = await texts(named.group, '--group');
    const foldValues = await texts(named.foldColumn, '--fold-column');
    const rowNumbers = ids ?? Array.from(labels, (_, row) => String(row + 1));
    return {
      frame: { rowCount: rows, columns: await readFeatures(connection, features, rows) },
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
  rows: number,
  positive: string,
): Promise<Uint8Array> {
  const labels = new Uint8Array(rows);
  const sql = `CAST(${labelTextSql(label)} = ${quotedText(positive)} AS INTEGER)`;
  await eachValue(connection, [sql], (_, row, value) => {
    labels[row] = Number(value);
  });
  return labels;
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
  const texts = new Array<string>(rows);
  await eachValue(connection, [`CAST(${quotedIdentifier(column.name)} AS VARCHAR)`], (_, row, value) => {
    texts[row] = String(value);
  });
  return texts;
}

const COLUMNS_AT_ONCE = 100;

async function readFeatures(
  connection: DuckDBConnection,
  features: readonly ColumnProfile[],
  rows: number,
): Promise<Column[]> {
  const columns: Column[] = [];
  for (let first = 0; first < features.length; first += COLUMNS_AT_ONCE) {
    const some = features.slice(first, first + COLUMNS_AT_ONCE);
    const read: { column: Column; sql: string }[] = [];
    for (const [i, feature] of some.entries()) {
      const categories =
        feature.kind === 'category' ? await readCategories(connection, feature, first + i) : undefined;
      read.push({
        column: {
          name: feature.name,
          values: new Float64Array(rows).fill(NaN),
          ...(categories && { categories }),
        },
        sql: valueSql(feature, first + i),
      });
    }
    const values = read.map(({ column }) => column.values);
    await eachValue(
      connection,
      read.map(({ sql }) => sql),
      (c, row, value) => {
        if (value !== null) (values[c] as Float64Array)[row] = value as number;
      },
    );
    columns.push(...read.map(({ column }) => column));
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

/** Calls back for each value of some expressions over the table, with the row from 0. */
async function eachValue(
  connection: DuckDBConnection,
  expressions: readonly string[],
  visit: (expression: number, row: number, value: unknown) => void,
): Promise<void> {
  try {
    const result = await connection.stream(
      `SELECT ${quotedIdentifier(ROW)} - 1, ${expressions.join(', ')} FROM data`,
    );
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const rows = chunk.getColumnVector(0);
      for (const expression of expressions.keys()) {
        const vector = chunk.getColumnVector(expression + 1);
        for (let i = 0; i < chunk.rowCount; i++)
          visit(expression, rows.getItem(i) as number, vector.getItem(i));
      }
    }
  } catch (error) {
    throw wrapDuckDbError(error, 'reading of the table');
  }
}
