import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { CheckinAtWorkPresence } from './tables.ts';

describe('the Checkin@Work extract', () => {
  it('declares the columns of the contract', () =>
    specExtract(
      source,
      'presence',
      `presence_registration_id*, registration_date, work_place_id, inss, limosa_id, company_id,
       creation_timestamp, status, channel`,
    ));
});

describe('the Checkin@Work checks', () => {
  const counts = (rows: string, expect: Record<string, number>) =>
    specChecks({
      room: import.meta.url,
      inputs: [CheckinAtWorkPresence],
      given: [[CheckinAtWorkPresence, rows]],
      expect,
    });

  it('accept a presence by NISS, one by Limosa number, and one registered 36 days ahead', () =>
    counts(
      `presence_registration_id | registration_date | work_place_id | worker_id | limosa_id | creation_at
       1                        | 2024-02-06        | W1            | P1        | -         | 2024-01-01 08:00:00
       2                        | 2024-01-01        | W1            | -         | L1        | 2024-01-01 08:00:00`,
      {},
    ));
  it('count a presence registered 37 days ahead, and one without a place', () =>
    counts(
      `presence_registration_id | registration_date | work_place_id | worker_id | creation_at
       1                        | 2024-02-07        | W1            | P1        | 2024-01-01 08:00:00
       2                        | 2024-02-07        | -             | P1        | 2024-02-07 08:00:00`,
      { 'warn: presences registered more than 36': 1, 'warn: presences without a place': 1 },
    ));
  it('count second registrations, but not those that were cancelled', () =>
    counts(
      `presence_registration_id | registration_date | work_place_id | worker_id | cbe_number | status
       1                        | 2024-02-07        | W1            | P1        | 0990000039 | SUCCESSFULLY_REGISTERED
       2                        | 2024-02-07        | W1            | P1        | 0990000039 | SUCCESSFULLY_REGISTERED
       3                        | 2024-02-07        | W1            | P2        | 0990000039 | SUCCESSFULLY_REGISTERED
       4                        | 2024-02-07        | W1            | P2        | 0990000039 | SUCCESSFULLY_CANCELLED`,
      { 'warn: second registrations': 1 },
    ));
  it.each([
    [10, {}],
    [11, { 'fail: of a hundred or more presences': 11 }],
  ])('of a hundred presences, %i that name nobody', (lost, failed) => {
    const lines = Array.from({ length: 100 }, (_, i) => `${i} | W1 | ${i < lost ? '-' : `P${i}`}`);
    return counts(['presence_registration_id | work_place_id | worker_id', ...lines].join('\n'), {
      'warn: presences that name nobody': lost,
      ...failed,
    });
  });
});
