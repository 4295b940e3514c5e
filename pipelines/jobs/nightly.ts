import { defineJob } from '../../src/unit/index.ts';

export default defineJob({
  name: 'nightly',
  answers: 'Loads what is new, builds and checks everything, and publishes the lists as they stand.',
  lists: ['monthly_sites'],
  loads: true,
  cron: '30 1 * * *',
  asOf: 'last_known_date',
});
