import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { ContractError, RejectedRowsError } from '../errors.ts';
import { csvText, type CsvCell } from '../publication/index.ts';
import { qualifiedName, quotedText, type Table } from '../table/index.ts';
import type { Feedback, List, Room, Source } from '../unit/index.ts';
import type { Result, RowFinding } from './results.ts';

/** The source that takes results, with its tables. */
export interface FeedbackSource {
  readonly source: Source;
  readonly tables: Feedback;
}

/**
 * Returns the source that takes the results of visits.
 * @throws ContractError when no room is one.
 */
export function feedbackSource(rooms: readonly Room[]): FeedbackSource {
  for (const { definition } of rooms) {
    if (definition.kind === 'source' && definition.feedback) {
      return { source: definition, tables: definition.feedback };
    }
  }
  throw new ContractError({
    place: 'sources',
    fact: 'none declares where the results of visits come in',
    expectation: 'one source with `feedback`',
    effect: 'no result was read',
    next: 'declare it in the source of inspections',
  });
}

/** What an import would write, and what it leaves as it is. */
export interface Import {
  readonly cases: readonly SqlRow[];
  readonly outcomes: readonly SqlRow[];
  /** Results that stand in the warehouse already, letter for letter. */
  readonly unchanged: number;
}

export interface ImportOptions {
  readonly connection: DuckDBConnection;
  readonly feedback: FeedbackSource;
  readonly lists: readonly List[];
  readonly results: readonly Result[];
  /** Findings of the reading; those of the matching are added, and any stops the import. */
  readonly findings: readonly RowFinding[];
  /** ISO; the day on which the results became known. */
  readonly receivedDate: string;
  readonly serviceCode: string;
}

/**
 * Returns the cases and outcomes that the results of a file become, matched by row with what was issued (`issued_row`).
 * @throws RejectedRowsError with row and reason when one result cannot be taken: then none is.
 */
export async function matchResults(options: ImportOptions): Promise<Import> {
  const { connection, results, receivedDate } = options;
  const issued = await issuedById(connection, results);
  const known = await knownById(connection, options.feedback.tables);
  const findings = [...options.findings];
  const cases: SqlRow[] = [];
  const outcomes: SqlRow[] = [];
  let unchanged = 0;
  for (const result of results) {
    const add = (column: string, reason: string) => void findings.push({ line: result.line, column, reason });
    const row = issued.get(result.rowId);
    const list = options.lists.find(({ name }) => name === row?.['list']);
    if (!row || !list) {
      add('row_id', 'no_issued_list_has_it');
      continue;
    }
    if (result.visitDate > receivedDate) add('visit_date', 'after_the_day_of_reception');
    if (result.visitDate < String(row['as_of_date'])) add('visit_date', 'before_the_list_was_issued');
    const caseRow = caseOf(result, row, list, options);
    const outcome = outcomeOf(result, receivedDate);
    const standing = known.get(String(outcome['case_id']));
    if (standing && isSame(standing, { ...caseRow, ...outcome })) unchanged++;
    else {
      if (standing && String(standing['known_date']) >= receivedDate)
        add('', 'another_result_of_the_same_day');
      cases.push(caseRow);
      outcomes.push(outcome);
    }
  }
  if (findings.length > 0) throw rejected(findings);
  return { cases, outcomes, unchanged };
}

async function issuedById(
  connection: DuckDBConnection,
  results: readonly Result[],
): Promise<Map<string, SqlRow>> {
  const rows = await queryRows(
    connection,
    `SELECT i.row_id, i.list, i.subject_id, i.cbe_number, i.noss_registration_number, i.as_of_date
     FROM issued_row AS i WHERE i.row_id IN (${['', ...results.map(({ rowId }) => rowId)].map(quotedText).join(', ')})
     QUALIFY row_number() OVER (PARTITION BY i.row_id ORDER BY i.as_of_date, i.version) = 1 ORDER BY i.row_id`,
    {},
    'issued rows',
  );
  return new Map(rows.map((row) => [String(row['row_id']), row]));
}

