import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import type { Table } from '../../../src/table/index.ts';
import { CbeEstablishment } from '../../sources/cbe/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import {
  GeographyJointCommitteeSector,
  GeographyMunicipality,
  GeographyNaceRiskSector,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { PersonRegister } from '../../sources/person/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { DeclaredWork, DimonaSpell } from '../contradiction_worker/tables.ts';
import features from './features.ts';
import {
  AccountAgainstDeclaration,
  BankruptYetDeclaring,
  ClaimedDeduction,
  ContributionsNotPaid,
  DeclarationMissing,
  DeductionNotAllowed,
  DeductionRule,
  FirstHireRankContradicted,
  JointCommitteeAgainstActivity,
  UnitMovedOnPaper,
  UnitRegion,
} from './tables.ts';

const INPUTS = features.steps.flatMap((step) => step.inputs);
const A = '0990000024';
const EMPLOYERS = [Employer, `noss_registration_number | cbe_number\n190000013 | ${A}`] as const;

const found = (table: Table, given: readonly (readonly [Table, string])[], expect: string) =>
  specStep({
    room: import.meta.url,
    table,
    inputs: INPUTS,
    given: [EMPLOYERS, ...given],
    params: { as_of_date: '2024-05-15', quarter: '2024Q1' },
    expect,
  });
const declarations = (rows: string): [Table, string] => [
  EmployerDeclaration,
  `noss_registration_number | quarter | trusteeship | net_owed_cents | known_date\n${rows}`,
];
const works = (rows: string): [Table, string] => [
  DeclaredWork,
  `source_key | noss_registration_number | cbe_number | employer_id | worker_id | quarter | worker_code | is_ordinary | joint_commission_number | establishment_unit_number | first_date | last_date\n${rows
    .split('\n')
    .map((row) => row.replace('EMP', `190000013 | ${A} | ${A}`))
    .join('\n')}`,
];
const Q1 = '2024-01-01 | 2024-03-31';

describe('deductions', () => {
  const rule: [Table, string] = [
    DeductionRule,
    `deduction_code | region | first_quarter | last_quarter | hire_rank | first_hire_date | last_hire_date
     3312 | -        | 2012Q4 | 2020Q3 | 1 | -          | -
     3343 | -        | 2017Q2 | 9999Q4 | 4 | 2017-04-01 | 2023-12-31
     6320 | flanders | 2016Q3 | 9999Q4 | - | -          | -`,
  ];
  const claims = (rows: string): [Table, string] => [
    ClaimedDeduction,
    `source_key | noss_registration_number | quarter | occupation_key | worker_id | deduction_code | deduction_cents | right_starting_date\n${rows}`,
  ];
  it('are not allowed after their last quarter, in another region or for a later hire', () =>
    found(
      DeductionNotAllowed,
      [
        rule,
        [UnitRegion, 'entity_number | region\n2990000056 | wallonia\n2990000155 | flanders'],
        works(
          `W1 | EMP | P1 | 2024Q1 | 015 | true | - | 2990000056 | ${Q1}\nW2 | EMP | P2 | 2024Q1 | 015 | true | - | 2990000155 | ${Q1}`,
        ),
        claims(`K1 | 190000013 | 2024Q1 | W0 | P0 | 3312 | 100 | -
                K2 | 190000013 | 2024Q1 | W1 | P1 | 6320 | 200 | -
                K3 | 190000013 | 2024Q1 | W2 | P2 | 6320 | 400 | -
                K4 | 190000013 | 2024Q1 | W2 | P2 | 3343 | 800 | 2024-02-01
                K5 | 190000013 | 2024Q1 | W9 | P9 | 3343 | 900 | 2023-12-31
                K6 | 190000013 | 2024Q1 | W9 | P9 | 6320 | 900 | -`),
      ],
      'amount_cents | evidence_count | source_key\n100 | 1 | K1\n200 | 1 | K2\n800 | 1 | K4',
    ));
  it('of a first hire contradict a staff of the same size before; not a smaller one', () =>
    found(
      FirstHireRankContradicted,
      [
        rule,
        works(
          ['P1', 'P2', 'P3', 'P4']
            .map((p) => `W${p} | EMP | ${p} | 2023Q1 | 015 | true | - | - | 2023-01-01 | 2023-03-31`)
            .concat(
              ['P1', 'P2', 'P3'].map(
                (p) => `X${p} | EMP | ${p} | 2023Q2 | 015 | true | - | - | 2023-04-01 | 2023-06-30`,
              ),
            )
            .join('\n'),
        ),
        claims(`K1 | 190000013 | 2024Q1 | W0 | P8 | 3343 | 100 | 2023-05-01
                K2 | 190000013 | 2023Q4 | W0 | P9 | 3343 | 100 | 2023-08-01`),
      ],
      'evidence_count | source_key\n4 | K1',
    ));
});

