import { defineFeatures } from '../../../src/unit/index.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import {
  DmfaCorrection,
  DmfaDeclaration,
  DmfaDeduction,
  DmfaRemuneration,
  DmfaService,
  DmfaWorkerRecord,
} from '../../sources/dmfa/tables.ts';
import { EmployerDeclaration, EmployerQuarter, EmployerQuarterWorker } from './tables.ts';

export default defineFeatures({
  name: 'employer_quarter',
  answers: 'What is known of an employer about the last quarter that ended before the as-of date?',
  steps: [
    { table: EmployerDeclaration, inputs: [DmfaDeclaration] },
    {
      table: EmployerQuarterWorker,
      inputs: [EmployerDeclaration, DmfaWorkerRecord, DimonaPeriod, Employer, PersonMutation],
    },
    {
      table: EmployerQuarter,
      inputs: [
        EmployerDeclaration,
        EmployerQuarterWorker,
        Employer,
        DmfaRemuneration,
        DmfaService,
        DmfaDeduction,
        DmfaCorrection,
        DimonaPeriod,
        EmployerAccount,
        AccountEnforcement,
        Insolvency,
      ],
    },
  ],
});
