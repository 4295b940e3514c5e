import { defineLink } from '../../../src/unit/index.ts';
import { CbeAddress, CbeContact, CbeEnterprise, CbeEstablishment } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { EmployerDirectoryTransfer } from '../../sources/employer_directory/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { Employer } from '../employer/tables.ts';
import { PersonMutation } from '../person/tables.ts';
import {
  EmployerUnit,
  EmployerUnitClue,
  EmployerUnitEvidence,
  EmployerUnitStaff,
  EmployerUnitTie,
} from './tables.ts';
import { unitMembers } from './unit-members.ts';

export default defineLink({
  name: 'employer_unit',
  answers: 'Which enterprises form one technical business unit, and what shows it?',
  steps: [
    {
      table: EmployerUnitClue,
      inputs: [
        DimonaPeriod,
        MandateFunction,
        CbeEnterprise,
        CbeEstablishment,
        CbeAddress,
        CbeContact,
        WorksDeclarationContract,
        Employer,
        PersonMutation,
      ],
    },
    { table: EmployerUnitStaff, inputs: [DimonaPeriod, Employer, PersonMutation] },
    {
      table: EmployerUnitTie,
      inputs: [EmployerUnitClue, EmployerUnitStaff, EmployerDirectoryTransfer, Employer],
    },
    { table: EmployerUnitEvidence, inputs: [EmployerUnitTie, EmployerUnitClue] },
    { table: EmployerUnit, inputs: [EmployerUnitTie], compute: unitMembers },
  ],
});
