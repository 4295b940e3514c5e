import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { qualifiedName } from '../table/index.ts';
import { LANGUAGES, type List } from '../unit/index.ts';
import { csvText, type CsvCell } from './csv.ts';
import { reasonSentence } from './model-words.ts';
import type { PublishedRow } from './rows.ts';

/** The columns of the ledger files: what was issued, kept apart from what is published. */
export const LEDGER_COLUMNS = {
  /** One row per target. */
  rows: [
    ...['row_id', 'period', 'judicial_district', 'rank', 'subject_id', 'group_id'],
    ...['cbe_number', 'noss_registration_number', 'sector_code'],
    ...['arm', 'propensity', 'score', 'probability', 'expected_cents'],
  ],
  /** One row per target and reason. */
  reasons: ['row_id', 'reason_code', 'points', 'evidence_count', 'evidence_base_count', 'evidence_cents'],
  /** One row per target, reason and source row. */
  evidence: ['row_id', 'reason_code', 'source_table', 'source_key'],
  /** One row per target and sentence of the model that ranked it; sentences as they were, should the words change. */
  model: ['row_id', 'place', 'feature_name', 'value_text', 'sentence_nl', 'sentence_fr', 'sentence_de'],
} as const;

/** Returns the ledger of a ranked list by file name: its rows with their arm, their reasons, the keys of the evidence. */
export async function ledgerTexts(connection: DuckDBConnection, list: List): Promise<Record<string, string>> {
  const { rows, reasons, evidence } = LEDGER_COLUMNS;
  const target = `${qualifiedName(list.target)} AS t`;
  const joined = (table: List['reason']) =>
    `${target} INNER JOIN ${qualifiedName(table)} AS j ON j.subject_id = t.subject_id`;
  const order = 'ORDER BY t.judicial_district, t.rank';
  return {
    [`${list.name}.csv`]: await tableText(connection, rows, `${target} ${order}`),
    [`${list.name}_reasons.csv`]: await tableText(
      connection,
      reasons,
      `${joined(list.reason)} ${order}, points DESC, reason_code`,
    ),
    [`${list.name}_evidence.csv`]: await tableText(
      connection,
      evidence,
      `${joined(list.evidence)} ${order}, reason_code, source_table, source_key`,
    ),
  };
}

/** Returns what the model said of each row: the words of its codes, then its reasons, strongest first. */
export function modelLedgerText(rows: readonly PublishedRow[]): string {
  const cells = rows.flatMap(({ target, model }) => {
    if (!model) return [];
    const says = model.says.map((text) => [null, null, ...LANGUAGES.map((language) => text[language])]);
    const reasons = model.reasons.map((reason) => [
      reason.feature.name,
      reason.value,
      ...LANGUAGES.map((language) => reasonSentence(reason, language)),
    ]);
    return [...says, ...reasons].map((sentence, i) => [String(target['row_id']), i + 1, ...sentence]);
  });
  return csvText(LEDGER_COLUMNS.model, cells);
}

/** Returns `exclusions.csv`: the subjects that were left out, by district, with the code of their exclusion. */
export async function exclusionsText(
  connection: DuckDBConnection,
  list: List,
  candidates = qualifiedName(list.candidate),
): Promise<string> {
  const columns = ['judicial_district', 'exclusion_code', 'subject_id'];
  const from = `${candidates} AS c WHERE c.exclusion_code IS NOT NULL ORDER BY ${columns.join(', ')}`;
  return tableText(connection, columns, from);
}

async function tableText(
  connection: DuckDBConnection,
  columns: readonly string[],
  from: string,
): Promise<string> {
  const rows = await queryRows(connection, `SELECT ${columns.join(', ')} FROM ${from}`, {}, 'ledger');
  const cells = (row: SqlRow): CsvCell[] => columns.map((name) => row[name] as CsvCell);
  return csvText(columns, rows.map(cells));
}
