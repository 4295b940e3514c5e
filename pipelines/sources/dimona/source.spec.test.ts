import { describe, it } from 'vitest';
import { specChecks, specExtract, specStep } from '../../../src/testing/index.ts';
import source from './source.ts';
import { DimonaEvent, DimonaPeriod, DimonaPeriodDelivery } from './tables.ts';

const room = import.meta.url;
/** Invented numbers: the last two digits of a period number are the first ten mod 97. */
const PERIOD = '999000000171';

const fold = (events: string, expect: string, deliveries?: string, asOf = '2024-06-30') =>
  specStep({
    room,
    table: DimonaPeriod,
    inputs: [DimonaEvent, DimonaPeriodDelivery],
    given: [
      [DimonaEvent, events],
      ...(deliveries === undefined ? [] : [[DimonaPeriodDelivery, deliveries] as const]),
    ],
    params: { as_of_date: asOf },
    expect,
  });

const head =
  'kind | form_creation_at | noss_registration_number | worker_id | reference_number | dimona_period_id';
const who = '190000010 | Paaaaaaaaaaa';
const entry = `in | 2024-03-01 08:00:00 | ${who} | ${PERIOD} | -`;

describe('the extract period', () => {
  it('has the columns of its contract', () =>
    specExtract(
      source,
      'period',
      'dimona_period_id*, noss_registration_nbr, company_id, inss, starting_date, starting_hour, ending_date, ending_hour, worker_type, joint_commission_nbr, planned_hours_nbr, planned_days_nbr, using_company_id, is_locked, is_cancelled, is_late, form_creation_timestamp, last_update_timestamp',
    ));
});

describe('an entry', () => {
  it('has the number that its sender wrote as reference, if that is a Dimona period number', () =>
    fold(
      `${head} | starting_date\n${entry} | 2024-03-04`,
      `dimona_period_id | starting_date | is_cancelled | is_late
       ${PERIOD}        | 2024-03-04    | false        | false`,
    ));

  it('may have a number whose first ten digits mod 97 are 0', () =>
    fold(
      `${head} | starting_date\nin | 2024-03-01 08:00:00 | ${who} | 999000002797 | - | 2024-03-04`,
      'dimona_period_id\n999000002797',
    ));

  it('has a number of ours otherwise, and one only if it was sent twice', () =>
    fold(
      `${head} | starting_date
       in | 2024-03-01 08:00:00 | ${who} | my reference | - | 2024-03-04
       in | 2024-03-02 08:00:00 | ${who} | my reference | - | 2024-03-04
       in | 2024-03-02 08:00:00 | ${who} | 999000000172 | - | 2024-03-04`,
      `starting_date | form_creation_at
       2024-03-04    | 2024-03-01 08:00:00
       2024-03-04    | 2024-03-02 08:00:00`,
    ));

  it('is late after the day of the start, and on that day after its hour', () =>
    fold(
      `kind | form_creation_at | noss_registration_number | worker_id | starting_date | starting_hour
       in | 2024-03-04 09:00:00 | 190000010 | P1 | 2024-03-04 | -
       in | 2024-03-04 09:00:00 | 190000010 | P2 | 2024-03-04 | 0859
       in | 2024-03-04 09:00:00 | 190000010 | P3 | 2024-03-04 | 0900
       in | 2024-03-05 00:01:00 | 190000010 | P4 | 2024-03-04 | -`,
      `worker_id | is_late
       P1        | false
       P2        | true
       P3        | false
       P4        | true`,
    ));

  it('is not known before its form was made', () =>
    fold(`${head} | starting_date\n${entry} | 2024-02-01`, 'dimona_period_id', undefined, '2024-02-29'));
});

