import { cents, defineTable, integer, nssoNumber } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const RegionalTargetGroupsMeasure = defineTable({
  schema: 'ranking',
  name: 'regional_target_groups_measure',
  grain: 'One row per active matricule that used a regional reduction in the quarter.',
  key: ['noss_registration_number'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    worker_count: integer({ meaning: 'Workers at known units.', unit: 'workers', min: 0 }),
    moved_count: integer({
      meaning: 'Declared in another region than before, in two years.',
      unit: 'workers',
      min: 0,
    }),
    moved_away_from_home_count: integer({
      meaning: 'Of these, living outside the new region.',
      unit: 'workers',
      min: 0,
    }),
    new_count: integer({
      meaning: 'Newcomers in the new region since the first of these moves.',
      unit: 'workers',
      min: 0,
    }),
    new_local_count: integer({ meaning: 'Of these, living in it.', unit: 'workers', min: 0 }),
    reduced_count: integer({ meaning: 'Workers with a regional reduction.', unit: 'workers', min: 0 }),
    reduced_elsewhere_count: integer({
      meaning: 'Of these, moved and living outside the region.',
      unit: 'workers',
      min: 0,
    }),
    wrong_region_count: integer({
      meaning: 'Of these, with the reduction of another region than that of the unit.',
      unit: 'workers',
      min: 0,
    }),
    reduction_cents: cents({ meaning: 'Regional reductions of the quarter.' }),
  },
});

export const RegionalTargetGroupsReason = reasonTable('regional_target_groups_reason');
export const RegionalTargetGroupsEvidence = evidenceTable('regional_target_groups_evidence');
export const RegionalTargetGroupsCandidate = candidateTable('regional_target_groups_candidate');
export const RegionalTargetGroups = targetTable('regional_target_groups');
