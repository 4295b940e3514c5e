import { describe, it } from 'vitest';
import type { Table } from '../../../src/table/index.ts';
import { specStep } from '../../../src/testing/index.ts';
import { CbeAddress, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { LimosaNotification } from '../../sources/limosa/tables.ts';
import { WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import {
  BilingualStreet,
  PlaceAddress,
  Site,
  SiteCheckin,
  SiteDecision,
  SitePlace,
  SitePosting,
  SiteUnit,
  SiteWorks,
} from './tables.ts';

const params = { as_of_date: '2024-04-30' };
const room = import.meta.url;

const BILINGUAL = `postal_code | street_key | canonical_key
                   1000        | RUEHAUTE   | HOOGSTR
                   1000        | HOOGSTR    | HOOGSTR`;
const worksAt = (...lines: string[]) =>
  ['avwddt_id | street | house_number | postal_code | owner_cbe_number | known_date', ...lines].join('\n');

/** Site ids are hashes of the normalised address: equal ids mean one place. */
const places = (given: readonly (readonly [Table, string])[], expected: string) =>
  specStep({
    room,
    table: PlaceAddress,
    inputs: [WorksDeclarationWorks, LimosaNotification, CbeEstablishment, CbeAddress, BilingualStreet],
    given: [...given, [BilingualStreet, BILINGUAL]],
    params,
    expect: expected,
  });
const placesOfWorks = (works: string, expected: string) => places([[WorksDeclarationWorks, works]], expected);

describe('one place, several declarations', () => {
  it('reads abbreviations, accents, case and boxes as the same address', () =>
    placesOfWorks(
      worksAt(
        'A1 | Av. St-Jean       | 12 bus 3 | 5000   | - | 2024-01-02',
        'A2 | AVENUE SAINT JEAN | 12/4     | B-5000 | - | 2024-01-03',
        'A3 | Kerkstr.          | nr. 7    | 9000   | - | 2024-01-03',
        'A4 | Kerkstraat 7      | -        | 9000   | - | 2024-01-03',
      ),
      `source_key | postal_code | street_key   | house_key
       A1         | 5000        | AVENUESTJEAN | 12
       A2         | 5000        | AVENUESTJEAN | 12
       A3         | 9000        | KERKSTR      | 7
       A4         | 9000        | KERKSTR      | 7`,
    ));
  it('knows that a Brussels street has two names', () =>
    placesOfWorks(
      worksAt(
        'A1 | Rue Haute              | 5 | 1000 | - | 2024-01-02',
        'A2 | Hoogstraat             | 5 | 1000 | - | 2024-01-03',
        'A3 | Rue Haute - Hoogstraat | 5 | 1000 | - | 2024-01-03',
      ),
      `source_key | address_site_id   | street_key
       A1         | S6ac85e9460979e00 | HOOGSTR
       A2         | S6ac85e9460979e00 | HOOGSTR
       A3         | S6ac85e9460979e00 | HOOGSTR`,
    ));
  it('without a house number, meets only declarations of the same owner', () =>
    placesOfWorks(
      worksAt(
        'A1 | Nieuwe Weg | - | 9000 | 0990000024 | 2024-01-02',
        'A2 | Nieuwe Weg | - | 9000 | 0990000024 | 2024-01-03',
        'A3 | Nieuwe Weg | - | 9000 | -          | 2024-01-03',
      ),
      `source_key | address_site_id
       A1         | S1a344a7cf7c49665
       A2         | S1a344a7cf7c49665
       A3         | S7de81cf070ccf246`,
    ));
  it('does not know a declaration received after the as-of date', () =>
    placesOfWorks(worksAt('A1 | Kerkstraat | 1 | 9000 | - | 2024-05-01'), 'source_key'));
});

describe('four kinds of places', () => {
  it('are one by their address: works, the newest version of a notification, a unit in either language', () =>
    places(
      [
        [WorksDeclarationWorks, worksAt('A1 | Rue Haute | 5 | 1000 | - | 2024-01-02')],
        [
          LimosaNotification,
          `limosa_id | work_place_street | work_place_house_number | work_place_postal_code | known_date
           L1        | Rue Haute         | 5/2                     | B-1000                 | 2024-01-02
           L2        | Hoogstraat        | 6                       | 1000                   | 2024-01-03
           L3        | Hoogstraat        | -                       | 1000                   | 2024-01-02`,
        ],
        [
          CbeEstablishment,
          `establishment_unit_number | start_date | cbe_number
           2990000024                | 2020-01-01 | 0990000024
           2990000123                | 2024-05-02 | 0990000123
           2990000222                | -          | 0990000222`,
        ],
        [
          CbeAddress,
          `entity_number | type_of_address | postal_code | street_nl  | street_fr | house_number | box | striking_off_date
           2990000024    | BAET            | 1000        | Hoogstraat | Rue Haute | 5            | 9   | -
           2990000123    | BAET            | 1000        | Hoogstraat | Rue Haute | 5            | -   | -
           2990000222    | BAET            | 1000        | Hoogstraat | Rue Haute | 5            | -   | 2024-01-01
           0990000024    | REGO            | 1000        | Hoogstraat | Rue Haute | 5            | -   | -`,
        ],
      ],
      `source_code       | source_key | address_site_id   | house_key
       works_declaration | A1         | S6ac85e9460979e00 | 5
       limosa            | L1         | S6ac85e9460979e00 | 5
       limosa            | L2         | Scc819e99b78e9d08 | 6
       limosa            | L3         | -                 | -
       cbe               | 2990000024 | S6ac85e9460979e00 | 5`,
    ));
  it('stand at a declared site only where works are declared', async () => {
    const given = [
      [
        PlaceAddress,
        `source_code       | source_key | address_site_id
         works_declaration | A1         | S1
         limosa            | L1         | S1
         limosa            | L2         | S2
         limosa            | L3         | -
         cbe               | 2990000024 | S2`,
      ],
    ] as const;
    const inputs = [PlaceAddress, SiteDecision];
    await specStep({
      room,
      table: SitePlace,
      inputs,
      given,
      params,
      expect: `source_key | site_id | has_works | is_decided
               A1         | S1      | true      | false
               L1         | S1      | true      | false
               L2         | S2      | false     | false
               2990000024 | S2      | false     | false`,
    });
    await specStep({
      room,
      table: SitePlace,
      inputs,
      given: [
        ...given,
        [SiteDecision, 'scope_code | moved_id | site_id\naddress | S2 | S1\nrow | limosa L3 | S1'],
      ],
      params,
      expect: `source_key | site_id | has_works | is_decided
               A1         | S1      | true      | false
               L1         | S1      | true      | false
               L2         | S1      | true      | true
               L3         | S1      | true      | true
               2990000024 | S1      | true      | true`,
    });
  });
  const SITES = `source_code       | source_key | site_id | has_works
                 works_declaration | A1         | S1      | true
                 limosa            | L1         | S1      | true
                 limosa            | L2         | S2      | false
                 cbe               | 2990000024 | S1      | true
                 cbe               | 2990000123 | S2      | false`;
  it('give notifications and units their declared site', async () => {
    await specStep({
      room,
      table: SitePosting,
      inputs: [SitePlace],
      given: [[SitePlace, SITES]],
      params,
      expect: 'limosa_id | site_id\nL1 | S1',
    });
    await specStep({
      room,
      table: SiteUnit,
      inputs: [SitePlace, CbeEstablishment],
      given: [
        [SitePlace, SITES],
        [
          CbeEstablishment,
          'establishment_unit_number | cbe_number\n2990000024 | 0990000024\n2990000123 | 0990000123',
        ],
      ],
      params,
      expect: 'establishment_unit_number | site_id | cbe_number\n2990000024 | S1 | 0990000024',
    });
  });
  it('give presences the site of the declaration, or that where two thirds of the posted persons were notified', () =>
    specStep({
      room,
      table: SiteCheckin,
      inputs: [CheckinAtWorkPresence, SiteWorks, SitePosting],
      given: [
        [SiteWorks, 'avwddt_id | site_id\nA1 | S1'],
        [SitePosting, 'limosa_id | site_id\nL1 | S2\nL2 | S2\nL3 | S3'],
        [
          CheckinAtWorkPresence,
          `work_place_id | limosa_id | registration_date | creation_at         | status
           A1            | L3        | 2024-03-01        | 2024-03-01 08:00:00 | -
           A1            | -         | 2024-03-04        | 2024-03-04 08:00:00 | -
           A1            | -         | 2024-03-05        | 2024-05-04 08:00:00 | -
           A1            | -         | 2024-03-06        | 2024-03-06 08:00:00 | FAILED
           Y1            | L1        | 2024-03-01        | 2024-03-01 08:00:00 | -
           Y1            | L1        | 2024-03-02        | 2024-03-02 08:00:00 | -
           Y1            | L2        | 2024-03-02        | 2024-03-02 08:00:00 | -
           Y1            | L3        | 2024-03-02        | 2024-03-02 08:00:00 | -
           Y2            | L1        | 2024-03-01        | 2024-03-01 08:00:00 | -
           -             | L1        | 2024-03-01        | 2024-03-01 08:00:00 | -`,
        ],
      ],
      params,
      expect: `work_place_id | site_id | found_code  | registration_count | first_date | last_date
               A1            | S1      | declaration | 2              | 2024-03-01 | 2024-03-04
               Y1            | S2      | postings    | 4              | 2024-03-01 | 2024-03-02
               Y2            | -       | none        | 1              | 2024-03-01 | 2024-03-01`,
    }));
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
