import { cbeNumber, cents, defineTable, integer, nssoNumber } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const WithholdingObligationMeasure = defineTable({
  schema: 'ranking',
  name: 'withholding_obligation_measure',
  grain: 'One row per active matricule that is principal of works.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    cbe_number: cbeNumber({ meaning: 'Its enterprise.', optional: true }),
    contract_count: integer({ meaning: 'Contracts given in two years.', unit: 'contracts', min: 0 }),
    late_contract_count: integer({
      meaning: 'Of these, declared after the work began.',
      unit: 'contracts',
      min: 0,
    }),
    owing_contract_count: integer({
      meaning: 'Of these, with a contractor that owed more than EUR 2 500 at the start.',
      unit: 'contracts',
      min: 0,
    }),
    unwithheld_contract_count: integer({
      meaning: 'Of these, without any withholding.',
      unit: 'contracts',
      min: 0,
    }),
    short_invoice_count: integer({
      meaning: 'Invoices of owing contractors with less than 35 % withheld.',
      unit: 'invoices',
      min: 0,
    }),
    missing_cents: cents({ meaning: 'Half of the contracts without any withholding: 35 % and 15 %.' }),
    unlisted_count: integer({
      meaning: 'Enterprises with presences on its sites that it did not declare.',
      unit: 'enterprises',
      min: 0,
    }),
    participant_count: integer({ meaning: 'Enterprises on its sites.', unit: 'enterprises', min: 0 }),
  },
});

export const WithholdingObligationReason = reasonTable('withholding_obligation_reason');
export const WithholdingObligationEvidence = evidenceTable('withholding_obligation_evidence');
export const WithholdingObligationCandidate = candidateTable('withholding_obligation_candidate');
export const WithholdingObligation = targetTable('withholding_obligation');
