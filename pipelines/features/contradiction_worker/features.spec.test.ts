import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import type { Table } from '../../../src/table/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaOccupation, DmfaService, DmfaWorkerRecord } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import {
  DeclaredWork,
  DimonaSpell,
  DimonaWithoutDmfa,
  DmfaWithoutDimona,
  DoubleFullTime,
  FlexiNotAllowed,
  PartTimePresentFullTime,
  StudentQuotaExceeded,
  UnfitWork,
  WorkElsewhereWhileUnfit,
  WorkWhileUnemployed,
  WorkWhileUnfit,
} from './tables.ts';

const INPUTS = [
  ...[Employer, PersonMutation, EmployerDirectoryTransfer, EmployerDeclaration, DimonaSpell, DeclaredWork],
  ...[BenefitIncapacity, BenefitUnemployment, CheckinAtWorkPresence],
];
const E1 = '190000013 | 0990000024 | 0990000024';
const E2 = '190000112 | 0990000123 | 0990000123';
const WHO = 'noss_registration_number | cbe_number | employer_id';
const EMPLOYERS = [
  Employer,
  'noss_registration_number | cbe_number\n190000013 | 0990000024\n190000112 | 0990000123',
] as const;

const found = (table: Table, given: readonly (readonly [Table, string])[], expect: string) =>
  specStep({
    room: import.meta.url,
    table,
    inputs: INPUTS,
    given: [EMPLOYERS, ...given],
    params: { as_of_date: '2024-05-15', quarter: '2024Q1' },
    expect,
  });
const spells = (rows: string): [Table, string] => [
  DimonaSpell,
  `dimona_period_id | ${WHO} | worker_id | worker_type | first_date | last_date | declared_date | planned_hours_number\n${rows}`,
];
const works = (rows: string): [Table, string] => [
  DeclaredWork,
  `source_key | ${WHO} | worker_id | quarter | worker_code | is_ordinary | is_part_time | is_subjected_by_office | has_ended | record_first_date | record_last_date | first_date | last_date | weekly_days | time_permille | paid_days | known_date\n${rows}`,
];
/** The end of a row of work: its pay periods and its days are those of the quarter. */
const Q1 = '2024-01-01 | 2024-03-31 | 2024-01-01 | 2024-03-31 | 500';
const KNOWN = '2024-04-20';

describe('a Dimona in force', () => {
  it('is one known at the as-of date: later declarations, ends and cancellations are not seen', () =>
    specStep({
      room: import.meta.url,
      table: DimonaSpell,
      inputs: [Employer, PersonMutation, DimonaPeriod],
      given: [
        EMPLOYERS,
        [PersonMutation, 'worker_id | valid_worker_id\nP8 | P9'],
        [
          DimonaPeriod,
          `dimona_period_id | noss_registration_number | worker_id | worker_type | starting_date | ending_date | is_cancelled | form_creation_at | last_update_at
           1 | 190000013 | P8 | OTH | 2024-01-10 | 2024-02-10 | false | 2024-01-09 06:00:00 | 2024-05-20 06:00:00
           2 | 190000013 | P2 | -   | 2024-01-10 | 2024-02-10 | true  | 2024-01-09 06:00:00 | 2024-05-20 06:00:00
           3 | 190000013 | P3 | OTH | 2024-01-10 | 2024-02-10 | true  | 2024-01-09 06:00:00 | 2024-05-01 06:00:00
           4 | 190000013 | P4 | OTH | 2024-01-10 | 2024-02-10 | false | 2024-05-16 06:00:00 | 2024-05-16 06:00:00`,
        ],
      ],
      params: { as_of_date: '2024-05-15', quarter: '2024Q1' },
      expect: `dimona_period_id | cbe_number | worker_id | worker_type | last_date
               1                | 0990000024 | P9        | OTH         | 2024-05-15
               2                | 0990000024 | P2        | OTH         | 2024-05-15`,
    }));
});

