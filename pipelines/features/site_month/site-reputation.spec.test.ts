import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { SiteWorks } from '../../links/site_address/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { LimosaPosting } from '../../sources/limosa/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { SiteParticipant, SitePresence, SiteReputation } from './tables.ts';

const MAIN = '0990000024';
const SUB = '0990000123';

const reputation = (
  tables: Readonly<Record<'works' | 'cases' | 'outcomes' | 'postings', string>>,
  expected: string,
) =>
  specStep({
    room: import.meta.url,
    table: SiteReputation,
    inputs: [
      SiteParticipant,
      SitePresence,
      SiteWorks,
      LimosaPosting,
      WorksDeclarationWorks,
      WorksDeclarationContract,
      InspectionCase,
      InspectionOutcome,
    ],
    given: [
      [
        SiteParticipant,
        `avwddt_id | participant_id | cbe_number | is_foreign | depth
         W1 | ${MAIN} | ${MAIN} | false | 1
         W1 | ${SUB}  | ${SUB}  | false | 2
         W1 | XX1     | -       | true  | 3`,
      ],
      [SiteWorks, `avwddt_id | site_id\nW1 | S1\nW2 | S1\nW3 | S3\nW4 | S4`],
      [WorksDeclarationWorks, `avwddt_id | declarant_cbe_number | known_date\n${tables.works}`],
      [
        WorksDeclarationContract,
        `avwddt_id | works_contract_id | contractor_cbe_number | contractor_foreign_id | known_date
         W3 | W3A | ${SUB} | -   | 2023-06-01
         W3 | W3B | -      | XX1 | 2023-06-01`,
      ],
      [InspectionCase, `case_id | avwddt_id\n${tables.cases}`],
      [InspectionOutcome, `case_id | outcome_code | outcome_date | known_date\n${tables.outcomes}`],
      [
        LimosaPosting,
        `limosa_id | employer_foreign_id | start_date | end_date | a1_document_number | known_date\n${tables.postings}`,
      ],
    ],
    params: { as_of_date: '2024-04-30' },
    expect: expected,
  });

describe('what the enterprises of a chain are known for elsewhere', () => {
  const works = `W3 | 0990000321 | 2023-06-01\nW4 | ${MAIN} | 2023-06-01`;
  it('counts a visit once, however many of them were there, and those of the declarant apart', () =>
    reputation(
      {
        works,
        cases: 'K3 | W3\nK4 | W4',
        outcomes: 'K3 | hit | 2024-01-10 | 2024-02-01\nK4 | no_infringement | 2024-01-10 | 2024-02-01',
        postings: '',
      },
      `avwddt_id | chain_result_count | chain_hit_count | chain_hit_share | declarant_result_count | declarant_hit_count
       W1 | 2 | 1 | 0.5 | 1 | 0`,
    ));
  it('leaves out the address itself, visits without a finding, old results and those known later', () =>
    reputation(
      {
        works: `${works}\nW2 | ${MAIN} | 2023-06-01`,
        cases: 'K2 | W2\nK3 | W3\nK4 | W4\nK5 | W4',
        outcomes: `K2 | hit       | 2024-01-10 | 2024-02-01
                   K3 | not_found | 2024-01-10 | 2024-02-01
                   K4 | hit       | 2022-01-10 | 2022-02-01
                   K5 | hit       | 2024-04-20 | 2024-05-02`,
        postings: '',
      },
      'avwddt_id | chain_result_count | chain_hit_share | declarant_hit_count\nW1 | 0 | - | 0',
    ));
  it('has the part of the notifications without an A1 of the foreign ones, wherever they work', () =>
    reputation(
      {
        works,
        cases: '',
        outcomes: '',
        postings: `L1 | XX1 | 2024-01-01 | 2024-06-30 | -  | 2023-12-01
                   L2 | XX1 | 2023-08-01 | 2023-09-30 | A1 | 2023-07-01
                   L3 | XX1 | 2022-01-01 | 2022-02-01 | -  | 2021-12-01
                   L4 | XX1 | 2024-04-01 | 2024-06-30 | -  | 2024-05-03`,
      },
      'avwddt_id | chain_without_a1_share | chain_unposted_share\nW1 | 0.5 | -',
    ));
});
