import { describe, it } from 'vitest';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../pipelines/sources/insolvency/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { PaymentRiskAbleLabel } from './tables.ts';

const room = import.meta.url;

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
