import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import list from './list.ts';
import { PaymentRiskMeasure, PaymentRiskReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('payment risk', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('tells who cannot pay from who does not want to: dues that go on, dues that fade', () =>
    specStep({
      room,
      table: PaymentRiskMeasure,
      inputs: inputsOf(list, PaymentRiskMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | is_active
           190000013 | true
           190000112 | true
           190000211 | false`,
        ],
        [
          EmployerAccount,
          `noss_registration_number | quarter | read_date | due_cents | paid_at_due_date_cents | paid_cents | open_cents | has_plan | is_plan_followed
           190000013 | 2023Q3 | 2024-04-15 | 1000 | 200 | 300 | 700 | false | false
           190000013 | 2023Q4 | 2024-04-15 | 1000 | 200 | 300 | 700 | false | false
           190000013 | 2022Q4 | 2024-04-15 | 1000 | 1000 | 1000 | 0 | false | false
           190000112 | 2022Q4 | 2024-04-15 | 1000 | 0 | 0 | 1000 | false | false
           190000112 | 2023Q1 | 2024-04-15 | 900 | 0 | 0 | 900 | false | false
           190000112 | 2023Q2 | 2024-04-15 | 800 | 0 | 0 | 800 | false | false
           190000112 | 2023Q3 | 2024-04-15 | 600 | 0 | 0 | 600 | false | false
           190000112 | 2023Q4 | 2024-04-15 | 500 | 0 | 0 | 500 | false | false`,
        ],
        [
          AccountEnforcement,
          `noss_registration_number | step_date | step_code
           190000013 | 2024-03-01 | writ
           190000013 | 2024-05-02 | seizure`,
        ],
      ],
      params,
      expect: `noss_registration_number | quarter_count | owed_cents | unpaid_quarter_count | part_paid_quarter_count | shrinkage_percent | step_count | is_able | advised_step_code
           190000013 | 3 | 1400 | 2 | 2 | 0 | 1 | true | seizure
           190000112 | 5 | 3800 | 5 | 0 | 50 | 0 | false | payment_plan`,
    }));
  it('weighs two unpaid quarters of an able employer most, and none of one with a followed plan', () =>
    specStep({
      room,
      table: PaymentRiskReason,
      inputs: inputsOf(list, PaymentRiskReason),
      given: [
        [
          PaymentRiskMeasure,
          `noss_registration_number | quarter_count | owed_cents | unpaid_quarter_count | is_able | advised_step_code
           190000013 | 8 | 5000 | 2 | true | writ
           190000112 | 8 | 0 | 0 | true | none`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_count | evidence_base_count | evidence_cents
           190000013 | unpaid_able | 24 | 2 | 8 | 5000
           190000013 | unpaid_quarters | 6 | 2 | 8 | 5000
           190000013 | advice_writ | 1 | 2 | - | 5000`,
    }));
});
