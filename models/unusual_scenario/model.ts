import { EmployerPayment } from '../../pipelines/features/employer_payment/tables.ts';
import { EmployerQuarter } from '../../pipelines/features/employer_quarter/tables.ts';
import { EmployerTie } from '../../pipelines/features/employer_tie/tables.ts';
import { EmployerGrouping, EmployerTrend } from '../../pipelines/features/employer_trend/tables.ts';
import { EmployerUnit } from '../../pipelines/features/employer_unit/tables.ts';
import { defineModel } from '../../src/unit/index.ts';
import { explainUnusual, scoreUnusual } from './score.ts';
import { COMPARED, UnusualScenario, UnusualScenarioCandidate, UnusualScenarioReason } from './tables.ts';

export default defineModel({
  name: 'unusual_scenario',
  answers: 'Which employers depart from their peers in a way that no list targets yet?',
  steps: [
    {
      table: UnusualScenarioCandidate,
      inputs: [EmployerTrend, EmployerPayment, EmployerQuarter, EmployerTie, EmployerUnit, EmployerGrouping],
    },
    { table: UnusualScenario, inputs: [UnusualScenarioCandidate], compute: scoreUnusual },
    {
      table: UnusualScenarioReason,
      inputs: [UnusualScenarioCandidate, UnusualScenario],
      compute: explainUnusual,
    },
  ],
  explanation: { reason: UnusualScenarioReason, features: COMPARED },
});
