import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { CbeAddress } from '../../sources/cbe/tables.ts';
import { DmfaDeduction, DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../sources/geography/tables.ts';
import { PersonRegister } from '../../sources/person/tables.ts';
import list from './list.ts';
import { RegionalTargetGroupsMeasure, RegionalTargetGroupsReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('regional target groups', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('compares the unit with the home; a move declared later does not count', () =>
    specStep({
      room,
      table: RegionalTargetGroupsMeasure,
      inputs: inputsOf(list, RegionalTargetGroupsMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | is_active
           190000013 | true`,
        ],
        [
          GeographyPostalCode,
          `postal_code | nis_code | valid_from_date | valid_to_date | is_main
           3000 | 24062 | 2019-01-01 | 9999-12-31 | true
           4000 | 62063 | 2019-01-01 | 9999-12-31 | true`,
        ],
        [
          GeographyMunicipality,
          `nis_code | valid_from_date | valid_to_date | region
           24062 | 2019-01-01 | 9999-12-31 | flanders
           62063 | 2019-01-01 | 9999-12-31 | wallonia`,
        ],
        [
          CbeAddress,
          `entity_number | type_of_address | postal_code
           2990000056 | BAET | 3000
           2990000155 | BAET | 4000`,
        ],
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number
           190000013 | 2023Q4 | false | 1
           190000013 | 2024Q1 | false | 1`,
        ],
        [
          DmfaOccupation,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | establishment_unit_number
           190000013 | 2023Q4 | false | 1 | P1 | 2990000155
           190000013 | 2024Q1 | false | 1 | P1 | 2990000056
           190000013 | 2024Q1 | false | 1 | P2 | 2990000056
           190000013 | 2024Q1 | false | 2 | P2 | 2990000155`,
        ],
        [
          DmfaDeduction,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | deduction_code | deduction_cents
           190000013 | 2024Q1 | false | 1 | P1 | 6320 | 100000`,
        ],
        [
          PersonRegister,
          `worker_id | postal_code | known_date
           P1 | 4000 | 2020-01-01
           P1 | 3000 | 2024-05-10
           P2 | 3000 | 2020-01-01`,
        ],
      ],
      params,
      expect: `noss_registration_number | worker_count | moved_count | moved_away_from_home_count | new_count | new_local_count | reduced_count | reduced_elsewhere_count | wrong_region_count | reduction_cents
           190000013 | 2 | 1 | 1 | 1 | 1 | 1 | 1 | 0 | 100000`,
    }));
  it('begins at three moved workers', () =>
    specStep({
      room,
      table: RegionalTargetGroupsReason,
      inputs: inputsOf(list, RegionalTargetGroupsReason),
      given: [
        [
          RegionalTargetGroupsMeasure,
          `noss_registration_number | moved_count | moved_away_from_home_count | reduced_count
           190000013 | 2 | 2 | 1
           190000112 | 4 | 3 | 1`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_base_count
           190000112 | moved_on_paper | 10 | 4`,
    }));
});
