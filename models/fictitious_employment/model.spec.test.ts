import { describe, it } from 'vitest';
import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerStaff, EmployerWorkerOther } from '../../pipelines/features/employer_tie/tables.ts';
import { EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { RingWorker } from '../../pipelines/networks/employer_resource/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../pipelines/sources/inspection/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { FictitiousEmploymentLabel, FictitiousEmployment, FictitiousEmploymentWorker } from './tables.ts';

const room = import.meta.url;

describe('the outcome', () => {
  it('is what an inspection of the phenomenon found, once its result had arrived; unfinished ones have none', () =>
    specStep({
      room,
      table: FictitiousEmploymentLabel,
      inputs: [InspectionCase, InspectionOutcome],
      given: [
        [
          InspectionCase,
          `case_id | phenomenon_code | noss_registration_number | opened_date | origin_code
           1 | fictitious_employment | 190000013 | 2023-12-01 | list
           2 | fictitious_employment | 190000112 | 2023-12-01 | coordinated
           3 | fictitious_employment | 190000211 | 2023-12-01 | list
           4 | fictitious_employment | 190000310 | 2023-12-01 | list
           5 | bankruptcy_carousel | 190000013 | 2023-12-01 | list`,
        ],
        [
          InspectionOutcome,
          `case_id | outcome_code | infringement_codes | outcome_date | known_date
           1 | hit | FICTITIOUS | 2024-01-15 | 2024-02-01
           2 | no_infringement | - | 2024-01-16 | 2024-02-01
           3 | hit | FICTITIOUS | 2024-04-15 | 2024-05-01
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

describe('the pairs of employer and worker', () => {
  it('name the living employer that shares most of the staff, none where nobody shares the person, and those who move in a ring', () =>
    specStep({
      room,
      table: FictitiousEmploymentWorker,
      inputs: [
        FictitiousEmployment,
        EmployerStaff,
        EmployerWorkerOther,
        EmployerPayment,
        EmployerTrend,
        RingWorker,
      ],
      given: [
        [FictitiousEmployment, 'subject_id | score_rank\n190000013 | 1\n190000310 | 101'],
        [
          EmployerStaff,
          `noss_registration_number | worker_id
           190000013 | P1
           190000013 | P2
           190000013 | P3
           190000310 | P1`,
        ],
        [
          EmployerWorkerOther,
          `noss_registration_number | worker_id | other_noss_registration_number | is_parallel
           190000013 | P1 | 190000112 | false
           190000013 | P1 | 190000211 | true
           190000013 | P2 | 190000211 | false
           190000013 | P1 | 190000409 | true
           190000013 | P2 | 190000409 | true`,
        ],
        [
          EmployerPayment,
          `noss_registration_number | is_insolvent
           190000112 | false
           190000211 | false
           190000409 | true`,
        ],
        [
          EmployerTrend,
          `noss_registration_number | declared_worker_count
           190000112 | 4
           190000211 | 4
           190000409 | 4`,
        ],
        [RingWorker, 'noss_registration_number | worker_id\n190000013 | P1\n190000211 | P2'],
      ],
      expect: `worker_id | true_noss_registration_number | shared_worker_count | is_parallel | is_in_ring | action_code
               P1 | 190000211 | 2 | true  | true  | transfer
               P2 | 190000211 | 2 | false | false | transfer
               P3 | -         | 0 | false | false | annul`,
    }));
});
