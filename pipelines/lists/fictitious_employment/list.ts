import { FictitiousEmployment as FictitiousEmploymentScore } from '../../../models/fictitious_employment/tables.ts';
import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerDeparture, EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { FICTION, REASONS } from './reasons.ts';
import {
  FictitiousEmployment,
  FictitiousEmploymentCandidate,
  FictitiousEmploymentEvidence,
  FictitiousEmploymentMeasure,
  FictitiousEmploymentPair,
  FictitiousEmploymentReason,
} from './tables.ts';

export default defineList({
  name: 'fictitious_employment',
  answers:
    'Which employers seem to declare people who do not work for them, and for whom would these people work?',
  title: {
    fr: 'Assujettissement fictif',
    nl: 'Fictieve onderwerping',
    de: 'Scheinbeschäftigung',
  },
  subjectType: 'employer',
  phenomenon: 'fictitious_employment',
  steps: [
    {
      table: FictitiousEmploymentMeasure,
      inputs: [EmployerDeparture, DimonaPeriod, EmployerAccount, EmployerProfile],
    },
    { table: FictitiousEmploymentReason, inputs: [FictitiousEmploymentMeasure] },
    { table: FictitiousEmploymentPair, inputs: [EmployerDeparture, FictitiousEmploymentReason] },
    {
      table: FictitiousEmploymentEvidence,
      inputs: [EmployerDeparture, FictitiousEmploymentMeasure, EmployerAccount, FictitiousEmploymentReason],
    },
    {
      table: FictitiousEmploymentCandidate,
      inputs: [FictitiousEmploymentReason, FictitiousEmploymentMeasure, EmployerProfile],
    },
  ],
  candidate: FictitiousEmploymentCandidate,
  reason: FictitiousEmploymentReason,
  evidence: FictitiousEmploymentEvidence,
  target: FictitiousEmployment,
  capacity: { perDistrict: 5 },
  minimumScore: 5,
  randomShare: 0.05,
  model: { score: FictitiousEmploymentScore, role: 'speaks', key: 'noss_registration_number' },
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Emplois courts suivis d’un départ, sans anomalie relevée : contrôle général.',
    nl: 'Korte tewerkstellingen gevolgd door vertrek, zonder opgemerkte afwijking: algemene controle.',
    de: 'Kurze Beschäftigungen mit Austritt, ohne festgestellte Abweichung: allgemeine Kontrolle.',
  },
  legalBasis: FICTION,
  exclusions: {
    no_district: NO_DISTRICT,
    ended_long_ago: {
      fr: 'l’employeur a cessé il y a plus d’un an : il ne reste rien à visiter',
      nl: 'de werkgever is meer dan een jaar geleden gestopt: er valt niets meer te bezoeken',
      de: 'der Arbeitgeber hat vor mehr als einem Jahr aufgehört: es gibt nichts mehr zu besuchen',
      en: 'the employer ended more than a year ago: nothing is left to visit',
    },
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason:
      'name and seat of the employers whose declared work is to be checked, for the inspectors of the district',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
