import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier } from '../table/index.ts';
import type { Labels, NetworkView, ShownTable } from '../unit/index.ts';
import { inListSql, listed } from './neighbourhood.ts';
import { isBuilt } from './subject.ts';

/** A thing that is known about a node, as a reader sees it. */
export interface Fact {
  readonly title: Labels;
  readonly value: string;
}

export interface EmployerEvent {
  readonly date: string;
  readonly employer: string;
  readonly title: Labels;
  readonly detail: string | null;
}

/** Returns the facts of each employer, in the declared order. */
export async function readFacts(
  connection: DuckDBConnection,
  view: NetworkView,
  employers: readonly string[],
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const facts = new Map<string, Fact[]>(employers.map((employer) => [employer, []]));
  for (const shown of view.facts) {
    if (!(await isBuilt(connection, shown.table))) continue;
    const rows = await rowsOf(connection, shown, view.employerColumn, employers);
    for (const row of rows) facts.get(String(row['_subject']))?.push(...factsOf(row, shown));
  }
  return facts;
}

/** Returns what is known about a construction. */
export async function constructionFacts(
  connection: DuckDBConnection,
  { constructions }: NetworkView,
  id: string,
): Promise<readonly Fact[]> {
  if (!constructions || !(await isBuilt(connection, constructions.facts.table))) return [];
  const rows = await rowsOf(connection, constructions.facts, 'construction_id', [id]);
  return rows.flatMap((row) => factsOf(row, constructions.facts));
}

/** Returns the events of the employers until the as-of date, by day, employer and kind. */
export async function readEvents(
  connection: DuckDBConnection,
  view: NetworkView,
  employers: readonly string[],
  asOf: string,
): Promise<readonly EmployerEvent[]> {
  const events: EmployerEvent[] = [];
  for (const { table, date, title, detail } of view.events) {
    if (!(await isBuilt(connection, table))) continue;
    const known = table.columns['known_date'] ? 'AND e.known_date <= $as_of_date' : '';
    const rows = await queryRows(
      connection,
      `SELECT DISTINCT CAST(e.${quotedIdentifier(date)} AS VARCHAR) AS date, e.${quotedIdentifier(view.employerColumn)} AS employer,
         ${detail === undefined ? 'NULL' : `CAST(e.${quotedIdentifier(detail)} AS VARCHAR)`} AS detail
       FROM ${qualifiedName(table)} AS e WHERE e.${quotedIdentifier(view.employerColumn)} ${inListSql('employers')}
       AND e.${quotedIdentifier(date)} <= $as_of_date ${known} ORDER BY ALL`,
      { employers: listed(employers), as_of_date: asOf },
      qualifiedName(table),
    );
    events.push(...rows.map((row) => ({ ...(row as unknown as Omit<EmployerEvent, 'title'>), title })));
  }
  const key = ({ date, employer, title }: EmployerEvent) => `${date} ${employer} ${title.fr}`;
  return events.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function rowsOf(
  connection: DuckDBConnection,
  { table, columns }: ShownTable,
  subjectColumn: string,
  subjects: readonly string[],
): Promise<SqlRow[]> {
  const subject = quotedIdentifier(subjectColumn);
  const names = Object.keys(columns).map(quotedIdentifier);
  return queryRows(
    connection,
    `SELECT f.${subject} AS _subject, ${names.map((name) => `f.${name}`).join(', ')} FROM ${qualifiedName(table)} AS f
     WHERE f.${subject} ${inListSql('subjects')} ORDER BY ${table.key.map((name) => `f.${quotedIdentifier(name)}`).join(', ')}`,
    { subjects: listed(subjects) },
    qualifiedName(table),
  );
}

function factsOf(row: SqlRow, { columns }: ShownTable): Fact[] {
  return Object.entries(columns).flatMap(([name, title]) => {
    const value = row[name];
    if (value === null || value === undefined) return [];
    return [{ title, value: valueText(name, value) }];
  });
}

/** Money in euro with two decimals, ratios with four digits, everything else as it is. */
function valueText(name: string, value: string | number | boolean): string {
  if (typeof value !== 'number') return value === true ? '✓' : value === false ? '–' : value;
  if (name.endsWith('_cents')) return `€ ${(value / 100).toFixed(2)}`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
