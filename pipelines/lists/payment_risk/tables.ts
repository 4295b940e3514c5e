import { cents, code, defineTable, flag, integer, nssoNumber } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const PaymentRiskMeasure = defineTable({
  schema: 'ranking',
  name: 'payment_risk_measure',
  grain: 'One row per active matricule with an account.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    quarter_count: integer({ meaning: 'Quarters past their due date.', unit: 'quarters', min: 0 }),
    owed_cents: cents({ meaning: 'Open after the due date.' }),
    unpaid_quarter_count: integer({
      meaning: 'Quarters with more than a tenth open and no followed plan.',
      unit: 'quarters',
      min: 0,
    }),
    late_quarter_count: integer({
      meaning: 'Of the last four, quarters not paid at the due date.',
      unit: 'quarters',
      min: 0,
    }),
    part_paid_quarter_count: integer({
      meaning: 'Of the last eight, quarters paid in part at the due date, without plan.',
      unit: 'quarters',
      min: 0,
    }),
    broken_plan_quarter_count: integer({
      meaning: 'Quarters under a plan that is not followed.',
      unit: 'quarters',
      min: 0,
    }),
    shrinkage_percent: integer({
      meaning: 'By how much the contributions due fell in a year.',
      unit: 'percent',
      min: 0,
    }),
    step_count: integer({ meaning: 'Steps of recovery in twelve months.', unit: 'steps', min: 0 }),
    is_able: flag({ meaning: 'Can pay: dues not down by a fifth, no insolvency, no broken plan.' }),
    is_willing: flag({ meaning: 'Nothing open without a followed plan.' }),
    advised_step_code: code({
      meaning: 'Step of recovery to consider; a person decides.',
      oneOf: [
        'none',
        'reminder',
        'payment_plan',
        'writ',
        'seizure',
        'third_party_seizure',
        'personal_liability',
        'bankruptcy_petition',
      ],
    }),
  },
});

export const PaymentRiskReason = reasonTable('payment_risk_reason');
export const PaymentRiskEvidence = evidenceTable('payment_risk_evidence');
export const PaymentRiskCandidate = candidateTable('payment_risk_candidate');
export const PaymentRisk = targetTable('payment_risk');
