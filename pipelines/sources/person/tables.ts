import { clearDate, clearText, code, date, defineTable, workerId } from '../../../src/table/index.ts';

export const PersonRegister = defineTable({
  schema: 'staging',
  name: 'person_register',
  grain: 'One row per person and day on which this version of the register entry became known.',
  key: ['worker_id', 'known_date'],
  notes: 'Versions stay, so that an earlier address can be known: the latest known on the as-of date counts.',
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person.' }),
    postal_code: code({ from: 'zip_code', optional: true, meaning: 'Postal code of the home.' }),
    address_since_date: date({ optional: true, meaning: 'First day at this address.' }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was received.' }),
  },
});

export const IdentityPersonRegister = defineTable({
  schema: 'identity',
  name: 'person_register',
  grain: 'One row per person and version of the register entry: dates of birth and death, home address.',
  key: ['worker_id', 'known_date'],
  columns: {
    worker_id: workerId({ from: 'inss', meaning: 'Person.' }),
    birth_date: clearDate({ optional: true, notInFuture: true, meaning: 'Birth date.' }),
    death_date: clearDate({ optional: true, notInFuture: true, meaning: 'Date of death.' }),
    street: clearText({ optional: true, meaning: 'Street of the home.' }),
    house_number: clearText({ from: 'house_nbr', optional: true, meaning: 'House number of the home.' }),
    post_box: clearText({ optional: true, meaning: 'Box of the home.' }),
    known_date: date({ notInFuture: true, meaning: 'Day on which this version was received.' }),
  },
});

export const PersonInssMutation = defineTable({
  schema: 'staging',
  name: 'person_inss_mutation',
  grain: 'One row per NISS that was replaced.',
  key: ['outdated_worker_id'],
  notes: 'Chains occur: the valid NISS of one row may be the outdated one of another.',
  columns: {
    outdated_worker_id: workerId({ from: 'outdated_inss', meaning: 'Person under the former NISS.' }),
    valid_worker_id: workerId({
      from: 'valid_inss',
      optional: true,
      meaning: 'The same person under the NISS that replaced it.',
    }),
    effective_date: date({ optional: true, meaning: 'Day of the replacement.' }),
  },
});
