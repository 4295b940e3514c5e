import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { PersonInssMutation } from '../../sources/person/tables.ts';
import { PersonMutation } from './tables.ts';

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
