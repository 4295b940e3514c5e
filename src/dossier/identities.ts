import type { DuckDBConnection } from '@duckdb/node-api';
import { DisclosureError } from '../errors.ts';
import { queryRows } from '../duckdb/index.ts';
import { assertMayReadIdentity, logAccess } from '../privacy/index.ts';
import { qualifiedName, quotedIdentifier } from '../table/index.ts';
import type { NetworkView, Purpose } from '../unit/index.ts';
import { inListSql, listed, type Neighbourhood } from './neighbourhood.ts';

/**
 * Returns the purpose of a word, or undefined without one: then nothing clear is read.
 * @throws DisclosureError for a purpose that the network does not allow.
 */
export function allowedPurpose({ purposes }: NetworkView, word: string | undefined): Purpose | undefined {
  if (word === undefined) return undefined;
  const purpose = Object.hasOwn(purposes, word) ? purposes[word] : undefined;
  if (purpose) return purpose;
  throw new DisclosureError({
    place: '--purpose',
    fact: 'the network does not allow names for this purpose',
    expectation: `one of ${Object.keys(purposes).sort().join(', ')}`,
    effect: 'no identity was read and no dossier was written',
    next: 'leave the option away for a dossier with pseudonyms, or ask the owner of the network',
  });
}

/**
 * Returns the clear name of employers and the NISS of persons, by the id in the drawing; the read is written to the access
 * log before anything else is done with it.
 */
export async function readIdentities(
  connection: DuckDBConnection,
  view: NetworkView,
  { employers, resources }: Neighbourhood,
  purpose: Purpose,
  access: { readonly home: string; readonly at: string },
): Promise<ReadonlyMap<string, string>> {
  assertMayReadIdentity({ kind: 'publication', name: 'dossier', purpose });
  const column = quotedIdentifier(view.employerColumn);
  const named = await queryRows(
    connection,
    `SELECT e.${column} AS id, min(n.${quotedIdentifier(view.names.column)}) AS clear FROM ${qualifiedName(view.employers)} AS e
     INNER JOIN ${qualifiedName(view.names.table)} AS n ON n.noss_registration_number = e.noss_registration_number
     WHERE e.${column} ${inListSql('employers')} GROUP BY ALL ORDER BY id`,
    { employers: listed([...employers.keys()]) },
    qualifiedName(view.names.table),
  );
  const persons = await queryRows(
    connection,
    `WITH wanted AS (SELECT unnest(string_split($resources, chr(10))) AS id)
     SELECT r.id, w.niss AS clear FROM wanted AS r
     INNER JOIN identity.worker AS w ON w.worker_id = regexp_replace(r.id, '^[a-z]+:', '') ORDER BY r.id`,
    { resources: listed(resources) },
    'identity.worker',
  );
  const rows = [...named, ...persons].filter(({ clear }) => clear !== null);
  const tables = [qualifiedName(view.names.table), 'identity.worker'];
  logAccess(access.home, { at: access.at, reader: 'dossier', ...purpose, tables, rowCount: rows.length });
  return new Map(rows.map(({ id, clear }) => [String(id), String(clear)]));
}
