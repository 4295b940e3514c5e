import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { EmployerAccount, Insolvency } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30' };

describe('the account', () => {
  it('is the last reading known, open only after the due date, with the plan beside it', () =>
    specStep({
      room,
      table: EmployerAccount,
      inputs: [AccountQuarter],
      given: [
        [
          AccountQuarter,
          `noss_registration_number | quarter | as_of_date | due_cents | paid_at_due_date_cents | paid_cents | is_payment_plan_running | is_payment_plan_followed
           190000013 | 2023Q3 | 2024-01-15 | 1000 | 0 | 900  | true  | -
           190000013 | 2023Q4 | 2024-02-15 | 1000 | 0 | 100  | false | false
           190000013 | 2023Q4 | 2024-04-15 | 1000 | - | 400  | true  | true
           190000013 | 2023Q4 | 2024-05-15 | 1000 | 0 | 1000 | false | false
           190000013 | 2024Q1 | 2024-04-20 | 1000 | 0 | 0    | -     | -`,
        ],
      ],
      params,
      expect: `quarter | read_date | paid_at_due_date_cents | open_cents | has_plan | is_plan_followed
               2023Q3 | 2024-01-15 | 0 | 100 | true | false
               2023Q4 | 2024-04-15 | 400 | 600 | true | true
               2024Q1 | 2024-04-20 | 0 | 0 | false | false`,
    }));
});

describe('an insolvency', () => {
  it('is the version of each procedure last known, open until its closing date', () =>
    specStep({
      room,
      table: Insolvency,
      inputs: [InsolvencyProcedure],
      given: [
        [
          InsolvencyProcedure,
          `cbe_number | procedure_code | opening_date | closing_date | known_date
           0990000024 | judicial_reorganisation | 2023-01-10 | -          | 2023-01-15
           0990000024 | judicial_reorganisation | 2023-01-10 | 2024-04-30 | 2024-02-20
           0990000024 | bankruptcy              | 2024-02-10 | -          | 2024-02-15
           0990000024 | bankruptcy              | 2024-02-10 | 2024-04-20 | 2024-05-10
           0990000123 | judicial_reorganisation | 2024-01-10 | 2024-05-31 | 2024-01-15
           0990000222 | bankruptcy              | 2024-04-25 | -          | 2024-05-10`,
        ],
      ],
      params,
      expect: `cbe_number | opening_date | procedure_code | closing_date | known_date | is_open
               0990000024 | 2023-01-10 | judicial_reorganisation | 2024-04-30 | 2024-02-20 | false
               0990000024 | 2024-02-10 | bankruptcy              | -          | 2024-02-15 | true
               0990000123 | 2024-01-10 | judicial_reorganisation | 2024-05-31 | 2024-01-15 | true`,
    }));
});
