import { join } from 'node:path';
import { AccountQuarter } from '../../pipelines/sources/account/tables.ts';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../pipelines/sources/insolvency/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { PAYMENT_LEARNING } from '../payment_risk/tables.ts';
import {
  PaymentRiskWilling,
  PaymentRiskWillingGuard,
  PaymentRiskWillingLabel,
  PaymentRiskWillingReason,
} from './tables.ts';

export default learnedModel({
  name: 'payment_risk_willing',
  answers:
    'Will the employer leave contributions of several quarters unpaid within four quarters while it carries on?',
  steps: [
    {
      table: PaymentRiskWillingLabel,
      inputs: [AccountQuarter, InsolvencyProcedure, EmployerDirectoryEmployer],
    },
  ],
  learning: {
    ...PAYMENT_LEARNING,
    label: PaymentRiskWillingLabel,
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: PaymentRiskWilling,
    reason: PaymentRiskWillingReason,
    guard: PaymentRiskWillingGuard,
  },
});
