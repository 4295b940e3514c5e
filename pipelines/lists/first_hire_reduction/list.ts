import { FirstHireReduction as FirstHireReductionScore } from '../../../models/first_hire_reduction/tables.ts';
import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerOrigin, EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { DmfaDeduction } from '../../sources/dmfa/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { UNIT, REASONS } from './reasons.ts';
import {
  FirstHireReduction,
  FirstHireReductionCandidate,
  FirstHireReductionEvidence,
  FirstHireReductionMeasure,
  FirstHireReductionReason,
} from './tables.ts';

export default defineList({
  name: 'first_hire_reduction',
  answers:
    'Which employers use the reduction for first hires although they continue an existing technical business unit?',
  title: {
    fr: 'Réductions premiers engagements',
    nl: 'Verminderingen eerste aanwervingen',
    de: 'Ermäßigungen Ersteinstellungen',
  },
  subjectType: 'employer',
  phenomenon: 'improper_reduction',
  steps: [
    {
      table: FirstHireReductionMeasure,
      inputs: [DmfaDeduction, EmployerDeclaration, EmployerOrigin, EmployerProfile],
    },
    { table: FirstHireReductionReason, inputs: [FirstHireReductionMeasure] },
    { table: FirstHireReductionEvidence, inputs: [FirstHireReductionMeasure, FirstHireReductionReason] },
    {
      table: FirstHireReductionCandidate,
      inputs: [FirstHireReductionReason, FirstHireReductionMeasure, EmployerProfile],
    },
  ],
  candidate: FirstHireReductionCandidate,
  reason: FirstHireReductionReason,
  evidence: FirstHireReductionEvidence,
  target: FirstHireReduction,
  capacity: { perDistrict: 3 },
  minimumScore: 5,
  randomShare: 0.05,
  model: { score: FirstHireReductionScore, role: 'speaks', key: 'noss_registration_number' },
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Réduction premiers engagements utilisée, sans lien relevé avec un autre employeur : contrôle général.',
    nl: 'Vermindering eerste aanwervingen gebruikt, zonder opgemerkte band met een andere werkgever: algemene controle.',
    de: 'Ermäßigung für Ersteinstellungen genutzt, ohne festgestellte Verbindung zu einem anderen Arbeitgeber: allgemeine Kontrolle.',
  },
  legalBasis: UNIT,
  exclusions: {
    no_district: NO_DISTRICT,
    declared_transfer: {
      fr: 'le transfert de personnel a été déclaré : c’est la déclaration qui est examinée, sans visite',
      nl: 'de overdracht van personeel werd aangegeven: de aangifte wordt beoordeeld, zonder bezoek',
      de: 'der Übergang des Personals wurde gemeldet: geprüft wird die Meldung, ohne Besuch',
      en: 'the transfer of staff was declared: the declaration is judged, not a visit',
    },
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason:
      'name and seat of the employers whose first-hire reduction is to be checked, for the inspectors of the district',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
