import { defineLink } from '../../../src/unit/index.ts';
import { CbeAddress, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { IdentityPersonRegister, PersonRegister } from '../../sources/person/tables.ts';
import { WorkerHome } from './tables.ts';

export default defineLink({
  name: 'worker_home',
  answers: 'Who lives at the address of an enterprise?',
  steps: [
    {
      table: WorkerHome,
      inputs: [IdentityPersonRegister, PersonRegister, CbeAddress, CbeEstablishment],
      purpose: {
        reason:
          'finds workers who live at their place of work, a sign of exploitation; only the pair is kept, no address',
        legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
      },
    },
  ],
});
