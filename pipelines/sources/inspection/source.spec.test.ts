import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { InspectionCase, InspectionOutcome } from './tables.ts';

describe('the inspection extracts', () => {
  it('declare the columns of the contract', () => {
    specExtract(
      source,
      'case',
      `case_id*, service_code, phenomenon_code, noss_registration_nbr, company_id, avwddt_id, opened_date,
       visit_date, closed_date, origin_code, list_row_id`,
    );
    specExtract(
      source,
      'outcome',
      `case_id*, outcome_code, infringement_codes, workers_concerned_count, regularised_amount, outcome_date,
       known_date`,
    );
  });
});

describe('the inspection checks', () => {
  const inputs = [InspectionCase, InspectionOutcome];
  const cases = (...rows: string[]) =>
    ['case_id | avwddt_id | opened_date | visit_date | closed_date', ...rows].join('\n');

  it('count cases visited or closed before they were opened, and cases about nobody', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [
          InspectionCase,
          cases(
            'C1 | A1 | 2024-02-01 | 2024-01-31 | -',
            'C2 | A1 | 2024-02-01 | 2024-02-05 | 2024-02-04',
            'C3 | -  | 2024-02-01 | -          | -',
            'C4 | A1 | 2024-02-01 | 2024-02-01 | 2024-02-01',
          ),
        ],
      ],
      expect: { 'warn: cases visited': 1, 'warn: cases closed': 1, 'warn: cases without': 1 },
    }));
  it('count outcomes known before they came about', () =>
    specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [InspectionCase, cases('C1 | A1 | 2024-02-01 | 2024-02-02 | -')],
        [InspectionOutcome, 'case_id | outcome_date | known_date\nC1 | 2024-02-05 | 2024-02-04'],
      ],
      expect: { 'warn: outcomes known before': 1 },
    }));
  it.each([
    [10, {}],
    [11, { 'fail: of a hundred or more outcomes': 11 }],
  ])('of a hundred outcomes, %i without a case', (lost, failed) => {
    const lines = Array.from({ length: 100 }, (_, i) => (i < lost ? `X${i}` : 'C1'));
    return specChecks({
      room: import.meta.url,
      inputs,
      given: [
        [InspectionCase, cases('C1 | A1 | 2024-02-01 | 2024-02-02 | -')],
        [InspectionOutcome, ['case_id', ...lines].join('\n')],
      ],
      expect: { 'warn: outcomes of a case': lost, ...failed },
    });
  });
});
