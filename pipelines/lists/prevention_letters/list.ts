import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerAccount } from '../../features/employer_standing/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { AccountEnforcement } from '../../sources/account/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaAnomaly } from '../../sources/dmfa/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { DECLARATION, REASONS } from './reasons.ts';
import {
  PreventionLetters,
  PreventionLettersCandidate,
  PreventionLettersEvidence,
  PreventionLettersMeasure,
  PreventionLettersReason,
} from './tables.ts';

export default defineList({
  name: 'prevention_letters',
  answers: 'Which employers with an honest profile slipped for the first time, so that a letter may do?',
  title: {
    fr: 'Lettres de prévention',
    nl: 'Preventiebrieven',
    de: 'Vorbeugende Schreiben',
  },
  subjectType: 'employer',
  phenomenon: 'declaration_quality',
  steps: [
    {
      table: PreventionLettersMeasure,
      inputs: [
        EmployerAccount,
        EmployerDeclaration,
        DimonaPeriod,
        DmfaAnomaly,
        AccountEnforcement,
        EmployerProfile,
      ],
    },
    { table: PreventionLettersReason, inputs: [PreventionLettersMeasure] },
    {
      table: PreventionLettersEvidence,
      inputs: [
        PreventionLettersMeasure,
        EmployerAccount,
        EmployerDeclaration,
        DimonaPeriod,
        DmfaAnomaly,
        PreventionLettersReason,
      ],
    },
    {
      table: PreventionLettersCandidate,
      inputs: [PreventionLettersReason, PreventionLettersMeasure, EmployerProfile],
    },
  ],
  candidate: PreventionLettersCandidate,
  reason: PreventionLettersReason,
  evidence: PreventionLettersEvidence,
  target: PreventionLetters,
  capacity: { perDistrict: 20 },
  minimumScore: 4,
  randomShare: 0.05,
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Pas de manquement relevé : lettre d’information générale.',
    nl: 'Geen tekortkoming vastgesteld: algemene informatiebrief.',
    de: 'Kein Versäumnis festgestellt: allgemeines Informationsschreiben.',
  },
  legalBasis: DECLARATION,
  exclusions: {
    no_district: NO_DISTRICT,
    repeated: {
      fr: 'les manquements sont plus nombreux qu’une lettre ne le permet : d’autres listes s’en occupent',
      nl: 'er waren meer tekortkomingen dan waarvoor een brief dient: andere lijsten bekijken het',
      de: 'es gab mehr Versäumnisse, als ein Brief abdeckt: andere Listen kümmern sich darum',
      en: 'it slipped more often than a letter is for: other lists look at it',
    },
    enforced: {
      fr: 'le recouvrement est allé plus loin qu’un rappel',
      nl: 'de invordering ging verder dan een herinnering',
      de: 'die Beitreibung ging über eine Mahnung hinaus',
      en: 'recovery went beyond a reminder',
    },
    small_or_large: {
      fr: 'plus de 50 000 EUR sont ouverts : ce n’est plus l’affaire d’une lettre',
      nl: 'meer dan 50 000 EUR staat open: dat is geen zaak meer voor een brief',
      de: 'mehr als 50 000 EUR sind offen: kein Fall für einen Brief',
      en: 'more than EUR 50 000 is open: no case for a letter',
    },
  },
  nameSource: {
    table: IdentityEmployerDirectoryEmployer,
    key: 'noss_registration_number',
    column: 'denomination',
  },
  purpose: {
    reason: 'name and seat of the employers that receive a letter of prevention',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
