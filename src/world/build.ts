import type { DuckDBConnection } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';
import { worldDates, type WorldOptions } from './options.ts';
import { worldSteps } from './steps.ts';

const MACROS = new URL('./macros.sql', import.meta.url);

/** Called before each table is built. */
export type WorldProgress = (table: string, done: number, total: number) => void;

/**
 * Builds the tables of the schema `world` in the current database of the connection: the population of the folder
 * `worldDir`, its schemes and its inspectors. Nothing is written to disk.
 * @throws UsageError for an option out of range, ContractError for a step that does not bind.
 */
export async function buildWorld(
  connection: DuckDBConnection,
  worldDir: string,
  options: WorldOptions,
  progress: WorldProgress = () => undefined,
): Promise<void> {
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
  const steps = worldSteps(worldDir);
  for (const [done, { name, sql }] of steps.entries()) {
    progress(name, done, steps.length);
    await runSql(connection, `CREATE TABLE world.${name} AS ${sql}`, {}, `pipelines/world: ${name}`);
  }
}
