import { csvText, MACHINE_CSV, SPREADSHEET_CSV, type CsvCell } from './csv.ts';
import { INSPECTOR_COLUMNS, RESULT_COLUMNS, type InspectorColumn } from './labels.ts';
import { legalBasisText, reasonCodes, reasonText, type PublishedRow } from './rows.ts';
import type { Language, List } from '../unit/index.ts';

/** The columns of `targets.csv`, the file for machines: a contract with its readers. */
export const TARGET_COLUMNS = [
  'row_id',
  'list',
  'period',
  'judicial_district',
  'rank',
  'subject_type',
  'subject_id',
  'cbe_number',
  'noss_registration_number',
  'name',
  'street',
  'house_number',
  'postal_code',
  'municipality',
  'probability',
  'expected_amount_eur',
  'score',
  'reasons',
  'reason_text_fr',
  'reason_text_nl',
  'legal_basis',
  'last_inspection_date',
  'model_version',
  'shared_with',
] as const;
type TargetColumn = (typeof TARGET_COLUMNS)[number];

/** Returns the text of `targets.csv`: one row per target, by district and rank; no column tells the arm of the draw. */
export function targetsCsv(rows: readonly PublishedRow[], list: List, modelVersion: string): string {
  const cells = rows.map((row) => {
    const language = row.languages[0] ?? 'fr';
    const values: Readonly<Record<TargetColumn, CsvCell>> = {
      ...(row.target as Readonly<Record<TargetColumn, CsvCell>>),
      list: list.name,
      subject_type: typeof row.target['lead_id'] === 'string' ? 'employer' : list.subjectType,
      name: row.name,
      municipality: municipality(row, language),
      probability: fixed(row.target['probability'], 6),
      expected_amount_eur: fixed(Number(row.target['expected_cents']) / 100, 2),
      reasons: reasonCodes(row).join('|'),
      reason_text_fr: reasonText(row, list, 'fr'),
      reason_text_nl: reasonText(row, list, 'nl'),
      legal_basis: legalBasisText(row, list, language),
      model_version: modelVersion,
      shared_with: row.sharedWith.map(({ name }) => name).join('|'),
    };
    return TARGET_COLUMNS.map((name) => values[name]);
  });
  return csvText(TARGET_COLUMNS, cells, MACHINE_CSV);
}

/**
 * Returns the text of the inspectors' file of one district, in its language; where it has two, headers and texts stand
 * in both. Score, probability and amount are left out: they would tell the rows of the random arm. The last columns
 * are empty, for the result of the visit.
 */
export function inspectorsCsv(
  rows: readonly PublishedRow[],
  list: List,
  languages: readonly Language[],
): string {
  const names = Object.keys(INSPECTOR_COLUMNS) as InspectorColumn[];
  const cells = rows.map((row) => names.map((name) => inspectorCell(name, row, list, languages)));
  return csvText(inspectorHeader(languages), cells, SPREADSHEET_CSV);
}

/** Returns the headers of inspectors' files, in order; two languages stand beside each other. */
export function inspectorHeader(languages: readonly Language[]): string[] {
  return Object.values(INSPECTOR_COLUMNS).map((labels) =>
    joined(languages, ' / ', (language) => labels[language]),
  );
}

/** Returns one cell of an inspectors' file; dates as people here write them. */
export function inspectorCell(
  name: InspectorColumn,
  row: PublishedRow,
  list: List,
  languages: readonly Language[],
): CsvCell {
  if (RESULT_COLUMNS.includes(name)) return null;
  switch (name) {
    case 'place':
      return [row.target['street'], row.target['house_number']].filter(Boolean).join(' ');
    case 'municipality':
      return joined(languages, ' / ', (language) => municipality(row, language) ?? '');
    case 'name':
      return row.name;
    case 'reasons':
      return joined(languages, '\n', (language) => reasonText(row, list, language));
    case 'shared_with':
      return joined(languages, '\n', (language) =>
        row.sharedWith.map(({ title }) => title[language]).join(', '),
      );
    case 'legal_basis':
      return joined(languages, '\n', (language) => legalBasisText(row, list, language));
    case 'cbe_number':
      return grouped(row.target[name], /^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3');
    case 'noss_registration_number':
      return grouped(row.target[name], /^(\d{7})(\d{2})$/, '$1-$2');
    case 'last_inspection_date':
      return grouped(row.target[name], /^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
    default:
      return row.target[name] as CsvCell;
  }
}

/** Returns one text per language, each once: a bilingual street or a French-only municipality is not written twice. */
export function joined(
  languages: readonly Language[],
  separator: string,
  textOf: (language: Language) => string,
): string {
  return [...new Set(languages.map(textOf))].join(separator);
}

function municipality(row: PublishedRow, language: Language): string | null {
  return row.target[`municipality_${language}`] as string | null;
}

/** Digits in groups: a spreadsheet would drop leading zeros of bare ones. */
function grouped(value: unknown, pattern: RegExp, groups: string): string | null {
  return typeof value === 'string' ? value.replace(pattern, groups) : null;
}

/** A number with at most so many decimals. */
function fixed(value: unknown, decimals: number): number {
  return Number(Number(value).toFixed(decimals));
}
