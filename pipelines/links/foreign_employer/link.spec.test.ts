import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { CbeAddress, CbeDenomination, CbeEnterprise } from '../../sources/cbe/tables.ts';
import { GeographyCountry } from '../../sources/geography/tables.ts';
import { LimosaNotification } from '../../sources/limosa/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { ForeignEmployer, ForeignEmployerRecord, ForeignEmployerSpelling } from './tables.ts';

const room = import.meta.url;

describe('an employer of another country', () => {
  it('has one number, whatever its signs and the form of its country; later declarations stay unseen', () =>
    specStep({
      room,
      table: ForeignEmployerRecord,
      inputs: [LimosaNotification, WorksDeclarationContract, CbeAddress, CbeDenomination, GeographyCountry],
      given: [
        [
          LimosaNotification,
          `limosa_id | employer_foreign_id | employer_country | first_known_date
           L1        | PL 100-200          | 00122            | 2024-01-02
           L2        | 100200              | 000PL            | 2024-01-02`,
        ],
        [
          WorksDeclarationContract,
          `avwddt_id | works_contract_id | contractor_foreign_id | contractor_country | known_date
           W1        | C1                | PL999                 | 00122              | 2024-05-02`,
        ],
        [GeographyCountry, 'country_code | iso2_code\n00122 | PL'],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `source_key | number_key | country_code
               L1         | 100200     | 00122
               L2         | 100200     | 00122`,
    }));
  it('takes the CBE number of its group, if there is exactly one', () =>
    specStep({
      room,
      table: ForeignEmployer,
      inputs: [ForeignEmployerRecord, ForeignEmployerSpelling, CbeEnterprise],
      given: [
        [
          ForeignEmployerRecord,
          `source_code | source_key | record_id | number_key
           limosa      | L1         | E1        | 100200
           cbe         | 0990000024 | E2        | -
           limosa      | L2         | E3        | 300`,
        ],
        [ForeignEmployerSpelling, 'record_id | cluster_id\nE1 | C1\nE2 | C1\nE3 | C3'],
        [CbeEnterprise, 'cbe_number\n0990000024'],
      ],
      expect: `source_key | foreign_employer_id | cbe_number
               L1         | C1                  | 0990000024
               0990000024 | C1                  | 0990000024
               L2         | C3                  | -`,
    }));
});
