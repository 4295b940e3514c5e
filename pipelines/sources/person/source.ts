import { defineSource } from '../../../src/unit/index.ts';
import { IdentityPersonRegister, PersonInssMutation, PersonRegister } from './tables.ts';

export default defineSource({
  name: 'person',
  sender: 'National Register and Crossroads Bank registers',
  reference: 'Flat extract of vigie',
  extracts: [
    { extract: 'register', table: PersonRegister, identity: IdentityPersonRegister },
    { extract: 'inss_mutation', table: PersonInssMutation },
  ],
});
