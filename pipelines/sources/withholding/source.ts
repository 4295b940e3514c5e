import { defineSource } from '../../../src/unit/index.ts';
import { WithholdingPayment } from './tables.ts';

export default defineSource({
  name: 'withholding',
  sender: 'NSSO, article 30bis and 30ter',
  reference: 'Law of 27-06-1969 art. 30bis and 30ter; flat extract of vigie',
  extracts: [{ extract: 'payment', table: WithholdingPayment }],
});
