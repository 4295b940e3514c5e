import { describe, it } from 'vitest';
import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';
import { EmployerGrouping } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerNetwork } from '../../pipelines/networks/employer_resource/tables.ts';
import { specStep } from '../../src/testing/index.ts';
import { employerInputs } from '../employer.ts';
import { PaymentRiskAble } from '../payment_risk_able/tables.ts';
import { PaymentRiskWilling } from '../payment_risk_willing/tables.ts';
import { CHOICE, PaymentRisk, PaymentRiskCandidate } from './tables.ts';

/** Matricules of the five cases. */
const [ABLE, UNWILLING, UNABLE, NEITHER, PAID] = [
  '190000013',
  '190000112',
  '190000211',
  '190000310',
  '190000409',
];

describe('the candidates', () => {
  it('are employers of the quarter; insolvency and a writ make a case known', () =>
    specStep({
      room: import.meta.url,
      table: PaymentRiskCandidate,
      inputs: employerInputs(CHOICE),
      given: [
        [
          EmployerPayment,
          `noss_registration_number | is_insolvent | is_enforced | open_share
           190000013 | false | false | 0.25
           190000112 | true  | false | 0
           190000211 | false | true  | 1`,
        ],
        [
          EmployerGrouping,
          'noss_registration_number | region_code | nace_section_code\n190000013 | brussels | 41',
        ],
        [EmployerNetwork, 'noss_registration_number | biclique_bankrupt_share_max\n190000112 | 0.75'],
      ],
      params: { quarter: '2024Q1' },
      expect: `subject_id | is_known_case | region_code | sector_code | open_share | biclique_bankrupt_share_max
               190000013 | false | brussels | 41 | 0.25 | -
               190000112 | true  | -        | -  | 0    | 0.75
               190000211 | true  | -        | -  | 1    | -`,
    }));
});

describe('the quadrants', () => {
  it('tell who is unable and who is unwilling, and advise the next step where something is open', () =>
    specStep({
      room: import.meta.url,
      table: PaymentRisk,
      inputs: [PaymentRiskAble, PaymentRiskWilling, EmployerPayment, EmployerTie],
      given: [
        [
          PaymentRiskAble,
          `subject_id | probability | model_version
           ${ABLE} | 0.01 | a
           ${UNWILLING} | 0.05 | a
           ${UNABLE} | 0.5 | a
           ${NEITHER} | 0.5 | a
           ${PAID} | 0.25 | a`,
        ],
        [
          PaymentRiskWilling,
          `subject_id | probability | model_version
           ${ABLE} | 0.01 | w
           ${UNWILLING} | 0.5 | w
           ${UNABLE} | 0.01 | w
           ${NEITHER} | 0.25 | w
           ${PAID} | 0 | w`,
        ],
        [
          EmployerPayment,
          `noss_registration_number | open_cents | heaviest_step_rank | is_enforced | withheld_invoice_count | has_broken_plan
           ${ABLE} | 100 | 0 | false | 0 | false
           ${UNWILLING} | 100 | 2 | false | 0 | false
           ${UNABLE} | 100 | 3 | true | 0 | true
           ${NEITHER} | 100 | 2 | false | 0 | false
           ${PAID} | 0 | 0 | false | 0 | false`,
        ],
        [EmployerTie, `noss_registration_number | director_gone_count\n${NEITHER} | 2`],
      ],
      expect: `subject_id | is_known_case | unwilling_probability | probability | score_rank | quadrant_code | recovery_step_code
               ${ABLE}      | false | 0.010101010101010102 | 0.02 | 5 | able_willing | reminder
               ${UNWILLING} | false | 0.5263157894736842   | 0.55 | 2 | able_unwilling | writ
               ${UNABLE}    | true  | 0.02                 | 0.51 | 3 | unable_willing | bankruptcy_petition
               ${NEITHER}   | false | 0.5                  | 0.75 | 1 | unable_unwilling | personal_liability
               ${PAID}      | false | 0                    | 0.25 | 4 | unable_willing | none`,
    }));
});
