import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { specChecks } from '../../../src/testing/index.ts';
import source from './source.ts';
import {
  GeographyJointCommitteeSector,
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyNaceRiskSector,
  GeographyPostalCode,
} from './tables.ts';

type Fact = Readonly<Record<string, string>>;
const text = (name: string) => readFileSync(new URL(`./${name}.csv`, import.meta.url), 'utf8');
const facts = (name: string) => parse(text(name), { columns: true }) as Fact[];
const isValid = (date: string) => (row: Fact) =>
  (row['valid_from_date'] ?? '') <= date && date <= (row['valid_to_date'] ?? '');

const municipalities = facts('municipality');
const postalCodes = facts('postal_code');
/** The days on which anything changes, and days around them. */
const DAYS = ['2019-01-01', '2021-06-30', '2024-12-31', '2025-01-01', '2026-12-31'];

function districtOf(postalCode: string, date: string): string | undefined {
  const nis = postalCodes.filter(isValid(date)).find((row) => row['postal_code'] === postalCode);
  return municipalities.filter(isValid(date)).find((row) => row['nis_code'] === nis?.['nis_code'])?.[
    'judicial_district'
  ];
}

describe('the facts of our own', () => {
  it.each(source.extracts.map(({ extract, table }) => [extract, table] as const))(
    'stand in %s.csv under the declared columns, sorted by key',
    (extract, table) => {
      const rows = facts(extract);
      expect(text(extract).split('\n', 1)[0]).toBe(Object.keys(table.columns).join());
      const keys = rows.map((row) => table.key.map((name) => row[name]).join('|'));
      expect(keys).toEqual([...new Set(keys)].sort());
    },
  );
});

describe('the municipalities', () => {
  /** Counts of the administrative arrondissements before the mergers, and the mergers themselves (Statbel). */
  it.each([
    ['antwerpen', 69, 67],
    ['limburg', 42, 38],
    ['brussel', 54, 52],
    ['leuven', 30, 30],
    ['brabant_wallon', 27, 27],
    ['oost_vlaanderen', 60, 55],
    ['west_vlaanderen', 64, 62],
    ['hainaut', 69, 69],
    ['liege', 75, 75],
    ['eupen', 9, 9],
    ['namur', 38, 38],
    ['luxembourg', 44, 43],
  ])('of %s are %i until 2024 and %i from 2025 on', (district, before, after) => {
    const count = (date: string) =>
      municipalities.filter(isValid(date)).filter((row) => row['judicial_district'] === district).length;
    expect([count('2024-12-31'), count('2025-01-01')]).toEqual([before, after]);
  });
  it('are 581 until 2024 and 565 from 2025 on', () =>
    expect(['2024-12-31', '2025-01-01'].map((day) => municipalities.filter(isValid(day)).length)).toEqual([
      581, 565,
    ]));
  it('keep their code when they absorb a neighbour: Antwerpen and Borsbeek', () => {
    const periods = municipalities
      .filter(({ nis_code }) => nis_code === '11002' || nis_code === '11007')
      .map((row) => `${row['nis_code']} ${row['valid_to_date']}`);
    expect(periods).toEqual(['11002 9999-12-31', '11007 2024-12-31']);
  });
  it('have a German name where German is the language of the inspection, and only there', () =>
    expect(
      municipalities.every((row) => (row['name_de'] !== '') === (row['judicial_district'] === 'eupen')),
    ).toBe(true));
});

describe('the postal codes', () => {
  it.each(DAYS)('lead to exactly one main municipality and district on %s', (day) => {
    const open = new Map(municipalities.filter(isValid(day)).map((row) => [row['nis_code'], row]));
    const mains = postalCodes.filter(isValid(day)).filter(({ is_main }) => is_main === '1');
    const codes = new Set(postalCodes.map(({ postal_code }) => postal_code));
    expect(mains.map(({ postal_code }) => postal_code)).toEqual([...codes].sort());
    expect(mains.filter(({ nis_code }) => !open.has(nis_code))).toEqual([]);
  });
  it.each([
    ['1000', 'brussel'],
    ['1500', 'brussel'],
    ['1300', 'brabant_wallon'],
    ['3000', 'leuven'],
    ['4000', 'liege'],
    ['4700', 'eupen'],
    ['6600', 'luxembourg'],
    ['9000', 'oost_vlaanderen'],
  ])('%s belongs to %s', (postalCode, district) =>
    expect(districtOf(postalCode, '2024-05-31')).toBe(district),
  );
  it('2070 Zwijndrecht moves from Antwerpen to Oost-Vlaanderen with the merger (assumed)', () =>
    expect(['2024-12-31', '2025-01-01'].map((day) => districtOf('2070', day))).toEqual([
      'antwerpen',
      'oost_vlaanderen',
    ]));
});

describe('the sectors at risk', () => {
  const sectorOf = (version: string, code: string) =>
    facts('nace_risk_sector').find((row) => row['nace_version'] === version && row['nace_code'] === code)?.[
      'sector'
    ];
  it.each([
    ['roofing', '43910', '43410', 'construction'],
    ['development, no longer construction', '41101', '68121', 'property_development'],
    ['car wash', '45206', '95316', 'car_wash'],
    ['full restaurant', '56101', '56111', 'horeca'],
    ['taxi', '49320', '49330', 'taxi'],
  ])('name %s in both versions of NACE', (_, before, after, sector) =>
    expect([sectorOf('2008', before), sectorOf('2025', after)]).toEqual([sector, sector]),
  );
  it('read 43910 as roofing in 2008 and as masonry in 2025', () => {
    const activity = facts('nace_risk_sector')
      .filter((row) => row['nace_code'] === '43910')
      .map((row) => row['activity']);
    expect(activity).toEqual(['roofing', 'specialised_building']);
  });
});

describe('the countries', () => {
  it('count thirty members of the European Economic Area, Belgium among them, Switzerland not', () => {
    const members = facts('country').filter(({ is_eea }) => is_eea === '1');
    expect(members).toHaveLength(30);
    expect(members.map(({ country_code }) => country_code)).toContain('00150');
    expect(members.map(({ iso2_code }) => iso2_code)).not.toContain('CH');
  });
});

describe('the geography checks', () => {
  it('fail on a gap, a stale municipality, an unknown district and a sector without activities', () =>
    specChecks({
      room: import.meta.url,
      inputs: [
        GeographyMunicipality,
        GeographyPostalCode,
        GeographyJudicialDistrict,
        GeographyNaceRiskSector,
        GeographyJointCommitteeSector,
      ],
      given: [
        [
          GeographyMunicipality,
          `nis_code | valid_from_date | valid_to_date | judicial_district
           99001    | 2019-01-01      | 2024-12-31    | nowhere`,
        ],
        [
          GeographyPostalCode,
          `postal_code | nis_code | valid_from_date | valid_to_date | is_main
           0001        | 99001    | 2019-01-01      | 2024-12-31    | true
           0002        | 99001    | 2019-01-01      | 9999-12-31    | false`,
        ],
        [GeographyJointCommitteeSector, 'joint_commission_number | sector\n999 | nothing'],
      ],
      expect: {
        'fail: days on which': 1,
        'fail: postal codes': 1,
        'fail: municipalities': 1,
        'fail: joint committees': 1,
      },
    }));
});
