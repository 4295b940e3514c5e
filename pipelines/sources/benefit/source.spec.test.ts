import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { BenefitIncapacity, BenefitUnemployment } from './tables.ts';

describe('the benefit extracts', () => {
  it('declare the columns of the contract', () => {
    specExtract(
      source,
      'unemployment',
      `inss*, period_start_date*, period_end_date, benefit_code, daily_amount, last_noss_registration_nbr,
       known_date`,
    );
    specExtract(
      source,
      'incapacity',
      'inss*, period_start_date*, period_end_date, risk_code, last_noss_registration_nbr, known_date',
    );
  });
});

describe('the benefit checks', () => {
  it('count periods that end before they start, and daily amounts in another unit', () =>
    specChecks({
      room: import.meta.url,
      inputs: [BenefitUnemployment, BenefitIncapacity],
      given: [
        [
          BenefitUnemployment,
          `worker_id | period_start_date | period_end_date | daily_cents
           P1        | 2024-01-02        | 2024-01-01      | 6500
           P2        | 2024-01-01        | -               | 650000`,
        ],
        [
          BenefitIncapacity,
          `worker_id | period_start_date | period_end_date
           P1        | 2024-01-02        | 2024-01-01
           P2        | 2024-01-02        | 2024-01-02`,
        ],
      ],
      expect: { 'warn: unemployment periods': 1, 'warn: incapacity periods': 1, 'warn: daily': 1 },
    }));
});
