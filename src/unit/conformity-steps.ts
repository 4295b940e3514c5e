import { existsSync, readFileSync } from 'node:fs';
import { installMacros, macroNames, openDatabase, runSql } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import {
  forbiddenSql,
  tablesRead,
  traceColumn,
  transpileToTrino,
  type LineageGraph,
} from '../lineage/index.ts';
import { readChecks } from '../run/checks.ts';
import { emptyTableSql, qualifiedName, SCHEMAS, type Table } from '../table/index.ts';
import { placeOf, type Finding } from './conformity-finding.ts';
import { bindSteps, type PlannedStep, type Room, type Step } from './index.ts';

/** Returns what the SELECT of a step does against the SQL rules, and where it reads other tables than it declares. */
export function stepFindings(room: Room, step: Step & { readonly sqlFile: string }): Finding[] {
  if (!existsSync(step.sqlFile)) return [];
  const place = placeOf(room, step.table);
  const sql = readFileSync(step.sqlFile, 'utf8');
  const found = forbiddenSql(sql, { macros: macroNames(), inputs: step.inputs, place });
  const findings = found.map(({ rule, line, advice }) => ({
    place,
    check: rule,
    sentence: `line ${line}: ${advice}`,
  }));
  if (found.some(({ rule }) => rule === 'parse')) return findings;
  return [
    ...findings,
    ...inputFindings(place, step, [...tablesRead(sql), ...decisionsOf(step)]),
    ...trinoFindings(place, sql),
  ];
}

/** What persons decided is read beside the SELECT. */
const decisionsOf = ({ match }: Step): string[] => (match?.decisions ? [qualifiedName(match.decisions)] : []);

function inputFindings(place: string, step: Step, read: readonly string[]): Finding[] {
  const declared = step.inputs.map(qualifiedName);
  return [
    ...read
      .filter((name) => !declared.includes(name))
      .map((name) => `it reads ${name}, which it does not declare`),
    ...declared
      .filter((name) => !read.includes(name))
      .map((name) => `it declares ${name} and does not read it`),
  ].map((sentence) => ({ place, check: 'inputs', sentence }));
}

function trinoFindings(place: string, sql: string): Finding[] {
  const fact = factOf(() => transpileToTrino(sql, place));
  return fact === undefined ? [] : [{ place, check: 'trino', sentence: fact }];
}

function factOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ContractError) return error.parts.fact;
    throw error;
  }
}

/** Returns the steps that do not bind in a catalog of their declared inputs, or give other columns than declared. */
export async function bindingFindings(plan: readonly PlannedStep[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const step of plan) {
    await bindSteps([step]).catch((error: unknown) => {
      if (!(error instanceof ContractError)) throw error;
      findings.push({ place: placeOf(step.room, step.table), check: 'binding', sentence: error.parts.fact });
    });
  }
  return findings;
}

/**
 * Returns computed text columns that carry a column about a person and do not say so, and columns outside links and
 * lists that carry clear identities.
 */
export function personFindings(graph: LineageGraph): Finding[] {
  return [...graph.tables.values()]
    .filter(({ inputs }) => inputs.length > 0)
    .flatMap(({ name, table, room }) =>
      Object.entries(table.columns).flatMap(([column, { type, personal }]): Finding[] => {
        const values = traceColumn(graph, `${name}.${column}`)?.values ?? [];
        const place = placeOf(room, table);
        const clear = values.find((origin) => origin.personal === 'identifier');
        if (clear && room.kind !== 'link') {
          return [{ place, check: 'person', sentence: `${column} carries the clear identity ${clear.name}` }];
        }
        const origin = type === 'VARCHAR' ? values.find((each) => each.personal !== 'none') : undefined;
        return origin && personal === 'none'
          ? [
              {
                place,
                check: 'person',
                sentence: `${column} carries ${origin.name} and has the personal class none`,
              },
            ]
          : [];
      }),
    );
}

/** Returns checks of `checks.sql` files that do not bind against the declared tables, or do not return one count. */
export async function checkFileFindings(
  rooms: readonly Room[],
  tables: readonly Table[],
): Promise<Finding[]> {
  const checks = rooms.flatMap(readChecks);
  if (checks.length === 0) return [];
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    for (const schema of SCHEMAS) await runSql(connection, `CREATE SCHEMA ${schema}`);
    const once = new Map(tables.map((table) => [qualifiedName(table), table]));
    for (const table of once.values()) await runSql(connection, emptyTableSql(table));
    const findings: Finding[] = [];
    for (const { room, sentence, sql } of checks) {
      const columns = await connection.prepare(sql).then(
        (prepared) => prepared.columnCount,
        () => undefined,
      );
      if (columns === 1) continue;
      const fact = columns === undefined ? 'does not bind' : 'does not return one count';
      findings.push({ place: `${room}, checks.sql`, check: 'checks', sentence: `"${sentence}" ${fact}` });
    }
    return findings;
  } finally {
    database.close();
  }
}
