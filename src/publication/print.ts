import { html, pageText, table, type Markup } from '../html/index.ts';
import type { Language, List } from '../unit/index.ts';
import { inspectorCell, joined } from './files.ts';
import { INSPECTOR_COLUMNS, type InspectorColumn } from './labels.ts';
import { OUTCOME_CODES, OUTCOMES } from './outcome-codes.ts';
import type { PublishedRow } from './rows.ts';

const COLUMNS: readonly InspectorColumn[] = [
  ...(['rank', 'place', 'postal_code', 'municipality', 'name', 'cbe_number'] as const),
  ...(['reasons', 'legal_basis', 'last_inspection_date', 'shared_with', 'row_id'] as const),
];

const STYLE = `
@page { size: A4 landscape; margin: 12mm; }
body { max-width: none; }
section { break-before: page; } section:first-of-type { break-before: auto; }
td { white-space: pre-line; } .outcomes { white-space: nowrap; }`;

/**
 * Returns the print page of a list: one section, on paper one page or more, per judicial district in its language or
 * languages, with boxes to tick for the result. The columns are those of the inspectors' files.
 */
export function printPage(
  districts: ReadonlyMap<string, readonly PublishedRow[]>,
  list: List,
  period: string,
): string {
  const sections = [...districts].map(([district, rows]) =>
    districtSection(district, rows, list, period, rows[0]?.languages ?? ['fr']),
  );
  const title = `${list.title.fr} / ${list.title.nl} ${period}`;
  return pageText({ language: 'fr', title, body: html`${sections}`, style: STYLE });
}

function districtSection(
  district: string,
  rows: readonly PublishedRow[],
  list: List,
  period: string,
  languages: readonly Language[],
): Markup {
  const inLanguages = (textOf: (language: Language) => string) => joined(languages, ' / ', textOf);
  const title = `${inLanguages((language) => list.title[language])} · ${district} · ${period}`;
  const columns = COLUMNS.map((name) => ({
    title: inLanguages((language) => INSPECTOR_COLUMNS[name][language]),
    value: (row: PublishedRow) => inspectorCell(name, row, list, languages),
    isNumber: name === 'rank',
  }));
  const boxes = OUTCOME_CODES.map((code) => html`☐ ${inLanguages((language) => OUTCOMES[code][language])}\n`);
  const result = {
    title: inLanguages((language) => INSPECTOR_COLUMNS.outcome_code[language]),
    value: () => html`<span class="outcomes">${boxes}</span>`,
  };
  return html`<section lang="${languages[0]}"><h1>${title}</h1>
${table(title, rows, [...columns, result])}</section>`;
}
