import { defineFeatures } from '../../../src/unit/index.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { EmployerDue, EmployerPayment } from './tables.ts';

export default defineFeatures({
  name: 'employer_payment',
  answers:
    'How has the employer paid its contributions, and what was done to recover them, by the as-of date?',
  steps: [
    { table: EmployerDue, inputs: [EmployerAccount] },
    {
      table: EmployerPayment,
      inputs: [EmployerDue, Employer, AccountEnforcement, Insolvency, WithholdingPayment],
    },
  ],
});
