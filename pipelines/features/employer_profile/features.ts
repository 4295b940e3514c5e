import { defineFeatures } from '../../../src/unit/index.ts';
import { Insolvency } from '../employer_standing/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { BenefitIncapacity, BenefitUnemployment } from '../../sources/benefit/tables.ts';
import { CbeAddress, CbeContact } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import {
  EmployerDirectoryEmployer,
  EmployerDirectoryTransfer,
} from '../../sources/employer_directory/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyNaceRiskSector,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { EmployerDeparture, EmployerOrigin, EmployerProfile } from './tables.ts';

export default defineFeatures({
  name: 'employer_profile',
  answers: 'Who is an employer at the as-of date: seat, origin, and the short employments it ended?',
  steps: [
    {
      table: EmployerProfile,
      inputs: [
        GeographyPostalCode,
        GeographyMunicipality,
        GeographyJudicialDistrict,
        GeographyNaceRiskSector,
        Employer,
        InspectionCase,
        InspectionOutcome,
        Insolvency,
        EmployerDirectoryEmployer,
        CbeAddress,
      ],
    },
    {
      table: EmployerOrigin,
      inputs: [
        Employer,
        DimonaPeriod,
        PersonMutation,
        MandateFunction,
        CbeAddress,
        CbeContact,
        EmployerDirectoryTransfer,
      ],
    },
    {
      table: EmployerDeparture,
      inputs: [DimonaPeriod, PersonMutation, BenefitUnemployment, BenefitIncapacity],
    },
  ],
});
