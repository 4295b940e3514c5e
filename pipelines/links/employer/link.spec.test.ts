import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { DmfaDeclaration } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { Employer } from './tables.ts';

describe('the enterprise behind a matricule', () => {
  it('comes from the directory, else from the newest declaration; later events stay unseen', () =>
    specStep({
      room: import.meta.url,
      table: Employer,
      inputs: [EmployerDirectoryEmployer, DmfaDeclaration],
      given: [
        [
          EmployerDirectoryEmployer,
          `noss_registration_number | cbe_number | registration_date | end_date
           190000013                | 0990000024 | 2020-01-01        | 2024-06-30
           190000112                | -          | 2020-01-01        | 2024-03-31
           190000211                | 0990000222 | 2024-05-02        | -`,
        ],
        [
          DmfaDeclaration,
          `noss_registration_number | quarter | trusteeship | version_number | cbe_number | known_date
           190000112                | 2023Q3  | 0           | 1              | 0990000123 | 2023-10-20
           190000112                | 2023Q4  | 0           | 1              | 0990000321 | 2024-01-20
           190000112                | 2024Q1  | 0           | 1              | 0990000420 | 2024-05-20`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `noss_registration_number | cbe_number | registration_date | end_date
               190000013                | 0990000024 | 2020-01-01        | -
               190000112                | 0990000321 | 2020-01-01        | 2024-03-31`,
    }));
});
