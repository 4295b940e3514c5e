import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { SiteWorks } from '../../links/site_address/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { CbeEnterprise } from '../../sources/cbe/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import {
  SiteContractor,
  SiteEmployer,
  SiteEnterprise,
  SiteHistory,
  SiteMonth,
  SiteParticipant,
  SitePosting,
  SitePresence,
  SiteWithholding,
} from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30' };
const MAIN = '0990000024';
const SUB = '0990000123';
const SUBSUB = '0990000222';

const matricules = `noss_registration_number | cbe_number | registration_date
  190000013 | ${MAIN}   | 2010-01-01
  190000112 | ${SUB}    | 2023-11-01
  190000211 | ${SUBSUB} | 2015-01-01`;

describe('the chain of contracts', () => {
  const chain = (contracts: string, expect: string) =>
    specStep({
      room,
      table: SiteParticipant,
      inputs: [WorksDeclarationWorks, WorksDeclarationContract],
      given: [
        [
          WorksDeclarationWorks,
          `avwddt_id | declarant_cbe_number | start_date | end_date   | known_date
           W1        | ${MAIN}              | 2024-03-01 | 2024-12-31 | 2024-02-20
           W2        | ${MAIN}              | 2023-01-01 | 2024-01-29 | 2023-01-01
           W3        | ${MAIN}              | 2024-05-01 | -          | 2024-05-02`,
        ],
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | contractor_foreign_id | contractor_country | intervention_start_date | amount_cents | known_date\n${contracts}`,
        ],
      ],
      params,
      expect: `avwddt_id | participant_id | is_foreign | depth | contract_count | late_contract_count | contract_cents\n${expect}`,
    });
  it('has a depth: the declarant, his subcontractors, theirs; works ended before the window are left out', () =>
    chain(
      `W1 | C1 | ${MAIN} | ${SUB} | -      | 00150 | 2024-03-01 | 500 | 2024-02-20
       W1 | C2 | ${SUB}  | -      | XX0001 | -     | 2024-03-01 | 300 | 2024-03-05
       W1 | C3 | ${SUB}  | -      | XX0001 | -     | 2024-04-01 | 200 | 2024-03-05
       W1 | C4 | ${SUB}  | ${SUBSUB} | -   | 00150 | 2024-05-01 | 200 | 2024-05-05
       W2 | C5 | ${MAIN} | ${SUB} | -      | 00150 | 2024-03-01 | 500 | 2023-02-20`,
      `W1 | ${MAIN} | false | 1 | 0 | 0 | 0
       W1 | ${SUB}  | false | 2 | 1 | 0 | 500
       W1 | XX0001  | true  | 3 | 2 | 1 | 500`,
    ));
  it('ends although contractors name each other in a circle', () =>
    chain(
      `W1 | C1 | ${MAIN} | ${SUB}    | - | 00150 | 2024-03-01 | 500 | 2024-02-20
       W1 | C2 | ${SUB}  | ${SUBSUB} | - | 00150 | 2024-03-01 | 300 | 2024-02-20
       W1 | C3 | ${SUBSUB} | ${SUB}  | - | 00150 | 2024-03-01 | 300 | 2024-02-20`,
      `W1 | ${MAIN}   | false | 1 | 0 | 0 | 0
       W1 | ${SUB}    | false | 2 | 2 | 0 | 800
       W1 | ${SUBSUB} | false | 3 | 1 | 0 | 300`,
    ));
});

describe('the standing of an enterprise', () => {
  const standing = (account: string, insolvency: string, expect: string) =>
    specStep({
      room,
      table: SiteEmployer,
      inputs: [
        SiteEnterprise,
        Employer,
        EmployerAccount,
        Insolvency,
        CbeEnterprise,
        InspectionCase,
        InspectionOutcome,
      ],
      given: [
        [SiteEnterprise, `avwddt_id | cbe_number\nW1 | ${SUB}\nW2 | ${SUB}`],
        [Employer, matricules],
        [EmployerAccount, `noss_registration_number | quarter | open_cents | is_plan_followed\n${account}`],
        [Insolvency, `cbe_number | procedure_code | opening_date | is_open\n${insolvency}`],
      ],
      params,
      expect,
    });
  it('owes what is open of its quarters', () =>
    standing(
      '190000112 | 2023Q3 | 0 | false\n190000112 | 2023Q4 | 300000 | false',
      '',
      'cbe_number | owed_cents | unpaid_quarter_count | is_debtor | is_new\n0990000123 | 300000 | 1 | true | true',
    ));
  it('who follows a payment plan is no debtor, and EUR 2 500 or less asks no withholding', () =>
    standing(
      '190000112 | 2023Q3 | 900000 | true\n190000112 | 2023Q4 | 250000 | false',
      '',
      'cbe_number | owed_cents | is_debtor\n0990000123 | 250000 | false',
    ));
  it('is insolvent while a bankruptcy is open', () =>
    standing('', `${SUB} | bankruptcy | 2024-04-02 | true`, 'cbe_number | is_insolvent\n0990000123 | true'));
  it('is not insolvent once it is closed, nor in a voluntary liquidation', () =>
    standing(
      '',
      `${SUB} | bankruptcy | 2023-04-02 | false\n${SUB} | voluntary_liquidation | 2024-04-02 | true`,
      'cbe_number | is_insolvent\n0990000123 | false',
    ));
});

describe('the withholding duty', () => {
  const withheld = (nsso: string, tax: string, expect: string) =>
    specStep({
      room,
      table: SiteWithholding,
      inputs: [SiteParticipant, WorksDeclarationContract, WithholdingPayment, AccountQuarter, Employer],
      given: [
        [SiteParticipant, `avwddt_id | participant_id\nW1 | ${SUB}`],
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | known_date
           W1 | C1 | ${MAIN} | ${SUB} | 2024-02-20`,
        ],
        [
          WithholdingPayment,
          `payer_cbe_number | contractor_cbe_number | invoice_date | invoice_cents | withheld_nsso_cents | withheld_tax_cents
           ${MAIN} | ${SUB} | 2024-04-05 | 1000000 | ${nsso} | ${tax}`,
        ],
        [
          AccountQuarter,
          'noss_registration_number | quarter | as_of_date | due_cents | paid_cents\n190000112 | 2023Q4 | 2024-02-15 | 900000 | 0',
        ],
        [Employer, matricules],
      ],
      params,
      expect: `avwddt_id | invoice_date | missing_cents\n${expect}`,
    });
  it('asks 35 % and 15 % of the invoice of a contractor with debts', () =>
    withheld('0', '0', 'W1 | 2024-04-05 | 500000'));
  it('shows what is missing of it', () => withheld('350000', '50000', 'W1 | 2024-04-05 | 100000'));
  it('is met by the full amounts', () => withheld('350000', '150000', ''));
  it('says nothing where nothing is known of the withholding', () => withheld('-', '-', ''));
});

