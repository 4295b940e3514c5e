import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { PersonInssMutation, PersonRegister } from './tables.ts';

describe('the person extracts', () => {
  it('declare the columns of the contract', () => {
    specExtract(
      source,
      'register',
      `inss*, birth_date, death_date, street, house_nbr, post_box, zip_code, address_since_date, known_date`,
    );
    specExtract(source, 'inss_mutation', 'outdated_inss*, valid_inss, effective_date');
  });
});

describe('the person checks', () => {
  const inputs = [PersonRegister, PersonInssMutation];

  it('count addresses that began after they were known', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [[PersonRegister, 'worker_id | address_since_date | known_date\nP1 | 2024-01-02 | 2024-01-01']],
      expect: { 'warn: addresses': 1 },
    }));
  it('count a NISS replaced by itself, and a pair that replaces each other', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [
          PersonInssMutation,
          'outdated_worker_id | valid_worker_id\nP1 | P1\nP2 | P3\nP3 | P2\nP4 | P5\nP5 | P6',
        ],
      ],
      expect: { 'warn: persons whose NISS': 1, 'warn: pairs': 1 },
    }));
});
