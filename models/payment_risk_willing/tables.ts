import { modelLabelTable, scoreGuardTable, scoreReasonTable, scoreTable } from '../../src/unit/index.ts';

export const PaymentRiskWillingLabel = modelLabelTable('payment_risk_willing');
export const PaymentRiskWilling = scoreTable('payment_risk_willing');
export const PaymentRiskWillingReason = scoreReasonTable('payment_risk_willing');
export const PaymentRiskWillingGuard = scoreGuardTable('payment_risk_willing');
