import { defineFeatures } from '../../../src/unit/index.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { EmployerAccount, Insolvency } from './tables.ts';

export default defineFeatures({
  name: 'employer_standing',
  answers: 'What do the account and the courts say of an employer on the as-of date?',
  steps: [
    { table: EmployerAccount, inputs: [AccountQuarter] },
    { table: Insolvency, inputs: [InsolvencyProcedure] },
  ],
});
