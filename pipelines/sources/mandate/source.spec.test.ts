import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { MandateFunction } from './tables.ts';

describe('the mandate extract', () => {
  it('declares the columns of the contract', () =>
    specExtract(
      source,
      'function',
      'company_id*, inss*, holder_company_id*, function_code*, begin_date*, end_date, known_date',
    ));
});

describe('the mandate checks', () => {
  const counts = (rows: string, expect: Record<string, number>) =>
    specChecks({
      room: import.meta.url,
      inputs: [MandateFunction],
      given: [[MandateFunction, rows]],
      expect,
    });

  it('find nothing in a function held by a person and one held by an enterprise', () =>
    counts(
      `cbe_number | worker_id | holder_cbe_number | begin_date | end_date
       0990000039 | P1        | -                 | 2020-01-01 | -
       0990000039 | -         | 0990000138        | 2020-01-01 | 2020-01-01`,
      {},
    ));
  it('count a function that ends before it begins, and one that an enterprise holds in itself', () =>
    counts(
      `cbe_number | worker_id | holder_cbe_number | begin_date | end_date
       0990000039 | P1        | -                 | 2020-01-02 | 2020-01-01
       0990000039 | -         | 0990000039        | 2020-01-01 | -`,
      { 'warn: functions that end': 1, 'warn: enterprises that hold': 1 },
    ));
  it.each([
    [10, {}],
    [11, { 'fail: of a hundred or more functions': 11 }],
  ])('of a hundred functions, %i without a holder', (lost, failed) => {
    const lines = Array.from({ length: 100 }, (_, i) => `0990000039 | ${i < lost ? '-' : `P${i}`}`);
    return counts(['cbe_number | worker_id', ...lines].join('\n'), {
      'warn: functions that name no holder': lost,
      ...failed,
    });
  });
});
