import { defineSource } from '../../../src/unit/index.ts';
import { InsolvencyProcedure } from './tables.ts';

export default defineSource({
  name: 'insolvency',
  sender: 'Central solvency register and official gazette',
  reference: 'No public layout; flat extract of vigie',
  extracts: [{ extract: 'procedure', table: InsolvencyProcedure }],
});
