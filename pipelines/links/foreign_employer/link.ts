import { defineLink } from '../../../src/unit/index.ts';
import {
  CbeAddress,
  CbeDenomination,
  CbeEnterprise,
  IdentityCbeDenomination,
} from '../../sources/cbe/tables.ts';
import { GeographyCountry } from '../../sources/geography/tables.ts';
import { IdentityLimosaPosting, LimosaNotification } from '../../sources/limosa/tables.ts';
import {
  IdentityWorksDeclarationContract,
  WorksDeclarationContract,
} from '../../sources/works_declaration/tables.ts';
import { MatchDecision } from '../../sources/match/tables.ts';
import {
  ForeignEmployer,
  ForeignEmployerDecision,
  ForeignEmployerRecord,
  ForeignEmployerSpelling,
} from './tables.ts';

export default defineLink({
  name: 'foreign_employer',
  answers: 'Which spellings, countries and numbers are one employer of another country?',
  steps: [
    {
      table: ForeignEmployerRecord,
      inputs: [LimosaNotification, WorksDeclarationContract, CbeAddress, CbeDenomination, GeographyCountry],
    },
    { table: ForeignEmployerDecision, inputs: [MatchDecision, ForeignEmployerRecord] },
    {
      table: ForeignEmployerSpelling,
      inputs: [
        ForeignEmployerRecord,
        ForeignEmployerDecision,
        IdentityLimosaPosting,
        IdentityWorksDeclarationContract,
        IdentityCbeDenomination,
      ],
      purpose: {
        reason: 'Recognise an employer of another country under several spellings',
        legalBasis: 'Programme law (I) of 27-12-2006, articles 137 to 167 (Limosa)',
      },
      match: {
        decisions: ForeignEmployerDecision,
        comparisons: [
          { column: 'number_key', kind: 'id' },
          { column: 'company_name', kind: 'text' },
          { column: 'country_code', kind: 'exact' },
          { column: 'city', kind: 'text' },
        ],
        blocking: [['number_key'], ['company_name']],
        threshold: 0.95,
        maximumPairs: 500_000_000,
      },
    },
    { table: ForeignEmployer, inputs: [ForeignEmployerRecord, ForeignEmployerSpelling, CbeEnterprise] },
  ],
});
