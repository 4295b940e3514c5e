import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { appendColumns } from '../columns/index.ts';
import { installMacros, openDatabase, queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { VigieError } from '../errors.ts';
import {
  emptyTableSql,
  qualifiedName,
  quotedIdentifier,
  quotedText,
  SCHEMAS,
  type Column,
  type Table,
} from '../table/index.ts';
import { placeOf, type Finding } from './conformity-finding.ts';
import { bindSteps, computeContext, matchRecords, type ParameterName, type PlannedStep } from './index.ts';

/**
 * Runs every step on small invented rows, twice: the second time the rows arrive in reverse and other threads work.
 * The result must be the same, its key unique, its mandatory columns filled. Values are drawn by hash from pools so
 * small that joins, ties and duplicates happen; they respect the declared keys and ranges of the inputs and nothing else.
 */

const ROWS = 48;
const PARAMETERS_OF_PROBE: Readonly<Record<ParameterName, string>> = {
  as_of_date: '2024-06-30',
  quarter: '2024Q1',
};

/** Returns what the steps do against their declarations on invented rows. */
export async function probeSteps(plan: readonly PlannedStep[]): Promise<Finding[]> {
  const bound = await bindSteps(plan);
  const findings: Finding[] = [];
  for (const [i, step] of plan.entries()) {
    const { sql = '', parameters = [] } = bound[i] ?? {};
    const used = Object.fromEntries(parameters.map((name) => [name, PARAMETERS_OF_PROBE[name]]));
    const place = placeOf(step.room, step.table);
    try {
      const sentences = await probeStep(step, sql, used);
      findings.push(...sentences.map((sentence) => ({ place, check: 'probe', sentence })));
    } catch (error) {
      if (!(error instanceof VigieError)) throw error;
      findings.push({ place, check: 'probe', sentence: `it fails on invented rows: ${error.parts.fact}` });
    }
  }
  return findings;
}

type Parameters = Readonly<Record<string, string>>;

async function probeStep(step: PlannedStep, sql: string, parameters: Parameters): Promise<string[]> {
  const forth = await resultOf(step, sql, parameters, 1, (rows) => rows);
  const back = await resultOf(step, sql, parameters, 2, (rows) => [...rows].reverse());
  return [
    ...forth.broken,
    ...(forth.text === back.text ? [] : ['the result changes with the order of the rows of its inputs']),
  ];
}

interface Result {
  readonly text: string;
  readonly broken: readonly string[];
}

async function resultOf(
  step: PlannedStep,
  sql: string,
  parameters: Parameters,
  threads: number,
  arranged: (rows: readonly string[]) => readonly string[],
): Promise<Result> {
  const database = await openDatabase({ path: ':memory:', threads });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    for (const schema of SCHEMAS) await runSql(connection, `CREATE SCHEMA ${schema}`);
    for (const input of new Map(step.inputs.map((table) => [qualifiedName(table), table])).values()) {
      await runSql(connection, emptyTableSql(input));
      const rows = arranged(inventedRows(input));
      await runSql(connection, `INSERT INTO ${qualifiedName(input)} VALUES ${rows.join(', ')}`);
    }
    if (step.compute) {
      await runSql(connection, emptyTableSql(step.table));
      const values = await step.compute(computeContext(connection, step, PARAMETERS_OF_PROBE, threads));
      await appendColumns(connection, step.table, values);
      await runSql(connection, `CREATE TABLE probe AS FROM ${qualifiedName(step.table)}`);
    } else if (step.match) {
      await runSql(connection, emptyTableSql(step.table));
      const { select } = await matchRecords(connection, { ...step, match: step.match }, sql, parameters);
      await runSql(connection, `INSERT INTO ${qualifiedName(step.table)} ${select}`);
      await runSql(connection, `CREATE TABLE probe AS FROM ${qualifiedName(step.table)}`);
    } else {
      await runSql(connection, `CREATE TABLE probe AS ${sql}`, parameters, qualifiedName(step.table));
    }
    const text = JSON.stringify(await queryRows(connection, 'SELECT * FROM probe ORDER BY ALL'));
    return { text, broken: await brokenPromises(connection, step.table) };
  } finally {
    database.close();
  }
}

