import { describe, it } from 'vitest';
import {
  Construction,
  ConstructionMember,
  EmployerState,
} from '../../pipelines/networks/construction/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { BankruptcyCarouselLabel } from './tables.ts';

const [A, B] = ['190000013', '190000112'];

describe('an outcome', () => {
  it('is an end in debt inside a construction, or a hit known at the as-of date; one known later does not count', () =>
    specStep({
      room: import.meta.url,
      table: BankruptcyCarouselLabel,
      inputs: [EmployerState, ConstructionMember, Construction, InspectionCase, InspectionOutcome],
      given: [
        [EmployerState, `noss_registration_number | stop_known_date\n${A} | 2024-01-15\n${B} | 2024-02-15`],
        [Construction, 'construction_id | points\nK1 | 35\nK2 | 10'],
        [
          ConstructionMember,
          `noss_registration_number | construction_id | role_code | stop_date | owed_cents
           ${A} | K1 | dead | 2024-01-10 | 700
           ${B} | K2 | dead | 2024-02-10 | 700`,
        ],
        [
          InspectionCase,
          `case_id | noss_registration_number | phenomenon_code
           1 | ${B} | bankruptcy_carousel
           2 | ${A} | bankruptcy_carousel`,
        ],
        [
          InspectionOutcome,
          `case_id | outcome_code | outcome_date | known_date | regularised_cents
           1 | hit | 2024-03-01 | 2024-03-10 | 900
           2 | hit | 2024-04-01 | 2024-05-10 | 900`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `subject_id | outcome_date | known_date | outcome_cents
               ${A} | 2024-01-10 | 2024-01-15 | 700
               ${B} | 2024-03-01 | 2024-03-10 | 900`,
    }));
});
