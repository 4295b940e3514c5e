import { defineList } from '../../../src/unit/index.ts';
import { EmployerAccount, EmployerProfile } from '../../features/employer_profile/tables.ts';
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
    no_district: 'the postal code of the seat is unknown, so no district can visit it',
    repeated: 'it slipped more often than a letter is for: other lists look at it',
    enforced: 'recovery went beyond a reminder',
    small_or_large: 'more than EUR 50 000 is open: no case for a letter',
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
