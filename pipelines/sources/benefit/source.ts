import { defineSource } from '../../../src/unit/index.ts';
import { BenefitIncapacity, BenefitUnemployment } from './tables.ts';

export default defineSource({
  name: 'benefit',
  sender: 'NEO (unemployment) and NIHDI (incapacity), through the Crossroads Bank',
  reference: 'Messages L500, WECH and ZIMA; flat extract of vigie',
  extracts: [
    { extract: 'unemployment', table: BenefitUnemployment },
    { extract: 'incapacity', table: BenefitIncapacity },
  ],
});
