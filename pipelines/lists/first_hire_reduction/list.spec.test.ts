import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerOrigin, EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { DmfaDeduction } from '../../sources/dmfa/tables.ts';
import list from './list.ts';
import { FirstHireReductionMeasure, FirstHireReductionReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('first hire reduction', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('sums the reductions of the version in force and takes the living earlier employer with most signs', () =>
    specStep({
      room,
      table: FirstHireReductionMeasure,
      inputs: inputsOf(list, FirstHireReductionMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | is_active
           190000013 | true`,
        ],
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number
           190000013 | 2024Q1 | false | 2`,
        ],
        [
          DmfaDeduction,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | deduction_code | deduction_cents
           190000013 | 2024Q1 | false | 2 | P1 | 3315 | 400000
           190000013 | 2024Q1 | false | 3 | P2 | 3315 | 900000
           190000013 | 2024Q1 | false | 2 | P1 | 3000 | 100`,
        ],
        [
          EmployerOrigin,
          `noss_registration_number | earlier_noss_registration_number | earlier_end_date | first_year_worker_count | moved_worker_count | has_common_person
           190000013 | 190000112 | - | 4 | 2 | true
           190000013 | 190000211 | - | 4 | 1 | false
           190000013 | 190000310 | 2023-12-31 | 4 | 3 | true`,
        ],
      ],
      params,
      expect: `noss_registration_number | earlier_noss_registration_number | reduced_worker_count | reduction_cents | moved_worker_count | has_common_person | is_earlier_active
           190000013 | 190000112 | 1 | 400000 | 2 | true | true`,
    }));
  it('weighs most that half of the staff comes from a living employer; a person in common alone is a second company', () =>
    specStep({
      room,
      table: FirstHireReductionReason,
      inputs: inputsOf(list, FirstHireReductionReason),
      given: [
        [
          FirstHireReductionMeasure,
          `noss_registration_number | reduced_worker_count | reduction_cents | first_year_worker_count | moved_worker_count | has_common_person | is_earlier_active
           190000013 | 1 | 400000 | 4 | 2 | true | true
           190000112 | 1 | 400000 | 4 | 0 | true | true
           190000211 | 1 | 400000 | 4 | 3 | false | false`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_count
           190000013 | living_split | 30 | 50
           190000013 | both_prongs | 10 | 1
           190000013 | moved_staff | 5 | 2
           190000013 | common_person | 2 | 1
           190000112 | common_person | 2 | 1
           190000211 | moved_staff | 7 | 3`,
    }));
});
