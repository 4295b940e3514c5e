import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSPECTOR_COLUMNS, type InspectorColumn } from '../publication/index.ts';
import { runVigie } from '../testing/index.ts';
import { copySampleNight } from '../testing/sample-night.ts';
import { PROJECT_ROOT } from '../unit/index.ts';

let folder = '';
let home = '';
const vigie = (...args: string[]) => runVigie(['--home', home, ...args]);
const runs = () => readdirSync(join(home, 'runs')).filter((name) => !name.startsWith('.'));
const lists = () => join(home, 'runs', runs()[0] ?? '', 'lists/monthly_sites');

/** Place of a column in the inspectors' files. */
const at = (name: InspectorColumn) => Object.keys(INSPECTOR_COLUMNS).indexOf(name);

/** The inspectors' file of a district, its rows filled in: hit, nothing, hit… */
function filledIn(district: string, change: (line: string[], i: number) => void = () => undefined): string {
  const name = readdirSync(lists()).find((file) => file.endsWith(`${district}.csv`)) ?? '';
  const rows = parse(readFileSync(join(lists(), name)), { bom: true, delimiter: ';' }) as string[][];
  rows.slice(1).forEach((line, i) => {
    const isHit = i % 2 === 0;
    const result = isHit ? ['hit', 'DIMONA', '2', '1500,00'] : ['no_infringement', '', '', ''];
    line.splice(at('outcome_code'), 5, ...result, '04/06/2024');
    change(line, i);
  });
  const path = join(folder, `${district}.csv`);
  writeFileSync(
    path,
    rows.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n'),
  );
  return path;
}
const ledger = async (...more: string[]) => {
  const { stdout } = await vigie('--log', 'json', 'ledger', ...more);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown> & { outcomes: Record<string, number> });
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-feedback-'));
  home = copySampleNight(join(folder, 'home'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('results that come back', () => {
  it('are taken whole or not at all', async () => {
    const bad = filledIn('liege', (line, i) => {
      if (i === 2) line[at('visit_date')] = '31/06/2024';
    });
    const refused = await vigie('outcomes', bad, '--received', '2024-06-10');
    expect([refused.code, refused.stdout]).toEqual([12, '']);
    expect(refused.stderr).toContain('row 4: visit_date not_a_date');
    expect(refused.stderr).not.toContain('31/06');
    const [all] = await ledger();
    expect(all?.['pending']).toBe(all?.['issued']);
  });

  it('change nothing when they come again, and a correction of a later day replaces them', async () => {
    const file = filledIn('liege');
    const first = await vigie('outcomes', file, '--received', '2024-06-10');
    expect([first.code, first.stderr]).toEqual([0, '']);
    const rows = parse(readFileSync(file), { delimiter: ';', from_line: 2 }).length;
    const hits = Math.ceil(rows / 2);
    expect(rows).toBeGreaterThan(2);
    expect(
      first.stdout.startsWith(`${rows} results imported, 0 stood already, 0 rows without a result`),
    ).toBe(true);
    expect((await vigie('outcomes', file, '--received', '2024-06-11')).stdout).toContain(
      `0 results imported, ${rows} stood`,
    );
    const [liege] = (await ledger('--list', 'monthly_sites', '--by', 'district')).filter(
      ({ group }) => group === 'liege',
    );
    expect(liege).toMatchObject({ pending: 0, rate: hits / rows, regularisedCents: hits * 150000 });
    expect(liege?.outcomes).toMatchObject({ hit: hits, no_infringement: rows - hits });
    const corrected = filledIn('liege', (line, i) => {
      if (i === 1) line.splice(at('outcome_code'), 4, 'Infraction', '', '', '');
    });
    const sameDay = await vigie('outcomes', corrected, '--received', '2024-06-10');
    expect([sameDay.code, sameDay.stderr.includes('another_result_of_the_same_day')]).toEqual([12, true]);
    expect((await vigie('outcomes', corrected, '--received', '2024-06-12')).stdout).toContain(
      `1 results imported, ${rows - 1} stood`,
    );
    expect((await ledger('--as-of', '2024-06-11'))[0]?.outcomes).toMatchObject({ hit: hits });
    expect((await ledger())[0]?.outcomes).toMatchObject({ hit: hits + 1, no_infringement: rows - hits - 1 });
  });

  it('of a row that was never issued are refused', async () => {
    const file = filledIn('namur', (line) => {
      line[at('row_id')] = 'R0000000000000000';
    });
    const { code, stderr } = await vigie('outcomes', file, '--received', '2024-06-10');
    expect([code, stderr.includes('row_id no_issued_list_has_it')]).toEqual([12, true]);
  });
});

describe('the explanation of a visited row', () => {
  it('leads back to the delivered rows and forward to the result', async () => {
    const targets = parse(readFileSync(join(lists(), 'targets.csv')), { columns: true }) as Record<
      string,
      string
    >[];
    const row = targets.find((line) => line['judicial_district'] === 'liege' && line['reasons'] !== '');
    const page = join(folder, 'row.html');
    const { code, stdout } = await vigie('explain', row?.['row_id'] ?? '', '--html', page);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {5}\w+\.\w+ .+$/m);
    expect(stdout).toMatch(/→ NSSO list-R[0-9a-f]{16}, 2024-06-04: .+, label from 2024-06-1\d on/);
    expect(readFileSync(page, 'utf8')).toContain('<!doctype html>');
  });
});

describe('an issued list', () => {
  it('keeps its version when it is built again, and gets another when it changes', async () => {
    expect((await ledger('--by', 'version')).map(({ group }) => group)).toEqual(['2024-06 v1', 'all']);
    expect((await vigie('run', 'monthly_sites', '--as-of', '2024-05-15')).code).toBe(0);
    const groups = (await ledger('--by', 'version')).map(({ group }) => group);
    expect(groups.filter((group) => group !== 'all')).toHaveLength(1);
  });
  it('can be built again, byte by byte, after later deliveries', async () => {
    const first = runs().find((name) => name.startsWith('nightly_2024-05-15')) ?? '';
    const { code, stdout, stderr } = await vigie('replay', first);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/built again, \d+ files, the same bytes/);
  });
  it('can be built again with the model of its day, though the home has lost it', async () => {
    const champion = join(home, 'models/payment_risk_able/champion.json');
    const shipped = readFileSync(join(PROJECT_ROOT, 'models/payment_risk_able/forest.json'), 'utf8');
    mkdirSync(dirname(champion), { recursive: true });
    // The same trees under another version, which the files of the list name.
    writeFileSync(champion, shipped.replace('"origin":"synthetic"', '"origin":"delivered"'));
    expect((await vigie('list', 'payment_risk', '--as-of', '2024-05-15')).code).toBe(0);
    const run = runs().find((name) => name.startsWith('payment_risk_')) ?? '';
    const targets = readFileSync(join(home, 'runs', run, 'lists/payment_risk/targets.csv'), 'utf8');
    expect(targets).toContain('payment_risk_able-');
    expect(targets).not.toContain('payment_risk_able-synthetic-');
    rmSync(champion);
    const { code, stdout, stderr } = await vigie('replay', run);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('the same bytes');
  });
  it('that was changed by hand is not counted', async () => {
    appendFileSync(join(home, 'runs', runs()[0] ?? '', 'ledger/monthly_sites.csv'), '\n');
    const { code, stderr } = await vigie('ledger');
    expect(code).toBe(50);
    expect(stderr).toContain('its ledger was changed after the list was issued');
    const again = await vigie('replay', runs()[0] ?? '');
    expect([again.code, again.stderr.includes('ledger/monthly_sites.csv was changed after the run')]).toEqual(
      [21, true],
    );
  });
});
