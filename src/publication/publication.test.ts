import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../duckdb/index.ts';
import { ContractError, DisclosureError } from '../errors.ts';
import type { Access } from '../privacy/index.ts';
import { clearText, defineTable, nssoNumber } from '../table/index.ts';
import { createTables, insertTextTable } from '../testing/index.ts';
import {
  candidateTable,
  defineList,
  evidenceTable,
  reasonTable,
  scoreReasonTable,
  scoreTable,
  targetTable,
  type List,
} from '../unit/index.ts';
import {
  csvText,
  explanationLines,
  explanationPage,
  findExplanation,
  publishList,
  sha256File,
  SPREADSHEET_CSV,
  stableJson,
  TARGET_COLUMNS,
  type Explanation,
} from './index.ts';
import { euroText, filledSentence } from './sentence.ts';

const NAMES = defineTable({
  schema: 'identity',
  name: 'example_employer',
  grain: 'One row per matricule.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    denomination: clearText({ meaning: 'Name.', optional: true }),
  },
});
const LIST: List = defineList({
  name: 'example',
  answers: 'Who is next?',
  title: { nl: 'Lijst', fr: 'Liste', de: 'Liste' },
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
  reasons: [
    {
      code: 'debt',
      evidence: 'amount',
      severity: 'serious',
      phenomenon: 'payment_default',
      legalBasis: { fr: 'Loi A', nl: 'Wet A', de: 'Gesetz A' },
      sentence: {
        fr: '{count} {count|entreprise doit|entreprises doivent} {amount}.',
        nl: '{count} {count|onderneming is|ondernemingen zijn} {amount} verschuldigd.',
        de: '{count} {count|Unternehmen schuldet|Unternehmen schulden} {amount}.',
      },
    },
    {
      code: 'late',
      evidence: 'late_declaration',
      severity: 'indication',
      legalBasis: { fr: 'Loi B', nl: 'Wet B', de: 'Gesetz B' },
      sentence: { fr: 'Retard.', nl: 'Te laat.', de: 'Verspätet.' },
    },
  ],
  withoutReason: { fr: 'Contrôle général.', nl: 'Algemene controle.', de: 'Allgemeine Kontrolle.' },
  legalBasis: { fr: 'Loi C', nl: 'Wet C', de: 'Gesetz C' },
  exclusions: { ended: { fr: 'terminé', nl: 'voorbij', de: 'vorbei', en: 'over' } },
  nameSource: { table: NAMES, key: 'noss_registration_number', column: 'denomination' },
  purpose: { reason: 'a test', legalBasis: 'Law T' },
  modelVersion: 'test-1',
});

let database: Database;
let connection: DuckDBConnection;
let outDir: string;
let accesses: Access[];
beforeEach(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'publication-'));
  accesses = [];
  database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
  await createTables(connection, [LIST.candidate, LIST.reason, LIST.evidence, LIST.target, NAMES]);
  await insertTextTable(
    connection,
    LIST.target,
    `row_id | period  | subject_id | group_id | judicial_district | languages | rank | noss_registration_number | cbe_number | street      | house_number | postal_code | municipality_nl | municipality_fr | municipality_de | score | probability | expected_cents | arm    | last_inspection_date
     R1     | 2024-05 | W1         | W1       | brussel           | fr        | 1    | 190000013                | 0990000024 | Rue Haute   | 1/2          | 1000        | Brussel         | Bruxelles       | Brüssel         | 30    | 0.45        | 1234567        | score  | 2023-10-02
     R2     | 2024-05 | W2         | W2       | eupen             | de        | 1    | 190000112                | 0990000123 | Hauptstraße | 5            | 4700        | Eupen           | Eupen           | Eupen           | 0     | 0.12        | 100000         | random | -`,
  );
  await connection.run("UPDATE ranking.example SET languages = 'nl|fr' WHERE row_id = 'R1'");
  await insertTextTable(
    connection,
    LIST.reason,
    `subject_id | reason_code | theme_code | points | evidence_count | evidence_base_count | evidence_cents
     W1         | debt        | debt       | 25     | 2              | -                   | 123456789
     W1         | late        | declaration | 5     | 1              | -                   | -`,
  );
  await insertTextTable(
    connection,
    LIST.evidence,
    [
      'subject_id | reason_code | source_table | source_key',
      ...Array.from({ length: 12 }, (_, i) => `W1 | debt | staging.example | K${String(i).padStart(2, '0')}`),
    ].join('\n'),
  );
  await insertTextTable(
    connection,
    LIST.candidate,
    'subject_id | judicial_district | exclusion_code\nW1 | brussel | -\nW9 | brussel | ended',
  );
  await insertTextTable(
    connection,
    NAMES,
    'noss_registration_number | denomination\n190000013 | =HYPERLINK("x";"y")\n190000112 | Beispiel; "Bau" AG',
  );
});
afterEach(() => {
  database.close();
  rmSync(outDir, { recursive: true });
});

