import { describe, it } from 'vitest';
import { InspectionCase } from '../../pipelines/sources/inspection/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { InspectedLabel } from './tables.ts';

describe('the outcome', () => {
  it('is the opening of a case by the day, whatever the phenomenon', () =>
    specStep({
      room: import.meta.url,
      table: InspectedLabel,
      inputs: [InspectionCase],
      given: [
        [
          InspectionCase,
          `case_id | phenomenon_code | noss_registration_number | opened_date | origin_code
           1 | undeclared_work | 190000013 | 2024-04-01 | coordinated
           2 | social_dumping  | -         | 2024-04-01 | list
           3 | undeclared_work | 190000112 | 2024-05-01 | list`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: 'subject_id | outcome_date | is_positive | is_random_arm\n190000013 | 2024-04-01 | true | true',
    }));
});
