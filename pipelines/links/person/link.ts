import { defineLink } from '../../../src/unit/index.ts';
import { PersonInssMutation } from '../../sources/person/tables.ts';
import { PersonMutation } from './tables.ts';

export default defineLink({
  name: 'person',
  answers: 'Which pseudonyms are one person?',
  steps: [{ table: PersonMutation, inputs: [PersonInssMutation] }],
});
