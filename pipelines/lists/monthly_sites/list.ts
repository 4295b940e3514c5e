import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import {
  SiteContractor,
  SiteEmployer,
  SiteEnterprise,
  SiteHistory,
  SiteMonth,
  SiteParticipant,
  SitePosting,
  SitePresence,
  SiteReputation,
  SiteWithholding,
} from '../../features/site_month/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { Site, SiteWorks } from '../../links/site_address/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import { DumpingSite } from '../../../models/dumping_site/tables.ts';
import { INSPECTION, REASONS } from './reasons.ts';
import {
  MonthlySites,
  MonthlySitesBand,
  MonthlySitesCandidate,
  MonthlySitesEvidence,
  MonthlySitesReason,
  MonthlySitesRule,
} from './tables.ts';

export default defineList({
  name: 'monthly_sites',
  answers: 'Which works sites of a judicial district are worth a visit next month?',
  title: {
    fr: 'Chantiers à visiter',
    nl: 'Te bezoeken werven',
    de: 'Zu besuchende Baustellen',
  },
  subjectType: 'site',
  phenomenon: 'social_dumping',
  steps: [
    { table: MonthlySitesRule, inputs: [] },
    { table: MonthlySitesReason, inputs: [SiteMonth, SiteReputation, MonthlySitesRule] },
    {
      table: MonthlySitesEvidence,
      inputs: [
        MonthlySitesReason,
        SiteMonth,
        SiteReputation,
        SitePresence,
        SitePosting,
        SiteContractor,
        SiteParticipant,
        SiteEnterprise,
        SiteEmployer,
        SiteWithholding,
        SiteWorks,
        WorksDeclarationContract,
        InspectionCase,
        InspectionOutcome,
      ],
    },
    { table: MonthlySitesBand, inputs: [SiteMonth, SiteHistory, MonthlySitesReason] },
    {
      table: MonthlySitesCandidate,
      inputs: [
        SiteMonth,
        SiteHistory,
        MonthlySitesReason,
        MonthlySitesBand,
        Site,
        Employer,
        WorksDeclarationWorks,
      ],
    },
  ],
  candidate: MonthlySitesCandidate,
  reason: MonthlySitesReason,
  evidence: MonthlySitesEvidence,
  target: MonthlySites,
  capacity: { perDistrict: 10 },
  minimumScore: 1,
  // A visit should rather prove right than not; a seat that nobody deserves stays empty.
  model: { score: DumpingSite, role: 'ranks', key: 'subject_id', minimumProbability: 0.75 },
  randomShare: 0.05,
  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Chantier actif, sans anomalie relevée dans les déclarations : contrôle général.',
    nl: 'Actieve werf, zonder opgemerkte afwijking in de aangiften: algemene controle.',
    de: 'Aktive Baustelle ohne festgestellte Abweichung in den Meldungen: allgemeine Kontrolle.',
  },
  legalBasis: INSPECTION,
  exclusions: {
    no_district: NO_DISTRICT,
    not_started: {
      fr: 'les travaux commencent après la période',
      nl: 'de werken beginnen na de periode',
      de: 'die Arbeiten beginnen nach dem Zeitraum',
      en: 'the works begin after the period',
    },
    ended: {
      fr: 'les travaux se terminent avant la période',
      nl: 'de werken eindigen vóór de periode',
      de: 'die Arbeiten enden vor dem Zeitraum',
      en: 'the works end before the period',
    },
    in_treatment: {
      fr: 'un service a un dossier ouvert sur le chantier',
      nl: 'een dienst heeft een open dossier over de werf',
      de: 'ein Dienst hat eine offene Akte zur Baustelle',
      en: 'a service has an open case on the site',
    },
    recently_visited: {
      fr: 'un service a visité le chantier au cours des six derniers mois',
      nl: 'een dienst bezocht de werf in de laatste zes maanden',
      de: 'ein Dienst hat die Baustelle in den letzten sechs Monaten besucht',
      en: 'a service visited the site in the last six months',
    },
    already_treated: {
      fr: 'le dernier résultat, des six derniers mois, indique qu’un autre service traite le chantier',
      nl: 'volgens het laatste resultaat, van de laatste zes maanden, behandelt een andere dienst de werf',
      de: 'laut dem letzten Ergebnis, aus den letzten sechs Monaten, behandelt ein anderer Dienst die Baustelle',
      en: 'the last result, of the last six months, says that another service treats it',
    },
    closed_earlier: {
      fr: 'la dernière visite n’a plus rien trouvé à visiter',
      nl: 'bij het laatste bezoek viel er niets meer te bezoeken',
      de: 'beim letzten Besuch gab es nichts mehr zu besuchen',
      en: 'the last visit found nothing left to visit',
    },
    not_found_earlier: {
      fr: 'la dernière visite n’a pas trouvé le chantier',
      nl: 'het laatste bezoek vond de werf niet',
      de: 'der letzte Besuch hat die Baustelle nicht gefunden',
      en: 'the last visit did not find the site',
    },
    same_site: {
      fr: 'd’autres travaux à la même adresse représentent le chantier',
      nl: 'andere werken op hetzelfde adres staan voor de werf',
      de: 'andere Arbeiten an derselben Adresse stehen für die Baustelle',
      en: 'other works at the same address stand for the site',
    },
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason: 'name and place of the sites to visit, for the inspectors of the judicial district',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
