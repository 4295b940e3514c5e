import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerQuarter } from '../../features/employer_quarter/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { INSPECTION, REASONS } from './reasons.ts';
import {
  FlashControls,
  FlashControlsCandidate,
  FlashControlsEvidence,
  FlashControlsMeasure,
  FlashControlsPlan,
  FlashControlsReason,
} from './tables.ts';

export default defineList({
  name: 'flash_controls',
  answers: 'Which employers of the sectors of the month receive an announced preventive visit?',
  title: {
    fr: 'Contrôles éclair annoncés',
    nl: 'Aangekondigde flitscontroles',
    de: 'Angekündigte Blitzkontrollen',
  },
  subjectType: 'employer',
  phenomenon: 'undeclared_work',
  steps: [
    { table: FlashControlsPlan, inputs: [] },
    { table: FlashControlsMeasure, inputs: [EmployerProfile, EmployerQuarter, FlashControlsPlan] },
    { table: FlashControlsReason, inputs: [FlashControlsMeasure] },
    { table: FlashControlsEvidence, inputs: [FlashControlsMeasure, FlashControlsReason] },
    { table: FlashControlsCandidate, inputs: [FlashControlsReason, FlashControlsMeasure, EmployerProfile] },
  ],
  candidate: FlashControlsCandidate,
  reason: FlashControlsReason,
  evidence: FlashControlsEvidence,
  target: FlashControls,
  capacity: { perDistrict: 6 },
  minimumScore: 1000000,
  randomShare: 1,
  coolingOffMonths: 24,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Contrôle préventif annoncé : secteur du mois, tirage au sort équitable.',
    nl: 'Aangekondigde preventieve controle: sector van de maand, eerlijke loting.',
    de: 'Angekündigte vorbeugende Kontrolle: Branche des Monats, faire Auslosung.',
  },
  legalBasis: INSPECTION,
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
      'name and seat of the employers drawn for an announced preventive visit, for the inspectors of the district',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
