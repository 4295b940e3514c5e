import { PaymentRisk as PaymentRiskScore } from '../../../models/payment_risk/tables.ts';
import { defineList, INSOLVENT, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { QUADRANTS, STEPS } from './advice.ts';
import { RECOVERY, REASONS } from './reasons.ts';
import {
  PaymentRisk,
  PaymentRiskCandidate,
  PaymentRiskEvidence,
  PaymentRiskMeasure,
  PaymentRiskReason,
} from './tables.ts';

export default defineList({
  name: 'payment_risk',
  answers:
    'Which employers are able to pay their contributions and do not, and which step of recovery is worth a look?',
  title: {
    fr: 'Risque de non-paiement',
    nl: 'Risico op niet-betaling',
    de: 'Zahlungsrisiko',
  },
  subjectType: 'employer',
  phenomenon: 'payment_default',
  steps: [
    { table: PaymentRiskMeasure, inputs: [EmployerAccount, AccountEnforcement, EmployerProfile] },
    { table: PaymentRiskReason, inputs: [PaymentRiskMeasure] },
    {
      table: PaymentRiskEvidence,
      inputs: [PaymentRiskMeasure, EmployerAccount, AccountEnforcement, PaymentRiskReason],
    },
    { table: PaymentRiskCandidate, inputs: [PaymentRiskReason, PaymentRiskMeasure, EmployerProfile] },
  ],
  candidate: PaymentRiskCandidate,
  reason: PaymentRiskReason,
  evidence: PaymentRiskEvidence,
  target: PaymentRisk,
  capacity: { perDistrict: 5 },
  minimumScore: 5,
  randomShare: 0.05,
  model: {
    score: PaymentRiskScore,
    role: 'speaks',
    key: 'noss_registration_number',
    says: { quadrant_code: QUADRANTS, recovery_step_code: STEPS },
    silences: ['advice'],
  },
  coolingOffMonths: 6,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Pas de dette relevée : contrôle général du paiement.',
    nl: 'Geen schuld vastgesteld: algemene controle van de betaling.',
    de: 'Keine Schuld festgestellt: allgemeine Zahlungskontrolle.',
  },
  legalBasis: RECOVERY,
  exclusions: {
    no_district: NO_DISTRICT,
    insolvent: INSOLVENT,
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason: 'name and seat of the employers that do not pay, for the recovery service',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