describe('earlier visits', () => {
  it('an outcome known after the as-of date is not seen, and the visit stays', () =>
    specStep({
      room,
      table: SiteHistory,
      inputs: [InspectionCase, InspectionOutcome, SiteWorks],
      given: [
        [
          InspectionCase,
          `case_id | avwddt_id | opened_date | visit_date | closed_date
           K1      | W1        | 2024-01-02  | 2024-01-10 | 2024-02-01
           K2      | W2        | 2024-04-02  | 2024-04-10 | 2024-05-20
           K3      | W3        | 2024-04-29  | 2024-05-10 | -`,
        ],
        [
          InspectionOutcome,
          `case_id | outcome_code    | outcome_date | known_date
           K1      | no_infringement | 2024-01-20   | 2024-01-25
           K2      | hit             | 2024-04-12   | 2024-05-21`,
        ],
        [SiteWorks, 'avwddt_id | site_id\nW1 | S1\nW2 | S1\nW3 | S3'],
      ],
      params,
      expect: `site_id | visit_count | hit_count | no_infringement_count | open_case_count | last_visit_date | last_outcome_code
               S1      | 2           | 0         | 1                     | 1               | 2024-04-10      | no_infringement
               S3      | 0           | 0         | 0                     | 1               | -               | -`,
    }));
});

