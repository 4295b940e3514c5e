import type { CodeLabels } from '../unit/index.ts';

/** A judicial district on the tile map: one tile each, near its place in the country. */
export interface District {
  readonly code: string;
  readonly labels: CodeLabels;
  /** Column from the west, row from the north. */
  readonly column: number;
  readonly row: number;
}

const named = (fr: string, nl: string, de: string, en: string): CodeLabels => ({ fr, nl, de, en });

/** The twelve judicial districts. A tile map says nothing of areas and needs no drawn borders. */
export const DISTRICTS: readonly District[] = [
  {
    code: 'west_vlaanderen',
    column: 0,
    row: 0,
    labels: named('Flandre occ.', 'West-Vl.', 'Westfl.', 'West Flanders'),
  },
  {
    code: 'oost_vlaanderen',
    column: 1,
    row: 0,
    labels: named('Flandre or.', 'Oost-Vl.', 'Ostfl.', 'East Flanders'),
  },
  { code: 'antwerpen', column: 2, row: 0, labels: named('Anvers', 'Antwerpen', 'Antwerpen', 'Antwerp') },
  { code: 'limburg', column: 3, row: 0, labels: named('Limbourg', 'Limburg', 'Limburg', 'Limburg') },
  { code: 'brussel', column: 1, row: 1, labels: named('Bruxelles', 'Brussel', 'Brüssel', 'Brussels') },
  { code: 'leuven', column: 2, row: 1, labels: named('Louvain', 'Leuven', 'Löwen', 'Leuven') },
  { code: 'liege', column: 3, row: 1, labels: named('Liège', 'Luik', 'Lüttich', 'Liège') },
  { code: 'eupen', column: 4, row: 1, labels: named('Eupen', 'Eupen', 'Eupen', 'Eupen') },
  { code: 'hainaut', column: 1, row: 2, labels: named('Hainaut', 'Henegouwen', 'Hennegau', 'Hainaut') },
  {
    code: 'brabant_wallon',
    column: 2,
    row: 2,
    labels: named('Brabant w.', 'Waals-Br.', 'Wallon.-Br.', 'Walloon Br.'),
  },
  { code: 'namur', column: 3, row: 2, labels: named('Namur', 'Namen', 'Namur', 'Namur') },
  {
    code: 'luxembourg',
    column: 4,
    row: 2,
    labels: named('Luxembourg', 'Luxemburg', 'Luxemburg', 'Luxembourg'),
  },
];
