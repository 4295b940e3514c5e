import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { barometerText, checkedBarometer } from '../../../src/barometer/index.ts';
import { specStep } from '../../../src/testing/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaAnomaly, DmfaCorrection, DmfaDeclaration, DmfaWorkerRecord } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryServiceProvider } from '../../sources/employer_directory/tables.ts';
import { COUNTED_CODES } from './codes.ts';
import { BAROMETER } from './indicators.ts';
import {
  ProviderClient,
  ProviderConfrontation,
  ProviderFailure,
  ProviderMandate,
  ProviderQuarter,
  ProviderSelection,
} from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-05-15', quarter: '2024Q1' };
const E1 = '190000013';
const E2 = '190000112';

describe('the table of indicators', () => {
  it('declares what the SQL counts', () => {
    const sql = readFileSync(new URL('./provider_failure.sql', import.meta.url), 'utf8');
    const counted = [...sql.matchAll(/^ {10}\('([a-z_]+)'\)/gm)].map((match) => match[1]);
    expect(counted).toEqual([...COUNTED_CODES]);
    expect(checkedBarometer(BAROMETER, COUNTED_CODES)).toBe(BAROMETER);
    for (const code of counted) expect(sql.split(`WHEN '${code}' THEN`)).toHaveLength(3);
  });
  it('prints itself as documentation', async () => {
    const options = { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' };
    await expect(await format(barometerText(BAROMETER), options)).toMatchFileSnapshot('./INDICATORS.md');
  });
});

describe('the mandate', () => {
  const mandates = (rows: string, expected: string) =>
    specStep({
      room,
      table: ProviderMandate,
      inputs: [DmfaDeclaration],
      given: [
        [
          DmfaDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number | sender_id | known_date\n${rows}`,
        ],
      ],
      params,
      expect: expected,
    });
  it('is held by who sent the first version, and passes with the first quarter that another sends', () =>
    mandates(
      `${E1} | 2023Q4 | false | 1 | 900001 | 2024-01-20
       ${E1} | 2023Q4 | false | 2 | 900002 | 2024-04-20
       ${E1} | 2024Q1 | false | 1 | 900002 | 2024-04-20`,
      `quarter | next_quarter | cycle_code | sender_id | version_count
       2023Q4  | 2024Q1       | current    | 900001    | 2
       2024Q1  | -            | current    | 900002    | 1`,
    ));
  it('knows nothing that came after the as-of date, and two cycles of eight quarters', () =>
    mandates(
      `${E1} | 2020Q1 | false | 1 | 900001 | 2020-04-20
       ${E1} | 2022Q1 | false | 1 | 900001 | 2022-04-20
       ${E1} | 2022Q2 | false | 1 | 900001 | 2022-07-20
       ${E1} | 2024Q1 | false | 1 | 900002 | 2024-05-16`,
      `quarter | cycle_code
       2022Q1  | previous
       2022Q2  | current`,
    ));
});

it('a sender is judged when recognised, or when it sends for five enterprises in a quarter of the cycle', () =>
  specStep({
    room,
    table: ProviderSelection,
    inputs: [ProviderQuarter, EmployerDirectoryServiceProvider],
    given: [
      [
        ProviderQuarter,
        `sender_id | quarter | enterprise_count
         1 | 2024Q1 | 2
         2 | 2024Q1 | 5
         3 | 2024Q1 | 4
         4 | 2024Q1 | 1
         5 | 2022Q1 | 9`,
      ],
      [
        EmployerDirectoryServiceProvider,
        'service_provider_id | kind | registration_date\n1 | recognised | 1990-01-01\n2 | other | -\n4 | recognised | 2024-06-01',
      ],
    ],
    params,
    expect: `sender_id | is_recognised | is_selected | selection_code
      1 | true  | true  | recognised
      2 | false | true  | several_employers
      3 | false | false | few_employers
      4 | false | false | one_employer
      5 | false | false | one_employer`,
  }));

it('a sender gains and loses clients between quarters', () =>
  specStep({
    room,
    table: ProviderQuarter,
    inputs: [ProviderMandate, Employer],
    given: [
      [
        ProviderMandate,
        `noss_registration_number | quarter | cycle_code | sender_id
         ${E1} | 2023Q4 | current | A
         ${E1} | 2024Q1 | current | B
         ${E2} | 2024Q1 | current | B`,
      ],
      [Employer, `noss_registration_number | cbe_number\n${E1} | 0990000024\n${E2} | 0990000024`],
    ],
    expect: `sender_id | quarter | matricule_count | enterprise_count | joined_count | left_count
      A | 2023Q4 | 1 | 1 | 0 | 1
      B | 2024Q1 | 2 | 1 | 1 | 0`,
  }));

const MANDATE = `noss_registration_number | quarter | cycle_code | sender_id | version_number | trusteeship | first_known_date | version_count
  ${E1} | 2023Q4 | current | A | 1 | false | 2024-02-03 | 2`;

it('a worker without Dimona, a late Dimona and a Dimona without DmfA are counted; later Dimonas are not', () =>
  specStep({
    room,
    table: ProviderConfrontation,
    inputs: [ProviderMandate, DmfaWorkerRecord, DimonaPeriod, Employer, PersonMutation],
    given: [
      [ProviderMandate, MANDATE],
      [
        DmfaWorkerRecord,
        `noss_registration_number | quarter | trusteeship | version_number | worker_id
         ${E1} | 2023Q4 | false | 1 | P1
         ${E1} | 2023Q4 | false | 1 | P2
         ${E1} | 2023Q4 | false | 2 | P9`,
      ],
      [
        DimonaPeriod,
        `dimona_period_id | noss_registration_number | worker_id | starting_date | worker_type | is_cancelled | is_late | form_creation_at
         1 | ${E1} | P1 | 2023-11-01 | OTH | false | true  | 2023-11-03 08:00:00
         2 | ${E1} | P3 | 2023-12-01 | OTH | false | false | 2023-11-30 08:00:00
         3 | ${E1} | P4 | 2023-12-01 | DWD | false | false | 2023-11-30 08:00:00
         4 | ${E1} | P2 | 2023-10-01 | OTH | false | true  | 2024-05-16 08:00:00`,
      ],
    ],
    params,
    expect: `declared_worker_count | without_dimona_count | dimona_start_count | late_dimona_count | expected_start_count | without_dmfa_count
      2 | 1 | 3 | 1 | 2 | 1`,
  }));

it('anomalies, corrections and payments count as far as they were known', () =>
  specStep({
    room,
    table: ProviderClient,
    inputs: [ProviderMandate, DmfaWorkerRecord, DmfaAnomaly, DmfaCorrection, AccountQuarter],
    given: [
      [ProviderMandate, MANDATE],
      [
        DmfaAnomaly,
        `noss_registration_number | quarter | worker_id | error_id | anomaly_class | first_seen_date | resolved_date
         ${E1} | 2023Q4 | P1 | 00063-192 | P  | 2024-02-04 | 2024-05-10
         ${E1} | 2023Q4 | P1 | 00085-044 | P  | 2024-02-04 | 2024-02-20
         ${E1} | 2023Q4 | P2 | 00086-050 | D  | 2024-04-04 | -
         ${E1} | 2023Q4 | P3 | 00042-451 | NP | 2024-05-16 | -`,
      ],
      [
        DmfaCorrection,
        `noss_registration_number | quarter | worker_id | correction_date | justification_code | user_quality | notion_22quater
         ${E1} | 2023Q4 | P1 | 2024-03-01 | 03 | 23 | -
         ${E1} | 2023Q4 | P2 | 2024-03-01 | 07 | 24 | Q
         ${E1} | 2023Q4 | P3 | 2024-03-01 | 01 | 11 | -
         ${E1} | 2023Q4 | P4 | 2024-05-16 | 03 | 23 | -`,
      ],
      [
        AccountQuarter,
        `noss_registration_number | quarter | as_of_date | due_cents | paid_at_due_date_cents | paid_cents | is_payment_plan_running
         ${E1} | 2023Q4 | 2024-05-01 | 100 | 50 | 90  | false
         ${E1} | 2023Q4 | 2024-05-16 | 100 | 50 | 100 | false`,
      ],
    ],
    params,
    expect: `percentage_count | deduction_count | non_percentage_count | priority_due_count | priority_overdue_count | ex_officio_count | solidarity_count | own_correction_count | is_paid_late | is_debt_due | is_in_debt
      1 | 1 | 0 | 2 | 1 | 1 | 1 | 1 | true | true | true`,
  }));

it('a failure belongs to the sender of its quarter, and payments are judged for the recognised alone', () =>
  specStep({
    room,
    table: ProviderFailure,
    inputs: [ProviderMandate, ProviderClient, ProviderConfrontation, ProviderSelection],
    given: [
      [
        ProviderMandate,
        `noss_registration_number | quarter | cycle_code | sender_id | first_known_date | version_count
         ${E1} | 2023Q4 | current | A | 2024-02-03 | 2
         ${E1} | 2024Q1 | current | B | 2024-04-20 | 1`,
      ],
      [
        ProviderClient,
        `noss_registration_number | quarter | is_due | is_paid_late
         ${E1} | 2023Q4 | true | true\n${E1} | 2024Q1 | true | true`,
      ],
      [ProviderConfrontation, `noss_registration_number | quarter\n${E1} | 2023Q4\n${E1} | 2024Q1`],
      [
        ProviderSelection,
        'sender_id | is_recognised | is_selected | selection_code\nA | true | true | recognised\nB | false | true | several_employers',
      ],
    ],
    expect: `sender_id | sub_indicator_code | opportunity_count | failure_count
      A | technical_late    | 1 | 1
      A | technical_version | 1 | 1
      A | financial_late    | 1 | 1
      B | technical_late    | 1 | 0
      B | technical_version | 1 | 0`,
  }));
