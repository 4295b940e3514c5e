import { describe, expect, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { CbeAddress, CbeContact, CbeEnterprise, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { Employer } from '../employer/tables.ts';
import { PersonMutation } from '../person/tables.ts';
import { EmployerUnitClue, EmployerUnitEvidence, EmployerUnitStaff, EmployerUnitTie } from './tables.ts';
import { unitMembers } from './unit-members.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30' };
const [OLD, NEW] = ['0990000024', '0990000123'];
const rows = (...lines: string[]) => lines.join('\n');

describe('what enterprises share', () => {
  it('are persons under their valid number, addresses in comparable form and clients, as known at the as-of date', () =>
    specStep({
      room,
      table: EmployerUnitClue,
      inputs: [
        DimonaPeriod,
        MandateFunction,
        CbeEnterprise,
        CbeEstablishment,
        CbeAddress,
        CbeContact,
        WorksDeclarationContract,
        Employer,
        PersonMutation,
      ],
      given: [
        [
          DimonaPeriod,
          rows(
            'dimona_period_id | cbe_number | worker_id | starting_date | ending_date | form_creation_at    | is_cancelled',
            `D1               | ${OLD}     | P1        | 2020-01-01    | 2021-01-31  | 2020-01-01 08:00:00 | false`,
            `D2               | ${OLD}     | P1        | 2022-01-01    | 2023-01-31  | 2022-01-01 08:00:00 | false`,
            `D3               | ${NEW}     | P2        | 2023-02-01    | -           | 2023-02-01 08:00:00 | false`,
            `D4               | ${OLD}     | P3        | 2023-02-01    | -           | 2023-02-01 08:00:00 | false`,
            `D5               | ${NEW}     | P3        | 2023-02-01    | -           | 2024-05-02 08:00:00 | false`,
          ),
        ],
        [PersonMutation, 'worker_id | valid_worker_id\nP1 | P2'],
        [CbeEnterprise, `cbe_number | start_date\n${OLD} | 2010-01-01\n${NEW} | 2023-01-15`],
        [
          CbeAddress,
          rows(
            'entity_number | type_of_address | postal_code | street_nl  | house_number',
            `${OLD}        | REGO            | 9000        | Kerkstraat | 7`,
            `${NEW}        | REGO            | B-9000      | KERKSTR.   | 7 bus 2`,
          ),
        ],
      ],
      params,
      expect: rows(
        'cbe_number | clue_code | resource_id       | begin_date | end_date',
        `${OLD}     | worker    | P2                | 2020-01-01 | 2023-01-31`,
        `${NEW}     | worker    | P2                | 2023-02-01 | -`,
        `${OLD}     | address   | Aa4e51ab111557be9 | 2010-01-01 | -`,
        `${NEW}     | address   | Aa4e51ab111557be9 | 2023-01-15 | -`,
      ),
    }));
});

const staff = rows(
  'cbe_number | first_date | first_year_count | joint_committee',
  `${OLD}     | 2015-01-01 | 8                | 12400`,
  `${NEW}     | 2023-02-01 | 4                | 12400`,
);
const clues = (...lines: string[]) =>
  rows('cbe_number | clue_code | resource_id | begin_date | end_date', ...lines);
const moved = (worker: string, left = '2023-01-31') => [
  `${OLD} | worker | ${worker} | 2018-01-01 | ${left}`,
  `${NEW} | worker | ${worker} | 2023-02-01 | -`,
];
const both = (kind: string) => [
  `${OLD} | ${kind} | R${kind} | 2015-01-01 | -`,
  `${NEW} | ${kind} | R${kind} | 2023-01-01 | -`,
];

const tie = (given: string, expected: string, transfers?: string) =>
  specStep({
    room,
    table: EmployerUnitTie,
    inputs: [EmployerUnitClue, EmployerUnitStaff, EmployerDirectoryTransfer, Employer],
    given: [
      [EmployerUnitClue, given],
      [EmployerUnitStaff, staff],
      ...(transfers === undefined
        ? []
        : ([
            [EmployerDirectoryTransfer, transfers],
            [Employer, `noss_registration_number | cbe_number\n190000013 | ${OLD}\n190000112 | ${NEW}`],
          ] as const)),
    ],
    params,
    expect: expected,
  });
const NONE = 'left_cbe_number';

describe('the two prongs', () => {
  it('hold where staff moved together to the same activity', () =>
    tie(
      clues(...moved('P1'), ...moved('P2')),
      rows(
        'left_cbe_number | moved_worker_count | is_staff_moved | interweaving_points | begin_date | end_date',
        `${OLD}          | 2           | true           | 3                   | 2023-02-01 | 2024-01-31`,
      ),
    ));
  it('hold where one person leads both at one address', () =>
    tie(
      clues(...both('mandate'), ...both('address')),
      rows(
        'common_mandate_count | common_address_count | interweaving_points | begin_date | end_date',
        '1             | 1             | 3                   | 2023-01-01 | -',
      ),
    ));
  it('fail without a common person: neighbours of one activity and one accountant', () =>
    tie(clues(...both('address'), ...both('contact'), ...both('client')), NONE));
  it('fail without interweaving: a director of two companies', () =>
    tie(clues(...both('mandate'), ...both('contact')), NONE));
  it('fail where a single worker changed his employer', () => tie(clues(...moved('P1')), NONE));
  it('fail where more than twelve months lie between', () =>
    tie(clues(...moved('P1', '2021-12-31'), ...moved('P2', '2021-12-31')), NONE));
  it('leave out a transfer that was declared, unless it comes after the as-of date', async () => {
    const transfer = (day: string) =>
      `initial_noss_registration_number | final_noss_registration_number | transfer_date\n190000013 | 190000112 | ${day}`;
    const given = clues(...moved('P1'), ...moved('P2'));
    await tie(given, NONE, transfer('2023-02-01'));
    await tie(given, `${NONE}\n${OLD}`, transfer('2024-05-02'));
  });
});

describe('the staff of an enterprise', () => {
  it('counts who was hired in its first twelve months, each person once', () =>
    specStep({
      room,
      table: EmployerUnitStaff,
      inputs: [DimonaPeriod, Employer, PersonMutation],
      given: [
        [
          DimonaPeriod,
          rows(
            'dimona_period_id | cbe_number | worker_id | joint_commission_number | starting_date | form_creation_at    | is_cancelled',
            `D1               | ${NEW}     | P1        | 12400                   | 2023-02-01    | 2023-02-01 08:00:00 | false`,
            `D2               | ${NEW}     | P1        | 12400                   | 2023-06-01    | 2023-06-01 08:00:00 | false`,
            `D3               | ${NEW}     | P2        | 20000                   | 2024-01-31    | 2024-01-31 08:00:00 | false`,
            `D4               | ${NEW}     | P3        | 20000                   | 2024-02-01    | 2024-02-01 08:00:00 | false`,
            `D5               | ${NEW}     | P4        | 12400                   | 2023-02-01    | 2024-05-02 08:00:00 | false`,
          ),
        ],
      ],
      params,
      expect: `cbe_number | first_date | first_year_count | joint_committee\n${NEW} | 2023-02-01 | 2 | 12400`,
    }));
});

describe('the evidence', () => {
  it('names the prong, the thing and the days on which both used it', () =>
    specStep({
      room,
      table: EmployerUnitEvidence,
      inputs: [EmployerUnitTie, EmployerUnitClue],
      given: [
        [EmployerUnitTie, `left_cbe_number | right_cbe_number\n${OLD} | ${NEW}`],
        [EmployerUnitClue, clues(...moved('P1'), ...moved('P2', '2021-12-31'), ...both('address'))],
      ],
      params,
      expect: rows(
        'prong_code    | clue_code | resource_id | begin_date | end_date',
        'common_person | worker    | P1          | 2023-02-01 | 2023-01-31',
        'interweaving  | address   | Raddress    | 2023-01-01 | -',
      ),
    }));
});

describe('a unit', () => {
  it('holds whom ties connect, also through others', async () => {
    const context: ComputeContext = {
      parameters: { as_of_date: '2024-04-30', quarter: '2024Q1' },
      threads: 1,
      read: () =>
        Promise.resolve({
          rowCount: 3,
          texts: { left_cbe_number: ['A', 'B', 'X'], right_cbe_number: ['C', 'C', 'Y'] },
          numbers: {
            begin_date: Float64Array.of(10, 20, 5),
            end_date: Float64Array.of(30, NaN, 6),
          },
        }),
    };
    const unit = await unitMembers(context);
    expect(unit['cbe_number']).toEqual(['A', 'B', 'C', 'X', 'Y']);
    expect(unit['member_count']).toEqual([3, 3, 3, 2, 2]);
    expect(new Set(unit['unit_id'] as string[]).size).toBe(2);
    expect(unit['begin_date']).toEqual([10, 20, 10, 5, 5]);
    expect(unit['end_date']).toEqual([30, NaN, NaN, 6, 6]);
  });
});
