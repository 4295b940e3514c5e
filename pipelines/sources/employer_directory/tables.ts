import {
  clearText,
  clearTextId,
  cbeNumber,
  code,
  date,
  defineTable,
  nssoNumber,
  text,
} from '../../../src/table/index.ts';

export const EmployerDirectoryEmployer = defineTable({
  schema: 'staging',
  name: 'employer_directory_employer',
  grain: 'One row per NSSO matricule, as last delivered.',
  key: ['noss_registration_number'],
  notes:
    'Not historised: attributes are those of the delivery. Only the registration and end dates may be used in the past.',
  columns: {
    noss_registration_number: nssoNumber({
      from: 'noss_registration_nbr',
      meaning: 'NSSO matricule of the employer.',
    }),
    cbe_number: cbeNumber({ from: 'company_id', optional: true, meaning: 'CBE number of the employer.' }),
    denomination_id: clearTextId({
      from: 'denomination',
      optional: true,
      meaning: 'Pseudonym of the name of the employer.',
    }),
    language: code({
      optional: true,
      oneOf: ['nl', 'fr', 'de'],
      meaning: 'Language of the letters to the employer.',
    }),
    legal_form: code({ optional: true, meaning: 'Legal form as the directory writes it.' }),
    registration_date: date({ meaning: 'First day as an employer.' }),
    end_date: date({ optional: true, meaning: 'Last day as an employer.' }),
    nace_code: code({
      optional: true,
      pattern: '[0-9]{5}',
      meaning: 'Main activity, NACE-BEL, five digits.',
    }),
    employer_class: code({
      optional: true,
      padTo: 3,
      pattern: '[0-9]{3}',
      meaning: 'Employer class, annex 27.',
    }),
    joint_commission_number: code({
      from: 'joint_commission_nbr',
      optional: true,
      meaning: 'Main joint committee, annex 26.',
    }),
    importance_code: code({
      optional: true,
      zone: '00164',
      oneOf: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
      meaning:
        'Size: 1 = 1-4 workers, 2 = 5-9, 3 = 10-19, 4 = 20-49, 5 = 50-99, 6 = 100-199, 7 = 200-499, 8 = 500-999, 9 = 1000 and more.',
    }),
    postal_code: code({ from: 'zip_code', optional: true, meaning: 'Postal code of the seat.' }),
    service_provider_id: text({
      optional: true,
      meaning: 'The service provider that declares for the employer.',
    }),
  },
});

export const IdentityEmployerDirectoryEmployer = defineTable({
  schema: 'identity',
  name: 'employer_directory_employer',
  grain: 'One row per NSSO matricule: name and seat, which may be those of a natural person.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({
      from: 'noss_registration_nbr',
      meaning: 'NSSO matricule of the employer.',
    }),
    denomination: clearText({ optional: true, meaning: 'Name of the employer.' }),
    street: clearText({ optional: true, meaning: 'Street of the seat.' }),
    house_number: clearText({ from: 'house_nbr', optional: true, meaning: 'House number of the seat.' }),
    post_box: clearText({ optional: true, meaning: 'Box of the seat.' }),
  },
});

export const EmployerDirectoryServiceProvider = defineTable({
  schema: 'staging',
  name: 'employer_directory_service_provider',
  grain: 'One row per service provider.',
  key: ['service_provider_id'],
  columns: {
    service_provider_id: text({ meaning: 'Number of the service provider.' }),
    name_id: clearTextId({
      from: 'name',
      optional: true,
      meaning: 'Pseudonym of the name of the service provider.',
    }),
    kind: code({
      oneOf: ['recognised', 'other'],
      meaning: 'Recognised social secretariat, or another provider.',
    }),
    registration_date: date({ optional: true, meaning: 'First day as a service provider.' }),
  },
});

export const IdentityEmployerDirectoryServiceProvider = defineTable({
  schema: 'identity',
  name: 'employer_directory_service_provider',
  grain: 'One row per service provider: its name.',
  key: ['service_provider_id'],
  columns: {
    service_provider_id: text({ meaning: 'Number of the service provider.' }),
    name: clearText({ optional: true, meaning: 'Name of the service provider.' }),
  },
});

export const EmployerDirectoryTransfer = defineTable({
  schema: 'staging',
  name: 'employer_directory_transfer',
  grain: 'One row per transfer of staff from one matricule to another and day.',
  key: ['initial_noss_registration_number', 'final_noss_registration_number', 'transfer_date'],
  columns: {
    initial_noss_registration_number: nssoNumber({
      from: 'initial_noss_registration_nbr',
      meaning: 'Matricule that gave up the staff.',
    }),
    final_noss_registration_number: nssoNumber({
      from: 'final_noss_registration_nbr',
      meaning: 'Matricule that took the staff over.',
    }),
    transfer_date: date({ meaning: 'Day of the transfer.' }),
  },
});
