import { defineLink } from '../../../src/unit/index.ts';
import { DmfaDeclaration } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { Employer } from './tables.ts';

export default defineLink({
  name: 'employer',
  answers: 'Which enterprise stands behind a matricule?',
  steps: [{ table: Employer, inputs: [EmployerDirectoryEmployer, DmfaDeclaration] }],
});
