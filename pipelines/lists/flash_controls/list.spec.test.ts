import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerQuarter } from '../../features/employer_quarter/tables.ts';
import list from './list.ts';
import { FlashControlsMeasure, FlashControlsPlan } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('flash controls', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('names every active employer of a sector of the next month, whatever its size or history', () =>
    specStep({
      room,
      table: FlashControlsMeasure,
      inputs: inputsOf(list, FlashControlsMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | is_active | judicial_district | sector_code
           190000013 | true | leuven | construction
           190000112 | true | leuven | construction
           190000211 | true | leuven | horeca`,
        ],
        [
          EmployerQuarter,
          `noss_registration_number | quarter | worker_count
           190000013 | 2024Q1 | 3
           190000112 | 2024Q1 | 3
           190000211 | 2024Q1 | 3`,
        ],
        [
          FlashControlsPlan,
          `month_number | sector_code
           5 | construction
           6 | horeca`,
        ],
      ],
      params,
      expect: `noss_registration_number | sector_code | sector_employer_count
           190000013 | construction | 2
           190000112 | construction | 2`,
    }));
});
