import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import type { Table } from '../../../src/table/index.ts';
import { Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { CbeAddress, CbeContact } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import {
  EmployerDirectoryEmployer,
  EmployerDirectoryTransfer,
} from '../../sources/employer_directory/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyNaceRiskSector,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import group from './features.ts';
import { EmployerDeparture, EmployerOrigin, EmployerProfile } from './tables.ts';

const OLD = '190000013';
const NEW = '190000112';
const OLD_CBE = '0990000024';
const NEW_CBE = '0990000123';
const spec = (table: Table, given: readonly (readonly [Table, string])[], expect: string) =>
  specStep({
    room: import.meta.url,
    table,
    inputs: group.steps.find((step) => step.table === table)?.inputs ?? [],
    given,
    params: { as_of_date: '2024-04-30', quarter: '2024Q1' },
    expect,
  });

describe('the profile', () => {
  it('places the seat of the CBE, knows visits and hits of the past only, and calls a bankruptcy final', () =>
    spec(
      EmployerProfile,
      [
        [Employer, `noss_registration_number | cbe_number\n${OLD} | ${OLD_CBE}\n${NEW} | ${NEW_CBE}`],
        [
          EmployerDirectoryEmployer,
          `noss_registration_number | nace_code | postal_code\n${OLD} | 41201 | 9000\n${NEW} | 99999 | 3000`,
        ],
        [
          CbeAddress,
          `entity_number | type_of_address | postal_code | street_nl | house_number\n${OLD_CBE} | REGO | 3000 | Kerkstraat | 1`,
        ],
        [
          GeographyPostalCode,
          'postal_code | nis_code | valid_from_date | valid_to_date | is_main\n3000 | 24062 | 2019-01-01 | 9999-12-31 | true',
        ],
        [
          GeographyMunicipality,
          'nis_code | valid_from_date | valid_to_date | name_nl | name_fr | region | judicial_district\n24062 | 2019-01-01 | 9999-12-31 | Leuven | Louvain | flanders | leuven',
        ],
        [GeographyJudicialDistrict, 'judicial_district | list_languages\nleuven | nl'],
        [
          GeographyNaceRiskSector,
          'nace_version | nace_code | sector | activity\n2008 | 41201 | construction | building',
        ],
        [
          InspectionCase,
          `case_id | noss_registration_number | cbe_number | opened_date | visit_date
           K1 | ${OLD} | - | 2024-01-01 | 2024-01-10
           K2 | - | ${OLD_CBE} | 2024-02-01 | 2024-02-10
           K3 | ${OLD} | - | 2024-05-01 | 2024-05-10`,
        ],
        [
          InspectionOutcome,
          'case_id | outcome_code | known_date\nK1 | hit | 2024-02-01\nK2 | hit | 2024-05-02',
        ],
        [
          Insolvency,
          `cbe_number | procedure_code | opening_date | is_open
           ${OLD_CBE} | judicial_reorganisation | 2022-04-20 | false
           ${NEW_CBE} | bankruptcy              | 2023-04-20 | false`,
        ],
      ],
      `noss_registration_number | is_active | is_insolvent | judicial_district | languages | region | street | sector_code | activity_code | last_visit_date | hit_count
       ${OLD} | true | false | leuven | nl | flanders | Kerkstraat | construction | building | 2024-02-10 | 1
       ${NEW} | false | true | leuven | nl | flanders | - | other | other | - | 0`,
    ));
});

describe('the origin of a new employer', () => {
  const period = (id: number, employer: string, worker: string, from: string, to: string, made: string) =>
    `${id} | ${employer} | ${worker} | OTH | ${from} | ${to} | false | ${made} 06:00:00`;
  it('is where its first workers, its people and its seat were; hirings and mandates known later do not count', () =>
    spec(
      EmployerOrigin,
      [
        [
          Employer,
          `noss_registration_number | cbe_number | registration_date\n${OLD} | ${OLD_CBE} | 2010-01-01\n${NEW} | ${NEW_CBE} | 2023-06-01`,
        ],
        [
          DimonaPeriod,
          [
            'dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at',
            period(1, OLD, 'P1', '2020-01-01', '2023-05-31', '2020-01-01'),
            period(2, NEW, 'P1', '2023-06-01', '-', '2023-06-01'),
            period(3, OLD, 'P2', '2020-01-01', '2022-05-01', '2020-01-01'),
            period(4, NEW, 'P2', '2023-07-01', '-', '2023-07-01'),
            period(5, OLD, 'P3', '2020-01-01', '2023-12-31', '2020-01-01'),
            period(6, NEW, 'P3', '2024-01-01', '-', '2024-05-02'),
          ].join('\n'),
        ],
        [
          MandateFunction,
          `cbe_number | worker_id | known_date\n${OLD_CBE} | D1 | 2010-01-01\n${NEW_CBE} | D1 | 2024-05-02`,
        ],
        [
          CbeAddress,
          `entity_number | type_of_address | postal_code | street_nl | house_number | box
           ${OLD_CBE} | REGO | 3000 | Kerkstraat | 1 | -
           ${NEW_CBE} | REGO | 3000 | Kerkstr. | 1 | -`,
        ],
        [CbeContact, `entity_number | value_id\n${OLD_CBE} | T1\n${NEW_CBE} | T2`],
        [
          EmployerDirectoryTransfer,
          `initial_noss_registration_number | final_noss_registration_number | transfer_date\n${OLD} | ${NEW} | 2024-05-02`,
        ],
      ],
      `noss_registration_number | earlier_noss_registration_number | first_year_worker_count | moved_worker_count | has_common_person | has_common_address | has_common_contact | is_declared_transfer
       ${NEW} | ${OLD} | 2 | 1 | false | true | false | false`,
    ));
});

describe('a short employment', () => {
  it('carries the benefit that followed and the employer beside it; a benefit known later does not count', () =>
    spec(
      EmployerDeparture,
      [
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at
           1 | ${NEW} | P1 | OTH | 2023-06-01 | 2023-09-30 | false | 2023-06-01 06:00:00
           2 | ${OLD} | P1 | OTH | 2023-08-01 | 2024-03-31 | false | 2023-08-01 06:00:00
           3 | ${NEW} | P2 | OTH | 2023-06-01 | 2023-09-30 | false | 2023-06-01 06:00:00
           4 | ${NEW} | P3 | STU | 2023-06-01 | 2023-09-30 | false | 2023-06-01 06:00:00
           5 | ${OLD} | P4 | OTH | 2020-06-01 | 2023-09-30 | false | 2020-06-01 06:00:00`,
        ],
        [
          BenefitUnemployment,
          'worker_id | period_start_date | known_date\nP1 | 2023-10-15 | 2023-11-01\nP2 | 2023-10-15 | 2024-05-01',
        ],
      ],
      `noss_registration_number | worker_id | claim_date | other_noss_registration_number
       ${NEW} | P1 | 2023-10-15 | ${OLD}
       ${NEW} | P2 | - | -
       ${OLD} | P1 | 2023-10-15 | ${NEW}`,
    ));
});
