import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import {
  DmfaCorrection,
  DmfaDeclaration,
  DmfaDeduction,
  DmfaRemuneration,
  DmfaService,
  DmfaWorkerRecord,
} from '../../sources/dmfa/tables.ts';
import { EmployerDeclaration, EmployerQuarter, EmployerQuarterWorker } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30', quarter: '2024Q1' };
const key = '190000013 | 2024Q1 | false';

describe('the declaration in force', () => {
  it('is the highest version known at the as-of date; one received later is not seen', () =>
    specStep({
      room,
      table: EmployerDeclaration,
      inputs: [DmfaDeclaration],
      given: [
        [
          DmfaDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number | net_owed_cents | known_date
           ${key} | 1 | 100 | 2024-04-10
           ${key} | 2 | 200 | 2024-04-20
           ${key} | 3 | 300 | 2024-05-10
           190000013 | 2024Q1 | true | 1 | 50 | 2024-04-25`,
        ],
      ],
      params,
      expect: `trusteeship | version_number | net_owed_cents | first_known_date | known_date
               false       | 2              | 200            | 2024-04-10       | 2024-04-20
               true        | 1              | 50             | 2024-04-25       | 2024-04-25`,
    }));
});

describe('Dimona against DmfA', () => {
  const compared = (records: string, periods: string, expect: string) =>
    specStep({
      room,
      table: EmployerQuarterWorker,
      inputs: [EmployerDeclaration, DmfaWorkerRecord, DimonaPeriod, Employer, PersonMutation],
      given: [
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number\n${key} | 2`,
        ],
        [
          DmfaWorkerRecord,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | code_subjected\n${records}`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | cbe_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at\n${periods}`,
        ],
        [Employer, 'noss_registration_number | cbe_number\n190000013 | 0990000024'],
        [PersonMutation, 'worker_id | valid_worker_id\nP8 | P9'],
      ],
      params,
      expect: `worker_id | has_dimona | has_dmfa | is_dmfa_expected\n${expect}`,
    });
  const made = 'false | 2024-01-01 06:00:00';

  it('pairs workers of the version in force, by matricule or CBE number, under the NISS that is valid now', () =>
    compared(
      `${key} | 1 | P1 | 0
       ${key} | 2 | P2 | 0
       ${key} | 2 | P9 | 0`,
      `1 | 190000013 | -          | P2 | OTH | 2020-01-01 | -          | ${made}
       2 | -         | 0990000024 | P8 | OTH | 2024-03-31 | 2024-04-02 | ${made}`,
      'P2 | true | true | true\nP9 | true | true | true',
    ));
  it('sees a Dimona without DmfA, except for the types that need none', () =>
    compared(
      '',
      `1 | 190000013 | - | P1 | OTH | 2024-01-10 | 2024-01-12 | ${made}
       2 | 190000013 | - | P2 | DWD | 2024-01-10 | 2024-01-12 | ${made}`,
      'P1 | true | false | true\nP2 | true | false | false',
    ));
  it('sees a DmfA without Dimona, and leaves out periods of other quarters, cancelled ones and deleted records', () =>
    compared(
      `${key} | 2 | P1 | 0
       ${key} | 2 | P2 | 2`,
      `1 | 190000013 | - | P1 | OTH | 2024-01-10 | 2024-01-12 | true | 2024-01-01 06:00:00
       2 | 190000013 | - | P3 | OTH | 2023-01-10 | 2023-12-31 | ${made}
       3 | 190000013 | - | P4 | OTH | 2024-04-01 | -          | ${made}`,
      'P1 | false | true | true',
    ));
});

describe('the quarter of an employer', () => {
  const inputs = [
    EmployerDeclaration,
    EmployerQuarterWorker,
    Employer,
    DmfaRemuneration,
    DmfaService,
    DmfaDeduction,
    DmfaCorrection,
    DimonaPeriod,
    EmployerAccount,
    AccountEnforcement,
    Insolvency,
  ];
  const employer = [
    Employer,
    'noss_registration_number | cbe_number | registration_date\n190000013 | 0990000024 | 2023-04-15',
  ] as const;
  const declaration = [
    EmployerDeclaration,
    `noss_registration_number | quarter | trusteeship | version_number | net_owed_cents | first_known_date
     ${key} | 2 | 900 | 2024-04-20`,
  ] as const;

  it('sums what the version in force declares', () =>
    specStep({
      room,
      table: EmployerQuarter,
      inputs,
      given: [
        employer,
        declaration,
        [
          EmployerQuarterWorker,
          `noss_registration_number | worker_id | has_dimona | has_dmfa | is_dmfa_expected
           190000013 | P1 | true  | true  | true
           190000013 | P2 | true  | false | true
           190000013 | P3 | true  | false | false
           190000013 | P4 | false | true  | true`,
        ],
        [
          DmfaRemuneration,
          `noss_registration_number | quarter | trusteeship | version_number | remun_sequence_number | remun_cents
           ${key} | 1 | 1 | 999
           ${key} | 2 | 1 | 500000
           ${key} | 2 | 2 | 20000`,
        ],
        [
          DmfaService,
          `noss_registration_number | quarter | trusteeship | version_number | service_code | service_nbr_days | service_nbr_hours
           ${key} | 2 | 001 | 6500 | -
           ${key} | 2 | 001 | 3000 | 24000
           ${key} | 2 | 071 | 1000 | -`,
        ],
        [
          DmfaDeduction,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | deduction_code | deduction_cents
           ${key} | 2 | P1 | 3315 | 400000
           ${key} | 2 | P1 | 3000 | 100`,
        ],
      ],
      params,
      expect: `age_months | is_declared | is_declared_late | worker_count | wage_cents | paid_days | paid_hours | first_hire_worker_count | first_hire_cents | dimona_without_dmfa_count | dmfa_without_dimona_count
               12         | true        | false            | 2            | 520000     | 9500      | 24000      | 1                       | 400000           | 1                         | 1`,
    }));
  it('does not call a Dimona without DmfA while no declaration has come', () =>
    specStep({
      room,
      table: EmployerQuarter,
      inputs,
      given: [
        employer,
        [
          EmployerQuarterWorker,
          `noss_registration_number | worker_id | has_dimona | has_dmfa | is_dmfa_expected
           190000013 | P2 | true | false | true`,
        ],
      ],
      params,
      expect: 'is_declared | dimona_without_dmfa_count | owed_cents\nfalse | - | 0',
    }));
  it('shows debts, steps, corrections and late hires as known at the as-of date', () =>
    specStep({
      room,
      table: EmployerQuarter,
      inputs,
      given: [
        employer,
        declaration,
        [
          EmployerAccount,
          `noss_registration_number | quarter | open_cents
           190000013 | 2023Q2 | 0
           190000013 | 2023Q3 | 300
           190000013 | 2023Q4 | 1000`,
        ],
        [
          AccountEnforcement,
          `noss_registration_number | step_date | step_code
           190000013 | 2024-02-01 | reminder
           190000013 | 2024-05-02 | writ`,
        ],
        [
          DmfaCorrection,
          `noss_registration_number | quarter | worker_id | correction_date | debit_cents
           190000013 | 2023Q3 | P1 | 2024-03-01 | 700
           190000013 | 2022Q3 | P1 | 2023-03-01 | 900`,
        ],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | starting_date | is_cancelled | is_late | form_creation_at
           1 | 190000013 | P1 | 2024-02-01 | false | true  | 2024-02-05 06:00:00
           2 | 190000013 | P2 | 2024-02-01 | false | false | 2024-02-01 06:00:00
           3 | 190000013 | P3 | 2024-02-01 | false | true  | 2024-05-05 06:00:00`,
        ],
        [Insolvency, 'cbe_number | procedure_code | is_open\n0990000024 | bankruptcy | true'],
      ],
      params,
      expect: `owed_cents | unpaid_quarter_count | enforcement_step_count | correction_count | correction_debit_cents | hire_count | late_hire_share | is_insolvent
               1300       | 2                    | 1                      | 1                | 700                    | 2          | 0.5             | true`,
    }));
});
