import { defineSource } from '../../../src/unit/define.ts';
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
      delivery: 'snapshot',
    },
    {
      extract: 'service_provider',
      table: EmployerDirectoryServiceProvider,
      identity: IdentityEmployerDirectoryServiceProvider,
      delivery: 'snapshot',
    },
    { extract: 'transfer', table: EmployerDirectoryTransfer },
  ],
});