const publish = (list: List = LIST) =>
  publishList({ connection, list, period: '2024-05', outDir, logAccess: (access) => accesses.push(access) });
const read = (name: string) => readFileSync(join(outDir, name), 'utf8');
const rowsOf = (text: string, delimiter = ',') =>
  parse(text, { columns: true, bom: true, delimiter }) as Record<string, string>[];

describe('the file for machines', () => {
  it('has the columns of the contract and nothing of the draw', async () => {
    await publish();
    const text = read('lists/example/targets.csv');
    expect(text.split('\n')[0]).toBe(TARGET_COLUMNS.join(','));
    expect(text).not.toMatch(/random|propensity|arm\b/);
    const [first] = rowsOf(text);
    expect(first).toMatchObject({
      row_id: 'R1',
      list: 'example',
      subject_type: 'site',
      municipality: 'Brussel',
      probability: '0.45',
      expected_amount_eur: '12345.67',
      score: '30',
      reasons: 'debt|late',
      reason_text_fr: '2 entreprises doivent 1\u00A0234\u00A0568\u00A0€. Retard.',
      reason_text_nl: '2 ondernemingen zijn €\u00A01.234.568 verschuldigd. Te laat.',
      legal_basis: 'Wet A | Wet B',
      last_inspection_date: '2023-10-02',
      model_version: 'test-1',
    });
  });
  it('neutralises a name that a spreadsheet would run', async () => {
    await publish();
    expect(rowsOf(read('lists/example/targets.csv')).map((row) => row['name'])).toEqual([
      '\'=HYPERLINK("x";"y")',
      'Beispiel; "Bau" AG',
    ]);
  });
});

