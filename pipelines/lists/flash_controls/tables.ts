import { code, defineTable, integer, nssoNumber } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const FlashControlsPlan = defineTable({
  schema: 'ranking',
  name: 'flash_controls_plan',
  grain: 'One row per month and sector of the action plan.',
  key: ['month_number', 'sector_code'],
  columns: {
    month_number: integer({ meaning: 'Month of the year.', min: 1, max: 12 }),
    sector_code: code({ meaning: 'Sector at risk.' }),
  },
});

export const FlashControlsMeasure = defineTable({
  schema: 'ranking',
  name: 'flash_controls_measure',
  grain: 'One row per active matricule of the sectors of the next month.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    sector_code: code({ meaning: 'Sector of the month.' }),
    sector_employer_count: integer({
      meaning: 'Employers of the sector in the district: one over it is the chance of each seat.',
      unit: 'employers',
      min: 0,
    }),
  },
});

export const FlashControlsReason = reasonTable('flash_controls_reason');
export const FlashControlsEvidence = evidenceTable('flash_controls_evidence');
export const FlashControlsCandidate = candidateTable('flash_controls_candidate');
export const FlashControls = targetTable('flash_controls');
