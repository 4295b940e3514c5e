import { join } from 'node:path';
import { EmployerDirectoryEmployer } from '../../pipelines/sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../pipelines/sources/insolvency/tables.ts';
import { learnedModel } from '../../src/model/index.ts';
import { PAYMENT_LEARNING } from '../payment_risk/tables.ts';
import {
  PaymentRiskAble,
  PaymentRiskAbleGuard,
  PaymentRiskAbleLabel,
  PaymentRiskAbleReason,
} from './tables.ts';

export default learnedModel({
  name: 'payment_risk_able',
  answers: 'Will the employer be insolvent, and so unable to pay, within four quarters?',
  steps: [{ table: PaymentRiskAbleLabel, inputs: [InsolvencyProcedure, EmployerDirectoryEmployer] }],
  learning: {
    ...PAYMENT_LEARNING,
    label: PaymentRiskAbleLabel,
    shippedFile: join(import.meta.dirname, 'forest.json'),
    score: PaymentRiskAble,
    reason: PaymentRiskAbleReason,
    guard: PaymentRiskAbleGuard,
  },
});