describe('a missing declaration', () => {
  const given = (own: string): (readonly [Table, string])[] => [
    declarations(`190000112 | 2024Q1 | false | 1 | 2024-04-20\n${own}`),
    [
      DimonaSpell,
      `dimona_period_id | noss_registration_number | cbe_number | employer_id | worker_id | worker_type | first_date | last_date
       D1 | 190000013 | ${A} | ${A} | P1 | OTH | 2024-01-10 | 2024-02-10
       D2 | 190000013 | ${A} | ${A} | P2 | FLX | 2024-01-10 | 2024-02-10`,
    ],
  ];
  it('is found after the last day for it, and not once one is known', async () => {
    await found(
      DeclarationMissing,
      given(''),
      'subject_id | evidence_count | known_date | source_key\n190000013 | 1 | 2024-05-01 | D1',
    );
    await found(DeclarationMissing, given('190000013 | 2024Q1 | false | 1 | 2024-05-10'), 'subject_id');
  });
});

describe('a joint committee', () => {
  const given = (nace: string): (readonly [Table, string])[] => [
    [EmployerDirectoryEmployer, `noss_registration_number | nace_code\n190000013 | ${nace}`],
    [
      GeographyNaceRiskSector,
      'nace_version | nace_code | sector\n2008 | 43910 | construction\n2008 | 56101 | horeca',
    ],
    [GeographyJointCommitteeSector, 'joint_commission_number | sector\n124 | construction\n302 | horeca'],
    works(
      `W1 | EMP | P1 | 2024Q1 | 015 | true | 302 | - | ${Q1}\nW2 | EMP | P2 | 2024Q1 | 495 | true | 302 | - | ${Q1}`,
    ),
  ];
  it('does not fit where no activity lies in its sector', async () => {
    await found(
      JointCommitteeAgainstActivity,
      given('43910'),
      'subject_id | evidence_count | evidence_base_count | source_key\n190000013 | 1 | 1 | W1',
    );
    await found(JointCommitteeAgainstActivity, given('56101'), 'subject_id');
  });
});

