import { defineJob } from '../../src/unit/index.ts';

export default defineJob({
  name: 'monthly_sites',
  answers: 'Issues, for each judicial district, the sites worth a visit next month.',
  lists: ['monthly_sites'],
  loads: false,
  cron: '0 5 20 * *',
  asOf: 'last_known_date',
});