async function knownById(connection: DuckDBConnection, tables: Feedback): Promise<Map<string, SqlRow>> {
  const rows = await queryRows(
    connection,
    `SELECT c.case_id, c.visit_date, o.outcome_code, o.infringement_codes, o.workers_concerned_count, o.regularised_cents, o.known_date
     FROM ${qualifiedName(tables.visit)} AS c INNER JOIN ${qualifiedName(tables.result)} AS o ON o.case_id = c.case_id
     WHERE c.list_row_id IS NOT NULL ORDER BY c.case_id`,
    {},
    qualifiedName(tables.result),
  );
  return new Map(rows.map((row) => [String(row['case_id']), row]));
}

const COMPARED = [
  ...['visit_date', 'outcome_code', 'infringement_codes'],
  ...['workers_concerned_count', 'regularised_cents'],
];

const isSame = (standing: SqlRow, given: SqlRow) => COMPARED.every((name) => standing[name] === given[name]);

/** The case of a row has one number, whichever file brings it. */
const caseIdOf = (rowId: string): string => `list-${rowId}`;

function caseOf(
  result: Result,
  row: SqlRow,
  list: List,
  { receivedDate, serviceCode }: ImportOptions,
): SqlRow {
  return {
    case_id: caseIdOf(result.rowId),
    service_code: serviceCode,
    phenomenon_code: list.phenomenon,
    noss_registration_number: row['noss_registration_number'] ?? null,
    cbe_number: row['cbe_number'] ?? null,
    avwddt_id: list.subjectType === 'site' ? (row['subject_id'] ?? null) : null,
    opened_date: result.visitDate,
    visit_date: result.visitDate,
    // The day of the result closes the case; it also makes each delivery of a correction a file of its own.
    closed_date: receivedDate,
    origin_code: 'list',
    list_row_id: result.rowId,
  };
}

function outcomeOf(result: Result, receivedDate: string): SqlRow {
  return {
    case_id: caseIdOf(result.rowId),
    outcome_code: result.outcome,
    infringement_codes: result.infringements === '' ? null : result.infringements,
    workers_concerned_count: result.workerCount,
    regularised_cents: result.regularisedCents,
    outcome_date: result.visitDate,
    known_date: receivedDate,
  };
}

/**
 * Writes an import as a delivery of the source: a folder in the format that the loader reads. Returns the folder.
 * @throws TypeError when the source lacks an extract for one of the tables.
 */
export function writeDelivery(folder: string, feedback: FeedbackSource, rows: Import): string {
  const dir = join(folder, feedback.source.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const write = (table: Table, own: readonly SqlRow[]) => {
    const extract = feedback.source.extracts.find((candidate) => candidate.table === table)?.extract;
    if (extract === undefined) throw new TypeError(`${qualifiedName(table)} has no extract`);
    const columns = Object.entries(table.columns);
    const header = columns.map(([name, { read }]) => read.from ?? name);
    const cells = own.map((row) => columns.map(([name]) => (row[name] ?? null) as CsvCell));
    writeFileSync(join(dir, `${extract}.csv`), csvText(header, cells), { mode: 0o600 });
  };
  write(feedback.tables.visit, rows.cases);
  write(feedback.tables.result, rows.outcomes);
  return folder;
}

const SHOWN = 200;

function rejected(findings: readonly RowFinding[]): RejectedRowsError {
  const sorted = [...findings].sort((a, b) => a.line - b.line);
  const shown = sorted
    .slice(0, SHOWN)
    .map(({ line, column, reason }) => `row ${line}: ${column === '' ? '' : `${column} `}${reason}`);
  const more = sorted.length > SHOWN ? `; and ${sorted.length - SHOWN} more` : '';
  return new RejectedRowsError({
    place: 'outcomes',
    fact: `${sorted.length} findings: ${shown.join('; ')}${more}`,
    expectation:
      'each filled-in row names an issued row, an outcome, a day, and numbers that can be read one way only',
    effect: 'nothing of this file was imported',
    next: 'correct these rows and import the file again',
  });
}