async function brokenPromises(connection: DuckDBConnection, table: Table): Promise<string[]> {
  const keys = table.key.map(quotedIdentifier).join(', ');
  const twice = `SELECT count(*) FROM (SELECT 1 FROM probe GROUP BY ${keys} HAVING count(*) > 1)`;
  const broken =
    (await queryNumber(connection, twice)) > 0 ? [`its key ${table.key.join(', ')} is not unique`] : [];
  for (const [name, { nullable }] of Object.entries(table.columns)) {
    if (nullable) continue;
    const missing = `SELECT count(*) FROM probe WHERE ${quotedIdentifier(name)} IS NULL`;
    if ((await queryNumber(connection, missing)) > 0)
      broken.push(`${name} may be NULL, which it does not declare`);
  }
  return broken;
}

/** Returns invented rows of a table as texts `(…, …)`, one per key. */
export function inventedRows(table: Table): string[] {
  const names = Object.keys(table.columns);
  const byKey = new Map<string, string>();
  for (let row = 0; row < ROWS; row += 1) {
    const cells = Object.entries(table.columns).map(([name, column]) => {
      const draw = drawn(`${qualifiedName(table)} ${name} ${row}`);
      return column.nullable && draw % 5 === 0 ? 'NULL' : inventedValue(name, column, draw);
    });
    const key = (table.key as readonly string[]).map((name) => cells[names.indexOf(name)]).join();
    if (!byKey.has(key)) byKey.set(key, `(${cells.join(', ')})`);
  }
  return [...byKey.values()];
}

function drawn(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}

const DAYS = [
  '2023-11-15',
  '2024-01-01',
  '2024-02-29',
  '2024-04-10',
  '2024-05-31',
  '2024-06-01',
  '2024-06-30',
  '2024-07-02',
];
const QUARTERS = ['2023Q3', '2023Q4', '2024Q1', '2024Q2'];
const TEXTS = ['B1', 'C2', 'D3', 'E4', '1000', '2024-06'];
/** Official numbers of the ranges that nobody has; one pool, so that different names for one thing join. */
const CBE_NUMBERS = ['0990000005', '0990000104', '0990000203', '0990000302'];
const NSSO_NUMBERS = ['190000013', '190000112', '190000211', '190000310'];
const WORKERS = ['PAAAAAAAAAAA', 'PBBBBBBBBBBB', 'PCCCCCCCCCCC'];

function inventedValue(name: string, column: Column, draw: number): string {
  const pick = (pool: readonly string[]): string => pool[(draw >>> 3) % pool.length] ?? '';
  const number = (): number => {
    const low = column.min ?? 0;
    return low + ((draw >>> 3) % (Math.min(column.max ?? low + 40, low + 40) - low + 1));
  };
  switch (column.type) {
    case 'BOOLEAN':
      return pick(['TRUE', 'FALSE']);
    case 'INTEGER':
    case 'BIGINT':
      return String(number());
    case 'DOUBLE':
      return String(number() / 8);
    case 'DATE':
      return `DATE ${quotedText(pick(DAYS))}`;
    case 'TIMESTAMP':
      return `TIMESTAMP ${quotedText(`${pick(DAYS)} 0${draw % 10}:00:00`)}`;
    case 'VARCHAR':
      return quotedText(inventedText(name, column, pick));
  }
}

function inventedText(name: string, column: Column, pick: (pool: readonly string[]) => string): string {
  if (column.oneOf && column.oneOf.length > 0) return pick(column.oneOf);
  if (column.read.kind === 'quarter' || name.endsWith('quarter')) return pick(QUARTERS);
  if (column.read.kind === 'cbe' || name.endsWith('cbe_number')) return pick(CBE_NUMBERS);
  if (column.read.kind === 'nsso') return pick(NSSO_NUMBERS);
  if (column.read.kind === 'niss' || name.endsWith('worker_id')) return pick(WORKERS);
  return pick(TEXTS);
}
