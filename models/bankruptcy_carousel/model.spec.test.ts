import { describe, it } from 'vitest';
import {
  ConstructionMember,
  ConstructionTie,
  EmployerState,
} from '../../pipelines/networks/employer_resource/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { BankruptcyCarouselLabel } from './tables.ts';

const [A, B, C, D] = ['190000013', '190000112', '190000211', '190000310'];

describe('an outcome', () => {
  it('is an end in debt in a line of several, or a hit known at the as-of date; one end alone or a later hit is none', () =>
    specStep({
      room: import.meta.url,
      table: BankruptcyCarouselLabel,
      inputs: [EmployerState, ConstructionMember, ConstructionTie, InspectionCase, InspectionOutcome],
      given: [
        [
          EmployerState,
          `noss_registration_number | stop_date  | stop_known_date | owed_cents
           ${A} | 2023-06-10 | 2023-06-15 | 700
           ${B} | 2024-01-10 | 2024-01-15 | 500
           ${C} | 2024-02-10 | 2024-02-15 | 900
           ${D} | -          | -          | 0`,
        ],
        [
          ConstructionMember,
          `noss_registration_number | construction_id | role_code
           ${A} | K1 | dead
           ${B} | K1 | dead
           ${C} | K2 | dead
           ${D} | K2 | successor`,
        ],
        [
          ConstructionTie,
          `noss_registration_number | other_registration_number | tie_code\n${A} | ${B} | succession\n${C} | ${D} | succession`,
        ],
        [
          InspectionCase,
          `case_id | noss_registration_number | phenomenon_code
           1 | ${D} | bankruptcy_carousel
           2 | ${C} | bankruptcy_carousel`,
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
               ${A} | 2023-06-10 | 2023-06-15 | 700
               ${B} | 2024-01-10 | 2024-01-15 | 500
               ${D} | 2024-03-01 | 2024-03-10 | 900`,
    }));
});