describe('changes', () => {
  it('end, move and reopen the period they name, in the order of their forms', () =>
    fold(
      `${head} | starting_date | ending_date
       ${entry} | 2024-03-04 | -
       update | 2024-03-20 08:00:00 | - | - | - | ${PERIOD} | 2024-03-05 | 9999-12-31
       out | 2024-03-10 08:00:00 | - | - | - | ${PERIOD} | - | 2024-03-10`,
      `dimona_period_id | starting_date | ending_date | last_update_at
       ${PERIOD}        | 2024-03-05    | -           | 2024-03-20 08:00:00`,
    ));

  it('cancel for good', () =>
    fold(
      `${head} | starting_date | ending_date
       ${entry} | 2024-03-04 | -
       cancel | 2024-03-05 08:00:00 | - | - | - | ${PERIOD} | - | -
       out | 2024-03-10 08:00:00 | - | - | - | ${PERIOD} | - | 2024-03-10`,
      `dimona_period_id | is_cancelled | ending_date
       ${PERIOD}        | true         | 2024-03-10`,
    ));

  it('with a number that no entry told reach the latest start of the worker at the employer', () =>
    fold(
      `${head} | starting_date | ending_date
       in | 2024-01-01 08:00:00 | ${who} | - | - | 2024-01-02 | 2024-01-31
       in | 2024-02-01 08:00:00 | ${who} | - | - | 2024-02-02 | -
       in | 2024-05-01 08:00:00 | ${who} | - | - | 2024-05-02 | -
       out | 2024-03-01 08:00:00 | ${who} | - | ${PERIOD} | - | 2024-02-29
       out | 2024-03-01 08:00:00 | 190000109 | Pbbbbbbbbbbb | - | ${PERIOD} | - | 2024-02-20`,
      `starting_date | ending_date
       2024-01-02    | 2024-01-31
       2024-02-02    | 2024-02-29
       2024-05-02    | -`,
    ));

  it('made after the as-of date are not seen', () =>
    fold(
      `${head} | starting_date | ending_date
       ${entry} | 2024-03-04 | -
       out | 2024-03-10 08:00:00 | - | - | - | ${PERIOD} | - | 2024-03-10`,
      `dimona_period_id | ending_date | last_update_at
       ${PERIOD}        | -           | 2024-03-01 08:00:00`,
      undefined,
      '2024-03-09',
    ));
});

describe('a period of the personnel file', () => {
  const file = (id: string, type: string, rest: string) =>
    `dimona_period_id | worker_type | starting_date | ending_date | is_cancelled | is_late | form_creation_at | last_update_at
     ${id} | ${type} | ${rest}`;
  const ended = '2024-03-04 | 2024-03-31 | true | true | 2024-03-01 08:00:00 | 2024-04-02 08:00:00';

  it('is taken as delivered', () =>
    fold(
      head,
      `dimona_period_id | ending_date | is_cancelled | is_late | last_update_at
       ${PERIOD}        | 2024-03-31  | true         | true    | 2024-04-02 08:00:00`,
      file(PERIOD, 'OTH', ended),
    ));

  it('shows before its last update only what the entry declared', () =>
    fold(
      head,
      `dimona_period_id | ending_date | is_cancelled | is_late | last_update_at
       ${PERIOD}        | -           | false        | true    | 2024-03-01 08:00:00`,
      file(PERIOD, 'OTH', ended),
      '2024-04-01',
    ));

  it('of a student has its end from the entry on', () =>
    fold(head, `ending_date\n2024-03-31`, file(PERIOD, 'STU', ended), '2024-04-01'));

  it('takes the place of the entry, and later forms change it', () =>
    fold(
      `${head} | starting_date | ending_date
       ${entry} | 2024-03-07 | -
       out | 2024-03-10 08:00:00 | - | - | - | ${PERIOD} | - | 2024-03-10
       out | 2024-05-10 08:00:00 | - | - | - | ${PERIOD} | - | 2024-05-10`,
      `dimona_period_id | starting_date | ending_date
       ${PERIOD}        | 2024-03-04    | 2024-05-10`,
      file(PERIOD, 'OTH', '2024-03-04 | - | false | false | 2024-03-01 08:00:00 | 2024-04-02 08:00:00'),
    ));
});

describe('checks', () => {
  it('count forms that no period explains and periods that end before they start', () =>
    specChecks({
      room,
      inputs: [DimonaEvent, DimonaPeriodDelivery],
      given: [
        [
          DimonaEvent,
          `${head} | starting_date
           in | 2024-03-01 08:00:00 | - | - | - | - | 2024-03-04
           out | 2024-03-01 08:00:00 | - | - | - | ${PERIOD} | -
           daily | 2024-03-01 08:00:00 | - | - | - | - | 2024-03-01`,
        ],
        [
          DimonaPeriodDelivery,
          `dimona_period_id | starting_date | ending_date
           ${PERIOD}        | 2024-03-04    | 2024-03-03`,
        ],
      ],
      expect: {
        'warn: entries without a worker': 1,
        'warn: exits without an end': 1,
        'warn: periods that end': 1,
      },
    }));
});
