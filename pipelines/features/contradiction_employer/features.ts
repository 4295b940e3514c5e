import { defineFeatures } from '../../../src/unit/index.ts';
import {
  AccountAgainstDeclaration,
  BankruptYetDeclaring,
  ClaimedDeduction,
  ContributionsNotPaid,
  DeclarationMissing,
  DeductionNotAllowed,
  DeductionRule,
  FirstHireRankContradicted,
  JointCommitteeAgainstActivity,
  UnitMovedOnPaper,
  UnitRegion,
} from './tables.ts';
import { DeclaredWork, DimonaSpell } from '../contradiction_worker/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { EmployerAccount, Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { CbeActivity, CbeAddress, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { DmfaDeduction } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import {
  GeographyJointCommitteeSector,
  GeographyMunicipality,
  GeographyNaceRiskSector,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { PersonRegister } from '../../sources/person/tables.ts';

export default defineFeatures({
  name: 'contradiction_employer',
  answers: 'What an employer declares against what is known of it: where do they contradict?',
  steps: [
    { table: DeductionRule, inputs: [] },
    { table: UnitRegion, inputs: [CbeAddress, GeographyMunicipality, GeographyPostalCode] },
    { table: ClaimedDeduction, inputs: [DeductionRule, EmployerDeclaration, PersonMutation, DmfaDeduction] },
    {
      table: DeductionNotAllowed,
      inputs: [ClaimedDeduction, DeclaredWork, DeductionRule, UnitRegion, Employer],
    },
    { table: FirstHireRankContradicted, inputs: [ClaimedDeduction, DeclaredWork, DeductionRule, Employer] },
    { table: DeclarationMissing, inputs: [DimonaSpell, EmployerDeclaration, Employer] },
    {
      table: JointCommitteeAgainstActivity,
      inputs: [
        DeclaredWork,
        Employer,
        CbeActivity,
        EmployerDirectoryEmployer,
        GeographyJointCommitteeSector,
        GeographyNaceRiskSector,
      ],
    },
    {
      table: UnitMovedOnPaper,
      inputs: [
        DeclaredWork,
        UnitRegion,
        Employer,
        PersonMutation,
        CbeEstablishment,
        GeographyMunicipality,
        GeographyPostalCode,
        PersonRegister,
      ],
    },
    {
      table: BankruptYetDeclaring,
      inputs: [DimonaSpell, EmployerDeclaration, Employer, Insolvency],
    },
    { table: AccountAgainstDeclaration, inputs: [EmployerDeclaration, Employer, EmployerAccount] },
    { table: ContributionsNotPaid, inputs: [Employer, EmployerAccount] },
  ],
});
