import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { version as duckdbVersion } from '@duckdb/node-api';
import { appendColumns } from '../columns/index.ts';
import { inTransaction, macrosSql, queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { emptyTableSql, qualifiedName } from '../table/index.ts';
import {
  computeContext,
  dropMatched,
  matchRecords,
  PROJECT_ROOT,
  type BoundStep,
  type PlannedStep,
} from '../unit/index.ts';
import { checkTable } from './checks.ts';

/** The values of a run's parameters. */
export interface RunParameters {
  readonly as_of_date: string;
  readonly quarter: string;
}

export interface StepReport {
  readonly table: string;
  /** Hash of everything that the table is a function of. */
  readonly fingerprint: string;
  readonly rows: number;
  /** False: inputs, SQL and parameters are those of an earlier run, and the table was kept. */
  readonly isBuilt: boolean;
  readonly seconds: number;
  /** What an operator should know about how it was built; empty where it was kept. */
  readonly warnings: readonly string[];
}

export interface BuildOptions {
  readonly connection: DuckDBConnection;
  readonly steps: readonly PlannedStep[];
  readonly bound: readonly BoundStep[];
  readonly parameters: RunParameters;
  /** Threads of computed steps. @default 1 */
  readonly threads?: number;
  /** Folder of the fitted models. */
  readonly modelsDir?: string;
  readonly onStep?: (report: StepReport, done: number, total: number) => void;
}

/**
 * Builds the tables of the steps in order, each in one transaction with its ledger entry, and skips those that an
 * earlier run built from the same inputs, SQL and parameters. Returns one report per step.
 * @throws ContractError from the database; CheckFailedError when a table breaks its declaration.
 */
export async function buildSteps(options: BuildOptions): Promise<StepReport[]> {
  const { connection, steps, bound, parameters } = options;
  const prints = new Map(await deliveredFingerprints(connection));
  const reports: StepReport[] = [];
  for (const [i, step] of steps.entries()) {
    const select = bound[i];
    if (!select) throw new TypeError('one bound SELECT per step');
    const table = qualifiedName(step.table);
    const used = Object.fromEntries(select.parameters.map((name) => [name, parameters[name]]));
    const content = step.compute
      ? computedContent(step, options.modelsDir)
      : selectedContent(step, select.sql);
    const fingerprint = fingerprintOf(step, content, used, prints);
    prints.set(table, fingerprint);
    const started = performance.now();
    const known = await knownRows(connection, table, fingerprint);
    const { rows, warnings } =
      known === undefined
        ? await materialise(options, step, select.sql, used, fingerprint)
        : { rows: known, warnings: [] };
    const report: StepReport = {
      table,
      fingerprint,
      rows,
      warnings,
      isBuilt: known === undefined,
      seconds: (performance.now() - started) / 1000,
    };
    reports.push(report);
    options.onStep?.(report, i + 1, steps.length);
  }
  return reports;
}

/** Matched records are a function of their SELECT, of how they are compared, and of the code that compares. */
function selectedContent(step: PlannedStep, sql: string): string {
  return step.match === undefined
    ? sql
    : JSON.stringify([sql, step.match, sourceHash(join(PROJECT_ROOT, 'src'))]);
}

/** A computation is a function of the code of its room and of the house, and of the fitted models that it names. */
function computedContent(step: PlannedStep, modelsDir: string | undefined): string {
  const models = (step.modelFiles ?? []).map((file) => {
    const path = modelsDir === undefined ? undefined : join(modelsDir, file);
    return [file, path !== undefined && existsSync(path) ? sha256(readFileSync(path, 'utf8')) : ''];
  });
  return JSON.stringify([sourceHash(step.room.dir), sourceHash(join(PROJECT_ROOT, 'src')), models]);
}

const sourceHashes = new Map<string, string>();

/** Hash of all TypeScript below a folder but its tests, and of the files of models that stand beside it. */
function sourceHash(dir: string): string {
  const known = sourceHashes.get(dir);
  if (known !== undefined) return known;
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => (name.endsWith('.ts') && !name.endsWith('.test.ts')) || name.endsWith('.json'))
    .sort();
  const hash = sha256(files.map((name) => `${name}\n${readFileSync(join(dir, name), 'utf8')}`).join('\n'));
  sourceHashes.set(dir, hash);
  return hash;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function fingerprintOf(
  step: PlannedStep,
  sql: string,
  used: Readonly<Record<string, string>>,
  prints: ReadonlyMap<string, string>,
): string {
  const inputs = step.inputs.map((input) => [qualifiedName(input), prints.get(qualifiedName(input)) ?? '']);
  const content = [sql, macrosSql(), duckdbVersion(), step.table, used, inputs];
  return sha256(JSON.stringify(content));
}

/** The fingerprint of a delivered table is the set of files that its source loaded. */
async function deliveredFingerprints(connection: DuckDBConnection): Promise<[string, string][]> {
  const files = await queryRows(
    connection,
    `SELECT source, string_agg(file_id, ',' ORDER BY file_id) AS files
     FROM ledger.delivered_file WHERE status = 'loaded' GROUP BY source ORDER BY source`,
  );
  const bySource = new Map(files.map((row) => [String(row['source']), String(row['files'])]));
  const tables = await queryRows(
    connection,
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('staging', 'identity') ORDER BY table_schema, table_name`,
  );
  const all = [...bySource.entries()].join(';');
  return tables.map((row) => {
    const name = String(row['name']);
    const source = [...bySource.keys()]
      .filter((candidate) => name.startsWith(`${candidate}_`))
      .sort()
      .at(-1);
    return [`${String(row['schema'])}.${name}`, source === undefined ? all : (bySource.get(source) ?? '')];
  });
}

async function knownRows(
  connection: DuckDBConnection,
  table: string,
  fingerprint: string,
): Promise<number | undefined> {
  const [row] = await queryRows(
    connection,
    'SELECT row_count FROM ledger.step WHERE table_name = $table AND fingerprint = $fingerprint',
    { table, fingerprint },
  );
  return typeof row?.['row_count'] === 'number' ? row['row_count'] : undefined;
}

async function materialise(
  options: BuildOptions,
  step: PlannedStep,
  sql: string,
  used: Readonly<Record<string, string>>,
  fingerprint: string,
): Promise<Pick<StepReport, 'rows' | 'warnings'>> {
  const { connection } = options;
  const table = qualifiedName(step.table);
  const matched = step.match && (await matchRecords(connection, { ...step, match: step.match }, sql, used));
  try {
    return await inTransaction(connection, async () => {
      if (step.compute) await computeTable(options, step);
      else if (matched !== undefined) {
        await runSql(connection, `DROP TABLE IF EXISTS ${table}`);
        await runSql(connection, emptyTableSql(step.table));
        await runSql(connection, `INSERT INTO ${table} ${matched.select}`, {}, `step ${table}`);
      } else await runSql(connection, `CREATE OR REPLACE TABLE ${table} AS\n${sql}`, used, `step ${table}`);
      await checkTable(connection, step.table);
      const rows = await queryNumber(connection, `SELECT count(*) FROM ${table}`);
      await runSql(connection, 'DELETE FROM ledger.step WHERE table_name = $table', { table });
      await runSql(connection, `INSERT INTO ledger.step VALUES ($table, $fingerprint, $rows)`, {
        table,
        fingerprint,
        rows,
      });
      return { rows, warnings: matched?.warnings ?? [] };
    });
  } finally {
    if (step.match) await dropMatched(connection);
  }
}

async function computeTable(options: BuildOptions, step: PlannedStep): Promise<void> {
  const { connection, parameters, threads = 1, modelsDir } = options;
  await runSql(connection, `DROP TABLE IF EXISTS ${qualifiedName(step.table)}`);
  await runSql(connection, emptyTableSql(step.table));
  const context = computeContext(connection, step, { ...parameters }, threads, modelsDir);
  const values = (await step.compute?.(context)) ?? {};
  await appendColumns(connection, step.table, values);
}
