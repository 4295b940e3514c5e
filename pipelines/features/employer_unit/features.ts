import { defineFeatures } from '../../../src/unit/index.ts';
import { CbeAddress } from '../../sources/cbe/tables.ts';
import { DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { GeographyMunicipality, GeographyPostalCode } from '../../sources/geography/tables.ts';
import { PersonRegister } from '../../sources/person/tables.ts';
import { EmployerDeclaration } from '../employer_quarter/tables.ts';
import { EmployerUnit } from './tables.ts';

export default defineFeatures({
  name: 'employer_unit',
  answers: 'Are the workers declared where they live and where they worked a year ago?',
  steps: [
    {
      table: EmployerUnit,
      inputs: [
        EmployerDeclaration,
        DmfaOccupation,
        CbeAddress,
        GeographyPostalCode,
        GeographyMunicipality,
        PersonRegister,
      ],
    },
  ],
});
