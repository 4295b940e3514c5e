import { defineJob } from '../../src/unit/index.ts';

export default defineJob({
  name: 'quarterly_barometer',
  answers: 'Grades the service providers and writes a report for each.',
  lists: [],
  reports: ['quality_barometer'],
  loads: false,
  cron: '0 4 5 2,5,8,11 *',
  asOf: 'last_known_date',
});