describe('a unit moved to another region', () => {
  const given = (newcomer: string, known: string): (readonly [Table, string])[] => [
    [UnitRegion, `entity_number | region\n${A} | brussels\n2990000056 | flanders`],
    [CbeEstablishment, `establishment_unit_number | start_date\n2990000056 | 2023-03-01`],
    [
      GeographyMunicipality,
      'nis_code | valid_from_date | valid_to_date | region\n21004 | 2019-01-01 | 9999-12-31 | brussels\n11002 | 2019-01-01 | 9999-12-31 | flanders',
    ],
    [
      GeographyPostalCode,
      'postal_code | nis_code | valid_from_date | valid_to_date | is_main\n1000 | 21004 | 2019-01-01 | 9999-12-31 | true\n2000 | 11002 | 2019-01-01 | 9999-12-31 | true',
    ],
    [
      PersonRegister,
      `worker_id | postal_code | known_date\n${['P1', 'P2', 'P3', 'P4'].map((p) => `${p} | 1000 | 2020-01-01`).join('\n')}\nP3 | ${newcomer} | ${known}\nP4 | ${newcomer} | ${known}`,
    ],
    works(
      ['P1', 'P2']
        .map((p) => `W${p} | EMP | ${p} | 2022Q2 | 015 | true | - | - | 2022-04-01 | 2022-06-30`)
        .concat(
          ['P1', 'P2', 'P3', 'P4'].map(
            (p) => `X${p} | EMP | ${p} | 2024Q1 | 015 | true | - | 2990000056 | ${Q1}`,
          ),
        )
        .join('\n'),
    ),
  ];
  it('on paper has newcomers that live elsewhere; a true move does not; an address known later is not seen', async () => {
    const proofs =
      'evidence_count | evidence_base_count | source_key\n4 | 4 | 2990000056\n4 | 4 | XP1\n4 | 4 | XP2\n4 | 4 | XP3\n4 | 4 | XP4';
    await found(UnitMovedOnPaper, given('1000', '2023-06-01'), proofs);
    await found(UnitMovedOnPaper, given('2000', '2023-06-01'), 'subject_id');
    await found(UnitMovedOnPaper, given('2000', '2024-05-20'), proofs);
  });
});

describe('a bankrupt enterprise', () => {
  const given = (procedure: string, trusteeship: string): (readonly [Table, string])[] => [
    [
      Insolvency,
      `cbe_number | procedure_code | opening_date | known_date\n${A} | ${procedure} | 2023-09-01 | 2023-09-05`,
    ],
    declarations(`190000013 | 2024Q1 | ${trusteeship} | 1000 | 2024-04-20`),
  ];
  it('that declares later quarters is found; not under trusteeship, nor in a reorganisation', async () => {
    await found(
      BankruptYetDeclaring,
      given('bankruptcy', 'false'),
      `subject_id | source_key\n190000013 | 190000013 2024Q1 false\n190000013 | ${A} 2023-09-01 2023-09-05`,
    );
    await found(BankruptYetDeclaring, given('bankruptcy', 'true'), 'subject_id');
    await found(BankruptYetDeclaring, given('judicial_reorganisation', 'false'), 'subject_id');
  });
});

describe('the account', () => {
  const account = (rows: string): [Table, string] => [
    EmployerAccount,
    `noss_registration_number | quarter | read_date | due_cents | paid_cents | is_plan_followed\n${rows}`,
  ];
  it('asks another amount than the declaration in force when it was read', () =>
    found(
      AccountAgainstDeclaration,
      [
        declarations(`190000013 | 2023Q4 | false | 1000000 | 2024-01-20
                      190000013 | 2023Q3 | false | 1000000 | 2023-10-20
                      190000013 | 2023Q2 | false | 1000000 | 2024-03-10`),
        account(`190000013 | 2023Q4 | 2024-02-15 | 800000 | 0 | false
                 190000013 | 2023Q3 | 2024-02-15 | 1005000 | 0 | false
                 190000013 | 2023Q2 | 2024-02-15 | 800000 | 0 | false`),
      ],
      'amount_cents | source_key\n200000 | 190000013 2023Q4 2024-02-15\n200000 | 190000013 2023Q4 false',
    ));
  it('is hardly paid for two quarters; not with a followed plan, nor if one of them is paid', async () => {
    const two = (paid: number, isFollowed: boolean) =>
      `190000013 | 2023Q2 | 2024-02-15 | 200000 | ${paid} | ${isFollowed}\n190000013 | 2023Q3 | 2024-02-15 | 200000 | 0 | ${isFollowed}`;
    await found(
      ContributionsNotPaid,
      [account(two(0, false))],
      'amount_cents | evidence_count | source_key\n400000 | 2 | 190000013 2023Q2 2024-02-15\n400000 | 2 | 190000013 2023Q3 2024-02-15',
    );
    await found(ContributionsNotPaid, [account(two(200000, false))], 'subject_id');
    await found(ContributionsNotPaid, [account(two(0, true))], 'subject_id');
  });
});
