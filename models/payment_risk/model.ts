import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';
import { defineModel } from '../../src/unit/index.ts';
import { employerInputs } from '../employer.ts';
import { PaymentRiskAble } from '../payment_risk_able/tables.ts';
import { PaymentRiskWilling } from '../payment_risk_willing/tables.ts';
import { CHOICE, PaymentRisk, PaymentRiskCandidate } from './tables.ts';

export default defineModel({
  name: 'payment_risk',
  answers: 'Is the employer able and willing to pay its contributions, and which step of recovery fits?',
  steps: [
    { table: PaymentRiskCandidate, inputs: employerInputs(CHOICE) },
    { table: PaymentRisk, inputs: [PaymentRiskAble, PaymentRiskWilling, EmployerPayment, EmployerTie] },
  ],
});
