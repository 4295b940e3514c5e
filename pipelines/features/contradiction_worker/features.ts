import { defineFeatures } from '../../../src/unit/index.ts';
import {
  DeclaredWork,
  DimonaSpell,
  DimonaWithoutDmfa,
  DmfaWithoutDimona,
  DoubleFullTime,
  FlexiNotAllowed,
  PartTimePresentFullTime,
  StudentQuotaExceeded,
  UnfitWork,
  WorkElsewhereWhileUnfit,
  WorkWhileUnemployed,
  WorkWhileUnfit,
} from './tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaOccupation, DmfaService, DmfaWorkerRecord } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';

export default defineFeatures({
  name: 'contradiction_worker',
  answers: 'Which declarations about one worker contradict each other?',
  steps: [
    { table: DimonaSpell, inputs: [Employer, PersonMutation, DimonaPeriod] },
    {
      table: DeclaredWork,
      inputs: [EmployerDeclaration, Employer, PersonMutation, DmfaOccupation, DmfaService, DmfaWorkerRecord],
    },
    {
      table: DimonaWithoutDmfa,
      inputs: [DeclaredWork, DimonaSpell, EmployerDeclaration, Employer, PersonMutation, BenefitIncapacity],
    },
    { table: DmfaWithoutDimona, inputs: [DeclaredWork, DimonaSpell, Employer, EmployerDirectoryTransfer] },
    { table: DoubleFullTime, inputs: [DeclaredWork] },
    { table: WorkWhileUnemployed, inputs: [DimonaSpell, Employer, PersonMutation, BenefitUnemployment] },
    { table: UnfitWork, inputs: [DeclaredWork, Employer, PersonMutation, BenefitIncapacity] },
    { table: WorkWhileUnfit, inputs: [UnfitWork] },
    { table: WorkElsewhereWhileUnfit, inputs: [UnfitWork] },
    { table: PartTimePresentFullTime, inputs: [DeclaredWork, PersonMutation, CheckinAtWorkPresence] },
    { table: StudentQuotaExceeded, inputs: [DimonaSpell] },
    { table: FlexiNotAllowed, inputs: [DeclaredWork] },
  ],
});
