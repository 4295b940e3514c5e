import { bigint, code, defineTable, integer, nssoNumber, text } from '../../../src/table/index.ts';
import { candidateTable, evidenceTable, reasonTable, targetTable } from '../../../src/unit/index.ts';

export const UnusualScenariosMeasure = defineTable({
  schema: 'ranking',
  name: 'unusual_scenarios_measure',
  grain: 'One row per active matricule and figure of the quarter above zero.',
  key: ['noss_registration_number', 'figure_code'],
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule.' }),
    figure_code: code({
      meaning: 'Figure.',
      oneOf: [
        'turnover',
        'dimona_only',
        'dmfa_only',
        'corrections',
        'low_pay_per_day',
        'low_contributions',
        'first_hire',
      ],
    }),
    peer_group: text({ meaning: 'Sector and size compared with.' }),
    figure_count: bigint({ meaning: 'Value of the figure, a whole number.', unit: 'count', min: 0 }),
    place: integer({ meaning: 'Place among the peers, 1 the highest.', unit: 'places', min: 0 }),
    peer_count: integer({ meaning: 'Peers.', unit: 'employers', min: 0 }),
  },
});

export const UnusualScenariosReason = reasonTable('unusual_scenarios_reason');
export const UnusualScenariosEvidence = evidenceTable('unusual_scenarios_evidence');
export const UnusualScenariosCandidate = candidateTable('unusual_scenarios_candidate');
export const UnusualScenarios = targetTable('unusual_scenarios');
