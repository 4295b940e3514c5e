import { defineSource } from '../../../src/unit/index.ts';
import { InspectionCase, InspectionOutcome } from './tables.ts';

export default defineSource({
  name: 'inspection',
  sender: 'Cadastre of inspections of the social inspection services',
  reference: 'No public layout; flat extract of vigie',
  extracts: [
    { extract: 'case', table: InspectionCase, delivery: 'supersede' },
    { extract: 'outcome', table: InspectionOutcome, delivery: 'supersede', versionColumn: 'known_date' },
  ],
  feedback: { visit: InspectionCase, result: InspectionOutcome },
});
