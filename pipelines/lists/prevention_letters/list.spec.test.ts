import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { DmfaAnomaly } from '../../sources/dmfa/tables.ts';
import list from './list.ts';
import { PreventionLettersMeasure, PreventionLettersReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('prevention letters', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('counts the lapses of an employer without infringement; what came later does not count', () =>
    specStep({
      room,
      table: PreventionLettersMeasure,
      inputs: inputsOf(list, PreventionLettersMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | is_active | registration_date | hit_count
           190000013 | true | 2010-01-01 | 0
           190000112 | true | 2010-01-01 | 1`,
        ],
        [
          EmployerAccount,
          `noss_registration_number | quarter | due_cents | paid_at_due_date_cents | open_cents
           190000013 | 2023Q4 | 1000 | 500 | 500
           190000013 | 2023Q3 | 1000 | 1000 | 0`,
        ],
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | first_known_date
           190000013 | 2023Q4 | false | 2024-03-01`,
        ],
        [
          DmfaAnomaly,
          `noss_registration_number | quarter | worker_id | error_id | first_seen_date | resolved_date
           190000013 | 2023Q4 | P1 | 00042-451 | 2024-03-01 | -
           190000013 | 2023Q4 | P2 | 00042-451 | 2024-05-01 | -`,
        ],
        [
          AccountEnforcement,
          `noss_registration_number | step_date | step_code
           190000013 | 2024-03-01 | reminder
           190000013 | 2024-05-02 | writ`,
        ],
      ],
      params,
      expect: `noss_registration_number | late_quarter_count | recent_late_quarter_count | owed_cents | late_declaration_count | open_anomaly_count | heavy_step_count
           190000013 | 1 | 1 | 500 | 1 | 1 | 0`,
    }));
  it('is for the first time: a second late quarter gives no reason', () =>
    specStep({
      room,
      table: PreventionLettersReason,
      inputs: inputsOf(list, PreventionLettersReason),
      given: [
        [
          PreventionLettersMeasure,
          `noss_registration_number | late_quarter_count | recent_late_quarter_count | owed_cents
           190000013 | 1 | 1 | 500
           190000112 | 2 | 1 | 500`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_cents
           190000013 | first_late_payment | 10 | 500`,
    }));
});
