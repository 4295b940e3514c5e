import { defineSource } from '../../../src/unit/index.ts';
import { MatchDecision } from './tables.ts';

export default defineSource({
  name: 'match',
  sender: 'Analysts of the anti-fraud service, who judge what the links found',
  reference: 'Flat extract of vigie',
  extracts: [{ extract: 'decision', table: MatchDecision }],
});
