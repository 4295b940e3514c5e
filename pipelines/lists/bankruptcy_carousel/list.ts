import { BankruptcyCarouselScore } from '../../../models/bankruptcy_carousel/tables.ts';
import { defineList, INSOLVENT, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import {
  Construction,
  ConstructionMember,
  ConstructionSign,
  ConstructionTie,
  EmployerLink,
  EmployerLinkEvidence,
  EmployerState,
  EmployerSuccession,
  StrawDirector,
} from '../../networks/employer_resource/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { LIABILITY, REASONS } from './reasons.ts';
import {
  BankruptcyCarousel,
  BankruptcyCarouselCandidate,
  BankruptcyCarouselEvidence,
  BankruptcyCarouselMeasure,
  BankruptcyCarouselReason,
} from './tables.ts';

export default defineList({
  name: 'bankruptcy_carousel',
  answers:
    'Which chains of bankruptcies leave debts behind, which of their employers still live, and until when does a seizure make sense?',
  title: {
    fr: 'Faillites en cascade',
    nl: 'Faillissementscarrousels',
    de: 'Insolvenzkarusselle',
  },
  subjectType: 'network',
  phenomenon: 'bankruptcy_carousel',
  steps: [
    {
      table: BankruptcyCarouselMeasure,
      inputs: [Construction, ConstructionMember, ConstructionTie, EmployerSuccession],
    },
    { table: BankruptcyCarouselReason, inputs: [BankruptcyCarouselMeasure, ConstructionSign] },
    {
      table: BankruptcyCarouselEvidence,
      inputs: [
        BankruptcyCarouselMeasure,
        BankruptcyCarouselReason,
        ConstructionTie,
        ConstructionMember,
        EmployerLink,
        EmployerLinkEvidence,
        EmployerState,
        StrawDirector,
        EmployerAccount,
        InsolvencyProcedure,
      ],
    },
    {
      table: BankruptcyCarouselCandidate,
      inputs: [BankruptcyCarouselMeasure, BankruptcyCarouselReason, EmployerProfile],
    },
  ],
  candidate: BankruptcyCarouselCandidate,
  reason: BankruptcyCarouselReason,
  evidence: BankruptcyCarouselEvidence,
  target: BankruptcyCarousel,
  capacity: { perDistrict: 10 },
  minimumScore: 20,
  randomShare: 0.05,
  model: { score: BankruptcyCarouselScore, role: 'ranks', key: 'subject_id' },
  coolingOffMonths: 12,
  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Succession d’employeurs sans signe particulier : contrôle général.',
    nl: 'Opeenvolging van werkgevers zonder bijzonder teken: algemene controle.',
    de: 'Abfolge von Arbeitgebern ohne besonderes Anzeichen: allgemeine Kontrolle.',
  },
  legalBasis: LIABILITY,
  exclusions: {
    no_district: NO_DISTRICT,
    insolvent: INSOLVENT,
    ended_long_ago: {
      fr: 'plus personne n’y vit et la dernière fin date de deux ans : il ne reste rien à garantir',
      nl: 'niemand erin leeft nog en het laatste einde is twee jaar oud: er valt niets meer veilig te stellen',
      de: 'niemand darin lebt noch, und das letzte Ende liegt zwei Jahre zurück: es ist nichts mehr zu sichern',
      en: 'nobody in it lives and the last end is two years old: nothing is left to secure',
    },
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason:
      'name and seat of employers in chains of bankruptcies, for the case managers, lawyers and inspectors who follow them',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
