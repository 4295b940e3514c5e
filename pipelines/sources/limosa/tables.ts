import {
  cbeNumber,
  clearDate,
  clearText,
  clearTextId,
  code,
  date,
  defineTable,
  text,
  workerId,
} from '../../../src/table/index.ts';

export const LimosaPosting = defineTable({
  schema: 'staging',
  name: 'limosa_posting',
  grain: 'One row per Limosa notification and day on which this version became known.',
  key: ['limosa_id', 'known_date'],
  notes:
    'Versions stay: the latest known on the as-of date counts. Names and numbers are typed by the foreign employer and often wrong.',
  columns: {
    limosa_id: text({ meaning: 'Number of the notification.' }),
    worker_id: workerId({
      from: 'worker_inss',
      optional: true,
      checkDigit: 'warn',
      meaning: 'Posted person, if known by NISS.',
    }),
    worker_first_name_id: clearTextId({
      from: 'worker_first_name',
      optional: true,
      meaning: 'Pseudonym of the first name.',
    }),
    worker_last_name_id: clearTextId({
      from: 'worker_last_name',
      optional: true,
      meaning: 'Pseudonym of the last name.',
    }),
    worker_nationality: code({
      optional: true,
      padTo: 5,
      meaning: 'Nationality of the posted person: NSSO country code, or ISO 3166 as delivered.',
    }),
    employer_foreign_id: text({ optional: true, meaning: 'Number of the employer in its own country.' }),
    employer_name_id: clearTextId({
      from: 'employer_name',
      optional: true,
      meaning: 'Pseudonym of the name of the employer.',
    }),
    employer_country: code({
      optional: true,
      padTo: 5,
      meaning: 'Country of the employer: NSSO country code, or ISO 3166 as delivered.',
    }),
    user_cbe_number: cbeNumber({
      from: 'user_company_id',
      optional: true,
      meaning: 'Belgian user of the services.',
    }),
    start_date: date({ meaning: 'First planned day of the posting.' }),
    end_date: date({ optional: true, meaning: 'Last planned day of the posting.' }),
    sector_code: code({ optional: true, meaning: 'Economic sector as notified.' }),
    work_place_street: text({ optional: true, meaning: 'Street of the place of work.' }),
    work_place_house_number: text({
      from: 'work_place_house_nbr',
      optional: true,
      meaning: 'House number of the place of work.',
    }),
    work_place_postal_code: code({
      from: 'work_place_zip_code',
      optional: true,
      meaning: 'Postal code of the place of work.',
    }),
    work_place_city: text({ optional: true, meaning: 'Town of the place of work.' }),
    a1_document_number: text({
      from: 'a1_document_nbr',
      optional: true,
      meaning: 'Number of the A1 document shown.',
    }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was received.' }),
  },
});

const of = LimosaPosting.columns;

export const LimosaNotification = defineTable({
  schema: 'staging',
  name: 'limosa_notification',
  grain: 'One row per Limosa notification known at the as-of date, by its latest version.',
  key: ['limosa_id'],
  columns: {
    limosa_id: of.limosa_id,
    worker_id: of.worker_id,
    worker_nationality: of.worker_nationality,
    employer_foreign_id: of.employer_foreign_id,
    employer_name_id: of.employer_name_id,
    employer_country: of.employer_country,
    start_date: of.start_date,
    end_date: of.end_date,
    work_place_street: of.work_place_street,
    work_place_house_number: of.work_place_house_number,
    work_place_postal_code: of.work_place_postal_code,
    a1_document_number: of.a1_document_number,
    first_known_date: date({ meaning: 'Day on which the first version was received.' }),
    known_date: date({ meaning: 'Day on which the latest version was received.' }),
  },
});

export const IdentityLimosaPosting = defineTable({
  schema: 'identity',
  name: 'limosa_posting',
  grain:
    'One row per Limosa notification and version: the clear identity of the posted person and of the employer.',
  key: ['limosa_id', 'known_date'],
  columns: {
    limosa_id: text({ meaning: 'Number of the notification.' }),
    worker_first_name: clearText({ optional: true, meaning: 'First name of the posted person.' }),
    worker_last_name: clearText({ optional: true, meaning: 'Last name of the posted person.' }),
    worker_birth_date: clearDate({ optional: true, meaning: 'Birth date of the posted person.' }),
    employer_name: clearText({ optional: true, meaning: 'Name of the employer.' }),
    employer_street: clearText({ optional: true, meaning: 'Street of the employer.' }),
    employer_city: clearText({ optional: true, meaning: 'Town of the employer.' }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was received.' }),
  },
});
