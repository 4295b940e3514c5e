import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ContractError } from '../errors.ts';
import { installMacros, openDatabase, runSql, wrapDuckDbError } from '../duckdb/index.ts';
import { emptyTableSql, qualifiedName, SCHEMAS } from '../table/index.ts';
import { PARAMETERS, type ParameterName } from './define.ts';
import type { MatchRecords } from './match.ts';
import { PROJECT_ROOT } from './discover.ts';
import type { PlannedStep } from './plan.ts';

/** A step whose SELECT was bound against its declared inputs alone; a computed step has no SELECT. */
export interface BoundStep {
  readonly sql: string;
  /** The parameters that the step uses: a computed one, all. */
  readonly parameters: readonly ParameterName[];
}

/**
 * Binds each step in a catalog that holds its declared inputs and nothing else, and compares names and types of the
 * result with the declaration. Returns one entry per step, in order.
 * @throws ContractError that names the step and every difference.
 */
export async function bindSteps(steps: readonly PlannedStep[]): Promise<BoundStep[]> {
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    const bound: BoundStep[] = [];
    for (const step of steps) {
      bound.push(
        step.compute
          ? { sql: '', parameters: Object.keys(PARAMETERS) as ParameterName[] }
          : await bindStep(connection, step),
      );
    }
    return bound;
  } finally {
    database.close();
  }
}

async function bindStep(connection: DuckDBConnection, step: PlannedStep): Promise<BoundStep> {
  const place = `${step.room.kind} ${step.room.name}, ${relative(PROJECT_ROOT, step.sqlFile)}`;
  const sql = readSelect(step.sqlFile, place);
  await runSql(connection, 'BEGIN');
  try {
    for (const schema of SCHEMAS) await runSql(connection, `CREATE SCHEMA IF NOT EXISTS ${schema}`);
    const inputs = new Map(step.inputs.map((table) => [qualifiedName(table), table]));
    for (const table of inputs.values()) await runSql(connection, emptyTableSql(table));
    const prepared = await connection.prepare(sql).catch((error: unknown) => {
      throw unbound(place, error);
    });
    const parameters = Array.from({ length: prepared.parameterCount }, (_, i) =>
      prepared.parameterName(i + 1),
    );
    const differences = [
      ...parameters.filter((name) => !(name in PARAMETERS)).map((name) => `parameter $${name} is unknown`),
      ...(step.match
        ? missingClues(step.match, prepared.columnCount, (i) => prepared.columnName(i))
        : columnDifferences(step, prepared.columnCount, (i) => [
            prepared.columnName(i),
            prepared.columnType(i).toString(),
          ])),
    ];
    if (differences.length > 0) throw mismatch(place, differences.join('; '));
    return { sql, parameters: parameters as ParameterName[] };
  } finally {
    await runSql(connection, 'ROLLBACK');
  }
}

function missingClues(match: MatchRecords, count: number, nameAt: (index: number) => string): string[] {
  const selected = Array.from({ length: count }, (_, i) => nameAt(i));
  return ['record_id', 'first_known_date', ...match.comparisons.map(({ column }) => column)]
    .filter((name) => !selected.includes(name))
    .map((name) => `${name} is needed for the match and not selected`);
}

function columnDifferences(
  step: PlannedStep,
  count: number,
  columnAt: (index: number) => readonly [string, string],
): string[] {
  const declared = Object.entries(step.table.columns).map(([name, { type }]) => `${name} ${type}`);
  const selected = Array.from({ length: count }, (_, i) => columnAt(i).join(' '));
  if (declared.join() === selected.join()) return [];
  const lost = declared.filter((column) => !selected.includes(column));
  const added = selected.filter((column) => !declared.includes(column));
  if (lost.length + added.length === 0) return ['the columns stand in another order than declared'];
  return [
    ...(lost.length > 0 ? [`declared but not selected: ${lost.join(', ')}`] : []),
    ...(added.length > 0 ? [`selected but not declared: ${added.join(', ')}`] : []),
  ];
}

function readSelect(file: string, place: string): string {
  try {
    return readFileSync(file, 'utf8').trim().replace(/;$/, '');
  } catch {
    throw mismatch(place, 'the file of the SELECT is missing');
  }
}

/** Binder errors speak of names in our own code, no row was read: their first line may be shown. */
function unbound(place: string, error: unknown): ContractError {
  const text =
    error instanceof Error ? (error.message.split('\n')[0] ?? '') : wrapDuckDbError(error, place).message;
  return mismatch(place, `it does not bind against its declared inputs (${text})`);
}

function mismatch(place: string, fact: string): ContractError {
  return new ContractError({
    place,
    fact,
    expectation: 'a SELECT that gives exactly the declared columns from the declared inputs',
    effect: 'nothing was run',
    next: 'bring the SELECT and the declaration together, then `vigie check`',
  });
}
