import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { WithholdingPayment } from './tables.ts';

describe('the withholding extract', () => {
  it('declares the columns of the contract', () =>
    specExtract(
      source,
      'payment',
      `payer_company_id*, contractor_company_id*, invoice_date*, invoice_amount, withheld_nsso_amount,
       withheld_tax_amount`,
    ));
});

describe('the withholding checks', () => {
  it('count more withheld than invoiced, and payments to oneself', () =>
    specChecks({
      room: import.meta.url,
      inputs: [WithholdingPayment],
      given: [
        [
          WithholdingPayment,
          `payer_cbe_number | contractor_cbe_number | invoice_cents | withheld_nsso_cents | withheld_tax_cents
           0990000039       | 0990000138            | 100000        | 35000               | 15000
           0990000039       | 0990000237            | 100000        | 100000              | 1
           0990000039       | 0990000039            | 100000        | -                   | -`,
        ],
      ],
      expect: { 'warn: invoices on which more': 1, 'warn: enterprises that pay': 1 },
    }));
});
