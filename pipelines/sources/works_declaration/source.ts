import { defineSource } from '../../../src/unit/index.ts';
import {
  IdentityWorksDeclarationContract,
  WorksDeclarationContract,
  WorksDeclarationWorks,
} from './tables.ts';
import { WORKS_DECLARATION_MESSAGES } from './messages.ts';

export default defineSource({
  name: 'works_declaration',
  sender: 'Contractors, through the declaration of works (articles 30bis and 30ter)',
  reference: 'AVWDDT schema 2023/1',
  messages: WORKS_DECLARATION_MESSAGES,
  extracts: [
    {
      extract: 'works',
      table: WorksDeclarationWorks,
      delivery: 'supersede',
      versionColumn: 'known_date',
    },
    {
      extract: 'contract',
      table: WorksDeclarationContract,
      identity: IdentityWorksDeclarationContract,
      delivery: 'supersede',
      versionColumn: 'known_date',
    },
  ],
});