describe('declared work', () => {
  it('comes from the version in force, without records that the office deleted', () =>
    specStep({
      room: import.meta.url,
      table: DeclaredWork,
      inputs: [Employer, PersonMutation, EmployerDeclaration, DmfaWorkerRecord, DmfaOccupation, DmfaService],
      given: [
        EMPLOYERS,
        [
          EmployerDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number | known_date\n190000013 | 2024Q1 | false | 2 | ${KNOWN}`,
        ],
        [
          DmfaWorkerRecord,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | employer_class | worker_code | code_subjected
           190000013 | 2024Q1 | false | 2 | P1 | 024 | 015 | -
           190000013 | 2024Q1 | false | 3 | P1 | 024 | 015 | -
           190000013 | 2024Q1 | false | 2 | P2 | 024 | 840 | 2`,
        ],
        [
          DmfaOccupation,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | employer_class | worker_code | occupation_sequence_number | contract_type | mean_working_hours | ref_mean_working_hours
           190000013 | 2024Q1 | false | 2 | P1 | 024 | 015 | 1 | 1 | 1900 | 3800
           190000013 | 2024Q1 | false | 3 | P1 | 024 | 015 | 1 | 0 | -    | -
           190000013 | 2024Q1 | false | 2 | P2 | 024 | 840 | 1 | 0 | -    | -`,
        ],
        [
          DmfaService,
          `noss_registration_number | quarter | trusteeship | version_number | worker_id | employer_class | worker_code | occupation_sequence_number | service_sequence_number | service_code | service_nbr_days
           190000013 | 2024Q1 | false | 2 | P1 | 024 | 015 | 1 | 1 | 001 | 6000
           190000013 | 2024Q1 | false | 2 | P1 | 024 | 015 | 1 | 2 | 050 | 500`,
        ],
      ],
      params: { as_of_date: '2024-05-15', quarter: '2024Q1' },
      expect: `source_key | is_ordinary | is_part_time | time_permille | paid_days | first_date
               190000013 2024Q1 false 2 P1 024 015 1 | true | true | 500 | 6000 | 2024-01-01`,
    }));
});

describe('Dimona without DmfA', () => {
  const declared: [Table, string] = [
    EmployerDeclaration,
    `noss_registration_number | quarter | trusteeship | known_date\n190000013 | 2024Q1 | false | ${KNOWN}`,
  ];
  it('is found; not for types without DmfA, shifted pay periods, illness throughout, forgotten ends', () =>
    found(
      DimonaWithoutDmfa,
      [
        declared,
        spells(`D1 | ${E1} | P1 | OTH | 2024-01-10 | 2024-02-09 | 2024-01-09 | -
                D2 | ${E1} | P2 | OTH | 2024-01-10 | 2024-02-09 | 2024-01-09 | -
                D3 | ${E1} | P3 | DWD | 2024-01-10 | 2024-02-09 | 2024-01-09 | -
                D4 | ${E1} | P4 | OTH | 2024-01-01 | 2024-01-05 | 2023-12-01 | -
                D5 | ${E1} | P5 | OTH | 2023-10-01 | 2024-05-15 | 2023-09-30 | -
                D6 | ${E1} | P6 | OTH | 2024-01-10 | 2024-02-09 | 2024-01-09 | -
                D7 | ${E1} | P7 | FLX | 2024-01-01 | 2024-03-31 | 2024-01-01 | -`),
        works(`W2 | ${E1} | P2 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}
               W4 | ${E1} | P4 | 2023Q4 | 015 | true | false | false | false | 2023-10-02 | 2024-01-07 | 2023-10-01 | 2023-12-31 | 500 | 1000 | 6000 | ${KNOWN}
               W5 | ${E1} | P5 | 2023Q4 | 015 | true | false | false | true | 2023-10-01 | 2023-12-31 | 2023-10-01 | 2023-12-20 | 500 | 1000 | 5500 | ${KNOWN}`),
        [
          BenefitIncapacity,
          'worker_id | period_start_date | period_end_date | known_date\nP6 | 2024-01-09 | 2024-03-01 | 2024-02-01',
        ],
      ],
      `worker_id | subject_id   | evidence_count | known_date | source_table
       P1        | P1 190000013 | 23             | 2024-04-20 | feature.employer_declaration
       P1        | P1 190000013 | 23             | 2024-04-20 | staging.dimona_period`,
    ));
  it('is not said while no declaration of the quarter is known', () =>
    found(
      DimonaWithoutDmfa,
      [spells(`D1 | ${E1} | P1 | OTH | 2024-01-10 | 2024-02-09 | 2024-01-09 | -`)],
      'worker_id',
    ));
});

describe('DmfA without Dimona', () => {
  it('is found for paid days; not without work, not when the office added it, not after a transfer', () =>
    found(
      DmfaWithoutDimona,
      [
        [
          EmployerDirectoryTransfer,
          'initial_noss_registration_number | final_noss_registration_number | transfer_date\n190000112 | 190000013 | 2024-01-01',
        ],
        spells(`D2 | ${E1} | P2 | OTH | 2023-12-20 | 2024-01-02 | 2023-12-19 | -
                D5 | ${E2} | P5 | OTH | 2020-01-10 | 2024-05-15 | 2020-01-09 | -`),
        works(`W1 | ${E1} | P1 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}
               W2 | ${E1} | P2 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}
               W3 | ${E1} | P3 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 0    | ${KNOWN}
               W4 | ${E1} | P4 | 2024Q1 | 015 | true | false | true  | false | ${Q1} | 1000 | 6000 | ${KNOWN}
               W5 | ${E1} | P5 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}
               W6 | ${E1} | P6 | 2024Q1 | 879 | false | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}`),
      ],
      `worker_id | evidence_count | source_table            | source_key
       P1        | 60             | staging.dmfa_occupation | W1`,
    ));
});

describe('full time at several employers', () => {
  it('is found where the days add up to more than the quarter has; not for following jobs or part time', () =>
    found(
      DoubleFullTime,
      [
        works(`A1 | ${E1} | P1 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 6400 | ${KNOWN}
               A2 | ${E2} | P1 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 6300 | ${KNOWN}
               B1 | ${E1} | P2 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 3000 | ${KNOWN}
               B2 | ${E2} | P2 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 3400 | ${KNOWN}
               C1 | ${E1} | P3 | 2024Q1 | 495 | true | true  | false | false | ${Q1} | 500 | 6400 | ${KNOWN}
               C2 | ${E2} | P3 | 2024Q1 | 495 | true | true  | false | false | ${Q1} | 500 | 6400 | ${KNOWN}`),
      ],
      `subject_id   | evidence_count | evidence_base_count | source_key
       P1 190000013 | 127            | 65                  | A1
       P1 190000013 | 127            | 65                  | A2
       P1 190000112 | 127            | 65                  | A1
       P1 190000112 | 127            | 65                  | A2`,
    ));
});

describe('work beside a benefit', () => {
  const unemployed = (rows: string): [Table, string] => [
    BenefitUnemployment,
    `worker_id | period_start_date | period_end_date | benefit_code | daily_cents | last_noss_registration_number | known_date\n${rows}`,
  ];
  it('while unemployed: over four weeks; not a late notice, the income guarantee or the own employer', () =>
    found(
      WorkWhileUnemployed,
      [
        spells(
          ['P1', 'P2', 'P3', 'P4', 'P5', 'P6']
            .map((p) => `D${p} | ${E1} | ${p} | OTH | 2024-02-01 | 2024-05-15 | 2024-01-31 | -`)
            .join('\n'),
        ),
        unemployed(`P1 | 2023-11-01 | 2024-03-31 | U1 | 5000 | 190000112 | 2023-11-20
                    P2 | 2023-11-01 | 2024-02-20 | U1 | 5000 | 190000112 | 2023-11-20
                    P3 | 2023-11-01 | 2024-03-31 | U3 | 5000 | 190000112 | 2023-11-20
                    P4 | 2023-11-01 | 2024-03-31 | U1 | 5000 | 190000013 | 2023-11-20
                    P5 | 2023-11-01 | 2024-03-31 | U1 | 5000 | 190000112 | 2024-05-20
                    P6 | 2023-11-01 | 2024-03-31 | U1 | 5000 | 190000112 | 2023-11-20
                    P6 | 2023-11-01 | 2024-02-05 | U1 | 5000 | 190000112 | 2024-04-01`),
      ],
      `worker_id | evidence_count | amount_cents | first_date | source_key
       P1        | 42             | 210000       | 2024-02-01 | DP1
       P1        | 42             | 210000       | 2024-02-01 | P1 2023-11-01 2023-11-20`,
    ));
  const unfit = (employer: string): [Table, string] => [
    BenefitIncapacity,
    `worker_id | period_start_date | period_end_date | last_noss_registration_number | known_date
     P1 | 2023-12-01 | 2024-03-31 | ${employer} | 2023-12-20
     P2 | 2023-12-01 | 2024-03-31 | ${employer} | 2023-12-20
     P3 | 2023-12-01 | 2024-03-31 | ${employer} | 2024-05-20`,
  ];
  const work =
    works(`W1 | ${E1} | P1 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}
                      W2 | ${E1} | P2 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 3000 | ${KNOWN}
                      W3 | ${E1} | P3 | 2024Q1 | 495 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}`);
  const proofs = (isElsewhere: boolean) => `worker_id | is_elsewhere   | worked_days | unfit_days | source_key
                                            P1        | ${isElsewhere} | 60          | 65         | W1
                                            P1        | ${isElsewhere} | 60          | 65         | P1 2023-12-01 2023-12-20`;
  it('while unfit: most days; not a progressive return, not an incapacity that is known later', () =>
    found(UnfitWork, [work, unfit('190000013')], proofs(false)));
  it('while unfit, at another employer, is told apart', async () => {
    await found(UnfitWork, [work, unfit('190000112')], proofs(true));
    const both: [Table, string] = [UnfitWork, 'worker_id | is_elsewhere\nP1 | false\nP2 | true'];
    await found(WorkWhileUnfit, [both], 'check_code | worker_id\nwork_while_unfit | P1');
    await found(WorkElsewhereWhileUnfit, [both], 'check_code | worker_id\nwork_elsewhere_while_unfit | P2');
  });
});

describe('part time against presences', () => {
  it('is found above the days paid; not for full time, nor for presences registered later', () =>
    found(
      PartTimePresentFullTime,
      [
        works(`W1 | ${E1} | P1 | 2024Q1 | 015 | true | true  | false | false | ${Q1} | 500 | 100 | ${KNOWN}
               W2 | ${E1} | P2 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 100 | ${KNOWN}`),
        [
          CheckinAtWorkPresence,
          `presence_registration_id | registration_date | worker_id | cbe_number | creation_at
           ${['P1', 'P2'].flatMap((p) => [1, 2, 3, 4].map((d) => `${p}${d} | 2024-02-0${d} | ${p} | 0990000024 | 2024-02-0${d} 06:00:00`)).join('\n')}
           P15 | 2024-02-05 | P1 | 0990000024 | 2024-05-16 06:00:00`,
        ],
      ],
      `worker_id | evidence_count | evidence_base_count | source_key
       P1        | 4              | 1                   | P11
       P1        | 4              | 1                   | P12
       P1        | 4              | 1                   | P13
       P1        | 4              | 1                   | P14
       P1        | 4              | 1                   | W1`,
    ));
});

describe('quotas', () => {
  it('of students: the employer whose period goes over the 600 hours of 2024, in the order of declaration', () =>
    found(
      StudentQuotaExceeded,
      [
        spells(`D1 | ${E1} | P1 | STU | 2024-01-01 | 2024-03-31 | 2023-12-20 | 400
                D2 | ${E2} | P1 | STU | 2024-04-01 | 2024-06-30 | 2024-03-20 | 201
                D3 | ${E1} | P2 | STU | 2024-01-01 | 2024-03-31 | 2023-12-20 | 400
                D4 | ${E2} | P2 | STU | 2024-04-01 | 2024-06-30 | 2024-03-20 | 200`),
      ],
      `subject_id   | evidence_count | evidence_base_count | source_key
       P1 190000112 | 601            | 600                 | D1
       P1 190000112 | 601            | 600                 | D2`,
    ));
  it('of flexi-jobs: four fifths elsewhere three quarters before, and no such job at the same employer', () => {
    const Q2 = '2023-04-01 | 2023-06-30 | 2023-04-01 | 2023-06-30 | 500';
    return found(
      FlexiNotAllowed,
      [
        works(`F1 | ${E1} | P1 | 2024Q1 | 050 | false | false | false | false | ${Q1} | 1000 | 500 | ${KNOWN}
               F2 | ${E1} | P2 | 2024Q1 | 050 | false | false | false | false | ${Q1} | 1000 | 500 | ${KNOWN}
               F3 | ${E1} | P3 | 2024Q1 | 050 | false | false | false | false | ${Q1} | 1000 | 500 | ${KNOWN}
               W2 | ${E2} | P2 | 2023Q2 | 015 | true | false | false | false | ${Q2} | 1000 | 6000 | ${KNOWN}
               W3 | ${E2} | P3 | 2023Q2 | 015 | true | false | false | false | ${Q2} | 1000 | 6000 | ${KNOWN}
               X3 | ${E1} | P3 | 2024Q1 | 015 | true | false | false | false | ${Q1} | 1000 | 6000 | ${KNOWN}`),
      ],
      `worker_id | evidence_count | source_key
       P1        | 0              | F1
       P3        | 100            | F3
       P3        | 100            | W3
       P3        | 100            | X3`,
    );
  });
});
