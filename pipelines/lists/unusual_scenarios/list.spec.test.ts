import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerQuarter } from '../../features/employer_quarter/tables.ts';
import list from './list.ts';
import { UnusualScenariosMeasure, UnusualScenariosReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('unusual scenarios', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('places a figure among the peers of sector and size, only for the quarter and above zero', () =>
    specStep({
      room,
      table: UnusualScenariosMeasure,
      inputs: inputsOf(list, UnusualScenariosMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | is_active | sector_code
           190000013 | true | horeca
           190000112 | true | horeca`,
        ],
        [
          EmployerQuarter,
          `noss_registration_number | quarter | worker_count | hire_count
           190000013 | 2024Q1 | 10 | 20
           190000112 | 2024Q1 | 10 | 5
           190000112 | 2023Q4 | 10 | 50`,
        ],
      ],
      params,
      expect: `noss_registration_number | figure_code | peer_group | figure_count | place | peer_count
           190000013 | turnover | all 5 to 19 | 200 | 1 | 2
           190000112 | turnover | all 5 to 19 | 50 | 2 | 2`,
    }));
  it('is the first two in a hundred, and more the rarer it is', () =>
    specStep({
      room,
      table: UnusualScenariosReason,
      inputs: inputsOf(list, UnusualScenariosReason),
      given: [
        [
          UnusualScenariosMeasure,
          `noss_registration_number | figure_code | figure_count | place | peer_count
           190000013 | turnover | 900 | 1 | 400
           190000112 | turnover | 500 | 8 | 400
           190000211 | turnover | 400 | 9 | 400`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points
           190000013 | turnover | 7
           190000112 | turnover | 4`,
    }));
});
