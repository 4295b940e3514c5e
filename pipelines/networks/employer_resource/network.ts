import { defineNetwork } from '../../../src/unit/index.ts';
import { EmployerAccount, Insolvency } from '../../features/employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { EmployerAddress } from '../../links/employer_address/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { CbeContact } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaDeclaration, DmfaOccupation } from '../../sources/dmfa/tables.ts';
import {
  EmployerDirectoryEmployer,
  EmployerDirectoryTransfer,
} from '../../sources/employer_directory/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { constructionGroups } from './constructions.ts';
import { employerNetwork, networkSignal } from './scores.ts';
import {
  Construction,
  ConstructionCount,
  ConstructionGroup,
  ConstructionLineage,
  ConstructionMember,
  ConstructionSign,
  ConstructionTie,
  EmployerNetwork,
  EmployerLink,
  EmployerLinkEvidence,
  EmployerLinkHub,
  EmployerLinkType,
  EmployerState,
  EmployerSuccession,
  KnownFraud,
  NetworkSignal,
  RingWorker,
  StrawDirector,
  WorkerRing,
} from './tables.ts';
import { view } from './view.ts';

export default defineNetwork({
  name: 'employer_resource',
  answers:
    'Which employers share people, seats and clients, which are links of one chain of bankruptcies, and how near are they to known frauds?',
  view,
  steps: [
    { table: EmployerLinkType, inputs: [] },
    {
      table: EmployerLinkEvidence,
      inputs: [
        Employer,
        EmployerAddress,
        PersonMutation,
        DimonaPeriod,
        MandateFunction,
        DmfaOccupation,
        DmfaDeclaration,
        WorksDeclarationContract,
        WithholdingPayment,
        CbeContact,
      ],
    },
    { table: EmployerLinkHub, inputs: [EmployerLinkType, EmployerLinkEvidence] },
    { table: EmployerLink, inputs: [EmployerLinkType, EmployerLinkEvidence] },
    {
      table: EmployerState,
      inputs: [Employer, Insolvency, EmployerAccount, DimonaPeriod, EmployerDirectoryEmployer],
    },
    {
      table: EmployerSuccession,
      inputs: [EmployerLink, EmployerState, EmployerDirectoryTransfer],
    },
    { table: ConstructionTie, inputs: [EmployerSuccession, EmployerLink, EmployerState] },
    { table: ConstructionGroup, inputs: [ConstructionTie], compute: constructionGroups },
    { table: StrawDirector, inputs: [EmployerState, MandateFunction] },
    {
      table: ConstructionMember,
      inputs: [ConstructionGroup, ConstructionTie, EmployerState, StrawDirector],
    },
    { table: ConstructionCount, inputs: [ConstructionMember, ConstructionTie, EmployerSuccession] },
    { table: ConstructionSign, inputs: [ConstructionCount] },
    { table: Construction, inputs: [ConstructionCount, ConstructionSign] },
    { table: WorkerRing, inputs: [ConstructionTie, ConstructionMember] },
    { table: RingWorker, inputs: [ConstructionTie, EmployerLink] },
    { table: ConstructionLineage, inputs: [ConstructionMember] },
    {
      table: KnownFraud,
      inputs: [ConstructionMember, Construction, EmployerState, InspectionCase, InspectionOutcome],
    },
    {
      table: EmployerNetwork,
      inputs: [EmployerLink, EmployerLinkType, EmployerState, KnownFraud],
      compute: employerNetwork,
    },
    {
      table: NetworkSignal,
      inputs: [EmployerLink, EmployerLinkType, EmployerState, KnownFraud],
      compute: networkSignal,
    },
  ],
});
