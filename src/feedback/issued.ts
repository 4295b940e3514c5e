import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql } from '../duckdb/index.ts';
import { HomeError } from '../errors.ts';
import { LEDGER_COLUMNS, sha256File } from '../publication/index.ts';
import { quotedText } from '../table/index.ts';

/**
 * The register of issue. A list is frozen when a run publishes it: the register keeps the hash of its files. Other content
 * for the same period is another version; the earlier one stays.
 */
export interface IssuedList {
  readonly list: string;
  /** `2024-05`. */
  readonly period: string;
  /** From 1 for each list and period. */
  readonly version: number;
  readonly runId: string;
  readonly asOfDate: string;
  /** Hash over the hashes of the list's files and of its ledger. */
  readonly sha256: string;
}

const TABLE = `CREATE TABLE IF NOT EXISTS ledger.issued_list (
  list VARCHAR, period VARCHAR, version INTEGER, run_id VARCHAR, as_of_date DATE, sha256 VARCHAR)`;

/** Returns what was issued from this home, by list, period and version. */
export async function readIssued(connection: DuckDBConnection): Promise<IssuedList[]> {
  await runSql(connection, TABLE);
  const rows = await queryRows(
    connection,
    'SELECT * FROM ledger.issued_list ORDER BY list, period, version',
    {},
    'ledger.issued_list',
  );
  return rows.map((row) => ({
    list: String(row['list']),
    period: String(row['period']),
    version: Number(row['version']),
    runId: String(row['run_id']),
    asOfDate: String(row['as_of_date']),
    sha256: String(row['sha256']),
  }));
}

/** The files of a run by their path below its folder, with their SHA-256. */
type Outputs = Readonly<Record<string, string>>;

/** Returns the hash of a published list: of everything that an inspector or the ledger sees of it. */
export function listHash(outputs: Outputs, list: string): string {
  const own = Object.entries(outputs)
    .filter(([path]) => path.startsWith(`lists/${list}/`) || path === ledgerPath(list))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(own)).digest('hex');
}

const ledgerPath = (list: string): string => `ledger/${list}.csv`;

/** Enters the lists of a published run; content that was issued before keeps its version. */
export async function registerIssue(
  connection: DuckDBConnection,
  run: {
    readonly runId: string;
    readonly asOfDate: string;
    readonly lists: readonly { readonly list: string; readonly period: string }[];
    readonly outputs: Outputs;
  },
): Promise<void> {
  const issued = await readIssued(connection);
  for (const { list, period } of run.lists) {
    const sha256 = listHash(run.outputs, list);
    const versions = issued.filter((entry) => entry.list === list && entry.period === period);
    if (versions.some((entry) => entry.sha256 === sha256 && entry.runId === run.runId)) continue;
    await runSql(
      connection,
      'INSERT INTO ledger.issued_list VALUES ($list, $period, $version, $run_id, $as_of_date, $sha256)',
      {
        list,
        period,
        version: versions.length + 1,
        run_id: run.runId,
        as_of_date: run.asOfDate,
        sha256,
      },
      'ledger.issued_list',
    );
  }
}

/**
 * Proves that the ledger of each issued list is the one that was issued.
 * @throws HomeError when a folder of runs lost a list or holds another one.
 */
export async function assertUnchanged(
  runs: string,
  issued: readonly IssuedList[],
  outputsOf: (runId: string) => Outputs | undefined,
): Promise<void> {
  for (const entry of issued) {
    const place = `${entry.list} ${entry.period} version ${entry.version}, run ${entry.runId}`;
    const outputs = outputsOf(entry.runId);
    const path = ledgerPath(entry.list);
    const file = join(runs, entry.runId, path);
    if (!outputs || !existsSync(file)) throw changed(place, 'its run folder is gone');
    if (listHash(outputs, entry.list) !== entry.sha256) throw changed(place, 'its manifest was changed');
    if ((await sha256File(file)) !== outputs[path]) throw changed(place, 'its ledger was changed');
  }
}

function changed(place: string, fact: string): HomeError {
  return new HomeError({
    place,
    fact: `${fact} after the list was issued`,
    expectation: 'the files that were issued, unchanged',
    effect: 'no result was counted',
    next: 'restore the folder of the run from a backup, or build it again with `vigie run`',
  });
}

/**
 * Fills the temporary table `issued_row`: one row per row of each issued list and version, with its subject, its arm and
 * whether the version is the newest of its period. Returns nothing.
 */
export async function gatherIssuedRows(
  connection: DuckDBConnection,
  runs: string,
  issued: readonly IssuedList[],
): Promise<void> {
  const columns = LEDGER_COLUMNS.rows;
  await runSql(
    connection,
    `CREATE OR REPLACE TEMP TABLE issued_row (list VARCHAR, version INTEGER, run_id VARCHAR, as_of_date DATE,
       is_newest BOOLEAN, ${columns.map((name) => `${name} VARCHAR`).join(', ')})`,
  );
  const newest = new Map(issued.map((entry) => [`${entry.list} ${entry.period}`, entry.version]));
  for (const entry of issued) {
    const file = join(runs, entry.runId, ledgerPath(entry.list));
    if (!existsSync(file)) continue;
    const isNewest = newest.get(`${entry.list} ${entry.period}`) === entry.version;
    await runSql(
      connection,
      `INSERT INTO issued_row BY NAME
       SELECT ${quotedText(entry.list)} AS list, ${entry.version} AS version, ${quotedText(entry.runId)} AS run_id,
         DATE ${quotedText(entry.asOfDate)} AS as_of_date, ${isNewest ? 'TRUE' : 'FALSE'} AS is_newest, r.*
       FROM read_csv(${quotedText(file)}, header = true, all_varchar = true, auto_detect = false, delim = ',', quote = '"',
         columns = {${columns.map((name) => `'${name}': 'VARCHAR'`).join(', ')}}) AS r`,
      {},
      'issued rows',
    );
  }
}
