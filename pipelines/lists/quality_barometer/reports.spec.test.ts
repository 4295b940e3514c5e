import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import {
  ProviderFailure,
  ProviderMandate,
  ProviderSelection,
} from '../../features/provider_quarter/tables.ts';
import { DmfaAnomaly } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { QualityBarometerAddressee, QualityBarometerCorrection, QualityBarometerMeasure } from './tables.ts';

const room = import.meta.url;
const E1 = '190000013';
const E2 = '190000112';
const E3 = '190000211';
const SELECTED =
  'sender_id | is_recognised | is_selected | selection_code\nA | true | true | recognised\nB | false | false | one_employer';

describe('the measures', () => {
  const clients = `${E1} | 41201 | 1\n${E2} | 41202 | 1\n${E3} | 56101 | 7`;
  const measures = (failures: string, expected: string, directory = clients) =>
    specStep({
      room,
      table: QualityBarometerMeasure,
      inputs: [ProviderFailure, ProviderSelection, EmployerDirectoryEmployer],
      given: [
        [
          ProviderFailure,
          `sender_id | cycle_code | noss_registration_number | sub_indicator_code | opportunity_count | failure_count\n${failures}`,
        ],
        [ProviderSelection, SELECTED],
        [EmployerDirectoryEmployer, `noss_registration_number | nace_code | importance_code\n${directory}`],
      ],
      expect: expected,
    });
  it('count a client with more than a fifth of the failures, and more than ten, by a lesser part, and show its share', () =>
    measures(
      `A | current | ${E1} | other_found | 1000 | 90
       A | current | ${E2} | other_found | 500  | 10`,
      `client_count | opportunity_count | failure_count | counted_opportunity_count | counted_failure_count | capped_client_count | largest_share
       2 | 1500 | 100 | 722 | 30 | 1 | 0.9`,
    ));
  it('leave ten failures of one client as they are', () =>
    measures(
      `A | current | ${E1} | other_found | 40 | 10`,
      'counted_opportunity_count | counted_failure_count | capped_client_count\n40 | 10 | 0',
    ));
  it('expect of a client what its sector and size fail more than the other clients of the same providers', () =>
    measures(
      `A | current | ${E1} | other_found | 1000 | 0
       A | current | ${E3} | other_found | 1000 | 10
       B | current | ${E3} | other_found | 1000 | 5`,
      `sender_id | counted_failure_count | expected_failures
       A         | 10                    | 9.989178
       B         | 5                     | 5.227273`,
    ));
  it('do not change when clients have other numbers and rows come in another order', () =>
    measures(
      `B | current | ${E1} | other_found | 1000 | 5
       A | current | ${E1} | other_found | 1000 | 10
       A | current | ${E2} | other_found | 1000 | 0`,
      `sender_id | counted_failure_count | expected_failures
       A         | 10                    | 9.989178
       B         | 5                     | 5.227273`,
      `${E3} | 41202 | 1\n${E1} | 56101 | 7\n${E2} | 41201 | 1`,
    ));
});

it('what is open goes to the provider that holds the mandate today, not to the one that sent it', () =>
  specStep({
    room,
    table: QualityBarometerCorrection,
    inputs: [DmfaAnomaly, ProviderMandate, ProviderSelection],
    given: [
      [
        ProviderMandate,
        `noss_registration_number | quarter | next_quarter | cycle_code | sender_id
         ${E1} | 2023Q3 | 2023Q4 | current | B
         ${E1} | 2023Q4 | -      | current | A
         ${E2} | 2023Q4 | -      | current | B`,
      ],
      [ProviderSelection, SELECTED],
      [
        DmfaAnomaly,
        `noss_registration_number | quarter | worker_id | error_id | anomaly_class | first_seen_date | resolved_date
         ${E1} | 2023Q3 | P1 | 00063-192 | P | 2024-01-04 | -
         ${E1} | 2023Q3 | P2 | 00063-192 | P | 2024-01-03 | 2024-06-01
         ${E1} | 2023Q3 | P3 | 00063-192 | P | 2024-01-02 | 2024-02-01
         ${E1} | 2023Q4 | P1 | 00063-192 | P | 2024-05-16 | -
         ${E2} | 2023Q4 | P4 | 00063-192 | P | 2024-01-04 | -`,
      ],
    ],
    params: { as_of_date: '2024-05-15', quarter: '2024Q1' },
    expect: `sender_id | noss_registration_number | quarter | worker_count | first_seen_date
      A | ${E1} | 2023Q3 | 2 | 2024-01-03`,
  }));

it('a provider is addressed in the language of most of its clients', () =>
  specStep({
    room,
    table: QualityBarometerAddressee,
    inputs: [ProviderSelection, ProviderMandate, EmployerDirectoryEmployer],
    given: [
      [
        ProviderMandate,
        `noss_registration_number | quarter | cycle_code | sender_id
         ${E1} | 2024Q1 | current | A\n${E2} | 2024Q1 | current | A\n${E3} | 2023Q4 | current | B`,
      ],
      [ProviderSelection, SELECTED],
      [EmployerDirectoryEmployer, `noss_registration_number | language\n${E1} | fr\n${E2} | fr\n${E3} | de`],
    ],
    params: { quarter: '2024Q1' },
    expect: 'sender_id | client_count | language\nA | 2 | fr\nB | 0 | de',
  }));
