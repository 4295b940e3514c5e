import { defineSource } from '../../../src/unit/index.ts';
import { IdentityLimosaPosting, LimosaNotification, LimosaPosting } from './tables.ts';

export default defineSource({
  name: 'limosa',
  sender: 'NSSO, Limosa',
  reference: 'Law of 27-12-2006 art. 137 and following; no public layout; flat extract of vigie',
  extracts: [{ extract: 'posting', table: LimosaPosting, identity: IdentityLimosaPosting }],
  steps: [{ table: LimosaNotification, inputs: [LimosaPosting] }],
});
