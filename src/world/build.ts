import type { DuckDBConnection } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';
import { worldDates, type WorldOptions } from './options.ts';
import { worldSteps, type WorldStep } from './steps.ts';

const MACROS = new URL('./macros.sql', import.meta.url);

/** Called before each table is built. */
export type WorldProgress = (table: string, done: number, total: number) => void;

/**
 * Makes an empty world in the current database of the connection: its settings, its macros and the schema `world`.
 * @throws UsageError for an option out of range.
 */
export async function openWorld(connection: DuckDBConnection, options: WorldOptions): Promise<void> {
  const dates = worldDates(options);
  const settings = {
    seed: String(options.seed),
    employer_count: String(options.employers),
    first_date: dates.firstDate,
    last_date: dates.lastDate,
    snapshot_date: dates.snapshotDate,
    horizon_date: dates.horizonDate,
  };
  for (const [name, value] of Object.entries(settings)) {
    await runSql(connection, `SET VARIABLE ${name} = ${quotedText(value)}`);
  }
  await runSql(connection, readFileSync(MACROS, 'utf8'), {}, 'src/world/macros.sql');
  await runSql(connection, 'CREATE SCHEMA world');
}

/**
 * Builds one table of an open world whose inputs exist.
 * @throws ContractError for a step that does not bind.
 */
export async function buildStep(connection: DuckDBConnection, step: WorldStep): Promise<void> {
  const kind = step.isView ? 'VIEW' : 'TABLE';
  await runSql(
    connection,
    `CREATE ${kind} world.${step.name} AS ${step.sql}`,
    {},
    `pipelines/world: ${step.name}`,
  );
}

/**
 * Builds all tables of the schema `world` in the current database of the connection: the population of the folder
 * `worldDir`, its schemes and its inspectors. Nothing is written to disk.
 * @throws UsageError for an option out of range, ContractError for a step that does not bind.
 */
export async function buildWorld(
  connection: DuckDBConnection,
  worldDir: string,
  options: WorldOptions,
  progress: WorldProgress = () => undefined,
): Promise<void> {
  await openWorld(connection, options);
  const steps = worldSteps(worldDir);
  for (const [done, step] of steps.entries()) {
    progress(step.name, done, steps.length);
    await buildStep(connection, step);
  }
}
