import { describe, expect, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { CbeActivity, CbeAddress, CbeEnterprise, CbeEstablishment } from './tables.ts';

describe('the CBE open data', () => {
  it('declare the official headers', () => {
    specExtract(
      source,
      'enterprise',
      'EnterpriseNumber*, Status, JuridicalSituation, TypeOfEnterprise, JuridicalForm, JuridicalFormCAC, StartDate',
    );
    specExtract(source, 'establishment', 'EstablishmentNumber*, StartDate, EnterpriseNumber');
    specExtract(source, 'denomination', 'EntityNumber*, Language*, TypeOfDenomination*, Denomination');
    specExtract(
      source,
      'address',
      `EntityNumber*, TypeOfAddress*, CountryNL, CountryFR, Zipcode, MunicipalityNL, MunicipalityFR, StreetNL,
       StreetFR, HouseNumber, Box, ExtraAddressInfo, DateStrikingOff`,
    );
    specExtract(source, 'contact', 'EntityNumber*, EntityContact*, ContactType*, Value');
    specExtract(
      source,
      'activity',
      'EntityNumber*, ActivityGroup*, NaceVersion*, NaceCode*, Classification*',
    );
    specExtract(source, 'branch', 'Id*, StartDate, EnterpriseNumber');
    specExtract(source, 'code', 'Category*, Code*, Language*, Description');
  });
  it('delete by the entity that the official delete files name', () => {
    const headers = source.extracts.map(({ table, official }) => {
      const column = official?.entityColumn;
      return column === undefined ? undefined : table.columns[column]?.read.from;
    });
    expect(headers).toEqual([
      'EnterpriseNumber',
      'EstablishmentNumber',
      'EntityNumber',
      'EntityNumber',
      'EntityNumber',
      'EntityNumber',
      'Id',
      undefined,
    ]);
  });
});

describe('the CBE checks', () => {
  const inputs = [CbeEnterprise, CbeEstablishment, CbeAddress, CbeActivity];

  it('count the seats of natural persons', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [CbeEnterprise, 'cbe_number | type_of_enterprise\n0990000039 | 1\n0990000138 | 2'],
        [
          CbeAddress,
          `entity_number | type_of_address
           0990000039    | REGO
           0990000138    | REGO
           2990000038    | BAET`,
        ],
      ],
      expect: { 'warn: seats of natural persons': 1 },
    }));
  it.each([
    [10, {}],
    [11, { 'fail: of a hundred or more establishment units': 11 }],
  ])('of a hundred establishment units, %i without an enterprise', (lost, failed) => {
    const lines = Array.from({ length: 100 }, (_, i) => `${i} | ${i < lost ? '0990000237' : '0990000138'}`);
    return specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [CbeEnterprise, 'cbe_number\n0990000138'],
        [CbeEstablishment, ['establishment_unit_number | cbe_number', ...lines].join('\n')],
      ],
      expect: { 'warn: establishment units': lost, ...failed },
    });
  });
  it('count two main activities of one group and version', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [
          CbeActivity,
          `entity_number | activity_group | nace_version | nace_code | classification
           0990000138    | 006            | 2008         | 43910     | MAIN
           0990000138    | 006            | 2008         | 43341     | MAIN
           0990000138    | 006            | 2025         | 43410     | MAIN
           0990000138    | 001            | 2008         | 43910     | MAIN`,
        ],
      ],
      expect: { 'warn: enterprises with two main': 1 },
    }));
});
