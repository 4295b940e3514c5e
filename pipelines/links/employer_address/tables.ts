import { defineTable, nssoNumber, text } from '../../../src/table/index.ts';

export const EmployerAddress = defineTable({
  schema: 'link',
  name: 'employer_address',
  grain: 'One row per NSSO matricule whose seat is known with street and house number.',
  key: ['noss_registration_number'],
  notes:
    'The directory is not historised: the seat is the one of its last delivery. The box is left out, so that offices of one building agree.',
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'NSSO matricule.' }),
    address_id: text({ meaning: 'Opaque identifier of the address.', personal: 'pseudonym' }),
  },
});
