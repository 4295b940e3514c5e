import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { EmployerStaff, EmployerTie, EmployerWorkerOther } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };
const period =
  'dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at';

describe('the staff of an employer', () => {
  const given: [typeof DimonaPeriod, string] = [
    DimonaPeriod,
    `${period}
     1 | 190000112 | P1 | OTH | 2020-01-01 | 2024-01-31 | false | 2020-01-01 06:00:00
     2 | 190000013 | P1 | OTH | 2024-02-01 | -          | false | 2024-02-01 06:00:00
     3 | 190000013 | P2 | STU | 2024-02-01 | -          | false | 2024-02-01 06:00:00
     4 | 190000013 | P3 | OTH | 2024-02-01 | -          | false | 2024-05-20 06:00:00
     5 | 190000211 | P1 | OTH | 2024-03-01 | -          | false | 2024-03-01 06:00:00`,
  ];
  it('is who is in an ordinary employment that was declared by the day', () =>
    specStep({
      room,
      table: EmployerStaff,
      inputs: [DimonaPeriod, PersonMutation],
      given: [given],
      params,
      expect: `noss_registration_number | worker_id | first_date | last_date
               190000013 | P1 | 2024-02-01 | -
               190000112 | P1 | 2020-01-01 | 2024-01-31
               190000211 | P1 | 2024-03-01 | -`,
    }));
  it('comes from another employer where it left that one shortly before, and is shared while both last', () =>
    specStep({
      room,
      table: EmployerWorkerOther,
      inputs: [DimonaPeriod, PersonMutation],
      given: [given],
      params,
      expect: `noss_registration_number | worker_id | other_noss_registration_number | is_taken_over | is_parallel
               190000013 | P1 | 190000112 | true  | false
               190000013 | P1 | 190000211 | false | true
               190000211 | P1 | 190000013 | false | true
               190000211 | P1 | 190000112 | true  | false`,
    }));
});

describe('the ties of an employer', () => {
  it('see staff and directors of a bankrupt enterprise, and neither results nor benefits received after the day', () =>
    specStep({
      room,
      table: EmployerTie,
      inputs: [
        EmployerStaff,
        EmployerWorkerOther,
        Employer,
        PersonMutation,
        EmployerDirectoryTransfer,
        Insolvency,
        MandateFunction,
        BenefitUnemployment,
        BenefitIncapacity,
        InspectionCase,
        InspectionOutcome,
      ],
      given: [
        [
          Employer,
          `noss_registration_number | cbe_number | end_date
           190000013 | 0990000024 | -
           190000112 | 0990000123 | 2023-12-31`,
        ],
        [
          EmployerStaff,
          `noss_registration_number | worker_id | last_date
           190000013 | P1 | -
           190000013 | P2 | 2024-03-31`,
        ],
        [
          EmployerWorkerOther,
          `noss_registration_number | worker_id | other_noss_registration_number | is_taken_over | is_parallel
           190000013 | P1 | 190000112 | true | false`,
        ],
        [Insolvency, 'cbe_number | procedure_code\n0990000123 | bankruptcy'],
        [
          MandateFunction,
          `cbe_number | worker_id | function_code | begin_date | known_date
           0990000024 | P7 | 10001 | 2024-02-01 | 2024-02-10
           0990000123 | P7 | 10001 | 2015-02-01 | 2015-02-10`,
        ],
        [
          BenefitUnemployment,
          `worker_id | period_start_date | last_noss_registration_number | known_date
           P2 | 2024-04-02 | 190000013 | 2024-05-10`,
        ],
        [InspectionCase, 'case_id | noss_registration_number | opened_date\n1 | 190000013 | 2024-02-01'],
        [InspectionOutcome, 'case_id | outcome_code | known_date\n1 | hit | 2024-06-01'],
      ],
      params,
      expect: `worker_count | largest_origin_share | gone_origin_share | director_gone_count | has_director_origin | benefit_share | hit_count | inspection_count
               2 | 0.5 | 0.5 | 1 | true | 0 | 0 | 1`,
    }));
});
