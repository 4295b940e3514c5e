import { defineSource } from '../../../src/unit/index.ts';
import { MandateFunction } from './tables.ts';

export default defineSource({
  name: 'mandate',
  sender: 'FPS Economy, CBE re-use service (functions are not in the open data)',
  reference: 'CBE re-use manual 20.4, element Function; flat extract of vigie',
  extracts: [{ extract: 'function', table: MandateFunction }],
});
