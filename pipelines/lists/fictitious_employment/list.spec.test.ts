import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerDeparture, EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import list from './list.ts';
import {
  FictitiousEmploymentMeasure,
  FictitiousEmploymentPair,
  FictitiousEmploymentReason,
} from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('fictitious employment', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('counts the short employments, their benefits and the groups that move on together; a hiring declared later is not seen', () =>
    specStep({
      room,
      table: FictitiousEmploymentMeasure,
      inputs: inputsOf(list, FictitiousEmploymentMeasure),
      given: [
        [
          EmployerProfile,
          `noss_registration_number | registration_date | end_date | sector_code
           190000013 | 2023-08-01 | - | horeca`,
        ],
        [
          EmployerDeparture,
          `noss_registration_number | worker_id | claim_date | other_noss_registration_number
           190000013 | P0 | 2024-03-01 | 190000112
           190000013 | P1 | 2024-03-01 | 190000112
           190000013 | P2 | 2024-03-01 | 190000112
           190000013 | P9 | - | 190000211`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at
           1 | 190000013 | P1 | OTH | 2024-01-01 | 2024-02-01 | false | 2024-01-01 06:00:00
           2 | 190000013 | P2 | STU | 2024-01-01 | 2024-02-01 | false | 2024-01-01 06:00:00
           3 | 190000013 | P3 | OTH | 2024-01-01 | 2024-02-01 | false | 2024-05-02 06:00:00`,
        ],
        [
          EmployerAccount,
          `noss_registration_number | quarter | due_cents | open_cents
           190000013 | 2023Q4 | 1000 | 900`,
        ],
      ],
      params,
      expect: `noss_registration_number | worker_count | short_worker_count | claimant_count | group_worker_count | due_quarter_count | unpaid_quarter_count | owed_cents | life_months | is_seasonal_sector
           190000013 | 1 | 4 | 3 | 3 | 1 | 1 | 900 | 8 | true`,
    }));
  it('asks for a group of three, and for benefits after three in four of the short employments', () =>
    specStep({
      room,
      table: FictitiousEmploymentReason,
      inputs: inputsOf(list, FictitiousEmploymentReason),
      given: [
        [
          FictitiousEmploymentMeasure,
          `noss_registration_number | worker_count | short_worker_count | claimant_count | group_worker_count | life_months
           190000013 | 40 | 4 | 3 | 3 | 30
           190000112 | 40 | 5 | 3 | 2 | 30`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_count | evidence_base_count
           190000013 | worker_group | 16 | 3 | 4
           190000013 | claims | 4 | 3 | 4`,
    }));
  it('names the employer for which a worker of a fictitious employer likely worked', () =>
    specStep({
      room,
      table: FictitiousEmploymentPair,
      inputs: inputsOf(list, FictitiousEmploymentPair),
      given: [
        [
          EmployerDeparture,
          `noss_registration_number | worker_id | other_noss_registration_number
           190000013 | P1 | 190000112
           190000211 | P2 | 190000112`,
        ],
        [
          FictitiousEmploymentReason,
          `subject_id | reason_code
           190000013 | worker_group`,
        ],
      ],
      params,
      expect: `noss_registration_number | worker_id | likely_noss_registration_number
           190000013 | P1 | 190000112`,
    }));
});
