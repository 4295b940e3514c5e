import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { areaUnderRoc, drawBelow, randomSource } from '../evaluation/index.ts';
import { parseCalibration, predictProbability, readXgboostJson } from '../forest/index.ts';
import { SourceFileError, UsageError } from '../errors.ts';
import { createLogger } from '../log/index.ts';
import { openDatabase, runSql } from '../duckdb/index.ts';
import { labLearn, type LearnOptions } from './index.ts';
import { choosePositive } from './learn-roles.ts';
import { readLearnTable } from './learn-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function csv(lines: readonly string[]): string {
  const path = join(folder, `table-${files++}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const NAMED = { label: 'y', drop: [], keep: [] };

/** Firms with a ratio that tells much, a sector that tells a little, an id, a day and missing values of all sorts. */
const ROWS = 300;
const random = randomSource('learn');
const firms = Array.from({ length: ROWS }, (_, row) => {
  const ratio = drawBelow(random, 1000) / 10;
  const y = ratio + drawBelow(random, 60) > 90 ? 1 : 0;
  const cell = ['?', 'NA', '', 'nan'][drawBelow(random, 40)] ?? String(ratio);
  return [
    `firm-${row}`,
    `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`,
    cell,
    `s${row % 3}`,
    row % 7,
    y,
  ];
});
const HEADER = 'firm_id,seen_on,ratio,sector,small,y';
const firmsFile = csv([HEADER, ...firms.map((cells) => cells.join(','))]);

function learn(options: Partial<LearnOptions> & { table: string }): ReturnType<typeof labLearn> {
  const said: string[] = [];
  const logger = createLogger({ format: 'text', stream: { write: (line: string) => said.push(line) } });
  return labLearn({ ...NAMED, learner: 'boosting', folds: 2, seed: 1, threads: 1, logger, ...options });
}

describe('reading a table', () => {
  test('takes numbers written as text, keeps ids and days out, and makes text categorical', async () => {
    const { frame, leftOut, ids, labels } = await readLearnTable(firmsFile, NAMED);
    expect(frame.columns.map(({ name }) => name)).toEqual(['ratio', 'sector', 'small']);
    expect(leftOut.map(({ column }) => column)).toEqual(['firm_id', 'seen_on']);
    expect(frame.columns[1]?.categories).toEqual(['s0', 's1', 's2']);
    expect(ids.slice(0, 2)).toEqual(['1', '2']);
    expect([...labels]).toEqual(firms.map((cells) => cells[5]));
    const expected = firms.map((cells) => Number(cells[2] === '' ? NaN : cells[2]));
    expect([...(frame.columns[0]?.values ?? [])]).toEqual(expected);
  });

  test('keeps what the user asks for, days as numbers of days', async () => {
    const { frame } = await readLearnTable(firmsFile, { ...NAMED, keep: ['seen_on'], drop: ['small'] });
    expect(frame.columns.map(({ name }) => name)).toEqual(['seen_on', 'ratio', 'sector']);
    expect(frame.columns[0]?.values[0]).toBe(Date.UTC(2024, 0, 1) / 86_400_000);
  });

  test('reads Parquet by its content, with its own types, the same way', async () => {
    const path = join(folder, 'firms.data');
    const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
    const read = `read_csv('${firmsFile}', nullstr = ['?', 'NA', '', 'nan'], parallel = false)`;
    await runSql(await database.connect(), `COPY (FROM ${read}) TO '${path}' (FORMAT parquet)`);
    database.close();
    const fromCsv = await readLearnTable(firmsFile, NAMED);
    expect(await readLearnTable(path, NAMED)).toEqual(fromCsv);
  });

  test('decimal commas make numbers where semicolons part the cells, and text where commas do', async () => {
    const { frame } = await readLearnTable(csv(['x;t;y', '1,5;a;0', '-2,25e1;b;1', '3;a;1', ';b;0']), NAMED);
    expect([...(frame.columns[0]?.values ?? [])]).toEqual([1.5, -22.5, 3, NaN]);
    const quoted = csv(['x,y', '"1,5",0', '"2,5",1', '"1,5",1', '"2,5",0']);
    expect((await readLearnTable(quoted, NAMED)).frame.columns[0]?.categories).toEqual(['1,5', '2,5']);
  });

  test('takes the id and the group of the user as text', async () => {
    const named = { ...NAMED, id: 'firm_id', group: 'sector' };
    const { ids, groups, frame } = await readLearnTable(firmsFile, named);
    expect([ids[1], groups[1]]).toEqual(['firm-1', 's1']);
    expect(frame.columns.map(({ name }) => name)).toEqual(['ratio', 'small']);
  });

  test('semicolons and quoted line feeds are read as well', async () => {
    const { frame } = await readLearnTable(
      csv(['x;t;y', '1;"a\nb";0', '2;"c";1', '3;"c";1', '4;"c";0']),
      NAMED,
    );
    expect(frame.columns[1]?.categories).toEqual(['a\nb', 'c']);
  });
});

describe('the positive value of a label', () => {
  const values = (a: string, b: string, rowsOfA = 5, rowsOfB = 5) => [
    { text: a, rows: rowsOfA },
    { text: b, rows: rowsOfB },
  ];
  test.each([
    [values('-1', '1'), true, '1'],
    [values('1', '2'), true, '2'],
    [values('false', 'true'), false, 'true'],
    [values('ja', 'nee'), false, 'ja'],
    [values('alive', 'dead', 90, 10), false, 'dead'],
    [values('early', 'late'), false, 'late'],
  ])('of %j is the one to look for', (given, isNumber, positive) => {
    expect(choosePositive('y', given, 0, isNumber)).toBe(positive);
  });

  test('can be chosen', () => {
    expect(choosePositive('y', values('0.0', '1.0'), 0, true, '0')).toBe('0.0');
    expect(() => choosePositive('y', values('a', 'b'), 0, false, 'c')).toThrow(UsageError);
  });
});

describe('learning', () => {
  test('scores every row by a model that has not seen it, and writes the same files twice', async () => {
    const texts = ['a', 'b'].map(async (name) => {
      const out = join(folder, name);
      const summary = await learn({ table: firmsFile, id: 'firm_id', out });
      expect(summary.auc).toBeGreaterThan(0.85);
      expect(summary.rows).toBe(ROWS);
      return readFileSync(join(out, 'scores.csv'), 'utf8');
    });
    const [first, second] = await Promise.all(texts);
    expect(first).toBe(second);
    const lines = (first ?? '').trim().split('\n');
    expect(lines[0]).toBe('id,label,fold,score');
    expect(lines).toHaveLength(ROWS + 1);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(firms.map(([id]) => id));
    const scores = lines.slice(1).map((line) => Number(line.split(',')[3]));
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  });

  test('writes a model that scores, importance in order, and a page without network or id', async () => {
    const out = join(folder, 'all');
    await learn({ table: firmsFile, id: 'firm_id', out });
    const read = (name: string) => readFileSync(join(out, name), 'utf8');
    const model = readXgboostJson(read('model.json'));
    const { frame, labels } = await readLearnTable(firmsFile, { ...NAMED, id: 'firm_id' });
    expect(areaUnderRoc({ labels, scores: predictProbability(model, frame) })).toBeGreaterThan(0.9);
    const sidecar = JSON.parse(read('model.columns.json'));
    expect(sidecar.features).toEqual(frame.columns.map(({ name, categories }) => ({ name, categories })));
    expect(parseCalibration(sidecar.calibration).method).toBe('platt');
    expect(JSON.stringify(sidecar)).not.toContain('econds');
    expect(read('importance.csv').split('\n')[1]).toMatch(/^ratio,/);
    const page = read('report.html');
    expect(page).not.toMatch(/(?:src|href)="http|firm-\d/);
    expect(page).toContain('ROC curve');
  });

  test('a forest learns the same table', async () => {
    const { auc } = await learn({ table: firmsFile, id: 'firm_id', learner: 'forest' });
    expect(auc).toBeGreaterThan(0.85);
  });

  test('noise is not learnt: a label drawn by lot has an AUC about a half', async () => {
    const lots = firms.map((cells) => [...cells.slice(0, 5), drawBelow(random, 2)].join(','));
    const { auc } = await learn({ table: csv([HEADER, ...lots]), id: 'firm_id' });
    expect(Math.abs(auc - 0.5)).toBeLessThan(0.12);
  });

  test('a text of many values that says nothing takes little away from a number that does', async () => {
    const noisy = firms.map((cells) => [drawBelow(random, 150), cells[2], cells[5]].join(','));
    const { auc } = await learn({ table: csv(['_row,ratio,y', ...noisy.map((line) => `v${line}`)]) });
    expect(auc).toBeGreaterThan(0.85);
  });

  test('the folds of a column are used as they are', async () => {
    const lines = firms.map((cells, row) => `${cells.join(',')},${row % 4 === 0 ? 'b' : 'a'}`);
    const out = join(folder, 'folds');
    const summary = await learn({
      table: csv([`${HEADER},part`, ...lines]),
      id: 'firm_id',
      foldColumn: 'part',
      out,
    });
    expect(summary.folds).toBe(2);
    const folds = readFileSync(join(out, 'scores.csv'), 'utf8').trim().split('\n').slice(1);
    expect(folds.map((line) => line.split(',')[2])).toEqual(
      firms.map((_, row) => (row % 4 === 0 ? 'b' : 'a')),
    );
  });

  test('a column that gives the label away is warned about by name, an innocent one is not', async () => {
    const said: string[] = [];
    const logger = createLogger({ format: 'json', stream: { write: (line: string) => said.push(line) } });
    const lines = firms.map((cells) => `${cells.join(',')},${cells[5] === 1 ? 'closed' : 'open'}`);
    await learn({ table: csv([`${HEADER},state`, ...lines]), logger });
    const warnings = said.filter((line) => line.includes('"warn"')).join('\n');
    expect(warnings).toMatch(/Column state alone/);
    expect(warnings).toMatch(/Column firm_id is not a feature/);
    expect(warnings).not.toMatch(/Column (ratio|sector|small)/);
  });
});

test('what would fill pages is counted: twenty columns without a value are named', async () => {
  const said: string[] = [];
  const logger = createLogger({ format: 'json', stream: { write: (line: string) => said.push(line) } });
  const empty = Array.from({ length: 30 }, (_, i) => `e${i}`);
  const lines = firms.slice(0, 60).map((cells) => `${cells[2]},${cells[5]}${',NA'.repeat(30)}`);
  await learn({ table: csv([`ratio,y,${empty.join(',')}`, ...lines]), logger });
  expect(said.filter((line) => line.includes('it has no value'))).toHaveLength(20);
  expect(said.join('')).toContain('10 more columns are no features');
});

describe('refusals before any work', () => {
  const rows = (values: readonly string[]) =>
    csv(['x,z,y', ...values.map((y, i) => `${i % 5},${i % 3},${y}`)]);
  const many = (y: (i: number) => string) => rows(Array.from({ length: 30 }, (_, i) => y(i)));
  test.each<[string, Partial<LearnOptions> & { table: string }, RegExp]>([
    ['an absent label', { table: firmsFile, label: 'nothing' }, /no column "nothing"/],
    ['an absent id', { table: firmsFile, id: 'nothing' }, /no column "nothing"/],
    ['a label that is dropped', { table: firmsFile, drop: ['y'] }, /another use/],
    ['one class', { table: many(() => '1') }, /one value only/],
    ['three classes', { table: many((i) => String(i % 3)) }, /more than two values/],
    ['missing labels', { table: many((i) => (i < 4 ? '' : String(i % 2))) }, /4 rows have no label/],
    [
      'few rows of a class',
      { table: rows(['1', '0', '0', '0', '0', '0', '0', '0', '0', '1']), folds: 3 },
      /2 rows/,
    ],
    [
      'one fold',
      { table: csv(['x,f,y', '1,a,0', '2,a,1', '3,a,0', '4,a,1']), foldColumn: 'f' },
      /one value only/,
    ],
    [
      'dates only',
      { table: csv(['d,y', ...Array.from({ length: 30 }, (_, i) => `2024-01-${10 + (i % 9)},${i % 2}`)]) },
      /d: it is a date; --keep/,
    ],
    ['no feature', { table: many((i) => String(i % 2)), drop: ['x', 'z'] }, /no column is left/],
    [
      'infinite numbers',
      { table: csv(['x,y', '1,0', 'inf,1', '2,0', '3,1']), folds: 2 },
      /infinite numbers in x/,
    ],
    ['no rows', { table: csv(['x,y']) }, /it has no rows/],
    ['a label in another case', { table: firmsFile, label: 'Y' }, /no column "Y", but "y"/],
  ])('%s', async (_, options, fact) => {
    const found = await learn(options).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(found).toBeInstanceOf(UsageError);
    expect((found as UsageError).message).toMatch(fact);
  });

  test('a file that is no table, and its text stays in it', async () => {
    const path = join(folder, 'binary.csv');
    writeFileSync(path, Buffer.from([0x50, 0x41, 0x52, 0x31, 0, 1, 2, 3]));
    for (const table of [path, folder, join(folder, 'none.csv')]) {
      await expect(learn({ table })).rejects.toThrow(SourceFileError);
    }
    mkdirSync(join(folder, 'odd*'), { recursive: true });
    writeFileSync(join(folder, 'odd*', 'a.csv'), 'x,y\n1,0\n');
    await expect(learn({ table: join(folder, 'odd*', 'a.csv') })).rejects.toThrow(/\* \? \[ \]/);
  });
});
