import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { CbeAddress } from '../../sources/cbe/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { LimosaPosting } from '../../sources/limosa/tables.ts';
import { WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { BilingualStreet, Site, SitePosting, SiteWorks } from './tables.ts';

const params = { as_of_date: '2024-04-30' };
const room = import.meta.url;

const worksAt = (...lines: string[]) =>
  ['avwddt_id | street | house_number | postal_code | owner_cbe_number | known_date', ...lines].join('\n');

/** Site ids are hashes of the normalised address: equal ids mean one place. */
const keysOf = (works: string, keys: string) =>
  specStep({
    room,
    table: SiteWorks,
    inputs: [WorksDeclarationWorks, BilingualStreet],
    given: [
      [WorksDeclarationWorks, works],
      [
        BilingualStreet,
        `postal_code | street_key | canonical_key
         1000        | RUEHAUTE   | HOOGSTR
         1000        | HOOGSTR    | HOOGSTR`,
      ],
    ],
    params,
    expect: keys,
  });

describe('one place, several declarations', () => {
  it('reads abbreviations, accents, case and boxes as the same address', () =>
    keysOf(
      worksAt(
        'A1 | Av. St-Jean       | 12 bus 3 | 5000   | - | 2024-01-02',
        'A2 | AVENUE SAINT JEAN | 12/4     | B-5000 | - | 2024-01-03',
        'A3 | Kerkstr.          | nr. 7    | 9000   | - | 2024-01-03',
        'A4 | Kerkstraat 7      | -        | 9000   | - | 2024-01-03',
      ),
      `avwddt_id | postal_code | street_key   | house_key
       A1        | 5000        | AVENUESTJEAN | 12
       A2        | 5000        | AVENUESTJEAN | 12
       A3        | 9000        | KERKSTR      | 7
       A4        | 9000        | KERKSTR      | 7`,
    ));
  it('knows that a Brussels street has two names', () =>
    keysOf(
      worksAt(
        'A1 | Rue Haute              | 5 | 1000 | - | 2024-01-02',
        'A2 | Hoogstraat             | 5 | 1000 | - | 2024-01-03',
        'A3 | Rue Haute - Hoogstraat | 5 | 1000 | - | 2024-01-03',
      ),
      `avwddt_id | site_id           | street_key
       A1        | S6ac85e9460979e00 | HOOGSTR
       A2        | S6ac85e9460979e00 | HOOGSTR
       A3        | S6ac85e9460979e00 | HOOGSTR`,
    ));
  it('without a house number, meets only declarations of the same owner', () =>
    keysOf(
      worksAt(
        'A1 | Nieuwe Weg | - | 9000 | 0990000024 | 2024-01-02',
        'A2 | Nieuwe Weg | - | 9000 | 0990000024 | 2024-01-03',
        'A3 | Nieuwe Weg | - | 9000 | -          | 2024-01-03',
      ),
      `avwddt_id | site_id
       A1        | S1a344a7cf7c49665
       A2        | S1a344a7cf7c49665
       A3        | S7de81cf070ccf246`,
    ));
  it('does not know a declaration received after the as-of date', () =>
    keysOf(worksAt('A1 | Kerkstraat | 1 | 9000 | - | 2024-05-01'), 'avwddt_id'));
});

describe('streets with two names', () => {
  it('learns them from CBE addresses and from declarations that write both', () =>
    specStep({
      room,
      table: BilingualStreet,
      inputs: [CbeAddress, WorksDeclarationWorks],
      given: [
        [
          CbeAddress,
          `entity_number | type_of_address | postal_code | street_nl  | street_fr
           0990000024    | REGO            | 1000        | Hoogstraat | Rue Haute
           0990000123    | REGO            | 9000        | Kerkstraat | Kerkstraat`,
        ],
        [WorksDeclarationWorks, worksAt('A1 | Rue Neuve / Nieuwstraat | 1 | 1000 | - | 2024-01-02')],
      ],
      params,
      expect: `postal_code | street_key | canonical_key
               1000        | HOOGSTR    | HOOGSTR
               1000        | RUEHAUTE   | HOOGSTR
               1000        | NIEUWSTR   | NIEUWSTR
               1000        | RUENEUVE   | NIEUWSTR`,
    }));
});

describe('the district of a site', () => {
  const sites = (asOf: string, expected: string) =>
    specStep({
      room,
      table: Site,
      inputs: [
        SiteWorks,
        WorksDeclarationWorks,
        GeographyPostalCode,
        GeographyMunicipality,
        GeographyJudicialDistrict,
      ],
      given: [
        [SiteWorks, 'avwddt_id | site_id | postal_code\nA1 | S1 | 2070\nA2 | S1 | 2070\nA3 | S2 | 0000'],
        [
          WorksDeclarationWorks,
          `avwddt_id | street      | house_number | city   | known_date
           A1        | Dorpsstr.   | 1            | -      | 2024-01-02
           A2        | Dorpsstraat | 1 bus 2      | -      | 2024-02-02
           A3        | Nergens     | -            | Elders | 2024-02-02`,
        ],
        [
          GeographyPostalCode,
          `postal_code | nis_code | valid_from_date | valid_to_date | is_main
           2070        | 11056    | 2019-01-01      | 2024-12-31    | true
           2070        | 46030    | 2025-01-01      | 9999-12-31    | true
           2070        | 11002    | 2019-01-01      | 9999-12-31    | false`,
        ],
        [
          GeographyMunicipality,
          `nis_code | valid_from_date | valid_to_date | name_nl  | name_fr  | judicial_district
           11056    | 2019-01-01      | 2024-12-31    | Oudstede | Oudstede | antwerpen
           46030    | 2025-01-01      | 9999-12-31    | Nieuwst. | Nieuwst. | oost_vlaanderen
           11002    | 2019-01-01      | 9999-12-31    | Andere   | Andere   | antwerpen`,
        ],
        [
          GeographyJudicialDistrict,
          'judicial_district | list_languages\nantwerpen | nl\noost_vlaanderen | nl',
        ],
      ],
      params: { as_of_date: asOf },
      expect: expected,
    });
  it('is that of the main municipality of the postal code, and an unknown postal code stays without one', () =>
    sites(
      '2024-04-30',
      `site_id | works_count | street      | house_number | municipality_nl | judicial_district | languages
       S1      | 2           | Dorpsstraat | 1 bus 2      | Oudstede        | antwerpen         | nl
       S2      | 1           | Nergens     | -            | Elders          | -                 | -`,
    ));
  it('follows the mergers of 2025', () =>
    sites('2025-01-31', 'site_id | nis_code | judicial_district\nS1 | 46030 | oost_vlaanderen\nS2 | - | -'));
});

describe('the site of a posting', () => {
  it('is the declared place with the same address, as the latest version known writes it', () =>
    specStep({
      room,
      table: SitePosting,
      inputs: [LimosaPosting, BilingualStreet, SiteWorks],
      given: [
        [
          LimosaPosting,
          `limosa_id | work_place_street | work_place_house_number | work_place_postal_code | known_date
           L1        | Rue Haute         | 5/2                     | B-1000                 | 2024-01-02
           L2        | Hoogstraat        | 5                       | 1000                   | 2024-01-02
           L2        | Hoogstraat        | 6                       | 1000                   | 2024-01-03
           L3        | Hoogstraat        | -                       | 1000                   | 2024-01-02
           L4        | Hoogstraat        | 5                       | 1000                   | 2024-05-02`,
        ],
        [BilingualStreet, 'postal_code | street_key | canonical_key\n1000 | RUEHAUTE | HOOGSTR'],
        [
          SiteWorks,
          `avwddt_id | site_id | postal_code | street_key | house_key
           A1        | S1      | 1000        | HOOGSTR    | 5
           A2        | S1      | 1000        | HOOGSTR    | 5`,
        ],
      ],
      params,
      expect: 'limosa_id | site_id\nL1 | S1',
    }));
});
