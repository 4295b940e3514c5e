import { defineFeatures } from '../../../src/unit/index.ts';
import { Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { EmployerStaff, EmployerTie, EmployerWorkerOther } from './tables.ts';

export default defineFeatures({
  name: 'employer_tie',
  answers: 'From whom does the employer have its workers and directors, and what became of them?',
  steps: [
    { table: EmployerStaff, inputs: [DimonaPeriod, PersonMutation] },
    { table: EmployerWorkerOther, inputs: [DimonaPeriod, PersonMutation] },
    {
      table: EmployerTie,
      inputs: [
        EmployerStaff,
        EmployerWorkerOther,
        Employer,
        PersonMutation,
        EmployerDirectoryTransfer,
        Insolvency,
        MandateFunction,
        BenefitUnemployment,
        BenefitIncapacity,
        InspectionCase,
        InspectionOutcome,
      ],
    },
  ],
});
