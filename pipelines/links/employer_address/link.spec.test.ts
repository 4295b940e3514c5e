import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import {
  EmployerDirectoryEmployer,
  IdentityEmployerDirectoryEmployer,
} from '../../sources/employer_directory/tables.ts';
import { EmployerAddress } from './tables.ts';

describe('the seat of an employer', () => {
  it('is the same place however street and house number are written, and no place without a number or before registration', () =>
    specStep({
      room: import.meta.url,
      table: EmployerAddress,
      inputs: [EmployerDirectoryEmployer, IdentityEmployerDirectoryEmployer],
      given: [
        [
          EmployerDirectoryEmployer,
          `noss_registration_number | registration_date | postal_code
           190000013 | 2020-01-01 | 3000
           190000112 | 2021-01-01 | 3000
           190000211 | 2021-01-01 | 3000
           190000310 | 2021-01-01 | 3000
           190000419 | 2024-06-01 | 3000`,
        ],
        [
          IdentityEmployerDirectoryEmployer,
          `noss_registration_number | street | house_number
           190000013 | Kerkstraat | 12
           190000112 | KERKSTR.   | 12 bus 3
           190000211 | Kerkstraat | 14
           190000310 | Kerkstraat | -
           190000419 | Kerkstraat | 12`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `noss_registration_number | address_id
               190000013 | A1a425b1552414d78
               190000112 | A1a425b1552414d78
               190000211 | A5b696f16ddb9318d`,
    }));
});
