import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { namesItsFile } from '../publication/index.ts';
import { qualifiedName, quotedIdentifier } from '../table/index.ts';
import type { NetworkView, ShownSource } from '../unit/index.ts';
import { inListSql, listed, proofsSql, type Neighbourhood } from './neighbourhood.ts';
import { isBuilt } from './subject.ts';

/** Proofs of one tie that a page shows; the exported file names all. */
const PROOFS_SHOWN = 12;
/** Rows behind one proof: a quarter's declaration has a row per worker. */
const ROWS_PER_PROOF = 2;

/** A source row that proves a tie. */
export interface Proof {
  readonly employer: string;
  readonly resource: string;
  readonly type: string;
  readonly begin: string | null;
  readonly end: string | null;
  readonly sourceTable: string;
  readonly sourceKey: string;
}

/** A row of the warehouse as a page shows it. */
export interface ShownRow {
  /** File that delivered it; NULL for a derived row. */
  readonly file: string | null;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Evidence {
  /** All proofs of the drawn ties, by employer, resource, type, day and key. */
  readonly proofs: readonly Proof[];
  /** Rows by {@link rowKey}; those of the first proofs of each tie. */
  readonly rows: ReadonlyMap<string, readonly ShownRow[]>;
}

/** Returns the key under which the rows of a proof stand. */
export const rowKey = ({ sourceTable, sourceKey, resource }: Proof): string =>
  `${sourceTable}\n${sourceKey}\n${resource}`;

/** Returns the proofs of a tie that are shown with their rows. */
export const shownProofs = <T>(proofs: readonly T[]): readonly T[] => proofs.slice(0, PROOFS_SHOWN);

/**
 * Returns the proofs behind the drawn ties and the source rows of the first ones, as the warehouse holds them now. No
 * clear identity and no free text is read.
 */
export async function readEvidence(
  connection: DuckDBConnection,
  view: NetworkView,
  { employers, resources }: Neighbourhood,
): Promise<Evidence> {
  const found = await queryRows(
    connection,
    `SELECT p.${quotedIdentifier(view.employerColumn)} AS employer, p.resource_id AS resource, p.${quotedIdentifier(view.typeColumn)} AS type,
       p.begin_date AS begin, p.end_date AS "end", p.source_table AS "sourceTable", p.source_key AS "sourceKey"
     FROM ${proofsSql(view)}
     WHERE p.${quotedIdentifier(view.employerColumn)} ${inListSql('employers')} AND p.resource_id ${inListSql('resources')} ORDER BY ALL`,
    { employers: listed([...employers.keys()]), resources: listed(resources) },
    qualifiedName(view.proofs),
  );
  const proofs = found as unknown as Proof[];
  const shown = [...byTie(proofs).values()].flatMap(shownProofs);
  const rows = new Map<string, ShownRow[]>();
  for (const source of view.sources) {
    const name = qualifiedName(source.table);
    const own = shown.filter(({ sourceTable }) => sourceTable === name);
    if (own.length === 0 || !(await isBuilt(connection, source.table))) continue;
    for (const { proof, row } of await rowsOf(connection, source, own)) {
      const key = rowKey(proof);
      rows.set(key, [...(rows.get(key) ?? []), row]);
    }
  }
  return { proofs, rows };
}

/** Returns proofs by employer, resource and type, joined by line breaks. */
export function byTie(proofs: readonly Proof[]): ReadonlyMap<string, Proof[]> {
  const ties = new Map<string, Proof[]>();
  for (const proof of proofs) {
    const key = `${proof.employer}\n${proof.resource}\n${proof.type}`;
    const own = ties.get(key);
    if (own) own.push(proof);
    else ties.set(key, [proof]);
  }
  return ties;
}

/** A row that names the resource itself comes before one that only has the key. */
async function rowsOf(
  connection: DuckDBConnection,
  { table, key }: ShownSource,
  proofs: readonly Proof[],
): Promise<{ proof: Proof; row: ShownRow }[]> {
  const isDelivered = await namesItsFile(connection, table);
  const columns = Object.entries(table.columns).filter(([, { personal }]) => personal !== 'free text');
  const texts = columns.map(([name]) => `CAST(t.${quotedIdentifier(name)} AS VARCHAR)`);
  const part = (names: string | readonly string[]): string =>
    `coalesce(${[names]
      .flat()
      .map((name) => `CAST(t.${quotedIdentifier(name)} AS VARCHAR)`)
      .join(', ')}, '')`;
  const match = key.map((names, i) => `${part(names)} = string_split(w.key, '|')[${i + 1}]`);
  const order = table.key.map((name) => `t.${quotedIdentifier(name)}`);
  const found = await queryRows(
    connection,
    `WITH wanted AS (SELECT unnest(string_split($keys, chr(10))) AS key, unnest(string_split($resources, chr(10))) AS resource,
       unnest(string_split($numbers, chr(10))) AS number)
     SELECT w.number AS _number, ${isDelivered ? 'f.name' : 'NULL'} AS _file, ${texts.map((text, i) => `${text} AS ${quotedIdentifier(columns[i]?.[0] ?? '')}`).join(', ')}
     FROM wanted AS w INNER JOIN ${qualifiedName(table)} AS t ON ${match.join(' AND ')}
     ${isDelivered ? 'LEFT JOIN ledger.delivered_file AS f ON f.file_id = t.file_id' : ''}
     QUALIFY row_number() OVER (PARTITION BY w.number
       ORDER BY w.resource IN (${texts.map((text) => `coalesce(${text}, '')`).join(', ')}) DESC, ${order.join(', ')}) <= ${ROWS_PER_PROOF}
     ORDER BY CAST(w.number AS INTEGER), ${order.join(', ')}`,
    {
      keys: listed(proofs.map(({ sourceKey }) => sourceKey)),
      resources: listed(proofs.map(({ resource }) => resource.replace(/^[a-z]+:/, ''))),
      numbers: listed(proofs.map((_, i) => String(i))),
    },
    qualifiedName(table),
  );
  return found.flatMap((row) => {
    const proof = proofs[Number(row['_number'])];
    return proof ? [{ proof, row: shownRow(row) }] : [];
  });
}

function shownRow(row: SqlRow): ShownRow {
  const known = Object.entries(row).filter(([name, value]) => value !== null && !name.startsWith('_'));
  const file = row['_file'];
  return {
    file: typeof file === 'string' ? file : null,
    cells: Object.fromEntries(known.map(([name, value]) => [name, String(value)])),
  };
}
