import { cents, defineTable, integer, nssoNumber } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const PreventionLettersMeasure = defineTable({
  schema: 'ranking',
  name: 'prevention_letters_measure',
  grain: 'One row per active matricule, a year old and without infringement.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    late_quarter_count: integer({
      meaning: 'Quarters not paid at the due date, ever.',
      unit: 'quarters',
      min: 0,
    }),
    recent_late_quarter_count: integer({
      meaning: 'Of these, of the last two quarters.',
      unit: 'quarters',
      min: 0,
    }),
    owed_cents: cents({ meaning: 'Open after the due date.' }),
    late_declaration_count: integer({ meaning: 'Quarters declared late, ever.', unit: 'quarters', min: 0 }),
    recent_late_declaration_count: integer({
      meaning: 'Of these, of the last two quarters.',
      unit: 'quarters',
      min: 0,
    }),
    hire_count: integer({ meaning: 'Employments begun in a year.', unit: 'employments', min: 0 }),
    late_hire_count: integer({ meaning: 'Of these, declared late.', unit: 'employments', min: 0 }),
    open_anomaly_count: integer({
      meaning: 'Anomalies of the DmfA not yet resolved.',
      unit: 'anomalies',
      min: 0,
    }),
    heavy_step_count: integer({
      meaning: 'Steps of recovery beyond a reminder, ever.',
      unit: 'steps',
      min: 0,
    }),
  },
});

export const PreventionLettersReason = reasonTable('prevention_letters_reason');
export const PreventionLettersEvidence = evidenceTable('prevention_letters_evidence');
export const PreventionLettersCandidate = candidateTable('prevention_letters_candidate');
export const PreventionLetters = targetTable('prevention_letters');
