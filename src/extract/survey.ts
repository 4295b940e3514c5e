import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { isOfficialQuarterSql } from '../identifiers/index.ts';
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
  const ask = async (...asked: readonly SurveyedForm[]) => {
    const questions = surveys.flatMap(([raw, survey]) =>
      asked.flatMap((form): Question[] => {
        const breaks = forms.has(raw) ? undefined : survey[form];
        return breaks ? [{ raw, form, breaks: breaks.map((sql) => `(${sql})`).join(' OR ') }] : [];
      }),
    );
    for (const { raw, form } of questions.filter(({ breaks }) => breaks === '')) forms.set(raw, form);
    const open = questions.filter(({ raw }) => !forms.has(raw));
    for (const { raw, form } of await questionsThatHold(connection, files, open)) forms.set(raw, form);
  };
  await ask('clean', 'official');
  await ask('stored');
  return forms;
}

/** What no value of a column may be: if none is, the column has that form. */
interface Question {
  readonly raw: string;
  readonly form: SurveyedForm;
  /** A boolean expression over `r`, TRUE or not; empty if the type of the column answers it. */
  readonly breaks: string;
}

/** Of fewer rows, to read them costs less than to open their file once per column. */
const ROWS_WORTH_OPENING = 100_000;

/**
 * Returns the questions that no value breaks. A WHERE that names one column is tested by the reader of Parquet, which
 * passes over row groups by their minimum and maximum and over pages by their dictionary: large files are asked once per
 * question, until the first value that breaks it. Small ones are asked once.
 */
async function questionsThatHold(
  connection: DuckDBConnection,
  { from, rowsPerFile }: SurveyedFiles,
  questions: readonly Question[],
): Promise<Question[]> {
  if (questions.length === 0) return [];
  if (rowsPerFile >= ROWS_WORTH_OPENING) {
    const counts = questions.map(
      ({ breaks }, i) =>
        `SELECT ${i} AS question, count(*) AS n FROM (SELECT 1 FROM ${from} AS r WHERE ${breaks} LIMIT 1)`,
    );
    const rows = await queryRows(connection, `${counts.join('\nUNION ALL ')}\nORDER BY question`);
    return questions.filter((_, i) => rows[i]?.['n'] === 0);
  }
  const broken = questions.map(({ breaks }, i) => `coalesce(bool_or(${breaks}), FALSE) AS q${i}`);
  const [row = {}] = await queryRows(connection, `SELECT ${broken.join(', ')} FROM ${from} AS r`);
  return questions.filter((_, i) => row[`q${i}`] === false);
}

/** The forms that a survey finds. */
type SurveyedForm = Extract<RawForm, 'clean' | 'official' | 'stored'>;

/** What the values of a raw column of the declared type may not be, by form: expressions over `r`. */
interface Survey {
  /** Anything but, letter for letter, what typing makes of the value. Empty: the type says it. */
  readonly stored: readonly string[];
  /** That, or what breaks a rule. Absent where a row must be looked up to know. */
  readonly clean?: readonly string[];
  /** Anything but the form of the official files, or what breaks a rule. Absent where staging keeps that form. */
  readonly official?: readonly string[];
}

/** The columns of the tables that a raw column feeds; one as a rule. */
type Readings = readonly {
  readonly name: string;
  readonly column: Column;
  readonly rules: readonly string[];
}[];

function surveysOf(extract: ExtractTable, context: Omit<TypingContext, 'rawForm'>): Map<string, Survey> {
  const readings = new Map<string, Readings>();
  for (const table of tablesOf(extract)) {
    for (const { name, violations } of typedColumns(table, { ...context, rawForm: () => 'stored' })) {
      const column = table.columns[name];
      if (!column) continue;
      const raw = rawColumnOf(name, column);
      const rules = violations.map(({ breaks }) => breaks);
      readings.set(raw, [...(readings.get(raw) ?? []), { name, column, rules }]);
    }
  }
  return new Map([...readings].map(([raw, columns]) => [raw, surveyOf(columns)]));
}

function surveyOf(readings: Readings): Survey {
  const judged = readings.filter(({ column }) => column.read.kind !== 'niss');
  const rules = judged.flatMap((reading) => reading.rules);
  const stored = readings.flatMap(({ name, column }) => unstoredForms(name, column));
  const official = readings.flatMap(({ name, column }) => unofficialForm(name, column) ?? []);
  return {
    stored,
    ...(judged.length > 0 && { clean: [...stored, ...rules] }),
    ...(official.length === readings.length && { official: [...official, ...rules] }),
  };
}

/** What a value is that has not the official form; none if it is the one that staging keeps. */
function unofficialForm(name: string, { read, oneOf, pattern }: Column): string | undefined {
  const isPlain = oneOf === undefined && pattern === undefined && read.lookup === undefined;
  if (read.kind !== 'quarter' || !isPlain) return undefined;
  return `NOT ${isOfficialQuarterSql(`r.${quotedIdentifier(read.from ?? name)}`)}`;
}

/** What a value is that staging would rewrite. */
function unstoredForms(name: string, column: Column): string[] {
  const { kind, lookup = {} } = column.read;
  const isMandatoryNiss = kind === 'niss' && !column.nullable;
  if (column.type !== 'VARCHAR' || isMandatoryNiss) return [];
  const raw = `r.${quotedIdentifier(rawColumnOf(name, column))}`;
  const shape = STORED_SHAPES[kind];
  const isSo = new RegExp(`^(?:${shape ?? `.{${column.padTo ?? 0},}`})$`);
  const changed = ['', ...Object.keys(lookup)].filter((value) => isSo.test(value));
  return [
    ...changed.map((value) => `${raw} = ${quotedText(value)}`),
    ...(column.padTo === undefined ? [] : [`length(${raw}) < ${column.padTo}`]),
    ...(shape === undefined ? [] : [`NOT regexp_full_match(${raw}, ${quotedText(shape)})`]),
  ];
}

/** Forms that `quarterSql`, `cbeSql` and `nssoSql` return unchanged; the unknown enterprise 0000000000 is not among them. */
const STORED_SHAPES: Partial<Record<Column['read']['kind'], string>> = {
  quarter: '(19|20|21)[0-9]{2}Q[1-4]',
  cbe: '[1-9][0-9]{9}|0[1-9][0-9]{8}',
  nsso: '[0-9]{9}|[1-9][0-9]{9}',
};
