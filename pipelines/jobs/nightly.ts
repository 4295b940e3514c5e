import { defineJob } from '../../src/unit/index.ts';

export default defineJob({
  name: 'nightly',
  answers: 'Loads what is new, builds and checks everything, and publishes the lists as they stand.',
  // The order decides who names an employer first: one target stands on one list of the month.
  lists: [
    'monthly_sites',
    'fictitious_employment',
    'bankruptcy_carousel',
    'first_hire_reduction',
    'economic_exploitation',
    'withholding_obligation',
    'regional_target_groups',
    'undue_benefits',
    'payment_risk',
    'prevention_letters',
    'unusual_scenarios',
    'flash_controls',
  ],
  loads: true,
  cron: '30 1 * * *',
  asOf: 'last_known_date',
});
