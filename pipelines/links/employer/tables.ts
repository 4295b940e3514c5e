import { cbeNumber, date, defineTable, nssoNumber } from '../../../src/table/index.ts';

export const Employer = defineTable({
  schema: 'link',
  name: 'employer',
  grain: 'One row per NSSO matricule known at the as-of date.',
  key: ['noss_registration_number'],
  notes:
    'Exact keys only. The directory names the CBE number; where it does not, the newest declaration known does. Several matricules may share a CBE number.',
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'NSSO matricule.' }),
    cbe_number: cbeNumber({ meaning: 'Enterprise behind the matricule.', optional: true }),
    registration_date: date({ meaning: 'First day as an employer.', optional: true }),
    end_date: date({ meaning: 'Last day as an employer, if it had come at the as-of date.', optional: true }),
  },
});
