import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
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

describe('one person, several numbers', () => {
  it('follows a chain of replacements and ignores one that is not yet effective', () =>
    specStep({
      room: import.meta.url,
      table: PersonMutation,
      inputs: [PersonInssMutation],
      given: [
        [
          PersonInssMutation,
          `outdated_worker_id | valid_worker_id | effective_date
           P1                 | P2              | 2023-01-01
           P2                 | P3              | 2024-01-01
           P4                 | P5              | 2024-06-01
           P6                 | -               | 2024-01-01`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: 'worker_id | valid_worker_id\nP1 | P3\nP2 | P3',
    }));
});

describe('a posted person', () => {
  it('loses a number that belongs to somebody born on another day, and keeps one spelling as one record', () =>
    specStep({
      room: import.meta.url,
      table: PostedPersonRecord,
      inputs: [LimosaNotification, IdentityLimosaPosting, IdentityPersonRegister, PersonMutation],
      given: [
        [
          LimosaNotification,
          `limosa_id | worker_id | first_known_date | known_date
           L1        | P1        | 2024-01-02       | 2024-01-02
           L2        | P2        | 2024-01-03       | 2024-01-03
           L3        | -         | 2024-01-04       | 2024-01-04`,
        ],
        [
          IdentityLimosaPosting,
          `limosa_id | worker_first_name | worker_last_name | worker_birth_date | known_date
           L1        | Exempla           | Voorbeeld        | 1990-01-01        | 2024-01-02
           L2        | Exempla           | Voorbeeld        | 1990-01-01        | 2024-01-03
           L3        | EXEMPLA           | VOORBEELD        | 1990-01-01        | 2024-01-04
           L4        | Exempla           | Voorbeeld        | 1990-01-01        | 2024-05-02`,
        ],
        [
          IdentityPersonRegister,
          `worker_id | birth_date | known_date
           P1        | 1990-01-01 | 2010-01-01
           P2        | 1971-01-01 | 2010-01-01`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `limosa_id | record_id | worker_id | is_number_doubtful
               L1        | L1        | P1        | false
               L2        | L2        | -         | true
               L3        | L2        | -         | false`,
    }));
  it('is judged by the newest decision known, on records of today', () =>
    specStep({
      room: import.meta.url,
      table: PostedPersonDecision,
      inputs: [MatchDecision, PostedPersonRecord],
      given: [
        [PostedPersonRecord, 'limosa_id | record_id\nL1 | L1\nL2 | L2\nL3 | L2\nL4 | L4'],
        [
          MatchDecision,
          `link_code        | left_key | right_key | decision_code | known_date
           person           | L1       | L2        | same          | 2024-01-02
           person           | L3       | L1        | different     | 2024-02-02
           person           | L2       | L3        | different     | 2024-02-02
           person           | L1       | L4        | same          | 2024-05-02
           foreign_employer | L1       | L4        | same          | 2024-01-02`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: 'left_id | right_id | decision\nL1 | L2 | different',
    }));
  it('without a number is the only person of its group who has one', () =>
    specStep({
      room: import.meta.url,
      table: PersonMatch,
      inputs: [PostedPersonRecord, PostedPerson],
      given: [
        [
          PostedPersonRecord,
          `limosa_id | record_id | worker_id
           L1        | L1        | P1
           L2        | L2        | -
           L3        | L3        | P3
           L4        | L4        | P4
           L5        | L5        | -`,
        ],
        [PostedPerson, 'record_id | cluster_id\nL1 | C1\nL2 | C1\nL3 | C2\nL4 | C2\nL5 | C2'],
      ],
      expect: 'source_key | worker_id\nL2 | P1',
    }));
});
