import { EmployerUnit } from '../../pipelines/features/employer_unit/tables.ts';
import { defineModel } from '../../src/unit/index.ts';
import { employerInputs } from '../employer.ts';
import { explainUnusual, scoreUnusual } from './score.ts';
import {
  CHOICE,
  COMPARED,
  UnusualScenario,
  UnusualScenarioCandidate,
  UnusualScenarioReason,
} from './tables.ts';

export default defineModel({
  name: 'unusual_scenario',
  answers: 'Which employers depart from their peers in a way that no list targets yet?',
  steps: [
    { table: UnusualScenarioCandidate, inputs: [...employerInputs(CHOICE), EmployerUnit] },
    { table: UnusualScenario, inputs: [UnusualScenarioCandidate], compute: scoreUnusual },
    {
      table: UnusualScenarioReason,
      inputs: [UnusualScenarioCandidate, UnusualScenario],
      compute: explainUnusual,
    },
  ],
  explanation: { reason: UnusualScenarioReason, features: COMPARED },
});
