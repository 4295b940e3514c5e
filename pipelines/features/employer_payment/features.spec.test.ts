import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { EmployerDue, EmployerPayment } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-05-31', quarter: '2024Q1' };

describe('what was due', () => {
  it('is what the account shows of quarters due before the day, with what had been missed at the due date', () =>
    specStep({
      room,
      table: EmployerDue,
      inputs: [EmployerAccount],
      given: [
        [
          EmployerAccount,
          `noss_registration_number | quarter | read_date | due_cents | paid_at_due_date_cents | open_cents | has_plan | is_plan_followed
           190000013 | 2023Q1 | 2023-05-15 | 100 | 100 | 0  | false | false
           190000013 | 2023Q4 | 2024-05-16 | 100 | 20  | 50 | true  | false
           190000013 | 2024Q2 | 2024-05-20 | 100 | 0   | 0  | false | false`,
        ],
      ],
      params,
      expect: `quarter | is_recent | due_rank | reading_date | missed_cents | open_cents | is_plan_broken
               2023Q1  | false     | 2        | 2023-05-15   | 0            | 0          | false
               2023Q4  | true      | 1        | 2024-05-16   | 80           | 50         | true`,
    }));
});

describe('the payments of an employer', () => {
  it('are shares of what fell due in a year, with the heaviest step taken by the day; a reorganisation that ended is no insolvency', () =>
    specStep({
      room,
      table: EmployerPayment,
      inputs: [EmployerDue, Employer, AccountEnforcement, Insolvency, WithholdingPayment],
      given: [
        [
          Employer,
          'noss_registration_number | cbe_number | end_date\n190000013 | 0990000024 | -\n190000112 | 0990000123 | 2020-01-01',
        ],
        [
          EmployerDue,
          `noss_registration_number | quarter | is_recent | due_rank | due_cents | missed_cents | open_cents | is_planned | is_plan_broken
           190000013 | 2022Q1 | false | 3 | 100 | 100 | 7  | false | false
           190000013 | 2023Q3 | true  | 2 | 100 | 0   | 0  | false | false
           190000013 | 2023Q4 | true  | 1 | 300 | 100 | 40 | true  | false`,
        ],
        [
          AccountEnforcement,
          `noss_registration_number | step_date | step_code
           190000013 | 2024-03-01 | formal_notice
           190000013 | 2024-06-01 | writ`,
        ],
        [Insolvency, 'cbe_number | procedure_code | is_open\n0990000024 | judicial_reorganisation | false'],
        [
          WithholdingPayment,
          `payer_cbe_number | contractor_cbe_number | invoice_date | invoice_cents | withheld_nsso_cents
           0990000222 | 0990000024 | 2024-04-01 | 1000 | 350
           0990000222 | 0990000024 | 2024-06-01 | 1000 | 350`,
        ],
      ],
      params,
      expect: `unpaid_quarter_count | open_share | missed_share | newest_missed_share | missed_quarter_share | heaviest_step_rank | is_enforced | is_insolvent | withheld_invoice_count
               2 | 0.1 | 0.25 | 0.3333333333333333 | 0.5 | 2 | false | false | 1`,
    }));
});