describe('a list that a model ranks', () => {
  const Score = scoreTable('example');
  const Reasons = scoreReasonTable('example');
  const list: List = {
    ...LIST,
    model: {
      score: Score,
      role: 'ranks',
      key: 'subject_id',
      says: { model_version: { 'm-1': { nl: 'Woord.', fr: 'Mot.', de: 'Wort.' } } },
      silences: ['declaration'],
    },
  };
  const feature = (name: string, fr: string) => ({ name, theme: 'x', sentence: { nl: fr, fr, de: fr } });
  const explanations = [
    {
      reason: Reasons,
      features: [feature('open_share', 'Ouvert : {value}.'), feature('is_new', 'Neuf : {value}.')],
    },
  ];
  beforeEach(async () => {
    await createTables(connection, [Score, Reasons]);
    await insertTextTable(
      connection,
      Score,
      `subject_id | probability | margin_score | score_rank | model_version
       W1 | 0.6 | 1 | 1 | m-1`,
    );
    await insertTextTable(
      connection,
      Reasons,
      `subject_id | feature_name | theme_code | reason_rank | theme_rank | margin_share | value_text
       W1 | is_new | age | 1 | 1 | 2 | 1
       W1 | open_share | payment | 2 | 1 | 1 | 0.333`,
    );
  });

  it('says what the model says after what the points say, and keeps the words for later', async () => {
    await publishList({
      connection,
      list,
      period: '2024-05',
      outDir,
      logAccess: () => undefined,
      model: { version: 'm-1', explanations },
      sharedWith: new Map([['W1', [LIST]]]),
    });
    const [first, second] = rowsOf(read('lists/example/targets.csv'));
    expect(first).toMatchObject({
      reasons: 'debt|model_is_new|model_open_share',
      reason_text_fr:
        '2 entreprises doivent 1\u00A0234\u00A0568\u00A0€. Selon le modèle : Mot. Neuf : oui. Ouvert : 33 %.',
      model_version: 'm-1',
    });
    expect(second).toMatchObject({ reasons: '', reason_text_fr: 'Contrôle général.' });
    const explained = findExplanation(outDir, 'run', 'R1', [list]);
    expect(explained?.model.map(({ fr }) => fr)).toEqual(['Mot.', 'Neuf : oui.', 'Ouvert : 33 %.']);
    expect(explanationLines(explained as Explanation, 'nl')).toContain('  m-1: Neuf : ja.');
  });
  it('refuses a code of the scores without words', async () => {
    await connection.run("UPDATE score.example SET model_version = 'm-2'");
    const published = publishList({
      connection,
      list,
      period: '2024-05',
      outDir,
      logAccess: () => undefined,
      model: { version: 'm-2', explanations },
    });
    await expect(published).rejects.toThrow(ContractError);
  });
});

describe("the inspectors' files", () => {
  it('stand in the language of the district, in two in Brussels', async () => {
    await publish();
    const eupen = read('lists/example/example_2024-05_eupen.csv');
    const brussels = read('lists/example/example_2024-05_brussel.csv');
    expect(eupen.startsWith('\uFEFFRang;Adresse;Postleitzahl;')).toBe(true);
    expect(eupen).toContain('Allgemeine Kontrolle.');
    expect(brussels).toContain('Gemeente / Commune');
    const [row] = rowsOf(brussels, ';');
    expect(row?.['Redenen / Motifs']?.split('\n')).toEqual([
      '2 ondernemingen zijn €\u00A01.234.568 verschuldigd. Te laat.',
      '2 entreprises doivent 1\u00A0234\u00A0568\u00A0€. Retard.',
    ]);
  });
  it('keep leading zeros and house numbers as text in a spreadsheet', async () => {
    await publish();
    const text = read('lists/example/example_2024-05_brussel.csv');
    expect(text).toContain(';0990.000.024;1900000-13;');
    expect(text).toContain('Rue Haute 1/2');
    expect(text).toContain(';02/10/2023;');
    expect(text.endsWith(';;;;;;\r\n')).toBe(true);
  });
  it('do not show what would tell the random arm', async () => {
    await publish();
    const text = read('lists/example/example_2024-05_eupen.csv');
    expect(text).not.toMatch(/random|;0[.,]12|;1000/);
  });
});

