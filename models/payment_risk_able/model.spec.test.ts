import { describe, it } from 'vitest';
import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import { EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';
import { EmployerGrouping, EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../pipelines/sources/insolvency/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { PaymentRiskAbleCandidate, PaymentRiskAbleLabel } from './tables.ts';

const room = import.meta.url;

describe('the candidates', () => {
  it('are employers of the quarter; insolvency and a writ make a case known', () =>
    specStep({
      room,
      table: PaymentRiskAbleCandidate,
      inputs: [EmployerPayment, EmployerQuarter, EmployerTrend, EmployerTie, EmployerGrouping],
      given: [
        [
          EmployerPayment,
          `noss_registration_number | is_insolvent | is_enforced | open_share
           190000013 | false | false | 0.25
           190000112 | true  | false | 0
           190000211 | false | true  | 1`,
        ],
        [
          EmployerGrouping,
          'noss_registration_number | region_code | nace_section_code\n190000013 | brussels | 41',
        ],
      ],
      params: { quarter: '2024Q1' },
      expect: `subject_id | is_known_case | region_code | sector_code | open_share
               190000013 | false | brussels | 41 | 0.25
               190000112 | true  | -        | -  | 0
               190000211 | true  | -        | -  | 1`,
    }));
});

describe('the outcome', () => {
  it('is a bankruptcy or a judicial reorganisation known by the day; one published later does not count', () =>
    specStep({
      room,
      table: PaymentRiskAbleLabel,
      inputs: [InsolvencyProcedure, EmployerDirectoryEmployer],
      given: [
        [
          EmployerDirectoryEmployer,
          `noss_registration_number | cbe_number
           190000013 | 0990000024
           190000112 | 0990000123`,
        ],
        [
          InsolvencyProcedure,
          `cbe_number | procedure_code | opening_date | known_date
           0990000024 | bankruptcy            | 2024-02-01 | 2024-02-09
           0990000024 | voluntary_liquidation | 2024-01-01 | 2024-01-09
           0990000123 | bankruptcy            | 2024-04-25 | 2024-05-02`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect:
        'subject_id | outcome_date | known_date | is_positive\n190000013 | 2024-02-01 | 2024-02-09 | true',
    }));
});
