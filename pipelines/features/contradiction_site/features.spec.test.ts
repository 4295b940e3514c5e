import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import type { Table } from '../../../src/table/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { SiteWorks } from '../../links/site_address/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { LimosaNotification } from '../../sources/limosa/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { SiteEnterprise, SitePosting, SitePresence } from '../site_month/tables.ts';
import {
  ContractorDebt,
  ContractWithoutWithholding,
  InvoiceWithoutWithholding,
  PostingWithoutPresence,
  PresenceAfterPosting,
  PresenceAtTwoPlaces,
  PresenceWithoutDimona,
  PresenceWithoutLimosa,
  UnnotifiedPresence,
  WorksNotDeclared,
} from './tables.ts';

const INPUTS = [
  ...[Employer, PersonMutation, SiteWorks, AccountQuarter, CheckinAtWorkPresence, LimosaNotification],
  ...[WithholdingPayment, WorksDeclarationContract, WorksDeclarationWorks],
  ...[SiteEnterprise, SitePosting, SitePresence, UnnotifiedPresence, ContractorDebt],
];
const A = '0990000024';
const B = '0990000123';
const EMPLOYERS = [
  Employer,
  `noss_registration_number | cbe_number\n190000013 | ${A}\n190000112 | ${B}`,
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
/** Rows of number, works, day, person, enterprise, foreign employer, standing; each with its registration. */
function presences(rows: string): [Table, string][] {
  const cells = rows.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const registered = cells.map(([id, , day, person]) => `${id} | ${day} | ${person} | ${day} 05:00:00`);
  return [
    [
      SitePresence,
      `presence_registration_id | avwddt_id | registration_date | person_id | cbe_number | employer_foreign_id | standing_code\n${rows}`,
    ],
    [
      CheckinAtWorkPresence,
      `presence_registration_id | registration_date | worker_id | creation_at\n${registered.join('\n')}`,
    ],
  ];
}

describe('presences without a declaration', () => {
  it('of Dimona are counted per enterprise; late, posted and other standings are not', () =>
    found(
      PresenceWithoutDimona,
      presences(`1 | S1 | 2024-05-02 | P1 | ${A} | - | undeclared
                 2 | S1 | 2024-05-03 | P1 | ${A} | - | undeclared
                 3 | S1 | 2024-05-03 | P2 | ${A} | - | declared_late
                 4 | S1 | 2024-05-03 | P3 | ${B} | - | unverifiable`),
      `subject_id | noss_registration_number | evidence_count | evidence_base_count | source_key
       S1         | 190000013                | 1              | 2                   | 1
       S1         | 190000013                | 1              | 2                   | 2`,
    ));
  const posted = presences(`1 | S1 | 2024-05-02 | P1 | - | F1 | posted_without_limosa
                            2 | S1 | 2024-05-02 | P2 | - | F1 | posted_without_limosa
                            3 | S1 | 2024-05-02 | P3 | - | F1 | posted_late`);
  const postings: [Table, string] = [
    LimosaNotification,
    `limosa_id | worker_id | end_date | known_date
     L0 | P1 | 2024-03-31 | 2024-03-01
     L1 | P1 | 2024-04-30 | 2024-03-01`,
  ];
  it('of Limosa have the notification that had ended last', () =>
    found(
      UnnotifiedPresence,
      [...posted, postings],
      `presence_registration_id | employer_id | ended_limosa_key
       1                        | F1          | L1 2024-03-01
       2                        | F1          | -`,
    ));
  it('of Limosa: who was never notified is told apart from who stays after the last day', async () => {
    const rows: [Table, string] = [
      UnnotifiedPresence,
      `presence_registration_id | avwddt_id | employer_id | person_id | ended_limosa_key
       1 | S1 | F1 | P1 | L1 2024-03-01
       2 | S1 | F1 | P2 | -`,
    ];
    await found(PresenceWithoutLimosa, [rows], 'subject_id | evidence_count | source_key\nS1 | 1 | 2');
    await found(
      PresenceAfterPosting,
      [rows],
      'subject_id | evidence_count | source_key\nS1 | 1 | 1\nS1 | 1 | L1 2024-03-01',
    );
  });
});

describe('postings without presence', () => {
  const days = [...Array(12).keys()].map((i) => `D${i} | S1 | 2024-04-${i + 10} | P9 | ${A} | - | declared`);
  const given = (seen: string[], known: string): (readonly [Table, string])[] => [
    [
      WorksDeclarationWorks,
      `avwddt_id | is_obliged_to_register | start_date | end_date | known_date\nS1 | true | 2024-01-01 | - | ${known}`,
    ],
    [SiteWorks, 'avwddt_id | site_id\nS1 | X1'],
    [
      SitePosting,
      'limosa_id | site_id | employer_foreign_id | start_date | end_date\nL1 | X1 | F1 | 2024-04-01 | 2024-05-15',
    ],
    [LimosaNotification, 'limosa_id | known_date\nL1 | 2024-03-28'],
    ...presences([...days, ...seen].join('\n')),
  ];
  const long = days.map((row, i) => row.replace(/2024-04-\d+/, `2024-04-${i < 9 ? '0' : ''}${i + 1}`));
  it('are found where others check in; not once one of that employer did, nor on works declared later', async () => {
    await found(
      PostingWithoutPresence,
      given(
        long.map((row) => row.replace(/^D/, 'E')),
        '2024-01-02',
      ),
      'subject_id | evidence_count | source_key\nS1 | 1 | L1 2024-03-28',
    );
    await found(
      PostingWithoutPresence,
      given(
        [...long.map((row) => row.replace(/^D/, 'E')), 'Z | S1 | 2024-04-02 | P1 | - | F1 | posted'],
        '2024-01-02',
      ),
      'subject_id',
    );
    await found(
      PostingWithoutPresence,
      given(
        long.map((row) => row.replace(/^D/, 'E')),
        '2024-05-20',
      ),
      'subject_id',
    );
  });
});

describe('two places at the same time', () => {
  it('takes two enterprises, two postal codes and three days', () => {
    const rows = (person: string, second: string, days: number) =>
      [...Array(days).keys()].flatMap((i) => [
        `${person}a${i} | S1 | 2024-05-0${i + 2} | ${person} | ${A} | - | declared`,
        `${person}b${i} | S2 | 2024-05-0${i + 2} | ${person} | ${second} | - | declared`,
      ]);
    return found(
      PresenceAtTwoPlaces,
      [
        [SiteWorks, 'avwddt_id | site_id | postal_code\nS1 | X1 | 1000\nS2 | X2 | 4000'],
        ...presences([...rows('P1', B, 3), ...rows('P2', A, 3), ...rows('P3', B, 2)].join('\n')),
      ],
      `subject_id | evidence_count | source_key
       ${['190000013', '190000112'].flatMap((e) => ['a0', 'a1', 'a2', 'b0', 'b1', 'b2'].map((k) => `P1 ${e} | 3 | P1${k}`)).join('\n')}`,
    );
  });
});

describe('works that are not declared', () => {
  it('are enterprises of two days without a contract; the declarant answers; works declared later do not count', () =>
    found(
      WorksNotDeclared,
      [
        [
          WorksDeclarationWorks,
          `avwddt_id | declarant_cbe_number | known_date\nS1 | ${A} | 2024-01-02\nS2 | ${A} | 2024-05-20`,
        ],
        [
          SiteEnterprise,
          `avwddt_id | cbe_number | is_unlisted\nS1 | ${A} | false\nS1 | ${B} | true\nS2 | ${B} | true`,
        ],
        ...presences(`1 | S1 | 2024-05-02 | P1 | ${B} | - | declared
                      2 | S1 | 2024-05-03 | P1 | ${B} | - | declared
                      3 | S2 | 2024-05-02 | P1 | ${B} | - | declared
                      4 | S2 | 2024-05-03 | P1 | ${B} | - | declared
                      5 | S1 | 2024-05-03 | P2 | ${A} | - | declared`),
      ],
      `subject_id | cbe_number | evidence_count | evidence_base_count | source_key
       S1         | ${A}       | 1              | 2                   | 1
       S1         | ${A}       | 1              | 2                   | S1`,
    ));
});

describe('withholding', () => {
  const account = (rows: string): [Table, string] => [
    AccountQuarter,
    `noss_registration_number | quarter | as_of_date | due_cents | paid_cents | is_payment_plan_running | is_payment_plan_followed\n${rows}`,
  ];
  const invoices: [Table, string] = [
    WithholdingPayment,
    `payer_cbe_number | contractor_cbe_number | invoice_date | invoice_cents | withheld_nsso_cents | withheld_tax_cents
     ${A} | ${B} | 2024-03-01 | 100000 | 10000 | 15000
     ${A} | ${B} | 2024-03-02 | 100000 | 35000 | 15000`,
  ];
  const debt = (...rows: string[]): [Table, string] => [
    ContractorDebt,
    ['contractor_cbe_number | debt_date | noss_registration_number | quarter | reading_date', ...rows].join(
      '\n',
    ),
  ];
  const open = (day: string) => `${B} | ${day} | 190000112 | 2023Q1 | 2023-08-15`;
  const contract = (known: string): [Table, string] => [
    WorksDeclarationContract,
    `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | intervention_start_date | intervention_end_date | amount_cents | known_date
     S1 | S1A | ${A} | ${B} | 2023-10-01 | 2024-01-31 | 900000 | ${known}`,
  ];
  it('is due on days on which over 2 500 euros are overdue, but not under a plan that is followed, nor for a debt read later', async () => {
    const given = (...rows: string[]) => [invoices, contract('2023-09-20'), account(rows.join('\n'))];
    await found(
      ContractorDebt,
      given(
        '190000112 | 2023Q2 | 2024-02-15 | 200000 | 0 | false | false',
        '190000112 | 2023Q1 | 2023-08-15 | 60000 | 0 | false | false',
      ),
      `contractor_cbe_number | debt_date | quarter
       ${B} | 2024-03-01 | 2023Q1
       ${B} | 2024-03-01 | 2023Q2
       ${B} | 2024-03-02 | 2023Q1
       ${B} | 2024-03-02 | 2023Q2`,
    );
    for (const row of [
      '2023Q2 | 2024-02-15 | 300000 | 0 | true | true',
      '2023Q2 | 2024-04-15 | 300000 | 0 | false | false',
    ])
      await found(ContractorDebt, given(`190000112 | ${row}`), 'debt_date');
  });
  it('is missing on the invoice of a debtor, by what is short of 35 % and 15 %', () =>
    found(
      InvoiceWithoutWithholding,
      [invoices, debt(open('2024-03-01'), open('2024-03-02'))],
      `subject_id | cbe_number | amount_cents | source_key
       190000013  | ${A}       | 25000        | ${A} ${B} 2024-03-01
       190000013  | ${A}       | 25000        | 190000112 2023Q1 2023-08-15`,
    ));
  it('is absent altogether from contracts with a debtor; one payment is enough, a contract known later is not seen', async () => {
    const owing = debt(open('2023-10-01'), open('2024-01-31'));
    await found(
      ContractWithoutWithholding,
      [owing, contract('2023-09-20')],
      'subject_id | amount_cents | source_key\n190000013 | 450000 | S1 S1A\n190000013 | 450000 | 190000112 2023Q1 2023-08-15',
    );
    await found(ContractWithoutWithholding, [owing, contract('2023-09-20'), invoices], 'subject_id');
    await found(ContractWithoutWithholding, [owing, contract('2024-05-20')], 'subject_id');
    await found(ContractWithoutWithholding, [debt(open('2023-10-01')), contract('2023-09-20')], 'subject_id');
  });
});
