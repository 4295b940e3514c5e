import { defineSource } from '../../../src/unit/index.ts';
import { AccountEnforcement, AccountQuarter } from './tables.ts';

export default defineSource({
  name: 'account',
  sender: 'NSSO, collection',
  reference: 'EmployerAccountBalance and FinancialSituation messages; flat extract of vigie',
  extracts: [
    { extract: 'quarter', table: AccountQuarter },
    { extract: 'enforcement', table: AccountEnforcement },
  ],
});
