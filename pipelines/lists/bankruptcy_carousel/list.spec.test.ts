import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import {
  Construction,
  ConstructionMember,
  ConstructionSign,
  ConstructionTie,
  EmployerSuccession,
} from '../../networks/employer_resource/tables.ts';
import list from './list.ts';
import {
  BankruptcyCarouselCandidate,
  BankruptcyCarouselMeasure,
  BankruptcyCarouselReason,
} from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };
const [DEAD, LIVING] = ['190000013', '190000112'];

describe('bankruptcy carousel', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room, ['../../networks/employer_resource/construction_sign']));
  it('measures a construction at its key company, then who lives in it: next end by mean life, stake by mean debt', () =>
    specStep({
      room,
      table: BankruptcyCarouselMeasure,
      inputs: inputsOf(list, BankruptcyCarouselMeasure),
      given: [
        [
          Construction,
          `construction_id | construction_code | death_count | lost_cents | life_days | last_stop_date | points
           K1 | carousel | 2 | 9000 | 400 | 2024-01-10 | 60
           K2 | ring     | 2 | 9000 | 400 | 2024-01-10 | 60`,
        ],
        [
          ConstructionMember,
          `noss_registration_number | construction_id | role_code | generation | registration_date | stop_date | owed_cents | unpaid_quarter_count
           ${DEAD}   | K1 | dead      | 1 | 2022-01-01 | 2024-01-10 | 9000 | 4
           ${LIVING} | K1 | successor | 2 | 2024-01-05 | -          | 700  | 1`,
        ],
        [
          ConstructionTie,
          `noss_registration_number | other_registration_number | tie_code\n${DEAD} | ${LIVING} | succession`,
        ],
        [
          EmployerSuccession,
          `noss_registration_number | successor_registration_number | moved_worker_count | worker_count | owed_cents\n${DEAD} | ${LIVING} | 6 | 8 | 9000`,
        ],
      ],
      params,
      expect: `subject_id | lead_id | noss_registration_number | role_code | open_cents | stake_cents | taken_worker_count | next_end_date | days_left
               K1        | -  | ${LIVING} | network   | 700 | 4500 | 0 | 2025-02-08 | 284
               ${LIVING} | K1 | ${LIVING} | successor | 700 | 4500 | 6 | 2025-02-08 | 284`,
    }));
  it('gives a construction the points of its signs, and an employer those of its construction and its own', () =>
    specStep({
      room,
      table: BankruptcyCarouselReason,
      inputs: inputsOf(list, BankruptcyCarouselReason),
      given: [
        [
          BankruptcyCarouselMeasure,
          `subject_id | lead_id | construction_points | generation | death_count | lost_cents | taken_worker_count | predecessor_worker_count | predecessor_lost_cents | unpaid_quarter_count | open_cents | life_days | days_left | has_straw_director
           K1        | -  | 25 | - | 2 | 9000 | 0 | 0 | 0    | 0 | 700 | -   | -  | false
           ${LIVING} | K1 | 25 | 2 | 2 | 9000 | 6 | 8 | 9000 | 0 | 700 | 400 | -20 | false`,
        ],
        [
          ConstructionSign,
          `construction_id | sign_code | points | sign_count | base_count | amount_cents
           K1 | ends_in_debt | 25 | 2 | 3 | 9000
           K2 | ends_in_debt | 75 | 5 | 7 | 9000`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_count | evidence_base_count | evidence_cents
               ${LIVING} | end_overdue  | 1  | 20 | 400 | 700
               ${LIVING} | member       | 25 | 2  | 2   | 9000
               ${LIVING} | took_over    | 10 | 6  | 8   | 9000
               K1        | ends_in_debt | 25 | 2  | 3   | 9000`,
    }));
  it('leaves an employer in open insolvency to its procedure, in the district of its construction', () =>
    specStep({
      room,
      table: BankruptcyCarouselCandidate,
      inputs: inputsOf(list, BankruptcyCarouselCandidate),
      given: [
        [
          BankruptcyCarouselMeasure,
          `subject_id | lead_id | noss_registration_number | is_living | construction_points | stake_cents
           K1      | -  | ${LIVING} | true | 60 | 1000
           ${DEAD} | K1 | ${DEAD}   | true | 60 | 1000`,
        ],
        [BankruptcyCarouselReason, 'subject_id | reason_code | points\nK1 | ends_in_debt | 25'],
        [
          EmployerProfile,
          `noss_registration_number | judicial_district | is_insolvent
           ${LIVING} | leuven | false
           ${DEAD}   | namur  | true`,
        ],
      ],
      params,
      expect: `subject_id | lead_id | group_id | judicial_district | score | expected_cents | exclusion_code
               K1      | -  | K1      | leuven | 25 | 450 | -
               ${DEAD} | K1 | ${DEAD} | leuven | 0  | 450 | insolvent`,
    }));
});
