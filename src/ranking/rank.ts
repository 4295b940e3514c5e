import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql } from '../duckdb/index.ts';
import { qualifiedName, type Table } from '../table/index.ts';
import type { Feedback, List } from '../unit/index.ts';
import { judgeCandidates, takeGroups } from './exclusion.ts';
import { periodOf } from './period.ts';
import { rankerOf, type Ranker } from './ranker.ts';
import { noteWantedGroups } from './shared.ts';
import { rankingSql, tallySql } from './sql.ts';

/** What happened to the population of a list in one district. */
export interface DistrictTally {
  /** Empty: no district could be found. */
  readonly district: string;
  readonly eligible: number;
  readonly chosen: number;
  /** Of the chosen ones, those of the random arm: for the ledger, not for inspectors. */
  readonly random: number;
  /** Exclusion code to number of subjects. */
  readonly excluded: Readonly<Record<string, number>>;
}

export interface Ranking {
  /** `2024-05`. */
  readonly period: string;
  readonly ranker: Ranker;
  /** One per district with a subject, by name. */
  readonly districts: readonly DistrictTally[];
}

/**
 * Chooses and ranks the rows of a list for the period that the as-of date prepares, writes them to its target table and
 * returns what was chosen and what was left out, counted. Groups that other lists of the month took before are left out:
 * call `clearTakenGroups` before the first list of a run.
 * @throws RangeError for a wrong as-of date; ContractError from the database.
 */
export async function rankList(options: {
  readonly connection: DuckDBConnection;
  readonly list: List;
  readonly asOfDate: string;
  /** Any text; the same seed gives the same draw. */
  readonly seed: string;
  /** Whether a guard of the list's model says stop: the points rank then. @default false */
  readonly isModelStopped?: boolean;
  /** Tables of the reasons of the list's model: a subject that it explains needs no points. @default none */
  readonly modelReasons?: readonly Table[];
  /** The cadastre of inspections, for lists with a cooling-off. */
  readonly feedback?: Feedback;
}): Promise<Ranking> {
  const { connection, list, asOfDate, seed, feedback, modelReasons = [] } = options;
  const period = periodOf(list.period, asOfDate);
  const place = `ranking of ${list.name}`;
  const ranker = await rankerOf(connection, list, options.isModelStopped ?? false);
  await judgeCandidates(connection, list, {
    period,
    asOfDate,
    ranker,
    modelReasons,
    ...(feedback && { feedback }),
  });
  await runSql(
    connection,
    `CREATE OR REPLACE TABLE ${qualifiedName(list.target)} AS ${rankingSql(list)}`,
    { list: list.name, period, seed },
    place,
  );
  await takeGroups(connection, list, period);
  await noteWantedGroups(connection, list, { period, seed });
  return { period, ranker, districts: await tallies(connection, list, place) };
}

async function tallies(connection: DuckDBConnection, list: List, place: string): Promise<DistrictTally[]> {
  const rows = await queryRows(connection, tallySql(list), {}, place);
  const districts = [...new Set(rows.map((row) => String(row['judicial_district'])))];
  return districts.map((district) => {
    const lines = rows.filter((row) => row['judicial_district'] === district);
    const eligible = lines.find((line) => line['exclusion_code'] === '');
    const excluded = lines.filter((line) => line !== eligible);
    return {
      district,
      eligible: Number(eligible?.['subject_count'] ?? 0),
      chosen: Number(eligible?.['chosen_count'] ?? 0),
      random: Number(eligible?.['random_count'] ?? 0),
      excluded: Object.fromEntries(
        excluded.map((line) => [String(line['exclusion_code']), Number(line['subject_count'])]),
      ),
    };
  });
}
