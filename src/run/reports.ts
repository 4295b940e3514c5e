import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import { assertMayReadIdentity, type Access } from '../privacy/index.ts';
import { qualifiedName, quotedIdentifier, type Table } from '../table/index.ts';
import type { Reports, Room } from '../unit/index.ts';
import type { RunParameters } from './build.ts';

/** Returns the rooms of reports that a job names. @throws TypeError for one that does not exist. */
export function reportsOf(rooms: readonly Room[], names: readonly string[] = []): Reports[] {
  return names.map((name) => {
    const found = rooms.find(({ definition }) => definition.kind === 'reports' && definition.name === name);
    if (found?.definition.kind !== 'reports') throw new TypeError(`the reports ${name} do not exist`);
    return found.definition;
  });
}

/**
 * Writes the files of a room of reports below `<outDir>/reports/<room>/`, mode 0600: each is for one reader. Reads of
 * clear names are logged before a file is written.
 * @throws DisclosureError without a purpose; ContractError where the room reads a table that it does not declare.
 */
export async function writeReports(
  connection: DuckDBConnection,
  reports: Reports,
  parameters: RunParameters,
  outDir: string,
  logAccess: (access: Access) => void,
): Promise<number> {
  const names = new Set(reports.names.map(qualifiedName));
  const declared = new Set([...names, ...reports.steps.map(({ table }) => qualifiedName(table))]);
  if (names.size > 0)
    assertMayReadIdentity({ kind: 'publication', name: reports.name, purpose: reports.purpose });
  const rows = async (table: Table) => {
    const name = qualifiedName(table);
    if (!declared.has(name)) throw undeclared(reports.name, name);
    const order = table.key.map(quotedIdentifier).join(', ');
    const found = await queryRows(connection, `SELECT * FROM ${name} ORDER BY ${order}`, {}, name);
    if (names.has(name))
      logAccess({
        ...reports.purpose,
        reader: `reports ${reports.name}`,
        tables: [name],
        rowCount: found.length,
      });
    return found;
  };
  const files = Object.entries(await reports.files({ parameters, rows }));
  for (const [path, text] of files) {
    const target = join(outDir, 'reports', reports.name, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, text, { mode: 0o600 });
    chmodSync(target, 0o600);
  }
  return files.length;
}

function undeclared(room: string, table: string): ContractError {
  return new ContractError({
    place: `reports ${room}`,
    fact: `its files read ${table}`,
    expectation: 'a table that one of its steps builds, or one of its names',
    effect: 'no report was written',
    next: 'add a step that selects what the report shows',
  });
}
