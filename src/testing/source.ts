import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { installMacros, openDatabase, queryNumber } from '../duckdb/index.ts';
import { qualifiedName, type Table } from '../table/index.ts';
import type { Source } from '../unit/index.ts';
import { createTables, insertTextTable } from './spec.ts';

/**
 * Compares an extract with the line of its contract: the columns in order, separated by commas, `*` after a key column.
 * A table may leave columns to its identity twin, but keeps their order; its key may be longer than the contract's.
 */
export function specExtract(source: Source, extractName: string, contract: string): void {
  const extract = source.extracts.find(({ extract }) => extract === extractName);
  if (!extract) throw new TypeError(`${source.name} declares no extract ${extractName}`);
  const words = contract.split(',').map((word) => word.trim());
  const wanted = words.map((word) => word.replace('*', ''));
  const tables = [extract.table, ...(extract.identity ? [extract.identity] : [])].map(rawNames);
  for (const names of tables) expect(names).toEqual(wanted.filter((name) => names.includes(name)));
  expect([...new Set(tables.flat())].sort()).toEqual([...wanted].sort());
  const keys = extract.table.key.map((name) => extract.table.columns[name]?.read.from ?? name);
  expect(keys).toEqual(
    expect.arrayContaining(words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))),
  );
}

function rawNames(table: Table): string[] {
  return [...new Set(Object.entries(table.columns).map(([name, { read }]) => read.from ?? name))];
}

export interface ChecksSpec {
  /** `import.meta.url` of the test: `checks.sql` stands beside it. */
  readonly room: string;
  readonly inputs: readonly Table[];
  readonly given: readonly (readonly [Table, string])[];
  /** The level and first words of each check that must find something, and how many rows it counts. */
  readonly expect: Readonly<Record<string, number>>;
}

/** Runs the checks of a room on small tables: those named count as expected, the others nothing. */
export async function specChecks(spec: ChecksSpec): Promise<void> {
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    await createTables(connection, spec.inputs);
    for (const [table, rows] of spec.given) await insertTextTable(connection, table, rows);
    const text = readFileSync(new URL('./checks.sql', spec.room), 'utf8');
    const checks = text.split(/^-- (?=(?:fail|warn): )/m).slice(1);
    const found: Record<string, number> = {};
    for (const check of checks) {
      const title = check.slice(0, check.indexOf('\n'));
      const name = Object.keys(spec.expect).find((words) => title.startsWith(words)) ?? title;
      const sql = check.slice(title.length).trim().replace(/;$/, '');
      const count = await queryNumber(connection, sql, {}, qualifiedName(spec.inputs[0] as Table));
      if (count > 0) found[name] = count;
    }
    expect(found).toEqual(spec.expect);
  } finally {
    database.close();
  }
}
