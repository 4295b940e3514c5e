import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { AccountQuarter } from './tables.ts';

describe('the account extracts', () => {
  it('declare the columns of the contract', () => {
    specExtract(
      source,
      'quarter',
      `noss_registration_nbr*, quarter*, as_of_date*, due_amount, paid_at_due_date_amount, paid_amount,
       increases_amount, interests_amount, legal_costs_amount, is_payment_plan_running, is_payment_plan_followed`,
    );
    specExtract(source, 'enforcement', 'noss_registration_nbr*, step_date*, step_code, amount');
  });
});

describe('the account checks', () => {
  const counts = (rows: string, expect: Record<string, number>) =>
    specChecks({ room: import.meta.url, inputs: [AccountQuarter], given: [[AccountQuarter, rows]], expect });

  it('find nothing in a paid and in an unpaid quarter', () =>
    counts(
      `noss_registration_number | quarter | as_of_date | due_cents | paid_at_due_date_cents | paid_cents
       190000013                | 2024Q1  | 2024-05-02 | 250000    | 250000                 | 250000
       190000110                | 2024Q1  | 2024-05-02 | 250000    | 0                      | 0`,
      {},
    ));
  it('count a payment of more than twice the amount due', () =>
    counts(
      `noss_registration_number | quarter | as_of_date | due_cents | paid_cents
       190000013                | 2024Q1  | 2024-05-02 | 250000    | 500001`,
      { 'warn: quarters paid at more than twice': 1 },
    ));
  it('count a reading that pays more at the due date than in all', () =>
    counts(
      `noss_registration_number | quarter | as_of_date | due_cents | paid_at_due_date_cents | paid_cents
       190000013                | 2024Q1  | 2024-05-02 | 250000    | 200000                 | 100000`,
      { 'warn: readings in which the part': 1 },
    ));
  it('count a reading before the quarter began and a plan followed that is not running', () =>
    counts(
      `noss_registration_number | quarter | as_of_date | is_payment_plan_running | is_payment_plan_followed
       190000013                | 2024Q2  | 2024-03-31 | true                    | true
       190000110                | 2024Q2  | 2024-04-01 | false                   | true`,
      { 'warn: accounts read before': 1, 'warn: payment plans': 1 },
    ));
});
