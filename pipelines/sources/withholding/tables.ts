import { cbeNumber, cents, date, defineTable } from '../../../src/table/index.ts';

export const WithholdingPayment = defineTable({
  schema: 'staging',
  name: 'withholding_payment',
  grain: 'One row per payer, contractor and invoice date.',
  key: ['payer_cbe_number', 'contractor_cbe_number', 'invoice_date'],
  notes:
    'Only invoices on which something was withheld, or that were announced; an absent row is no proof of a missing withholding.',
  columns: {
    payer_cbe_number: cbeNumber({
      from: 'payer_company_id',
      meaning: 'Principal or contractor that pays the invoice.',
    }),
    contractor_cbe_number: cbeNumber({ from: 'contractor_company_id', meaning: 'Contractor that is paid.' }),
    invoice_date: date({ notInFuture: true, meaning: 'Date of the invoice.' }),
    invoice_cents: cents({ from: 'invoice_amount', meaning: 'Invoice without VAT.' }),
    withheld_nsso_cents: cents({
      from: 'withheld_nsso_amount',
      optional: true,
      meaning: 'Withheld for the NSSO (35 % when due).',
    }),
    withheld_tax_cents: cents({
      from: 'withheld_tax_amount',
      optional: true,
      meaning: 'Withheld for the tax administration (15 % when due).',
    }),
  },
});