describe('contractors at work', () => {
  const traces = (contract: string, postings: string, expect: string) =>
    specStep({
      room,
      table: SiteContractor,
      inputs: [WorksDeclarationContract, SiteWorks, SiteParticipant, SitePresence, SitePosting],
      given: [
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | contractor_cbe_number | contractor_foreign_id | intervention_start_date | intervention_end_date | known_date\n${contract}`,
        ],
        [SiteWorks, 'avwddt_id | site_id\nW1 | S1'],
        [
          SiteParticipant,
          `avwddt_id | participant_id | is_foreign\nW1 | ${SUB} | false\nW1 | ${SUBSUB} | false\nW1 | XX1 | true`,
        ],
        [SitePresence, `presence_registration_id | avwddt_id | cbe_number\n1 | W1 | ${SUB}`],
        [SitePosting, `limosa_id | site_id | employer_foreign_id | start_date | end_date\n${postings}`],
      ],
      params,
      expect: `participant_id | last_date | has_presence | has_limosa\n${expect}`,
    });
  it('leave presences, or are silent; those of other months do not count', () =>
    traces(
      `W1 | C1 | ${SUB}    | - | 2024-03-01 | -          | 2024-02-20
       W1 | C2 | ${SUBSUB} | - | 2024-03-01 | 2024-04-10 | 2024-02-20
       W1 | C3 | -         | XX1 | 2024-05-02 | -        | 2024-02-20`,
      '',
      `${SUB} | 2024-04-30 | true | false\n${SUBSUB} | 2024-04-10 | false | false`,
    ));
  it('a Limosa for this address that ended before the last day of work does not cover it', () =>
    traces(
      'W1 | C3 | - | XX1 | 2024-03-01 | - | 2024-02-20',
      'L1 | S1 | XX1 | 2024-03-01 | 2024-04-29',
      'XX1 | 2024-04-30 | false | false',
    ));
  it('a Limosa for another address does not either, one for this address does', () =>
    traces(
      'W1 | C3 | - | XX1 | 2024-03-01 | 2024-04-20 | 2024-02-20',
      'L1 | S2 | XX1 | 2024-03-01 | 2024-04-30\nL2 | S1 | XX1 | 2024-03-01 | 2024-04-20',
      'XX1 | 2024-04-20 | false | true',
    ));
});

describe('the month of a site', () => {
  it('counts what the declarations show, and asks for presences where check-in is a duty', () =>
    specStep({
      room,
      table: SiteMonth,
      inputs: [
        WorksDeclarationWorks,
        SiteWorks,
        SiteParticipant,
        SitePresence,
        SiteContractor,
        SitePosting,
        SiteEnterprise,
        SiteEmployer,
        SiteWithholding,
        SiteHistory,
      ],
      given: [
        [
          WorksDeclarationWorks,
          `avwddt_id | is_obliged_to_register | start_date | end_date   | known_date
           W1        | true                   | 2024-04-01 | 2024-12-31 | 2024-04-11
           W2        | true                   | 2024-04-10 | -          | 2024-04-01
           W3        | false                  | -          | -          | 2024-04-01`,
        ],
        [SiteWorks, 'avwddt_id | site_id\nW1 | S1\nW2 | S2\nW3 | S3'],
        [
          SitePresence,
          `presence_registration_id | avwddt_id | person_id | cbe_number | is_posted | standing_code
           1 | W1 | P1 | ${SUB}    | false | undeclared
           2 | W1 | P1 | ${SUB}    | false | undeclared
           3 | W1 | P2 | ${SUB}    | false | declared
           4 | W1 | L1 | ${SUBSUB} | true  | posted_without_limosa`,
        ],
        [SiteEnterprise, `avwddt_id | cbe_number | is_unlisted\nW1 | ${SUB} | false\nW1 | ${SUBSUB} | true`],
        [
          SiteEmployer,
          `cbe_number | is_new | owed_cents | is_debtor | is_insolvent | hit_count
           ${SUB}     | true   | 400000     | true      | true         | 2
           ${SUBSUB}  | false  | 1000       | false     | false        | 0`,
        ],
      ],
      params,
      expect: `avwddt_id | declared_late_days | presence_count | worker_count | undeclared_presence_count | undeclared_worker_count | undeclared_presence_share | unposted_worker_count | unlisted_employer_count | debtor_count | debtor_owed_cents | insolvent_count | new_contractor_count | days_without_presence
               W1 | 10 | 4 | 3 | 2 | 1 | 0.5 | 1 | 1 | 1 | 400000 | 1 | 1 | 0
               W2 | 0  | 0 | 0 | 0 | 0 | -   | 0 | 0 | 0 | 0      | 0 | 0 | 20
               W3 | 0  | 0 | 0 | 0 | 0 | -   | 0 | 0 | 0 | 0      | 0 | 0 | 0`,
    }));
});
