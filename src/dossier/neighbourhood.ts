import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier } from '../table/index.ts';
import type { NetworkView } from '../unit/index.ts';

/** What a person can follow on one page. */
export const DRAWN = { nodes: 500, employers: 150, ties: 3_000, steps: 2 } as const;

/** All proofs of one employer, resource and kind of tie together. */
export interface Tie {
  readonly employer: string;
  readonly resource: string;
  readonly type: string;
  /** First day; NULL: not known. */
  readonly begin: string | null;
  /** Last day; NULL while one proof lasts. */
  readonly end: string | null;
  readonly proofCount: number;
}

export interface Succession {
  readonly from: string;
  readonly to: string;
  readonly date: string | null;
}

/** The part of a network around some employers. */
export interface Neighbourhood {
  readonly roots: readonly string[];
  /** Number of steps from the nearest root. */
  readonly employers: ReadonlyMap<string, number>;
  readonly resources: readonly string[];
  readonly ties: readonly Tie[];
  readonly successions: readonly Succession[];
  readonly leftOut: { readonly employers: number; readonly resources: number };
}

/**
 * Returns what is tied to the given employers: first those who share most with them, then the next, until a page is full;
 * then the resources that two or more of them share. What did not fit is counted.
 */
export async function neighbourhood(
  connection: DuckDBConnection,
  view: NetworkView,
  roots: readonly string[],
): Promise<Neighbourhood> {
  const employers = new Map(roots.slice(0, DRAWN.employers).map((employer) => [employer, 0]));
  let missed = roots.length - employers.size;
  for (let step = 1; step <= DRAWN.steps && employers.size < DRAWN.employers; step++) {
    const found = await nextEmployers(connection, view, [...employers.keys()]);
    const kept = found.slice(0, DRAWN.employers - employers.size);
    for (const employer of kept) employers.set(employer, step);
    missed += found.length - kept.length;
  }
  const all = await sharedTies(connection, view, [...employers.keys()]);
  const resources = chosenResources(all, DRAWN.nodes - employers.size);
  const ties = all.filter(({ resource }) => resources.has(resource));
  return {
    roots: roots.filter((root) => employers.has(root)),
    employers,
    resources: [...resources].sort(),
    ties,
    successions: await successionsAmong(connection, view, [...employers.keys()]),
    leftOut: {
      employers: missed,
      resources: new Set(all.map(({ resource }) => resource)).size - resources.size,
    },
  };
}

/** Returns the proofs of resources that are no hubs, as the FROM of a query; `p` is a proof. */
export function proofsSql({ proofs, resources: { table, hubColumn } }: NetworkView): string {
  const isDrawn = hubColumn === undefined ? '' : ` WHERE NOT r.${quotedIdentifier(hubColumn)}`;
  return `(SELECT * FROM ${qualifiedName(proofs)} WHERE resource_id IN
    (SELECT r.resource_id FROM ${qualifiedName(table)} AS r${isDrawn})) AS p`;
}

/** A list of texts as one parameter; the values are numbers and pseudonyms, which have no line break. */
export const listed = (values: readonly string[]): string => values.join('\n');
export const inListSql = (name: string): string => `IN (SELECT unnest(string_split($${name}, chr(10))))`;

async function nextEmployers(
  connection: DuckDBConnection,
  view: NetworkView,
  employers: readonly string[],
): Promise<string[]> {
  const column = quotedIdentifier(view.employerColumn);
  const rows = await queryRows(
    connection,
    `WITH own AS (SELECT DISTINCT p.resource_id FROM ${proofsSql(view)} WHERE p.${column} ${inListSql('employers')})
     SELECT p.${column} AS employer, count(DISTINCT p.resource_id) AS shared
     FROM ${proofsSql(view)} SEMI JOIN own AS o ON o.resource_id = p.resource_id
     WHERE NOT p.${column} ${inListSql('employers')} GROUP BY ALL ORDER BY shared DESC, employer`,
    { employers: listed(employers) },
    qualifiedName(view.proofs),
  );
  return rows.map(({ employer }) => String(employer));
}

async function sharedTies(
  connection: DuckDBConnection,
  view: NetworkView,
  employers: readonly string[],
): Promise<Tie[]> {
  const rows = await queryRows(
    connection,
    `WITH tie AS (
       SELECT p.${quotedIdentifier(view.employerColumn)} AS employer, p.resource_id AS resource, p.${quotedIdentifier(view.typeColumn)} AS type,
         min(p.begin_date) AS begin, CASE WHEN count(*) = count(p.end_date) THEN max(p.end_date) END AS "end", count(*) AS "proofCount"
       FROM ${proofsSql(view)} WHERE p.${quotedIdentifier(view.employerColumn)} ${inListSql('employers')} GROUP BY ALL),
     shared AS (SELECT t.resource FROM tie AS t GROUP BY ALL HAVING count(DISTINCT t.employer) > 1)
     SELECT t.* FROM tie AS t SEMI JOIN shared AS s ON s.resource = t.resource ORDER BY t.employer, t.resource, t.type`,
    { employers: listed(employers) },
    qualifiedName(view.proofs),
  );
  return rows as unknown as Tie[];
}

/** First one resource for every employer, so that nobody stands alone who need not, then those that tie most employers. */
function chosenResources(ties: readonly Tie[], room: number): ReadonlySet<string> {
  const employersOf = new Map<string, Set<string>>();
  const resourcesOf = new Map<string, Set<string>>();
  for (const { employer, resource } of ties) {
    employersOf.set(resource, (employersOf.get(resource) ?? new Set()).add(employer));
    resourcesOf.set(employer, (resourcesOf.get(employer) ?? new Set()).add(resource));
  }
  const size = (resource: string): number => employersOf.get(resource)?.size ?? 0;
  const best = (resources: Iterable<string>): string[] =>
    [...resources].sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
  const wanted = [
    ...[...resourcesOf.values()].flatMap((own) => best(own).slice(0, 1)),
    ...best(employersOf.keys()),
  ];
  const chosen = new Set<string>();
  let drawn = 0;
  for (const resource of wanted) {
    if (chosen.size >= room || chosen.has(resource) || drawn + size(resource) > DRAWN.ties) continue;
    chosen.add(resource);
    drawn += size(resource);
  }
  return chosen;
}

async function successionsAmong(
  connection: DuckDBConnection,
  { successions, employerColumn }: NetworkView,
  employers: readonly string[],
): Promise<Succession[]> {
  if (!successions) return [];
  const [from, to, date] = [employerColumn, successions.to, successions.date].map(quotedIdentifier);
  const rows = await queryRows(
    connection,
    `SELECT s.${from} AS "from", s.${to} AS "to", s.${date} AS date FROM ${qualifiedName(successions.table)} AS s
     WHERE s.${from} ${inListSql('employers')} AND s.${to} ${inListSql('employers')} ORDER BY ALL`,
    { employers: listed(employers) },
    qualifiedName(successions.table),
  );
  return rows as unknown as Succession[];
}