describe('what is kept apart', () => {
  it('is the arm, for the owner of the run alone', async () => {
    await publish();
    const path = join(outDir, 'ledger/example.csv');
    expect(rowsOf(readFileSync(path, 'utf8')).map((row) => row['arm'])).toEqual(['score', 'random']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
  it('is who was left out, and why', async () => {
    await publish();
    expect(read('lists/example/exclusions.csv')).toBe(
      'judicial_district,exclusion_code,subject_id\nbrussel,ended,W9\n',
    );
  });
});

describe('what stops a publication', () => {
  it('a list without a purpose, before a name is read or a file written', async () => {
    const nameless = { ...LIST, purpose: { reason: '', legalBasis: '' } };
    await expect(publish(nameless)).rejects.toThrow(DisclosureError);
    expect(accesses).toEqual([]);
    expect(() => statSync(join(outDir, 'lists'))).toThrow();
  });
  it('a rule that gives points and has no sentence', async () => {
    await expect(publish({ ...LIST, reasons: [] })).rejects.toThrow(ContractError);
  });
  it('nothing else; the read of names is logged', async () => {
    const { rowCount, files } = await publish();
    expect(rowCount).toBe(2);
    expect(files).toEqual([
      'ledger/example.csv',
      'ledger/example_evidence.csv',
      'ledger/example_reasons.csv',
      'lists/example/example_2024-05.html',
      'lists/example/example_2024-05_brussel.csv',
      'lists/example/example_2024-05_brussel.xlsx',
      'lists/example/example_2024-05_eupen.csv',
      'lists/example/example_2024-05_eupen.xlsx',
      'lists/example/exclusions.csv',
      'lists/example/targets.csv',
    ]);
    expect(accesses).toEqual([
      {
        ...LIST.purpose,
        reader: 'publication example 2024-05',
        tables: ['identity.example_employer'],
        rowCount: 2,
      },
    ]);
  });
});

describe('the explanation of a row', () => {
  const explained = (rowId: string) => findExplanation(outDir, 'run', rowId, [LIST]);
  it('gives each reason with points, sentence, law and the first ten keys', async () => {
    await publish();
    const lines = explanationLines(explained('R1') as Explanation, 'fr');
    expect(lines.slice(0, 7)).toEqual([
      'example 2024-05, brussel, rank 1 (R1)',
      'site W1: Rue Haute 1/2, 1000 Brussel',
      'score 30, probability 0.45, expected EUR 12345.67, test-1',
      '  +25 debt: 2 entreprises doivent 1\u00A0234\u00A0568\u00A0€.',
      '     Non-paiement des cotisations · Montant dû ou retenu · Indice sérieux',
      '     Loi A',
      '     staging.example K00',
    ]);
    expect(lines).toContain('     and 2 more');
    expect(lines.join()).not.toContain('HYPERLINK');
  });
  it('is a page too', async () => {
    await publish();
    const page = explanationPage(explained('R1') as Explanation, 'nl');
    expect(page).toContain('<h2>+25 2 ondernemingen zijn');
    expect(page).toContain('Niet-betaling van bijdragen');
  });
  it('is absent for a row that no list has', async () => {
    await publish();
    expect(explained('R7')).toBeUndefined();
  });
});

describe('cells and sentences', () => {
  it('neutralise every start of a formula and leave numbers alone', () => {
    const text = csvText(['a'], [['=1'], ['+1'], ['-1'], ['@x'], ['\tx'], ['\rx'], [-1], ['a-1']]);
    expect(text).toBe("a\n'=1\n'+1\n'-1\n'@x\n'\tx\n\"'\rx\"\n-1\na-1\n");
  });
  it('write decimals with a comma for people', () => {
    expect(csvText(['a', 'b'], [[1.5, null]], SPREADSHEET_CSV)).toBe('\uFEFFa;b\r\n1,5;\r\n');
  });
  it('refuse a row with a cell too few', () => {
    expect(() => csvText(['a', 'b'], [[1]])).toThrow(TypeError);
  });
  it('round amounts to euros and group thousands', () => {
    expect(euroText(123456789, 'nl')).toBe('€\u00A01.234.568');
    expect(euroText(99949, 'fr')).toBe('999\u00A0€');
    expect(euroText(100000, 'de')).toBe('1.000\u00A0€');
  });
  it('refuse an unknown placeholder', () => {
    expect(() => filledSentence('{foo}', { count: 1, base: null, cents: null }, 'fr')).toThrow(RangeError);
  });
});

describe('the manifest', () => {
  it('has sorted keys, so that equal content gives equal bytes', () => {
    expect(stableJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(
      '{\n  "a": null,\n  "b": [\n    {\n      "c": 2,\n      "d": 1\n    }\n  ]\n}\n',
    );
  });
  it('hashes files: the SHA-256 of "abc" (FIPS 180-2)', async () => {
    writeFileSync(join(outDir, 'abc'), 'abc');
    expect(await sha256File(join(outDir, 'abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
