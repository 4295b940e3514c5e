import { defineFeatures } from '../../../src/unit/index.ts';
import {
  AccountAgainstDeclaration,
  BankruptYetDeclaring,
  ContributionsNotPaid,
  DeclarationMissing,
  DeductionNotAllowed,
  FirstHireRankContradicted,
  JointCommitteeAgainstActivity,
  UnitMovedOnPaper,
} from '../contradiction_employer/tables.ts';
import {
  ContractWithoutWithholding,
  InvoiceWithoutWithholding,
  PostingWithoutPresence,
  PresenceAfterPosting,
  PresenceAtTwoPlaces,
  PresenceWithoutDimona,
  PresenceWithoutLimosa,
  WorksNotDeclared,
} from '../contradiction_site/tables.ts';
import {
  DimonaWithoutDmfa,
  DmfaWithoutDimona,
  DoubleFullTime,
  FlexiNotAllowed,
  PartTimePresentFullTime,
  StudentQuotaExceeded,
  WorkElsewhereWhileUnfit,
  WorkWhileUnemployed,
  WorkWhileUnfit,
} from '../contradiction_worker/tables.ts';
import { Contradiction, ContradictionEvidence, ContradictionFinding } from './tables.ts';

const FINDINGS = [
  DimonaWithoutDmfa,
  DmfaWithoutDimona,
  DoubleFullTime,
  WorkWhileUnemployed,
  WorkWhileUnfit,
  WorkElsewhereWhileUnfit,
  PartTimePresentFullTime,
  StudentQuotaExceeded,
  FlexiNotAllowed,
  PresenceWithoutDimona,
  PresenceWithoutLimosa,
  PresenceAfterPosting,
  PostingWithoutPresence,
  PresenceAtTwoPlaces,
  WorksNotDeclared,
  InvoiceWithoutWithholding,
  ContractWithoutWithholding,
  DeductionNotAllowed,
  FirstHireRankContradicted,
  DeclarationMissing,
  JointCommitteeAgainstActivity,
  UnitMovedOnPaper,
  BankruptYetDeclaring,
  AccountAgainstDeclaration,
  ContributionsNotPaid,
];

export default defineFeatures({
  name: 'contradiction',
  answers: 'Which declarations contradict each other, on which law does that touch, and which rows prove it?',
  steps: [
    { table: ContradictionFinding, inputs: FINDINGS },
    { table: Contradiction, inputs: [ContradictionFinding] },
    { table: ContradictionEvidence, inputs: [ContradictionFinding] },
  ],
});
