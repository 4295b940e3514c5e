import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { quotedIdentifier, quotedText, type Column } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { expectedColumns, tablesOf } from './raw.ts';
import { rawColumnOf, typedColumns, type RawForm, type TypingContext } from './typed.ts';

/** What is to be surveyed: Parquet files of the same columns. */
export interface SurveyedFiles {
  /** What stands after FROM. */
  readonly from: string;
  /** Types of the columns by name. */
  readonly types: ReadonlyMap<string, string>;
  /** Rows per file, on average. */
  readonly rowsPerFile: number;
}

/**
 * Returns the form of the columns of Parquet files that have more than their type. One look over the files saves a
 * rewriting and a test of every row: DuckDB tests each entry of a Parquet dictionary once, and a rewriting would undo the
 * dictionaries.
 */
export async function surveyForms(
  connection: DuckDBConnection,
  files: SurveyedFiles,
  extract: ExtractTable,
  context: Omit<TypingContext, 'rawForm'>,
): Promise<Map<string, RawForm>> {
  const forms = new Map<string, RawForm>();
  const wanted = expectedColumns(extract);
  const surveys = [...surveysOf(extract, context)].filter(
    ([raw]) => files.types.get(raw) === wanted.get(raw),
  );
  const ask = async (form: RawForm, testsOf: (survey: Survey) => readonly string[] | undefined) => {
    const asked = new Map<string, string>();
    for (const [raw, survey] of surveys) {
      const tests = forms.has(raw) ? undefined : testsOf(survey);
      if (tests?.length === 0) forms.set(raw, form);
      else if (tests) asked.set(raw, tests.join(' AND '));
    }
    for (const raw of await columnsThatHold(connection, files, asked)) forms.set(raw, form);
  };
  await ask('clean', ({ clean, stored }) => clean && [...stored, ...clean]);
  await ask('stored', ({ stored }) => stored);
  return forms;
}

/** Of fewer rows, to read them costs less than to open their file once per column. */
const ROWS_WORTH_OPENING = 100_000;

/**
 * Returns the columns of which no value fails its test. A WHERE that names one column is tested by the reader of Parquet,
 * which passes over row groups by their minimum and maximum and over pages by their dictionary: large files are asked once
 * per column. Small ones are asked once.
 */
async function columnsThatHold(
  connection: DuckDBConnection,
  { from, rowsPerFile }: SurveyedFiles,
  tests: ReadonlyMap<string, string>,
): Promise<string[]> {
  if (tests.size === 0) return [];
  if (rowsPerFile >= ROWS_WORTH_OPENING) {
    const counts = [...tests].map(
      ([raw, test]) =>
        `SELECT ${quotedText(raw)} AS raw, count(*) AS n FROM ${from} AS r WHERE NOT (${test})`,
    );
    const rows = await queryRows(connection, `${counts.join('\nUNION ALL ')}\nORDER BY raw`);
    return rows.flatMap(({ raw, n }) => (n === 0 ? [String(raw)] : []));
  }
  const held = [...tests].map(
    ([raw, test]) => `coalesce(bool_and(${test}), TRUE) AS ${quotedIdentifier(raw)}`,
  );
  const [row = {}] = await queryRows(connection, `SELECT ${held.join(', ')} FROM ${from} AS r`);
  return Object.entries(row).flatMap(([raw, holds]) => (holds === true ? [raw] : []));
}

/** What to ask of every value of a raw column of the declared type; all tests are expressions over `r`. */
interface Survey {
  /** The value is, letter for letter, what typing makes of it; NULL for NULL. Empty: the type says it. */
  readonly stored: readonly string[];
  /** Given that, it breaks no rule. Absent where a row must be looked up to know. */
  readonly clean?: readonly string[];
}

function surveysOf(extract: ExtractTable, context: Omit<TypingContext, 'rawForm'>): Map<string, Survey> {
  const surveys = new Map<string, Survey>();
  for (const table of tablesOf(extract)) {
    for (const { name, violations } of typedColumns(table, { ...context, rawForm: () => 'stored' })) {
      const column = table.columns[name];
      if (!column) continue;
      const raw = rawColumnOf(name, column);
      const { stored = [], clean = [] } = surveys.get(raw) ?? {};
      surveys.set(raw, {
        stored: [...stored, ...storedForm(name, column)],
        ...(column.read.kind !== 'niss' && {
          clean: [...clean, ...violations.map(({ sql }) => `NOT (${sql})`)],
        }),
      });
    }
  }
  return surveys;
}

function storedForm(name: string, column: Column): string[] {
  const { kind, lookup = {} } = column.read;
  const isMandatoryNiss = kind === 'niss' && !column.nullable;
  if (column.type !== 'VARCHAR' || isMandatoryNiss) return [];
  const raw = `r.${quotedIdentifier(rawColumnOf(name, column))}`;
  const shape = STORED_SHAPES[kind];
  const isSo = new RegExp(`^(?:${shape ?? `.{${column.padTo ?? 0},}`})$`);
  const changed = ['', ...Object.keys(lookup)].filter((value) => isSo.test(value));
  return [
    ...changed.map((value) => `${raw} <> ${quotedText(value)}`),
    ...(column.padTo === undefined ? [] : [`length(${raw}) >= ${column.padTo}`]),
    ...(shape === undefined ? [] : [`regexp_full_match(${raw}, ${quotedText(shape)})`]),
  ];
}

/** Forms that `quarterSql`, `cbeSql` and `nssoSql` return unchanged; the unknown enterprise 0000000000 is not among them. */
const STORED_SHAPES: Partial<Record<Column['read']['kind'], string>> = {
  quarter: '(19|20|21)[0-9]{2}Q[1-4]',
  cbe: '[1-9][0-9]{9}|0[1-9][0-9]{8}',
  nsso: '[0-9]{9}|[1-9][0-9]{9}',
};
