import { defineSource } from '../../../src/unit/index.ts';
import {
  EmployerDirectoryEmployer,
  EmployerDirectoryServiceProvider,
  EmployerDirectoryTransfer,
  IdentityEmployerDirectoryEmployer,
  IdentityEmployerDirectoryServiceProvider,
} from './tables.ts';

export default defineSource({
  name: 'employer_directory',
  sender: 'NSSO, employer directory',
  reference: 'Consultation message A701; flat extract of vigie',
  extracts: [
    {
      extract: 'employer',
      table: EmployerDirectoryEmployer,
      identity: IdentityEmployerDirectoryEmployer,
      delivery: 'supersede',
    },
    {
      extract: 'service_provider',
      table: EmployerDirectoryServiceProvider,
      identity: IdentityEmployerDirectoryServiceProvider,
      delivery: 'supersede',
    },
    { extract: 'transfer', table: EmployerDirectoryTransfer },
  ],
});
