import { code, defineTable, integer } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const MonthlySitesRule = defineTable({
  schema: 'ranking',
  name: 'monthly_sites_rule',
  grain: 'One row per rule of the points score.',
  key: ['reason_code'],
  columns: {
    reason_code: code({ meaning: 'Rule.' }),
    theme_code: code({ meaning: 'Theme of the rule.' }),
    threshold_count: integer({ meaning: 'The rule fires from this count on.', unit: 'count', min: 1 }),
    first_points: integer({ meaning: 'Points at the threshold.', unit: 'points', min: 1 }),
    unit_count: integer({ meaning: 'Step of the count beyond the threshold.', unit: 'count', min: 1 }),
    unit_points: integer({ meaning: 'Points for each step.', unit: 'points', min: 0 }),
    most_points: integer({ meaning: 'Most points that the rule can give.', unit: 'points', min: 1 }),
  },
});

export const MonthlySitesBand = defineTable({
  schema: 'ranking',
  name: 'monthly_sites_band',
  grain: 'One row per band of points.',
  key: ['from_points'],
  notes:
    'Results are those of sites that are in the band today: a stopgap until the learned model. Points of the history rules are left out, since they are made of the same results.',
  columns: {
    from_points: integer({ meaning: 'Lowest points of the band.', unit: 'points', min: 0 }),
    until_points: integer({ meaning: 'Highest points of the band.', unit: 'points', min: 0 }),
    hit_count: integer({ meaning: 'Known results with an infringement.', unit: 'results', min: 0 }),
    result_count: integer({ meaning: 'Known results with or without one.', unit: 'results', min: 0 }),
    probability_permille: integer({
      meaning: 'Probability that a visit finds an infringement.',
      unit: 'per mille',
      min: 0,
      max: 950,
    }),
  },
});

export const MonthlySitesReason = reasonTable('monthly_sites_reason');
export const MonthlySitesEvidence = evidenceTable('monthly_sites_evidence');
export const MonthlySitesCandidate = candidateTable('monthly_sites_candidate');
export const MonthlySites = targetTable('monthly_sites');
