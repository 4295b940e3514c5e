import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { CheckFailedError } from '../errors.ts';
import { queryNumber, queryRows } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, quotedText, type Table } from '../table/index.ts';
import type { Room } from '../unit/index.ts';
import type { RunParameters } from './build.ts';

/**
 * Proves a built table against its declaration: the key is unique, mandatory columns are filled, values are inside
 * their lists and ranges.
 * @throws CheckFailedError with the count of offending rows per rule.
 */
export async function checkTable(connection: DuckDBConnection, table: Table): Promise<void> {
  const keys = table.key.map(quotedIdentifier).join(', ');
  const rules: Record<string, string> = {
    [`the key ${table.key.join(', ')} is not unique`]: `(SELECT count(*) FROM (SELECT 1 FROM ${qualifiedName(table)} GROUP BY ${keys} HAVING count(*) > 1))`,
  };
  for (const [name, column] of Object.entries(table.columns)) {
    const value = quotedIdentifier(name);
    if (!column.nullable) rules[`${name} is missing`] = `count(*) FILTER (${value} IS NULL)`;
    if (column.oneOf) {
      rules[`${name} has an unknown code`] =
        `count(*) FILTER (${value} NOT IN (${column.oneOf.map(quotedText).join(', ')}))`;
    }
    if (column.pattern !== undefined) {
      rules[`${name} has a wrong shape`] =
        `count(*) FILTER (NOT regexp_full_match(${value}, ${quotedText(column.pattern)}))`;
    }
    if (column.min !== undefined)
      rules[`${name} is below ${column.min}`] = `count(*) FILTER (${value} < ${column.min})`;
    if (column.max !== undefined)
      rules[`${name} is above ${column.max}`] = `count(*) FILTER (${value} > ${column.max})`;
  }
  const selected = Object.values(rules).map((sql, i) => `${sql} AS rule_${i}`);
  const [counts] = await queryRows(
    connection,
    `SELECT ${selected.join(', ')} FROM ${qualifiedName(table)}`.replaceAll('FILTER (', 'FILTER (WHERE '),
    {},
    `checks of ${qualifiedName(table)}`,
  );
  const broken = Object.keys(rules).flatMap((rule, i) => {
    const count = Number(counts?.[`rule_${i}`] ?? 0);
    return count > 0 ? [`${rule}: ${count}`] : [];
  });
  if (broken.length > 0) throw failed(qualifiedName(table), broken);
}

/** A check of a room: a sentence, and a SELECT that counts the rows against it. */
export interface Check {
  readonly room: string;
  readonly level: 'fail' | 'warn';
  readonly sentence: string;
  readonly sql: string;
}

/** Returns the checks of a room's `checks.sql`, in their order; none without the file. */
export function readChecks(room: Room): Check[] {
  const file = join(room.dir, 'checks.sql');
  if (!existsSync(file)) return [];
  const parts = readFileSync(file, 'utf8')
    .split(/^--\s*(fail|warn):\s*/m)
    .slice(1);
  const checks: Check[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [sentence = '', ...sql] = (parts[i + 1] ?? '').split('\n');
    checks.push({
      room: `${room.kind} ${room.name}`,
      level: parts[i] === 'fail' ? 'fail' : 'warn',
      sentence: sentence.trim().replace(/\.$/, ''),
      sql: sql.join('\n').trim().replace(/;$/, ''),
    });
  }
  return checks;
}

/** A check that found rows. */
export interface CheckFinding {
  readonly room: string;
  readonly level: 'fail' | 'warn';
  readonly sentence: string;
  readonly count: number;
}

/** Tables that loading fills, in every home. */
const DELIVERED = /^(staging|identity)\./;

/**
 * Runs the checks of the rooms and returns those that found rows. A check waits for the run that builds what it reads: a job
 * may need a part of a room only.
 * @param built the tables that this run made of those delivered, by schema and name
 */
export async function runChecks(
  connection: DuckDBConnection,
  rooms: readonly Room[],
  parameters: RunParameters,
  built: ReadonlySet<string>,
): Promise<CheckFinding[]> {
  // The parser takes a third of a second to load, which commands that run no checks need not wait for.
  const { tablesRead } = await import('../lineage/index.ts');
  const findings: CheckFinding[] = [];
  for (const { room, level, sentence, sql } of rooms.flatMap(readChecks)) {
    if (!tablesRead(sql).every((name) => DELIVERED.test(name) || built.has(name))) continue;
    const used = Object.entries(parameters).filter(([name]) => sql.includes(`$${name}`));
    const count = await queryNumber(
      connection,
      sql,
      Object.fromEntries(used),
      `${room}, check "${sentence}"`,
    );
    if (count > 0) findings.push({ room, level, sentence, count });
  }
  return findings;
}

/**
 * Stops where a check of level `fail` found rows.
 * @throws CheckFailedError that names all of them.
 */
export function stopOnFailure(findings: readonly CheckFinding[]): void {
  const failures = findings.filter(({ level }) => level === 'fail');
  if (failures.length === 0) return;
  throw failed(
    'checks',
    failures.map(({ room, sentence, count }) => `${room}: ${sentence} (${count})`),
  );
}

function failed(place: string, findings: readonly string[]): CheckFailedError {
  return new CheckFailedError({
    place,
    fact: findings.join('; '),
    expectation: 'no such rows',
    effect: 'nothing was published',
    next: 'look at the rows on the secured machine, then correct the delivery or the room',
  });
}
