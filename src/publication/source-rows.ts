import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, type Table } from '../table/index.ts';
import type { Feedback } from '../unit/index.ts';
import type { ExplainedOutcome, Explanation, Proof, SourceRow } from './explain.ts';
import type { OutcomeCode } from './outcome-codes.ts';

/**
 * Returns the explanation with the source rows of its evidence and the outcome of the visit, as the warehouse holds them
 * now: a row that was superseded since is not there any more. No clear identity is read.
 */
export async function withSourceRows(
  connection: DuckDBConnection,
  explanation: Explanation,
  tables: readonly Table[],
  feedback: Feedback,
): Promise<Explanation> {
  const built = await queryRows(
    connection,
    `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() ORDER BY name`,
  );
  const names = new Set(built.map(({ name }) => name));
  const present = tables.filter((table) => names.has(qualifiedName(table)));
  const byName = new Map(present.map((table) => [qualifiedName(table), table]));
  const subjectId = explanation.target['subject_id'] ?? '';
  const reasons = [];
  for (const reason of explanation.reasons) {
    const proofs: Proof[] = [];
    for (const proof of reason.proofs) {
      const table = byName.get(proof.sourceTable);
      const row = table ? await sourceRow(connection, table, proof.sourceKey, subjectId) : null;
      proofs.push({ ...proof, row });
    }
    reasons.push({ ...reason, proofs });
  }
  const outcomes = await outcomesOf(connection, feedback, explanation.target['row_id'] ?? '');
  return { ...explanation, reasons, outcomes };
}

/**
 * A key of evidence is the whole key of the row, its parts separated by blanks, or the part that the subject does not say
 * already.
 */
async function sourceRow(
  connection: DuckDBConnection,
  table: Table,
  key: string,
  subjectId: string,
): Promise<SourceRow | null> {
  const parts = table.key.map((name) => `CAST(t.${quotedIdentifier(name)} AS VARCHAR)`);
  const isDelivered = await namesItsFile(connection, table);
  const columns = Object.keys(table.columns).map((name) => `t.${quotedIdentifier(name)}`);
  const [row] = await queryRows(
    connection,
    `SELECT ${columns.join(', ')}${isDelivered ? ', f.name AS _file' : ''} FROM ${qualifiedName(table)} AS t
     ${isDelivered ? 'LEFT JOIN ledger.delivered_file AS f ON f.file_id = t.file_id' : ''}
     WHERE concat_ws(' ', ${parts.join(', ')}) = $key OR $key IN (${parts.join(', ')})
     ORDER BY concat_ws(' ', ${parts.join(', ')}) = $key DESC, $subject IN (${parts.join(', ')}) DESC, ${parts.join(', ')} LIMIT 1`,
    { key, subject: subjectId },
    qualifiedName(table),
  );
  return row ? { file: (row['_file'] as string | null | undefined) ?? null, cells: cellsOf(row) } : null;
}

function cellsOf(row: SqlRow): Record<string, string> {
  const known = Object.entries(row).filter(([name, value]) => value !== null && name !== '_file');
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}

async function outcomesOf(
  connection: DuckDBConnection,
  feedback: Feedback,
  rowId: string,
): Promise<ExplainedOutcome[]> {
  const rows = await queryRows(
    connection,
    `SELECT c.case_id, c.service_code, c.visit_date, o.outcome_code, o.known_date
     FROM ${qualifiedName(feedback.visit)} AS c LEFT JOIN ${qualifiedName(feedback.result)} AS o ON o.case_id = c.case_id
     WHERE c.list_row_id = $row_id ORDER BY c.case_id`,
    { row_id: rowId },
    qualifiedName(feedback.visit),
  );
  return rows.map((row) => ({
    caseId: String(row['case_id']),
    serviceCode: String(row['service_code']),
    visitDate: row['visit_date'] as string | null,
    outcome: row['outcome_code'] as OutcomeCode | null,
    knownDate: row['known_date'] as string | null,
  }));
}

/** Whether rows of a table say which file brought them: delivered rows do, rows derived inside a source do not. */
export async function namesItsFile(connection: DuckDBConnection, { schema, name }: Table): Promise<boolean> {
  const sql = `SELECT 1 AS found FROM duckdb_columns() WHERE schema_name = $schema AND table_name = $name AND column_name = 'file_id'`;
  return (await queryRows(connection, sql, { schema, name }, 'duckdb_columns')).length > 0;
}
