import { cbeNumber, code, date, defineTable, text, timestamp, workerId } from '../../../src/table/index.ts';

export const CheckinAtWorkPresence = defineTable({
  schema: 'staging',
  name: 'checkin_at_work_presence',
  grain: 'One row per registered presence.',
  key: ['presence_registration_id'],
  notes:
    'A presence may be registered up to 36 days ahead, and registered twice for one person, day and place. Cancelled and failed ones stay with their status.',
  columns: {
    presence_registration_id: text({ meaning: 'Number of the registration.' }),
    registration_date: date({ meaning: 'Day of presence.' }),
    work_place_id: text({ optional: true, meaning: 'Place of work: the avwddt_id of the declared works.' }),
    worker_id: workerId({ from: 'inss', optional: true, checkDigit: 'warn', meaning: 'Person present.' }),
    limosa_id: text({ optional: true, meaning: 'Limosa notification of the person present.' }),
    cbe_number: cbeNumber({
      from: 'company_id',
      optional: true,
      meaning: 'Enterprise for which the person is present.',
    }),
    creation_at: timestamp({
      from: 'creation_timestamp',
      optional: true,
      meaning: 'Moment of the registration, UTC: when we could know it.',
    }),
    status: code({
      optional: true,
      oneOf: ['SUCCESSFULLY_REGISTERED', 'SUCCESSFULLY_CANCELLED', 'FAILED'],
      meaning: 'Result of the last validation.',
    }),
    channel: code({
      optional: true,
      zone: '00737',
      meaning: 'Channel of the registration: 3 web, 13 web service, 16 mobile web…',
    }),
  },
});
