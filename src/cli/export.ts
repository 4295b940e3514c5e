import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { DuckDBConnection } from '@duckdb/node-api';
import { writeArrow } from '../arrow/index.ts';
import { assertNoIdentifier, orderedSelectSql } from '../columns/index.ts';
import { queryNumber } from '../duckdb/index.ts';
import { logAccess } from '../privacy/index.ts';
import { qualifiedName, quotedIdentifier, quotedText, type Table } from '../table/index.ts';
import { discoverRooms, type Room } from '../unit/index.ts';
import { globalOptions, today, usage, withSession } from './session.ts';

/** How each file type is written; each returns the number of rows. */
const WRITERS = {
  '.arrow': writeArrow,
  '.parquet': (connection: DuckDBConnection, table: Table, path: string) =>
    copyTable(connection, table, path, 'FORMAT parquet'),
  '.csv': (connection: DuckDBConnection, table: Table, path: string) =>
    copyTable(connection, table, path, 'FORMAT csv, HEADER'),
} as const;

interface Options {
  readonly out: string;
  readonly reason: string;
  readonly legalBasis: string;
}

/** Returns the command `vigie export`. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Writes a table of the warehouse to a file for Python, R or a spreadsheet; notes who asked.')
    .argument('<table>', 'as `vigie flow` lists it, for example feature.site_month')
    .requiredOption('--out <file>', 'file to write or replace; its ending chooses .arrow, .parquet or .csv')
    .option('--reason <text>', 'why, for the access log', 'study of pseudonymised data')
    .option('--legal-basis <text>', 'on which ground, for the access log', 'GDPR, art. 6(1)(e) and 89')
    .action(async (name: string, options: Options, command: Command) => {
      const table = exportableTable(await discoverRooms(), name);
      const out = resolve(options.out);
      const write = writerOf(out);
      if (!existsSync(dirname(out))) throw usage('--out', 'its folder does not exist');
      await withSession(globalOptions(command), async ({ connection, home, logger }) => {
        await assertBuilt(connection, table);
        const draft = join(home.temp, `export${extname(out)}`);
        const rows = await write(connection, table, draft);
        const { reason, legalBasis } = options;
        const tables = [qualifiedName(table)];
        logAccess(home.dir, { at: today(), reader: 'export', reason, legalBasis, tables, rowCount: rows });
        deliver(draft, out);
        logger.info('exported', { table: qualifiedName(table), format: extname(out).slice(1), rows });
      });
    });
}

/**
 * Returns the declared table of a name, with or without its schema.
 * @throws UsageError for a name that no room declares or that two do; DisclosureError for a table of clear identities.
 */
export function exportableTable(rooms: readonly Room[], name: string): Table {
  const tables = new Map(rooms.flatMap(tablesOf).map((table) => [qualifiedName(table), table]));
  const clear = tables.get(name)?.schema === 'identity';
  const found = [...tables.values()].filter(
    (table) => (clear || table.schema !== 'identity') && [qualifiedName(table), table.name].includes(name),
  );
  const [table] = found;
  if (table === undefined) throw usage('<table>', 'no room declares it; `vigie flow` lists the tables');
  if (found.length > 1) throw usage('<table>', 'two schemas have it; name the schema too');
  assertNoIdentifier(table);
  return table;
}

/** Returns the tables that a room declares. */
export function tablesOf({ definition }: Room): Table[] {
  const steps = (definition.steps ?? []).map(({ table }) => table);
  if (definition.kind === 'list') return [...steps, definition.target];
  if (definition.kind !== 'source') return steps;
  return [
    ...definition.extracts.flatMap(({ table, identity }) => [table, ...(identity ? [identity] : [])]),
    ...steps,
  ];
}

function writerOf(path: string): (typeof WRITERS)[keyof typeof WRITERS] {
  const ending = extname(path);
  if (!Object.hasOwn(WRITERS, ending)) {
    throw usage('--out', `the file ends in none of ${Object.keys(WRITERS).join(', ')}`);
  }
  return WRITERS[ending as keyof typeof WRITERS];
}

async function assertBuilt(connection: DuckDBConnection, { schema, name }: Table): Promise<void> {
  const sql = 'SELECT count(*) FROM duckdb_tables() WHERE schema_name = $schema AND table_name = $name';
  if ((await queryNumber(connection, sql, { schema, name }, 'duckdb_tables')) === 0) {
    throw usage('<table>', 'it has not been built in this home; `vigie load` or `vigie run` builds it');
  }
}

async function copyTable(
  connection: DuckDBConnection,
  table: Table,
  path: string,
  format: string,
): Promise<number> {
  assertNoIdentifier(table);
  const select = orderedSelectSql(table, Object.keys(table.columns).map(quotedIdentifier));
  const sql = `COPY (${select}) TO ${quotedText(path)} (${format})`;
  return queryNumber(connection, sql, {}, `export ${qualifiedName(table)}`);
}

/** SQL writes in the home only; the finished file then takes the place of the old one at once. */
function deliver(draft: string, out: string): void {
  const part = `${out}.part`;
  try {
    chmodSync(draft, 0o600);
    copyFileSync(draft, part);
    chmodSync(part, 0o600);
    renameSync(part, out);
  } catch (error) {
    rmSync(part, { force: true });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw usage('--out', `the file cannot be written (${reason})`);
  } finally {
    rmSync(draft, { force: true });
  }
}
