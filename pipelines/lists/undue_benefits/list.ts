import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaService } from '../../sources/dmfa/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { UNEMPLOYMENT, REASONS } from './reasons.ts';
import {
  UndueBenefits,
  UndueBenefitsCandidate,
  UndueBenefitsEvidence,
  UndueBenefitsMeasure,
  UndueBenefitsReason,
} from './tables.ts';

export default defineList({
  name: 'undue_benefits',
  answers: 'Which declared work runs beside a benefit that it excludes?',
  title: {
    fr: 'Allocations indues',
    nl: 'Onterechte uitkeringen',
    de: 'Unberechtigte Leistungen',
  },
  subjectType: 'worker_employer',
  phenomenon: 'undue_benefit',
  steps: [
    {
      table: UndueBenefitsMeasure,
      inputs: [
        BenefitUnemployment,
        PersonMutation,
        DimonaPeriod,
        BenefitIncapacity,
        DmfaService,
        EmployerDeclaration,
      ],
    },
    { table: UndueBenefitsReason, inputs: [UndueBenefitsMeasure] },
    {
      table: UndueBenefitsEvidence,
      inputs: [UndueBenefitsMeasure, BenefitUnemployment, BenefitIncapacity, UndueBenefitsReason],
    },
    { table: UndueBenefitsCandidate, inputs: [UndueBenefitsReason, UndueBenefitsMeasure, EmployerProfile] },
  ],
  candidate: UndueBenefitsCandidate,
  reason: UndueBenefitsReason,
  evidence: UndueBenefitsEvidence,
  target: UndueBenefits,
  capacity: { perDistrict: 6 },
  minimumScore: 5,
  randomShare: 0.05,
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Travail et allocation de courte durée côte à côte, sans anomalie relevée : contrôle général.',
    nl: 'Werk en uitkering kort naast elkaar, zonder opgemerkte afwijking: algemene controle.',
    de: 'Arbeit und Leistung kurz nebeneinander, ohne festgestellte Abweichung: allgemeine Kontrolle.',
  },
  legalBasis: UNEMPLOYMENT,
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
      'employer of the workers whose benefit is to be checked, for the inspectors of the district; the worker stays a pseudonym until a person asks with a purpose',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
