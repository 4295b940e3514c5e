import { describe, it } from 'vitest';
import { expectCompleteList, inputsOf, specStep } from '../../../src/testing/index.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaService } from '../../sources/dmfa/tables.ts';
import list from './list.ts';
import { UndueBenefitsMeasure, UndueBenefitsReason } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };

describe('undue benefits', () => {
  it('has a sentence, a law and evidence for each rule, and a word for each exclusion', () =>
    expectCompleteList(list, room));
  it('counts the days of benefit beside declared work; income guarantee is allowed, and a benefit or hiring known later does not count', () =>
    specStep({
      room,
      table: UndueBenefitsMeasure,
      inputs: inputsOf(list, UndueBenefitsMeasure),
      given: [
        [
          BenefitUnemployment,
          `worker_id | period_start_date | period_end_date | benefit_code | daily_cents | known_date
           P1 | 2024-01-01 | 2024-03-31 | U1 | 5000 | 2024-02-01
           P2 | 2024-01-01 | 2024-03-31 | U3 | 5000 | 2024-02-01
           P3 | 2024-01-01 | 2024-03-31 | U1 | 5000 | 2024-05-10`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at
           1 | 190000013 | P1 | OTH | 2024-03-01 | - | false | 2024-03-01 06:00:00
           2 | 190000013 | P2 | OTH | 2024-03-01 | - | false | 2024-03-01 06:00:00
           3 | 190000013 | P3 | OTH | 2024-03-01 | - | false | 2024-03-01 06:00:00
           4 | 190000112 | P1 | OTH | 2024-03-01 | - | false | 2024-05-02 06:00:00`,
        ],
      ],
      params,
      expect: `subject_id | overlap_days | benefit_cents | unfit_days
           1 | 31 | 130000 | 0`,
    }));
  it('leaves a progressive return alone and sees full work beside incapacity', () =>
    specStep({
      room,
      table: UndueBenefitsMeasure,
      inputs: inputsOf(list, UndueBenefitsMeasure),
      given: [
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number
           190000013 | 2024Q1 | false | 1`,
        ],
        [
          DmfaService,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | service_code | service_nbr_days
           190000013 | 2024Q1 | false | 1 | P1 | 001 | 6300
           190000013 | 2024Q1 | false | 1 | P2 | 001 | 3000`,
        ],
        [
          BenefitIncapacity,
          `worker_id | period_start_date | period_end_date | known_date
           P1 | 2024-02-01 | 2024-03-31 | 2024-02-05
           P2 | 2024-02-01 | 2024-03-31 | 2024-02-05`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at
           1 | 190000013 | P1 | OTH | 2023-03-01 | - | false | 2023-03-01 06:00:00
           2 | 190000013 | P2 | OTH | 2023-03-01 | - | false | 2023-03-01 06:00:00`,
        ],
      ],
      params,
      expect: `subject_id | overlap_days | unfit_days | worked_unfit_days
           1 | 0 | 60 | 41
           2 | 0 | 60 | 8`,
    }));
  it('begins at 25 days: a benefit that stops some days late is no finding', () =>
    specStep({
      room,
      table: UndueBenefitsReason,
      inputs: inputsOf(list, UndueBenefitsReason),
      given: [
        [
          UndueBenefitsMeasure,
          `subject_id | overlap_days | benefit_cents | unfit_days | worked_unfit_days
           1 | 24 | 9000 | 0 | 0
           2 | 40 | 9000 | 0 | 0
           3 | 0 | 0 | 60 | 41`,
        ],
      ],
      params,
      expect: `subject_id | reason_code | points | evidence_count
           2 | unemployed_at_work | 18 | 40
           3 | unfit_at_work | 32 | 41`,
    }));
});
