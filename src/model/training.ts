import type { DuckDBConnection } from '@duckdb/node-api';
import { readColumns, type TableColumns } from '../columns/index.ts';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { UsageError } from '../errors.ts';
import { lastQuarterEndedBefore } from '../identifiers/index.ts';
import { buildSteps } from '../run/index.ts';
import { date, flag, qualifiedName, type Table } from '../table/index.ts';
import { bindSteps, neededSteps, planSteps, type Learning, type Room } from '../unit/index.ts';

/** The rows that a model learns from: candidates as they were known at several dates, each with its later outcome. */
export interface TrainingRows {
  /** As-of dates, ISO, oldest first. */
  readonly dates: readonly string[];
  /** All columns of the candidates and `as_of_date`, `is_positive`, `is_random_arm`; rows by date, then subject. */
  readonly columns: TableColumns;
  readonly labels: Uint8Array;
  /** The features of all candidates on the day of the fit, looked at or not: those whom the model will score. */
  readonly population: TableColumns;
  /** Candidates that were left out because the case was known already. */
  readonly knownCases: number;
}

export interface TrainingOptions {
  readonly connection: DuckDBConnection;
  readonly rooms: readonly Room[];
  readonly learning: Learning;
  /** The day on which the model is fitted, ISO: no outcome known later is used. */
  readonly asOf: string;
  readonly threads: number;
  readonly modelsDir?: string;
  readonly onDate?: (date: string, done: number, total: number) => void;
}

const DAY = 86_400_000;

/** Returns an ISO date as days since 1970-01-01. */
export function daysOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

/** Returns the day `days` after an ISO date; before it where `days` is negative. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Returns the as-of dates to learn from, oldest first: the newest is the last whose outcomes are complete on `asOf`. */
export function trainingDates(learning: Learning, asOf: string): string[] {
  const { count, everyDays } = learning.dates;
  const newest = shiftDay(asOf, -(learning.horizonDays + learning.delayDays));
  return Array.from({ length: count }, (_, i) => shiftDay(newest, -everyDays * (count - 1 - i)));
}

/**
 * Builds the candidates of a model at each of its training dates, each from what was known on that day alone, joins the
 * outcomes known on the day of the fit, and returns the rows. Feature tables of the warehouse are left as of the day of the fit.
 * @throws UsageError where no row has an outcome.
 */
export async function readTraining(options: TrainingOptions): Promise<TrainingRows> {
  const { connection, learning, rooms, asOf } = options;
  const training = trainingTable(learning);
  const place = qualifiedName(training);
  const known = `${qualifiedName(learning.label)}_known`;
  const dates = trainingDates(learning, asOf);
  const plan = planSteps(rooms);
  const build = async (table: Table, day: string): Promise<void> => {
    const steps = neededSteps(plan, [qualifiedName(table)]);
    const parameters = { as_of_date: day, quarter: lastQuarterEndedBefore(day) };
    const { threads, modelsDir } = options;
    const bound = await bindSteps(steps);
    await buildSteps({
      connection,
      steps,
      bound,
      parameters,
      threads,
      ...(modelsDir !== undefined && { modelsDir }),
    });
  };
  try {
    await build(learning.label, asOf);
    await runSql(connection, `CREATE OR REPLACE TABLE ${known} AS FROM ${qualifiedName(learning.label)}`);
    let knownCases = 0;
    for (const [i, day] of dates.entries()) {
      await build(learning.candidate, day);
      const candidate = qualifiedName(learning.candidate);
      const select = labelledSql(learning, known);
      await runSql(
        connection,
        i === 0 ? `CREATE OR REPLACE TABLE ${place} AS ${select}` : `INSERT INTO ${place} ${select}`,
        { training_date: day, horizon_date: shiftDay(day, learning.horizonDays) },
        place,
      );
      knownCases += await queryNumber(connection, `SELECT count(*) FROM ${candidate} WHERE is_known_case`);
      options.onDate?.(day, i + 1, dates.length);
    }
    const columns = await readColumns(connection, training, Object.keys(training.columns));
    if (columns.rowCount === 0) throw nothingToLearn(place);
    const labels = Uint8Array.from(columns.numbers['is_positive'] ?? []);
    await build(learning.candidate, asOf);
    const features = learning.features.map(({ name }) => name);
    const population = await readColumns(connection, learning.candidate, features);
    return { dates, columns, labels, population, knownCases };
  } finally {
    for (const table of [place, known]) await runSql(connection, `DROP TABLE IF EXISTS ${table}`);
  }
}

function trainingTable(learning: Learning): Table<'score'> {
  const { candidate } = learning;
  return {
    ...candidate,
    name: `${candidate.name}_training`,
    grain: 'One row per training date and subject.',
    key: ['as_of_date', 'subject_id'],
    columns: {
      as_of_date: date({ meaning: 'Day as of which the features were known.' }),
      ...candidate.columns,
      is_positive: flag({ meaning: 'The outcome.' }),
      is_random_arm: flag({ meaning: 'Whether the subject was drawn at random.' }),
    },
  };
}

/** An outcome counts for a date when it falls in the horizon; whoever was looked at twice is positive if once was. */
function labelledSql(learning: Learning, known: string): string {
  const candidate = qualifiedName(learning.candidate);
  const join = learning.unlabelled === 'negative' ? 'LEFT JOIN' : 'JOIN';
  return `WITH outcome AS (
    SELECT o.subject_id, bool_or(o.is_positive) AS is_positive, bool_or(o.is_random_arm) AS is_random_arm
    FROM ${known} AS o
    WHERE o.outcome_date > $training_date AND o.outcome_date <= $horizon_date
    GROUP BY o.subject_id
  )
  SELECT $training_date AS as_of_date, c.*, coalesce(o.is_positive, FALSE) AS is_positive,
    coalesce(o.is_random_arm, FALSE) AS is_random_arm
  FROM ${candidate} AS c ${join} outcome AS o ON o.subject_id = c.subject_id
  WHERE NOT c.is_known_case`;
}

function nothingToLearn(place: string): UsageError {
  return new UsageError({
    place,
    fact: 'no candidate has an outcome in the horizon of the training dates',
    expectation: 'outcomes that were known on the day of the fit',
    effect: 'no model was fitted',
    next: 'load outcomes, or fit as of a later day',
  });
}
