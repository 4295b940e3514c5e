import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { SiteEnterprise } from '../../features/site_month/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { WITHHOLDING, REASONS } from './reasons.ts';
import {
  WithholdingObligation,
  WithholdingObligationCandidate,
  WithholdingObligationEvidence,
  WithholdingObligationMeasure,
  WithholdingObligationReason,
} from './tables.ts';

export default defineList({
  name: 'withholding_obligation',
  answers:
    'Which principals do not withhold on invoices of contractors with debts, or leave contractors out of their declarations of works?',
  title: {
    fr: 'Obligation de retenue (30bis, 30ter)',
    nl: 'Inhoudingsplicht (30bis, 30ter)',
    de: 'Einbehaltungspflicht (30bis, 30ter)',
  },
  subjectType: 'employer',
  phenomenon: 'withholding_obligation',
  steps: [
    {
      table: WithholdingObligationMeasure,
      inputs: [
        WorksDeclarationContract,
        Employer,
        AccountQuarter,
        WithholdingPayment,
        WorksDeclarationWorks,
        SiteEnterprise,
        EmployerProfile,
      ],
    },
    { table: WithholdingObligationReason, inputs: [WithholdingObligationMeasure] },
    {
      table: WithholdingObligationEvidence,
      inputs: [
        WithholdingObligationMeasure,
        WorksDeclarationContract,
        WithholdingPayment,
        WorksDeclarationWorks,
        SiteEnterprise,
        WithholdingObligationReason,
      ],
    },
    {
      table: WithholdingObligationCandidate,
      inputs: [WithholdingObligationReason, WithholdingObligationMeasure, EmployerProfile],
    },
  ],
  candidate: WithholdingObligationCandidate,
  reason: WithholdingObligationReason,
  evidence: WithholdingObligationEvidence,
  target: WithholdingObligation,
  capacity: { perDistrict: 3 },
  minimumScore: 5,
  randomShare: 0.05,
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Principal de travaux déclarés, sans anomalie relevée : contrôle général.',
    nl: 'Opdrachtgever van aangegeven werken, zonder opgemerkte afwijking: algemene controle.',
    de: 'Auftraggeber gemeldeter Arbeiten, ohne festgestellte Abweichung: allgemeine Kontrolle.',
  },
  legalBasis: WITHHOLDING,
  exclusions: {
    no_district: NO_DISTRICT,
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason:
      'name and seat of the principals to check for articles 30bis and 30ter, for the inspectors of the district',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
