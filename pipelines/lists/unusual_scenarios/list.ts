import { UnusualScenario as UnusualScenarioScore } from '../../../models/unusual_scenario/tables.ts';
import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerQuarter } from '../../features/employer_quarter/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { INSPECTION, REASONS } from './reasons.ts';
import {
  UnusualScenarios,
  UnusualScenariosCandidate,
  UnusualScenariosEvidence,
  UnusualScenariosMeasure,
  UnusualScenariosReason,
} from './tables.ts';

export default defineList({
  name: 'unusual_scenarios',
  answers: 'Which employers depart from their peers and stand on no other list of the month?',
  title: {
    fr: 'Situations inhabituelles',
    nl: 'Ongewone situaties',
    de: 'Ungewöhnliche Lagen',
  },
  subjectType: 'employer',
  phenomenon: 'unusual_pattern',
  steps: [
    { table: UnusualScenariosMeasure, inputs: [EmployerQuarter, EmployerProfile] },
    { table: UnusualScenariosReason, inputs: [UnusualScenariosMeasure] },
    { table: UnusualScenariosEvidence, inputs: [UnusualScenariosMeasure, UnusualScenariosReason] },
    { table: UnusualScenariosCandidate, inputs: [UnusualScenariosReason, EmployerProfile, EmployerQuarter] },
  ],
  candidate: UnusualScenariosCandidate,
  reason: UnusualScenariosReason,
  evidence: UnusualScenariosEvidence,
  target: UnusualScenarios,
  capacity: { perDistrict: 2 },
  minimumScore: 4,
  randomShare: 0.05,
  model: { score: UnusualScenarioScore, role: 'ranks', key: 'noss_registration_number' },
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Aucun écart avec les employeurs comparables : échantillon de contrôle.',
    nl: 'Geen afwijking van vergelijkbare werkgevers: controlesteekproef.',
    de: 'Keine Abweichung von vergleichbaren Arbeitgebern: Kontrollstichprobe.',
  },
  legalBasis: INSPECTION,
  exclusions: {
    no_district: NO_DISTRICT,
    not_active: {
      fr: 'l’employeur a cessé ou n’a pas de travailleurs au cours du trimestre',
      nl: 'de werkgever is gestopt of heeft in het kwartaal geen werknemers',
      de: 'der Arbeitgeber hat aufgehört oder hat im Quartal keine Arbeitnehmer',
      en: 'the employer ended or has no workers in the quarter',
    },
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason: 'name and seat of the employers whose figures depart from those of their peers, for the analysts',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
