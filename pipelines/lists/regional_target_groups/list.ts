import { defineList, NO_DISTRICT } from '../../../src/unit/index.ts';
import { EmployerProfile } from '../../features/employer_profile/tables.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { CbeAddress } from '../../sources/cbe/tables.ts';
import { DmfaDeduction, DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../sources/geography/tables.ts';
import { PersonRegister } from '../../sources/person/tables.ts';
import { REGIONAL, REASONS } from './reasons.ts';
import {
  RegionalTargetGroups,
  RegionalTargetGroupsCandidate,
  RegionalTargetGroupsEvidence,
  RegionalTargetGroupsMeasure,
  RegionalTargetGroupsReason,
} from './tables.ts';

export default defineList({
  name: 'regional_target_groups',
  answers:
    'Which employers declare people at a unit of another region, where a target-group reduction is higher, while homes and work stay?',
  title: {
    fr: 'Réductions groupes-cibles régionales',
    nl: 'Regionale doelgroepverminderingen',
    de: 'Regionale Zielgruppenermäßigungen',
  },
  subjectType: 'employer',
  phenomenon: 'improper_reduction',
  steps: [
    {
      table: RegionalTargetGroupsMeasure,
      inputs: [
        GeographyPostalCode,
        GeographyMunicipality,
        CbeAddress,
        DmfaDeduction,
        EmployerDeclaration,
        DmfaOccupation,
        PersonRegister,
        EmployerProfile,
      ],
    },
    { table: RegionalTargetGroupsReason, inputs: [RegionalTargetGroupsMeasure] },
    {
      table: RegionalTargetGroupsEvidence,
      inputs: [RegionalTargetGroupsMeasure, EmployerDeclaration, RegionalTargetGroupsReason],
    },
    {
      table: RegionalTargetGroupsCandidate,
      inputs: [RegionalTargetGroupsReason, RegionalTargetGroupsMeasure, EmployerProfile],
    },
  ],
  candidate: RegionalTargetGroupsCandidate,
  reason: RegionalTargetGroupsReason,
  evidence: RegionalTargetGroupsEvidence,
  target: RegionalTargetGroups,
  capacity: { perDistrict: 3 },
  minimumScore: 5,
  randomShare: 0.05,
  coolingOffMonths: 12,

  period: 'next_month',
  reasons: REASONS,
  withoutReason: {
    fr: 'Réductions groupes-cibles utilisées, sans anomalie relevée : contrôle général.',
    nl: 'Doelgroepverminderingen gebruikt, zonder opgemerkte afwijking: algemene controle.',
    de: 'Zielgruppenermäßigungen genutzt, ohne festgestellte Abweichung: allgemeine Kontrolle.',
  },
  legalBasis: REGIONAL,
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
      'name and seat of the employers whose regional reductions are to be checked, for the regional inspectorates',
    legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
  },
  modelVersion: 'points-1',
});
