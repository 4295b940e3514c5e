import {
  cbeNumber,
  code,
  date,
  defineTable,
  flag,
  integer,
  nssoNumber,
  text,
  workerId,
} from '../../../src/table/index.ts';

const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });

export const EmployerProfile = defineTable({
  schema: 'feature',
  name: 'employer_profile',
  grain: 'One row per matricule known at the as-of date.',
  key: ['noss_registration_number'],
  notes:
    'Seat and activity are those of the last delivery, which keeps no history: they place a visit and choose a sector, and are no feature of a model.',
  columns: {
    noss_registration_number,
    cbe_number: cbeNumber({ meaning: 'Enterprise behind the matricule.', optional: true }),
    registration_date: date({ meaning: 'First day as an employer.', optional: true }),
    end_date: date({ meaning: 'Last day as an employer, if it had come.', optional: true }),
    is_active: flag({ meaning: 'Registered, and not declared bankrupt.' }),
    is_insolvent: flag({ meaning: 'Bankrupt, or in judicial reorganisation.' }),
    judicial_district: code({ meaning: 'District of the seat; NULL: not found.', optional: true }),
    languages: code({ meaning: 'Languages of the lists of the district.', optional: true }),
    region: code({
      meaning: 'Region of the seat.',
      optional: true,
      oneOf: ['flanders', 'brussels', 'wallonia'],
    }),
    street: text({ meaning: 'Street of the seat in the CBE.', optional: true }),
    house_number: text({ meaning: 'House number of the seat.', optional: true }),
    postal_code: code({ meaning: 'Postal code of the seat.', optional: true }),
    municipality_nl: text({ meaning: 'Municipality in Dutch.', optional: true }),
    municipality_fr: text({ meaning: 'Municipality in French.', optional: true }),
    municipality_de: text({ meaning: 'Municipality in German, or French.', optional: true }),
    nace_code: code({ meaning: 'Main activity, NACE-BEL 2008.', optional: true }),
    sector_code: code({ meaning: 'Sector at risk of the activity; other: none.' }),
    activity_code: code({ meaning: 'Part of the sector; other: none.' }),
    importance_code: code({ meaning: 'Size class of the directory.', optional: true }),
    last_visit_date: date({ meaning: 'Last known visit by any service.', optional: true }),
    hit_count: count('Known inspections with an infringement.', 'results'),
  },
});

export const EmployerOrigin = defineTable({
  schema: 'feature',
  name: 'employer_origin',
  grain:
    'One row per matricule registered in the last three years and earlier employer out of which it seems to come.',
  key: ['noss_registration_number', 'earlier_noss_registration_number'],
  notes:
    'Signs of one technical business unit, not its proof: people in common on one side, an economic tie on the other.',
  columns: {
    noss_registration_number,
    earlier_noss_registration_number: nssoNumber({ meaning: 'The earlier employer.' }),
    earlier_end_date: date({ meaning: 'Last day of the earlier employer, if it had come.', optional: true }),
    first_year_worker_count: count('Workers hired in the first twelve months.', 'workers'),
    moved_worker_count: count('Of these, with the earlier employer in the year before.', 'workers'),
    has_common_person: flag({ meaning: 'A person holds or held a mandate in both.' }),
    has_common_address: flag({ meaning: 'Both have their seat at one address, box included.' }),
    has_common_contact: flag({ meaning: 'Both published one telephone number, mail address or site.' }),
    is_declared_transfer: flag({ meaning: 'A transfer of staff was declared (CBA 32bis).' }),
  },
});

export const EmployerDeparture = defineTable({
  schema: 'feature',
  name: 'employer_departure',
  grain:
    'One row per matricule and worker whose employment of at most twelve months ended in the last two years.',
  key: ['noss_registration_number', 'worker_id'],
  columns: {
    noss_registration_number,
    worker_id: workerId({ meaning: 'Worker, under the NISS that is valid now.' }),
    start_date: date({ meaning: 'First day of the employment.' }),
    end_date: date({ meaning: 'Last day of the employment.' }),
    claim_date: date({
      meaning: 'First day of a benefit claimed during it or within 45 days.',
      optional: true,
    }),
    other_noss_registration_number: nssoNumber({
      meaning: 'Other employer with the longest common time, 60 days around; the likely real one.',
      optional: true,
    }),
  },
});
