import { defineLink } from '../../../src/unit/index.ts';
import { IdentityLimosaPosting, LimosaNotification } from '../../sources/limosa/tables.ts';
import { IdentityPersonRegister, PersonInssMutation } from '../../sources/person/tables.ts';
import { MatchDecision } from '../../sources/match/tables.ts';
import {
  PersonMatch,
  PersonMutation,
  PostedPerson,
  PostedPersonDecision,
  PostedPersonRecord,
} from './tables.ts';

const purpose = {
  reason: 'Recognise posted persons whose NISS was not notified',
  legalBasis: 'Programme law (I) of 27-12-2006, articles 137 to 167 (Limosa)',
};

export default defineLink({
  name: 'person',
  answers: 'Which pseudonyms, and which names without a number, are one person?',
  steps: [
    { table: PersonMutation, inputs: [PersonInssMutation] },
    {
      table: PostedPersonRecord,
      inputs: [LimosaNotification, IdentityLimosaPosting, IdentityPersonRegister, PersonMutation],
      purpose,
    },
    { table: PostedPersonDecision, inputs: [MatchDecision, PostedPersonRecord] },
    {
      table: PostedPerson,
      inputs: [PostedPersonRecord, PostedPersonDecision, LimosaNotification, IdentityLimosaPosting],
      purpose,
      match: {
        decisions: PostedPersonDecision,
        comparisons: [
          { column: 'first_name', kind: 'name', swap: 'last_name' },
          { column: 'last_name', kind: 'name' },
          { column: 'birth_date', kind: 'date' },
          { column: 'employer_number', kind: 'exact' },
        ],
        blocking: [['birth_date']],
        threshold: 0.95,
        maximumPairs: 500_000_000,
      },
    },
    { table: PersonMatch, inputs: [PostedPersonRecord, PostedPerson] },
  ],
});
