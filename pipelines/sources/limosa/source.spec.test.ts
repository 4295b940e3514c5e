import { describe, expect, it } from 'vitest';
import { specChecks, specExtract, specStep } from '../../../src/testing/index.ts';
import source from './source.ts';
import { LimosaNotification, LimosaPosting } from './tables.ts';

describe('the Limosa extract', () => {
  it('declares the columns of the contract', () =>
    specExtract(
      source,
      'posting',
      `limosa_id*, worker_inss, worker_first_name, worker_last_name, worker_birth_date, worker_nationality,
       employer_foreign_id, employer_name, employer_country, employer_street, employer_city, user_company_id,
       start_date, end_date, sector_code, work_place_street, work_place_house_nbr, work_place_zip_code,
       work_place_city, a1_document_nbr, known_date`,
    ));
  it('keeps names, birth date and address of the employer out of staging', () => {
    const staged = Object.values(LimosaPosting.columns).map(({ personal }) => personal);
    expect(staged).not.toContain('identifier');
    expect(Object.keys(LimosaPosting.columns)).not.toContain('worker_birth_date');
  });
});

describe('a notification', () => {
  it('counts in its latest version known at the as-of date, and is known since its first', () =>
    specStep({
      room: import.meta.url,
      table: LimosaNotification,
      inputs: [LimosaPosting],
      given: [
        [
          LimosaPosting,
          `limosa_id | end_date   | known_date
           L1        | 2024-06-30 | 2024-03-15
           L1        | 2024-05-31 | 2024-04-02
           L1        | 2024-04-05 | 2024-05-15
           L2        | 2024-06-30 | 2024-05-02`,
        ],
      ],
      params: { as_of_date: '2024-04-30' },
      expect: `limosa_id | end_date   | first_known_date | known_date
               L1        | 2024-05-31 | 2024-03-15       | 2024-04-02`,
    }));
});

describe('the Limosa checks', () => {
  const counts = (rows: string, expected: Record<string, number>) =>
    specChecks({
      room: import.meta.url,
      inputs: [LimosaPosting],
      given: [[LimosaPosting, rows]],
      expect: expected,
    });

  it('count postings that end before they start or last longer than 24 months', () =>
    counts(
      `limosa_id | worker_id | employer_name_id | start_date | end_date
       L1        | P1        | T1               | 2024-01-02 | 2024-01-01
       L2        | P1        | T1               | 2022-01-01 | 2024-01-02
       L3        | P1        | T1               | 2022-01-01 | 2024-01-01`,
      { 'warn: postings that end': 1, 'warn: postings planned': 1 },
    ));
  it('count postings without an employer', () =>
    counts(
      'limosa_id | worker_id | employer_foreign_id | employer_name_id\nL1 | P1 | - | -\nL2 | P1 | F1 | -',
      {
        'warn: postings without a number': 1,
      },
    ));
  it.each([
    [10, {}],
    [11, { 'fail: of a hundred or more postings': 11 }],
  ])('of a hundred postings, %i that name nobody', (lost, failed) => {
    const lines = Array.from({ length: 100 }, (_, i) => `L${i} | F1 | ${i < lost ? '-' : `T${i}`}`);
    return counts(['limosa_id | employer_foreign_id | worker_last_name_id', ...lines].join('\n'), {
      'warn: postings that name nobody': lost,
      ...failed,
    });
  });
});
