import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { labNetworkCommand } from '../cli/lab-network.ts';
import { openDatabase, runSql } from '../duckdb/index.ts';
import { CheckFailedError, ContractError, HeaderError, SourceFileError, UsageError } from '../errors.ts';

/** The example of "GOTCHA!" with the days since each link ended. */
const EXAMPLE = `left,right,ended_days
C1,P1,
C2,P1,420
C1,P2,84
C3,P2,
C1,P3,0
C3,P3,210
C4,P3,70
C5,P3,
C2,P4,364
C5,P4,
`;
const FRAUDS = 'left,age_days\nC2,364\nC4,70\n';

let folder = '';
let out = '';
const said: string[] = [];
const warned: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-network-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  said.length = 0;
  warned.length = 0;
  out = mkdtempSync(join(folder, 'out-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => warned.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs the command and returns what it printed. */
async function run(...words: string[]): Promise<Record<string, unknown>> {
  const command = labNetworkCommand().exitOverride();
  const vigie = new Command('vigie').option('--threads <n>', '', '2').option('--log <format>', '', 'text');
  await vigie.addCommand(command).parseAsync(['node', 'vigie', 'network', ...words]);
  expect(said).toHaveLength(1);
  return JSON.parse(said[0] ?? '') as Record<string, unknown>;
}

const rowsOf = (name: string): string[] => readFileSync(join(out, name), 'utf8').trimEnd().split('\n');
const scores = (): Record<string, number> =>
  Object.fromEntries(
    rowsOf('scores.csv')
      .slice(1)
      .map((row) => row.split(','))
      .map(([, id = '', score]) => [id, Number(score)]),
  );

describe('vigie lab network', () => {
  it('gives the published scores of links and frauds that fade', async () => {
    const summary = await run(
      ...['--edges', file('edges.csv', EXAMPLE), '--restarts', file('frauds.csv', FRAUDS), '--out', out],
      ...['--half-life-days', String((7 * Math.LN2) / 0.01)],
      ...['--restart-half-life-days', String((7 * Math.LN2) / 0.02)],
    );
    expect(summary).toMatchObject({ left: 5, right: 4, links: 10, restarts: 2, components: 1 });
    expect(rowsOf('scores.csv')[0]).toBe('side,id,score');
    expect(rowsOf('scores.csv').map((row) => row.split(',')[1])).toEqual(
      'id C1 C2 C3 C4 C5 P1 P2 P3 P4'.split(' '),
    );
    const expected = { C1: 0.122253, C2: 0.127591, C4: 0.124451, P3: 0.208347, P4: 0.099606 };
    for (const [id, score] of Object.entries(expected)) {
      expect(Math.abs((scores()[id] ?? NaN) - score)).toBeLessThan(1e-6);
    }
  });

  it('gives the published scores of BiRank', async () => {
    const edges = file('plain.csv', EXAMPLE.replaceAll(/,\d*$/gm, '').replace(',ended_days', ''));
    await run(
      ...[
        '--edges',
        edges,
        '--restarts',
        file('fraud.csv', 'left\nC4\n'),
        '--method',
        'birank',
        '--out',
        out,
      ],
    );
    expect(scores()['C4']).toBeCloseTo(0.261823, 6);
    expect(scores()['P4']).toBeCloseTo(0.106954, 6);
  });

  it('writes the same bytes for rows in any order, from CSV and from Parquet', async () => {
    const [header = '', ...rows] = EXAMPLE.trimEnd().split('\n');
    const turned = file('turned.csv', [header, ...rows.reverse()].join('\n'));
    const parquet = join(folder, 'edges.parquet');
    const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
    const from = `read_csv('${turned}', header = true)`;
    await runSql(await database.connect(), `COPY (SELECT * FROM ${from}) TO '${parquet}' (FORMAT parquet)`);
    database.close();
    const bytes: string[][] = [];
    for (const edges of [file('edges.csv', EXAMPLE), turned, parquet]) {
      said.length = 0;
      await run('--edges', edges, '--restarts', file('frauds.csv', FRAUDS), '--out', out);
      const files = readdirSync(out).sort();
      expect(files).toEqual(['communities.csv', 'components.csv', 'scores.csv', 'summary.json']);
      bytes.push(files.map((name) => readFileSync(join(out, name), 'utf8')));
    }
    expect(bytes[1]).toEqual(bytes[0]);
    expect(bytes[2]).toEqual(bytes[0]);
  });

  it('takes ids that stand on both sides for two nodes and says so, or for one where asked', async () => {
    const edges = file('clique.csv', 'left,right\na,b\nb,c\nc,a\nc,d\nd,e\ne,f\nf,d\n');
    expect(await run('--edges', edges)).toMatchObject({ left: 6, right: 6 });
    expect(warned.join('')).toContain('--one-mode');
    said.length = 0;
    const summary = await run('--edges', edges, '--one-mode', '--out', out);
    expect(summary).toMatchObject({ left: 6, right: 0, communities: 2 });
    expect(summary['modularity']).toBeCloseTo(6 / 7 - 1 / 2, 12);
    expect(rowsOf('communities.csv')).toEqual([
      'side,id,component_id,community_id',
      ...['a,0,0', 'b,0,0', 'c,0,0', 'd,0,1', 'e,0,1', 'f,0,1'].map((row) => `node,${row}`),
    ]);
  });

  it('counts what it leaves out', async () => {
    const edges = file('odd.csv', 'left,right,weight\na,p,1\na,p,0.5\nb,p,1\nc,q,0\nc,r,2\nd,p,1\n');
    const restarts = file('odd-restarts.csv', 'left\nc\nnobody\n');
    const summary = await run('--edges', edges, '--restarts', restarts, '--max-degree', '2', '--out', out);
    expect(summary).toMatchObject({
      ...{ duplicates: 1, weightless: 1, hubs: 1, hubLinks: 3, links: 1 },
      ...{ restarts: 1, restartsNotInGraph: 1 },
    });
    expect(warned.join('')).toContain('1 restarts have no link');
    expect(scores()).toMatchObject({ a: 0, b: 0, p: 0 });
  });

  it('leaves communities out of a graph that is too large for them, and says so', async () => {
    const edges = file('edges.csv', EXAMPLE);
    const summary = await run('--edges', edges, '--community-links', '9', '--out', out);
    expect(summary).toMatchObject({ communities: null, modularity: null, components: 1 });
    expect(warned.join('')).toContain('--community-links');
    expect(rowsOf('communities.csv')[1]).toBe('left,C1,0,');
  });

  it('does not change an id that a spreadsheet would take for a formula', async () => {
    await run('--edges', file('signs.csv', 'left,right\n-1,"=a,b"\n'), '--out', out);
    expect(rowsOf('scores.csv').map((row) => row.replace(/,[^,]*$/, ''))).toEqual([
      'side,id',
      'left,-1',
      'right,"=a,b"',
    ]);
  });
});

describe('vigie lab network refuses', () => {
  it.each([
    ['a header without right', 'left,rigth\na,b\n', HeaderError],
    ['no row', 'left,right\n', SourceFileError],
    ['an empty id', 'left,right\n,b\n', SourceFileError],
    ['a negative weight', 'left,right,weight\na,b,-1\n', SourceFileError],
    ['a weight that is no number', 'left,right,weight\na,b,heavy\n', SourceFileError],
    ['a weight that is infinite', 'left,right,weight\na,b,inf\n', SourceFileError],
    ['an empty weight', 'left,right,weight\na,b,\nc,d,1\n', SourceFileError],
    ['an end before the beginning', 'left,right,ended_days\na,b,-3\n', SourceFileError],
    ['a broken row', 'left,right\na,b,c,d\n', SourceFileError],
    ['links without any weight', 'left,right,weight\na,b,0\n', ContractError],
  ])('%s', async (_, text, error) => {
    await expect(run('--edges', file('bad.csv', text), '--out', out)).rejects.toThrow(error);
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    ['restarts that are all outside the graph', 'left\nnobody\n', ContractError],
    ['restarts without a row', 'left\n', ContractError],
    ['a negative age', 'left,age_days\nC1,-1\n', SourceFileError],
    ['an empty age', 'left,age_days\nC1,\nC2,1\n', SourceFileError],
    ['restarts by another name', 'fraud\nC1\n', HeaderError],
  ])('%s', async (_, text, error) => {
    const edges = file('edges.csv', EXAMPLE);
    await expect(run('--edges', edges, '--restarts', file('bad.csv', text))).rejects.toThrow(error);
  });

  it('a file that is not there, or no Parquet, without naming a value', async () => {
    await expect(run('--edges', join(folder, 'absent.csv'))).rejects.toThrow(SourceFileError);
    await expect(run('--edges', file('no.parquet', EXAMPLE))).rejects.toThrow(SourceFileError);
    const marked = file('bad.csv', 'left,right,weight\nMARK1,MARK2,MARK3\n');
    await expect(run('--edges', marked)).rejects.not.toThrow(/MARK/);
  });

  it('to return scores that have not converged', async () => {
    const edges = file('edges.csv', EXAMPLE);
    await expect(run('--edges', edges, '--max-iterations', '2', '--out', out)).rejects.toThrow(
      CheckFailedError,
    );
    expect(existsSync(join(out, 'scores.csv'))).toBe(false);
  });

  it.each([
    [['--alpha', '1']],
    [['--alpha', 'x']],
    [['--half-life-days', '0']],
    [['--tolerance', '0']],
    [['--one-mode', '--method', 'birank']],
    [['--max-degree', '-1']],
  ])('the options %s', async (words) => {
    await expect(run('--edges', file('edges.csv', EXAMPLE), ...words)).rejects.toThrow(UsageError);
  });
});
