import { defineFeatures } from '../../../src/unit/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import {
  DmfaOccupation,
  DmfaRemuneration,
  DmfaWorkerRecord,
  DmfaDeclaration,
} from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../sources/geography/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { EmployerGrouping, EmployerSize, EmployerTrend } from './tables.ts';

export default defineFeatures({
  name: 'employer_trend',
  answers: 'Does the employer grow or shrink, turn over its staff, or change who runs and declares it?',
  steps: [
    { table: EmployerSize, inputs: [EmployerDeclaration, DmfaWorkerRecord, DmfaRemuneration] },
    {
      table: EmployerTrend,
      inputs: [
        EmployerSize,
        EmployerDeclaration,
        Employer,
        DmfaDeclaration,
        DmfaOccupation,
        DimonaPeriod,
        MandateFunction,
      ],
    },
    {
      table: EmployerGrouping,
      inputs: [EmployerDirectoryEmployer, GeographyPostalCode, GeographyMunicipality],
    },
  ],
});
