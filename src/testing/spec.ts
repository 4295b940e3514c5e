import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { installMacros, openDatabase, queryRows, runSql, type SqlParams } from '../duckdb/index.ts';
import { emptyTableSql, qualifiedName, quotedIdentifier, quotedText, SCHEMAS } from '../table/index.ts';
import type { DuckType, Table } from '../table/index.ts';
import { drawTextTable, parseTextTable } from './text-table.ts';

export interface Spec {
  /** `import.meta.url` of the test: the step's SQL file stands beside it. */
  readonly room: string;
  readonly table: Table;
  /** All tables that the step reads; those not in `given` are empty. */
  readonly inputs: readonly Table[];
  /** Table and its rows as text; columns that are not named get NULL, or a neutral value where NULL is not allowed. */
  readonly given: readonly (readonly [Table, string])[];
  readonly params?: SqlParams;
  /** The columns of interest and the rows, in any order. */
  readonly expect: string;
}

/** Runs one SQL step on small tables in a fresh database and compares the rows with the expected ones. */
export async function specStep(spec: Spec): Promise<void> {
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    await createTables(connection, [...spec.inputs, ...spec.given.map(([table]) => table)]);
    for (const [table, rows] of spec.given) await insertTextTable(connection, table, rows);
    const sql = readFileSync(new URL(`./${spec.table.name}.sql`, spec.room), 'utf8');
    const wanted = parseTextTable(spec.expect);
    const list = wanted.columns.map(quotedIdentifier).join(', ');
    const used = Object.entries(spec.params ?? {}).filter(([name]) => sql.includes(`$${name}`));
    const rows = await queryRows(
      connection,
      `SELECT ${list} FROM (${sql}) ORDER BY ALL`,
      Object.fromEntries(used),
      qualifiedName(spec.table),
    );
    const expected = wanted.rows.map((cells) =>
      Object.fromEntries(wanted.columns.map((name, i) => [name, cells[i] ?? null])),
    );
    const drawn = drawTextTable(wanted.columns, rows).split('\n');
    const sorted = drawTextTable(wanted.columns, expected).split('\n');
    expect([...drawn].sort().join('\n')).toBe([...sorted].sort().join('\n'));
  } finally {
    database.close();
  }
}

/** Creates empty tables with the declared columns, each once, with the schemas they need. */
export async function createTables(connection: DuckDBConnection, tables: readonly Table[]): Promise<void> {
  for (const schema of SCHEMAS) await runSql(connection, `CREATE SCHEMA IF NOT EXISTS ${schema}`);
  const once = new Map(tables.map((table) => [qualifiedName(table), table]));
  for (const table of once.values()) await runSql(connection, emptyTableSql(table));
}

const NEUTRAL: Readonly<Record<DuckType, string>> = {
  VARCHAR: "''",
  DATE: "DATE '2024-01-01'",
  TIMESTAMP: "TIMESTAMP '2024-01-01 00:00:00'",
  INTEGER: '0',
  BIGINT: '0',
  BOOLEAN: 'FALSE',
  DOUBLE: '0',
};

/** Inserts rows drawn as text into a table that exists. */
export async function insertTextTable(
  connection: DuckDBConnection,
  table: Table,
  text: string,
): Promise<void> {
  const { columns, rows } = parseTextTable(text);
  const unknown = columns.find((name) => !table.columns[name]);
  if (unknown !== undefined) throw new TypeError(`${qualifiedName(table)} has no column ${unknown}`);
  for (const cells of rows) {
    const values = Object.entries(table.columns).map(([name, column]) => {
      const cell = cells[columns.indexOf(name)];
      if (typeof cell === 'string') return `CAST(${quotedText(cell)} AS ${column.type})`;
      return cell === undefined && !column.nullable ? NEUTRAL[column.type] : 'NULL';
    });
    await runSql(connection, `INSERT INTO ${qualifiedName(table)} VALUES (${values.join(', ')})`);
  }
}
