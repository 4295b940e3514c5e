import { describe, it } from 'vitest';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { FirstHireReductionLabel } from './tables.ts';

const room = import.meta.url;

describe('the outcome', () => {
  it('is what an inspection of the phenomenon found, once its result had arrived; unfinished ones have none', () =>
    specStep({
      room,
      table: FirstHireReductionLabel,
      inputs: [InspectionCase, InspectionOutcome],
      given: [
        [
          InspectionCase,
          `case_id | phenomenon_code | noss_registration_number | opened_date | origin_code
           1 | improper_reduction | 190000013 | 2023-12-01 | list
           2 | improper_reduction | 190000112 | 2023-12-01 | coordinated
           3 | improper_reduction | 190000211 | 2023-12-01 | list
           4 | improper_reduction | 190000310 | 2023-12-01 | list
           5 | bankruptcy_carousel | 190000013 | 2023-12-01 | list`,
        ],
        [
          InspectionOutcome,
          `case_id | outcome_code | infringement_codes | outcome_date | known_date
           1 | hit | FIRST_HIRE | 2024-01-15 | 2024-02-01
           2 | no_infringement | - | 2024-01-16 | 2024-02-01
           3 | hit | FIRST_HIRE | 2024-04-15 | 2024-05-01
           4 | not_found | - | 2024-01-15 | 2024-02-01
           5 | hit | CAROUSEL | 2024-01-15 | 2024-02-01`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `subject_id | outcome_date | known_date | is_positive | is_random_arm
               190000013 | 2024-01-15 | 2024-02-01 | true  | false
               190000112 | 2024-01-16 | 2024-02-01 | false | true`,
    }));
});
