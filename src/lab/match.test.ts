import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeaderError, SourceFileError, UsageError } from '../errors.ts';
import { labMatch } from './match.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-match-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const threads = 1;

/** Forty invented things, each written twice, the second time with a letter less. */
const NAMES = Array.from(
  { length: 40 },
  (_, i) => `${'BDFGKLMNPR'[i % 10]}${'AEIO'[i % 4]}${'STVZX'[i % 5]}ONI${i % 7}`,
);
const TOWNS = Array.from({ length: 40 }, (_, i) => `Town ${'ABCDEFGH'[(i * 3) % 8]}${'KLMNO'[(i * 7) % 5]}`);
const RECORDS = NAMES.flatMap((name, i) => [
  `${i}a, ${name}, ${TOWNS[i]}, 19${50 + i}-03-1${i % 9}`,
  `${i}b, ${name.slice(0, 5)}, ${TOWNS[i]}, 19${50 + i}-03-1${i % 9}`,
]);

beforeAll(() => {
  file('left.csv', `rec_id, name, town, born\n${RECORDS.join('\n')}\n`);
  file('truth.csv', `rec_id,cluster\n${NAMES.map((_, i) => `${i}a,${i}\n${i}b,${i}`).join('\n')}\n`);
  file('truth-pairs.csv', `left_id,right_id\n${NAMES.map((_, i) => `${i}a,${i}b`).join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the lab of matching', () => {
  it('needs no config, judges itself by either form of truth, and writes what it found', async () => {
    const left = join(folder, 'left.csv');
    const out = join(folder, 'out');
    const byClusters = await labMatch({ left, truth: join(folder, 'truth.csv'), out, threads });
    const byPairs = await labMatch({ left, truth: join(folder, 'truth-pairs.csv'), threads });
    expect(byClusters.truth).toEqual(byPairs.truth);
    expect(byClusters.truth?.clusters.f1).toBeGreaterThan(0.9);
    expect(readFileSync(join(out, 'pairs.csv'), 'utf8').split('\n')[0]).toBe(
      'left_id,right_id,weight,probability',
    );
    expect(readFileSync(join(out, 'clusters.csv'), 'utf8').split('\n').length).toBe(82);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).not.toMatch(/(?:src|href)="http/);
    const config = join(out, 'config.json');
    const again = await labMatch({ left, config, truth: join(folder, 'truth.csv'), threads });
    expect(again.truth).toEqual(byClusters.truth);
    const next = await labMatch({
      left,
      previous: join(out, 'clusters.csv'),
      out: join(folder, 'next'),
      threads,
    });
    expect(next.result.clusters).toBe(byClusters.result.clusters);
    expect(readFileSync(join(folder, 'next/clusters.csv'), 'utf8')).toBe(
      readFileSync(join(out, 'clusters.csv'), 'utf8'),
    );
  });

  it('asks for no config where names are so few that every rule gives many pairs, or hold no duplicate', async () => {
    const rows = Array.from(
      { length: 1200 },
      (_, i) => `${i},${NAMES[(i * 7) % 12]} ${NAMES[(i * 11) % 9]},Gent`,
    );
    const few = await labMatch({ left: file('few.csv', `id,name,town\n${rows.join('\n')}\n`), threads });
    expect(few.config.blocking).toEqual([['name']]);
    expect(few.result.guard.largest).toBeLessThanOrEqual(100);
  });

  it.each([
    [
      'a cell too few',
      'id,name\n1,a\n2\n3\n',
      /^\S+, line 3: the header has 2 cells, the line 1; 2 lines do not fit\./,
    ],
    [
      'a cell too many',
      'id;name\n1;a\n2;b;c\n',
      /^\S+, line 3: the header has 2 cells, the line 3\. Expected: .+ Next: /,
    ],
    [
      'a letter that is not UTF-8',
      Buffer.from('id,name\n1,a\n2,\xe9\n', 'latin1'),
      /^\S+, line 3: .*invalid encoding/,
    ],
    ['a quote that does not end', 'id,name\n1,"a\n2,b\n', /a quote in it does not end/],
    ['one name for two columns', 'id,name,name\n1,a,b\n', /, line 1: the header names the column name twice/],
    ['nothing in it', '', /, line 1: the header is empty/],
  ])('says where a CSV file does not fit: %s', async (name, text, message) => {
    const left = join(folder, `${name}.csv`.replaceAll(' ', '-'));
    writeFileSync(left, text);
    const failing = labMatch({ left, threads });
    await expect(failing).rejects.toThrow(SourceFileError);
    await expect(failing).rejects.toThrow(message);
  });

  it('cuts a file by the separator of its header, whatever stands in its cells', async () => {
    const lines = RECORDS.map((line) =>
      line
        .split(', ')
        .join(';')
        .replace(/Town (\w+)/, '"Town; $1"" pipe"'),
    );
    const { config } = await labMatch({
      left: file('cut.csv', `rec_id;name;town;born\n${lines.join('\n')}\n`),
      threads,
    });
    expect(config.comparisons.map(({ column }) => column)).toEqual(['name', 'town', 'born']);
  });

  it.each([
    ['a config that is no JSON', { config: file('bad.json', '{') }, UsageError],
    ['a file that is not there', { left: join(folder, 'none.csv') }, SourceFileError],
    ['two tables without a common column', { right: file('other.csv', 'x\n1\n') }, HeaderError],
    ['an id that does not exist', { id: 'nothing' }, UsageError],
    ['a table that says nothing', { left: file('mute.csv', 'id,name\n1,\n2,\n') }, UsageError],
    ['a table without a record', { left: file('empty.csv', 'id,name\n') }, UsageError],
  ])('refuses %s, and writes nothing', async (_, options, kind) => {
    const out = join(folder, 'refused');
    await expect(labMatch({ left: join(folder, 'left.csv'), threads, out, ...options })).rejects.toThrow(
      kind,
    );
    expect(existsSync(join(out, 'pairs.csv'))).toBe(false);
  });
});
