import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../errors.ts';
import { PROJECT_ROOT } from '../unit/index.ts';
import { inspectList, nextSnapshot, readWorldOptions, worldDates, writeWorld } from './index.ts';

const ROOMS = {
  worldDir: join(PROJECT_ROOT, 'pipelines/world'),
  sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
};
const dir = mkdtempSync(join(tmpdir(), 'world-snapshot-'));
const [first, second] = [join(dir, 'first'), join(dir, 'second')];
const linesOf = (folder: string, file: string) =>
  readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');

beforeAll(async () => {
  await writeWorld(ROOMS, { employers: 60, quarters: 2, seed: 5, format: 'csv', outDir: first });
  const next = nextSnapshot(readWorldOptions(first));
  await writeWorld(ROOMS, { ...next, format: 'csv', outDir: second });
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true }));

describe('a world one quarter later', () => {
  it.each([
    'dmfa/declaration.csv',
    'dmfa/worker_record.csv',
    'dmfa/occupation.csv',
    'dmfa/contribution.csv',
    'dmfa/deduction.csv',
    'dmfa/correction.csv',
    'account/quarter.csv',
    'account/enforcement.csv',
    'checkin_at_work/presence.csv',
    'works_declaration/works.csv',
    'works_declaration/contract.csv',
    'limosa/posting.csv',
    'insolvency/procedure.csv',
    'withholding/payment.csv',
    'inspection/outcome.csv',
  ])('still has every row of %s', (file) => {
    const later = new Set(linesOf(second, file));
    expect(linesOf(first, file).filter((line) => !later.has(line))).toEqual([]);
    expect(later.size).toBeGreaterThan(linesOf(first, file).length);
  });

  it('has every Dimona period of the earlier one, some of them changed since', () => {
    const keys = (folder: string) => linesOf(folder, 'dimona/period.csv').map((line) => line.slice(0, 12));
    const later = new Set(keys(second));
    expect(keys(first).filter((key) => !later.has(key))).toEqual([]);
  });

  it('cannot go beyond the life of the world', () => {
    const options = { employers: 60, quarters: 2, seed: 5, lastQuarter: '2024Q1', lifeQuarters: 2 };
    expect(() => worldDates(nextSnapshot(options))).toThrow(UsageError);
  });
});

describe('inspectors of a world, sent to a list', () => {
  const sites = () => linesOf(first, 'truth/site.csv').slice(1);
  const inspect = async (until: string) => {
    const list = join(dir, 'targets.csv');
    const rows = sites().map((line, i) => `R${String(i).padStart(16, '0')},site,${line.split(',')[0]},,`);
    writeFileSync(
      list,
      ['row_id,subject_type,subject_id,cbe_number,noss_registration_number', ...rows, ''].join('\n'),
    );
    const outDir = mkdtempSync(join(dir, 'visits-'));
    await inspectList(ROOMS.worldDir, { list, world: first, outDir, until });
    return outDir;
  };

  it('bring results back later, each with the row of the list, and change none', async () => {
    const [early, late] = [await inspect('2024-06-20'), await inspect('2024-09-30')];
    const [some, all] = [early, late].map((folder) => linesOf(folder, 'inspection/outcome.csv'));
    expect(all).toHaveLength(sites().length + 1);
    expect(some?.length).toBeLessThan(all?.length ?? 0);
    expect(some?.filter((line) => !all?.includes(line))).toEqual([]);
    expect(linesOf(late, 'inspection/case.csv').filter((line) => /,list,R\d{16}$/.test(line))).toHaveLength(
      sites().length,
    );
  });

  it('find more where there is fraud than where there is none', async () => {
    const outDir = await inspect('2024-09-30');
    const isFraud = new Map(
      linesOf(outDir, 'truth/visit.csv')
        .slice(1)
        .map((line) => [line.split(',')[0] ?? '', line.endsWith('true')]),
    );
    const share = (fraud: boolean) => {
      const found = linesOf(outDir, 'inspection/outcome.csv')
        .slice(1)
        .filter((line) => isFraud.get(`R${line.slice(1, 17)}`) === fraud);
      return found.filter((line) => line.includes(',hit,')).length / found.length;
    };
    expect(share(true)).toBeGreaterThan(share(false) + 0.25);
  });
});
