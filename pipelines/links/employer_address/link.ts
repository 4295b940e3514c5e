import { defineLink } from '../../../src/unit/index.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { EmployerAddress } from './tables.ts';

export default defineLink({
  name: 'employer_address',
  answers: 'Which employers have their seat at the same address?',
  steps: [
    {
      table: EmployerAddress,
      inputs: [EmployerDirectoryEmployer, IdentityEmployerDirectoryEmployer],
      purpose: {
        reason: 'compare the seats of employers, without keeping them',
        legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
      },
    },
  ],
});
