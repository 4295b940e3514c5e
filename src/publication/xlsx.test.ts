import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { candidateTable, evidenceTable, reasonTable, targetTable, type List } from '../unit/index.ts';
import { inspectorHeader } from './files.ts';
import type { PublishedRow } from './rows.ts';
import { inspectorsXlsx } from './xlsx.ts';
import { defineTable, text } from '../table/index.ts';

const labels = (word: string) => ({ fr: word, nl: word, de: word });
const LIST: List = {
  kind: 'list',
  name: 'example',
  answers: '?',
  title: { fr: 'Chantiers à visiter', nl: 'Te bezoeken werven', de: 'Baustellen' },
  subjectType: 'site',
  phenomenon: 'social_dumping',
  steps: [],
  candidate: candidateTable('example_candidate'),
  reason: reasonTable('example_reason'),
  evidence: evidenceTable('example_evidence'),
  target: targetTable('example'),
  capacity: { perDistrict: 10 },
  minimumScore: 1,
  randomShare: 0.05,
  period: 'next_month',
  reasons: [],
  withoutReason: labels('=1+1'),
  legalBasis: labels('Loi'),
  exclusions: {},
  nameSource: {
    table: defineTable({
      schema: 'identity',
      name: 'e',
      grain: 'One row.',
      key: ['n'],
      columns: { n: text({ meaning: 'N.' }) },
    }),
    key: 'cbe_number',
    column: 'n',
  },
  purpose: { reason: 'a test', legalBasis: 'Law' },
  modelVersion: '1',
};
const row = (rank: number, target: Readonly<Record<string, unknown>>, name: string | null): PublishedRow => ({
  target: { rank, row_id: `R${rank}`, subject_id: '000123', ...target } as PublishedRow['target'],
  languages: ['nl', 'fr'],
  name,
  reasons: [],
  sharedWith: [],
});
const ROWS = [
  row(
    1,
    {
      street: 'Chaussée d’Œuvre',
      house_number: '007',
      postal_code: '0999',
      municipality_nl: 'Elsene',
      municipality_fr: 'Ixelles',
      cbe_number: '0990000024',
      noss_registration_number: '190000013',
      last_inspection_date: '2023-10-02',
    },
    '=HYPERLINK("http://x";"y")',
  ),
  row(2, { street: '@home', house_number: null, postal_code: '1000' }, '-Ünïcödé & <Söhne>'),
];
const bytes = () => inspectorsXlsx(ROWS, LIST, ['nl', 'fr'], '2024-05');
const column = (header: string) => inspectorHeader(['nl', 'fr']).indexOf(header);

describe("the inspectors' spreadsheet", () => {
  it('has equal bytes for equal rows', async () => {
    const [first, second] = [await bytes(), await bytes()];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('keeps identifiers as text and dates as dates, and has no formula', async () => {
    const { sheets } = await readXlsx(await bytes(), { readStyles: true });
    const sheet = sheets[0];
    expect(sheet?.rows[0]).toEqual(inspectorHeader(['nl', 'fr']));
    const line = sheet?.rows[1] ?? [];
    expect(line[column('Postcode / Code postal')]).toBe('0999');
    expect(line[column('Aangifte / Déclaration')]).toBe('000123');
    expect(line[column('Laatste bezoek / Dernière visite')]).toEqual(new Date('2023-10-02T00:00:00Z'));
    const formulas = [...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined);
    expect(formulas).toEqual([]);
    const texts = (sheet?.rows ?? []).flat().filter((cell) => typeof cell === 'string');
    expect(texts.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });

  it('offers the outcomes as a list and locks every cell but those of the result', async () => {
    const { sheets } = await readXlsx(await bytes(), { readStyles: true });
    const [sheet, codes] = sheets;
    expect(codes?.rows[0]).toEqual(['Inbreuk / Infraction', 'hit']);
    const list = sheet?.dataValidations?.find(({ type }) => type === 'list');
    expect(list).toMatchObject({ formula1: 'Codes!$A$1:$A$6', range: 'N2:N3' });
    expect(sheet?.dataValidations).toHaveLength(4);
    expect(sheet?.protection?.sheet).toBe(true);
    const isLocked = (header: string) => {
      return sheet?.cells?.get(`1,${column(header)}`)?.style?.protection?.locked ?? true;
    };
    expect(isLocked('Benaming / Dénomination')).toBe(true);
    expect(isLocked('Identificatie van de rij / Identifiant de la ligne')).toBe(true);
    expect(isLocked('Resultaat / Résultat')).toBe(false);
    expect(isLocked('Datum van het bezoek / Date de la visite')).toBe(false);
  });

  const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));
  if (office === undefined) console.warn('SKIPPED: LibreOffice is absent, no spreadsheet was opened with it');
  it.skipIf(office === undefined)(
    'opens in LibreOffice: accents, leading zeros, dates, no formula',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vigie-xlsx-'));
      try {
        writeFileSync(join(folder, 'list.xlsx'), await bytes());
        const profile = `-env:UserInstallation=file://${folder}/profile`;
        // 59 = semicolon, 34 = double quote, 76 = UTF-8; cells as they are shown.
        const filter = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false';
        execFileSync(
          office as string,
          [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, 'list.xlsx')],
          { stdio: 'ignore', timeout: 100_000 },
        );
        const shown = parse(readFileSync(join(folder, 'list.csv')), {
          delimiter: ';',
          bom: true,
          columns: true,
        }) as Record<string, string>[];
        expect(shown[0]).toMatchObject({
          'Adres / Adresse': 'Chaussée d’Œuvre 007',
          'Postcode / Code postal': '0999',
          'Aangifte / Déclaration': '000123',
          'Laatste bezoek / Dernière visite': '02/10/2023',
          'Benaming / Dénomination': '\'=HYPERLINK("http://x";"y")',
        });
        expect(shown[1]?.['Benaming / Dénomination']).toBe("'-Ünïcödé & <Söhne>");
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
