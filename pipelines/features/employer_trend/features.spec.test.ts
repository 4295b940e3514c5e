import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import {
  DmfaDeclaration,
  DmfaOccupation,
  DmfaRemuneration,
  DmfaWorkerRecord,
} from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../sources/geography/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { EmployerGrouping, EmployerSize, EmployerTrend } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('the size of an employer', () => {
  it('counts the workers of the version in force, per quarter of the last five', () =>
    specStep({
      room,
      table: EmployerSize,
      inputs: [EmployerDeclaration, DmfaWorkerRecord, DmfaRemuneration],
      given: [
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number
           190000013 | 2024Q1 | false | 2
           190000013 | 2022Q4 | false | 1`,
        ],
        [
          DmfaWorkerRecord,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | code_subjected
           190000013 | 2024Q1 | false | 1 | P1 | 0
           190000013 | 2024Q1 | false | 2 | P2 | 0
           190000013 | 2024Q1 | false | 2 | P3 | 2`,
        ],
        [
          DmfaRemuneration,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | remun_cents
           190000013 | 2024Q1 | false | 2 | P2 | 700`,
        ],
      ],
      params,
      expect: 'quarter | quarters_ago | worker_count | wage_cents\n2024Q1 | 0 | 1 | 700',
    }));
});

describe('the trend of an employer', () => {
  it('compares two quarters, and knows no employment declared and no mandate recorded after the day', () =>
    specStep({
      room,
      table: EmployerTrend,
      inputs: [
        EmployerSize,
        EmployerDeclaration,
        Employer,
        DmfaDeclaration,
        DmfaOccupation,
        DimonaPeriod,
        MandateFunction,
      ],
      given: [
        [Employer, 'noss_registration_number | cbe_number\n190000013 | 0990000024'],
        [
          EmployerSize,
          `noss_registration_number | quarter | quarters_ago | worker_count | wage_cents
           190000013 | 2023Q3 | 2 | 8 | 8000
           190000013 | 2024Q1 | 0 | 4 | 6000`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_type | starting_date | ending_date | is_cancelled | form_creation_at
           1 | 190000013 | OTH | 2024-02-01 | 2024-03-01 | false | 2024-02-01 06:00:00
           2 | 190000013 | OTH | 2024-02-01 | -          | false | 2024-05-01 06:00:00
           3 | 190000013 | STU | 2024-02-01 | 2024-03-01 | false | 2024-02-01 06:00:00
           4 | 190000013 | OTH | 2010-02-01 | 2024-04-01 | false | 2010-02-01 06:00:00`,
        ],
        [
          MandateFunction,
          `cbe_number | worker_id | function_code | begin_date | known_date
           0990000024 | P7 | 10001 | 2024-02-01 | 2024-02-10
           0990000024 | P8 | 10001 | 2024-04-20 | 2024-05-10`,
        ],
      ],
      params,
      expect: `size_code | declared_worker_count | wage_per_worker_cents | worker_ratio | wage_ratio | hire_share | exit_share | short_stay_share | director_change_count
               1 | 4 | 1500 | 0.5 | 0.75 | 0.25 | 0.5 | 0.5 | 1`,
    }));
});

describe('the groups of an employer', () => {
  it('are its region, the language of its letters and its activity', () =>
    specStep({
      room,
      table: EmployerGrouping,
      inputs: [EmployerDirectoryEmployer, GeographyPostalCode, GeographyMunicipality],
      given: [
        [
          EmployerDirectoryEmployer,
          'noss_registration_number | language | nace_code | postal_code\n190000013 | fr | 41201 | 1000',
        ],
        [GeographyPostalCode, 'postal_code | nis_code\n1000 | 21004'],
        [GeographyMunicipality, 'nis_code | region\n21004 | brussels'],
      ],
      params,
      expect: 'region_code | language_code | nace_section_code\nbrussels | fr | 41',
    }));
});
