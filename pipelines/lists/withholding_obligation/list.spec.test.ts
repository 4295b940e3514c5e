import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import list from './list.ts';
import { WithholdingObligationMeasure, WithholdingObligationReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('withholding obligation', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('asks for a withholding where the contractor owed at the start, as read by then; contracts known later do not count', () =>
    specStep({
      room,
      table: WithholdingObligationMeasure,
      inputs: inputsOf(list, WithholdingObligationMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | cbe_number | is_active
           190000013 | 0990000024 | true`,
        ],
        [
          Employer,
          `noss_registration_number | cbe_number
           190000112 | 0990000123`,
        ],
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | intervention_start_date | intervention_end_date | amount_cents | known_date
           W1 | A | 0990000024 | 0990000123 | 2024-02-01 | 2024-03-01 | 1000000 | 2024-01-20
           W1 | B | 0990000024 | 0990000123 | 2023-09-01 | 2023-10-01 | 1000000 | 2023-08-20
           W1 | C | 0990000024 | 0990000123 | 2024-03-05 | 2024-04-01 | 1000000 | 2024-05-03`,
        ],
        [
          AccountQuarter,
          `noss_registration_number | quarter | as_of_date | due_cents | paid_cents
           190000112 | 2023Q3 | 2023-12-15 | 900000 | 100000
           190000112 | 2023Q3 | 2024-05-15 | 900000 | 900000`,
        ],
      ],
      params,
      expect: `noss_registration_number | contract_count | owing_contract_count | unwithheld_contract_count | missing_cents
           190000013 | 2 | 1 | 1 | 500000`,
    }));
  it('weighs an undeclared contractor and a contract without any withholding', () =>
    specStep({
      room,
      table: WithholdingObligationReason,
      inputs: inputsOf(list, WithholdingObligationReason),
      given: [
        [
          WithholdingObligationMeasure,
          `noss_registration_number | contract_count | owing_contract_count | unwithheld_contract_count | missing_cents | unlisted_count | participant_count
           190000013 | 5 | 2 | 1 | 500000 | 1 | 4`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_base_count | evidence_cents
           190000013 | nothing_withheld | 14 | 2 | 500000
           190000013 | undeclared_contractor | 16 | 4 | -`,
    }));
});
