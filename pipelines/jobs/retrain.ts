import { defineJob } from '../../src/unit/index.ts';

export default defineJob({
  name: 'retrain',
  answers:
    'Fits the models again; each replaces its champion only if it is surely better and fair, then lists are built.',
  lists: ['monthly_sites'],
  fits: [
    'payment_risk_able',
    'payment_risk_willing',
    'first_hire_reduction',
    'fictitious_employment',
    'dumping_site',
    'inspected',
  ],
  loads: false,
  cron: '0 3 5 2,5,8,11 *',
  asOf: 'last_known_date',
});
