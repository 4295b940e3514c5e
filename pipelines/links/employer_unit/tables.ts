import { cbeNumber, code, date, defineTable, flag, integer, text } from '../../../src/table/index.ts';

const left = cbeNumber({ meaning: 'The smaller CBE number of the two.' });
const right = cbeNumber({ meaning: 'The greater CBE number of the two.' });
const clue = code({
  oneOf: ['worker', 'mandate', 'address', 'contact', 'client'],
  meaning:
    'What is shared: a worker, the holder of a mandate, an address, a contact (telephone, mail, site), a client.',
});

export const EmployerUnitClue = defineTable({
  schema: 'link',
  name: 'employer_unit_clue',
  grain: 'One row per enterprise, clue and resource that enterprises may share.',
  key: ['cbe_number', 'clue_code', 'resource_id'],
  notes:
    'From the first to the last use, without the gaps between. The CBE delivers the address and contacts of today, so these hold from the first day of the enterprise. Resources of very many enterprises (business centres, accountants, day labourers) or of one only are left out.',
  columns: {
    cbe_number: cbeNumber({ meaning: 'Enterprise.' }),
    clue_code: clue,
    resource_id: text({ personal: 'pseudonym', meaning: 'Pseudonym or opaque key of what is shared.' }),
    begin_date: date({ meaning: 'First day of use.' }),
    end_date: date({ meaning: 'Last day of use, if it had come at the as-of date.', optional: true }),
  },
});

export const EmployerUnitStaff = defineTable({
  schema: 'link',
  name: 'employer_unit_staff',
  grain: 'One row per enterprise with staff.',
  key: ['cbe_number'],
  columns: {
    cbe_number: cbeNumber({ meaning: 'Enterprise.' }),
    first_date: date({ meaning: 'First day of its first worker.' }),
    first_year_count: integer({
      meaning: 'Workers hired in the first twelve months.',
      unit: 'workers',
      min: 1,
    }),
    joint_committee: code({ meaning: 'Joint committee of most of its Dimona.', optional: true }),
  },
});

const count = (meaning: string) => integer({ meaning, unit: 'resources', min: 0 });

export const EmployerUnitTie = defineTable({
  schema: 'link',
  name: 'employer_unit_tie',
  grain: 'One row per pair of enterprises that meets both prongs of the legal test.',
  key: ['left_cbe_number', 'right_cbe_number'],
  notes:
    'Prong 1: a common person, worker or holder of a mandate. Prong 2: interweaving; two points each for staff that moved together and for an address, one each for a contact, a client, the activity, and for a worker besides a mandate; three are needed. Transfers declared under CBA 32bis are left out.',
  columns: {
    left_cbe_number: left,
    right_cbe_number: right,
    common_worker_count: count('Workers of both within twelve months.'),
    common_mandate_count: count('Persons with a mandate in both within twelve months.'),
    common_address_count: count('Addresses of both.'),
    common_contact_count: count('Contacts of both.'),
    common_client_count: count('Clients of both.'),
    moved_worker_count: integer({
      meaning: 'Workers of the elder one that the younger one hired in its first twelve months.',
      unit: 'workers',
      min: 0,
    }),
    is_staff_moved: flag({
      meaning: 'At least two moved, and they are three in ten of the first staff of the younger one.',
    }),
    is_activity_same: flag({ meaning: 'Both work under one joint committee.' }),
    interweaving_points: integer({ meaning: 'Points of the second prong.', unit: 'points', min: 3 }),
    begin_date: date({ meaning: 'First day on which both prongs held.' }),
    end_date: date({
      meaning: 'Day on which twelve months had passed since one of the prongs ended, if it had come.',
      optional: true,
    }),
  },
});

export const EmployerUnitEvidence = defineTable({
  schema: 'link',
  name: 'employer_unit_evidence',
  grain: 'One row per pair of enterprises of one unit and thing that both use.',
  key: ['left_cbe_number', 'right_cbe_number', 'clue_code', 'resource_id'],
  columns: {
    left_cbe_number: left,
    right_cbe_number: right,
    prong_code: code({
      oneOf: ['common_person', 'interweaving'],
      meaning: 'The prong of the legal test that it supports.',
    }),
    clue_code: clue,
    resource_id: text({ personal: 'pseudonym', meaning: 'Pseudonym or opaque key of what is shared.' }),
    begin_date: date({ meaning: 'First day on which both had used it.' }),
    end_date: date({ meaning: 'Last day on which one of the two used it, if it had come.', optional: true }),
  },
});

export const EmployerUnit = defineTable({
  schema: 'link',
  name: 'employer_unit',
  grain: 'One row per enterprise of a technical business unit of two or more.',
  key: ['cbe_number'],
  notes:
    'Enterprises tied through others stand in one unit. The unit is named after its smallest CBE number.',
  columns: {
    unit_id: text({ meaning: 'Opaque identifier of the unit.' }),
    cbe_number: cbeNumber({ meaning: 'Enterprise.' }),
    member_count: integer({ meaning: 'Enterprises of the unit.', unit: 'enterprises', min: 2 }),
    begin_date: date({ meaning: 'First day of its first tie.' }),
    end_date: date({ meaning: 'Last day of its last tie, if it had come.', optional: true }),
  },
});
