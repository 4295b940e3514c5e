import { modelLabelTable, scoreGuardTable, scoreReasonTable, scoreTable } from '../../src/unit/index.ts';

export const PaymentRiskAbleLabel = modelLabelTable('payment_risk_able');
export const PaymentRiskAble = scoreTable('payment_risk_able');
export const PaymentRiskAbleReason = scoreReasonTable('payment_risk_able');
export const PaymentRiskAbleGuard = scoreGuardTable('payment_risk_able');
