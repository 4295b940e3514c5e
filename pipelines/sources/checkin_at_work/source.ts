import { defineSource } from '../../../src/unit/index.ts';
import { CheckinAtWorkPresence } from './tables.ts';

export default defineSource({
  name: 'checkin_at_work',
  sender: 'NSSO, Checkin@Work',
  reference: 'PresenceRegistration service v1, stored record; flat extract of vigie',
  extracts: [{ extract: 'presence', table: CheckinAtWorkPresence }],
});
