import { describe, it } from 'vitest';
import { AccountQuarter } from '../../pipelines/sources/account/tables.ts';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../pipelines/sources/insolvency/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { PaymentRiskWillingLabel } from './tables.ts';

const room = import.meta.url;

describe('the outcome', () => {
  it('is the second quarter left unpaid under no followed plan, on the day an account shows it; a failure first is none', () =>
    specStep({
      room,
      table: PaymentRiskWillingLabel,
      inputs: [AccountQuarter, InsolvencyProcedure, EmployerDirectoryEmployer],
      given: [
        [
          EmployerDirectoryEmployer,
          `noss_registration_number | cbe_number
           190000013 | 0990000024
           190000112 | 0990000123
           190000211 | 0990000222`,
        ],
        [
          AccountQuarter,
          `noss_registration_number | quarter | as_of_date | due_cents | paid_cents | is_payment_plan_running | is_payment_plan_followed
           190000013 | 2023Q2 | 2023-11-15 | 100 | 10 | - | -
           190000013 | 2023Q3 | 2024-02-15 | 100 | 10 | - | -
           190000112 | 2023Q2 | 2023-11-15 | 100 | 10 | - | -
           190000112 | 2023Q3 | 2024-02-15 | 100 | 10 | - | -
           190000211 | 2023Q2 | 2023-11-15 | 100 | 10 | - | -
           190000211 | 2023Q3 | 2024-02-15 | 100 | 10 | true | true
           190000211 | 2023Q3 | 2024-05-16 | 100 | 10 | true | false`,
        ],
        [
          InsolvencyProcedure,
          'cbe_number | procedure_code | opening_date | known_date\n0990000123 | bankruptcy | 2024-01-10 | 2024-01-20',
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect:
        'subject_id | outcome_date | known_date | outcome_cents\n190000013 | 2024-02-15 | 2024-02-15 | 180',
    }));
});
