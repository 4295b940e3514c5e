import type { DuckDBConnection } from '@duckdb/node-api';
import { UsageError } from '../errors.ts';
import { queryRows } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, type Table } from '../table/index.ts';
import type { NetworkView } from '../unit/index.ts';

/** Whom a dossier is about. */
export interface Subject {
  /** Employers, as the network names them; sorted. */
  readonly roots: readonly string[];
  readonly construction?: string;
}

/**
 * Returns the employers behind an id: the members of a construction, or those of a matricule or CBE number (with or
 * without dots), as far as they stand in the network.
 * @throws UsageError if the network has nobody of that id.
 */
export async function findSubject(
  connection: DuckDBConnection,
  view: NetworkView,
  id: string,
): Promise<Subject> {
  if (view.constructions && (await isBuilt(connection, view.constructions.members))) {
    const sql = `SELECT DISTINCT m.${quotedIdentifier(view.employerColumn)} AS employer FROM ${qualifiedName(view.constructions.members)} AS m
      WHERE m.construction_id = $id ORDER BY employer`;
    const roots = await employersOf(connection, sql, id, view.constructions.members);
    if (roots.length > 0) return { roots, construction: id };
  }
  const column = quotedIdentifier(view.employerColumn);
  const sql = `SELECT DISTINCT e.${column} AS employer FROM ${qualifiedName(view.employers)} AS e
    SEMI JOIN ${qualifiedName(view.proofs)} AS p ON p.${column} = e.${column}
    WHERE $id IN (e.noss_registration_number, e.cbe_number) ORDER BY employer`;
  const roots = await employersOf(connection, sql, digitsOf(id), view.proofs);
  if (roots.length > 0) return { roots };
  throw new UsageError({
    place: '<id>',
    fact: 'no construction, matricule or CBE number of the network is this',
    expectation: 'the id of a construction, an employer that shares something, or a row of a list about one',
    effect: 'no dossier was written',
    next: 'run the nightly job if the employer is new; an employer without any tie has no network to show',
  });
}

/** Returns whether a table stands in this warehouse. */
export async function isBuilt(connection: DuckDBConnection, { schema, name }: Table): Promise<boolean> {
  const sql = 'SELECT 1 FROM duckdb_tables() WHERE schema_name = $schema AND table_name = $name';
  return (await queryRows(connection, sql, { schema, name }, 'duckdb_tables')).length > 0;
}

async function employersOf(
  connection: DuckDBConnection,
  sql: string,
  id: string,
  table: Table,
): Promise<string[]> {
  const rows = await queryRows(connection, sql, { id }, qualifiedName(table));
  return rows.map(({ employer }) => String(employer));
}

/** `BE 0200.065.765` is the CBE number 0200065765. */
const digitsOf = (id: string): string => id.replace(/^BE/i, '').replace(/[.\s-]/g, '');
