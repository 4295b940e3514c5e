import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DisclosureError } from '../errors.ts';
import { csvText } from './csv.ts';
import { exchangePackage, PARTNERS } from './exchange.ts';
import { TARGET_COLUMNS } from './files.ts';

const row = (district: string, rank: number) =>
  TARGET_COLUMNS.map((name) =>
    name === 'judicial_district' ? district : name === 'rank' ? String(rank) : `${name} ${rank}`,
  );
const TARGETS = csvText(TARGET_COLUMNS, [row('namur', 1), row('liege', 2)]);
const made = (partner: string, districts?: string[]) =>
  exchangePackage({
    targets: TARGETS,
    partner,
    reason: 'a file',
    runId: 'run',
    ...(districts && { districts }),
  });
const fileOf = (zip: Uint8Array, name: string) => strFromU8(unzipSync(zip)[name] ?? new Uint8Array());

describe('a package for a partner', () => {
  test.each(Object.keys(PARTNERS))(
    'gives %s the columns that its task allows, and no score or rank',
    (partner) => {
      const [header = ''] = fileOf(made(partner).zip, 'targets.csv').split('\n');
      expect(header.split(',')).toEqual(PARTNERS[partner]?.columns);
      expect(header).not.toMatch(/probability|score|rank|model_version/);
    },
  );

  test('holds the rows of the districts that were asked for, and says so in its manifest', () => {
    const { zip, rowCount } = made('police', ['liege']);
    expect(rowCount).toBe(1);
    expect(fileOf(zip, 'targets.csv')).toContain('street 2');
    expect(fileOf(zip, 'targets.csv')).not.toContain('street 1');
    expect(fileOf(zip, 'targets.csv')).not.toContain('cbe_number');
    const manifest = JSON.parse(fileOf(zip, 'manifest.json')) as { rows: number; legalBasis: string };
    expect(manifest).toMatchObject({ rows: 1, reason: 'a file', runId: 'run' });
    expect(manifest.legalBasis).not.toBe('');
  });

  test('has the same bytes twice', () => {
    expect(made('tax').sha256).toBe(made('tax').sha256);
  });

  test('is refused to a partner without a declared agreement', () => {
    expect(() => made('newspaper')).toThrow(DisclosureError);
  });
});
