import { defineNetwork } from '../../../src/unit/index.ts';
import { EmployerDeclaration } from '../../features/employer_quarter/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { employerNetwork } from './employer-network.ts';
import { view } from './view.ts';
import { EmployerKnownCase, EmployerNetwork, EmployerResource, EmployerResourceEdge } from './tables.ts';

export default defineNetwork({
  name: 'employer_resource',
  answers:
    'Which employers share people, clients and establishment units, and how near are they to known frauds?',
  view,
  steps: [
    {
      table: EmployerResourceEdge,
      inputs: [
        DimonaPeriod,
        MandateFunction,
        WorksDeclarationContract,
        DmfaOccupation,
        EmployerDeclaration,
        Employer,
        PersonMutation,
      ],
    },
    { table: EmployerResource, inputs: [EmployerResourceEdge] },
    { table: EmployerKnownCase, inputs: [Employer, InspectionCase, InspectionOutcome, InsolvencyProcedure] },
    {
      table: EmployerNetwork,
      inputs: [EmployerResourceEdge, EmployerResource, EmployerKnownCase],
      compute: employerNetwork,
    },
  ],
});
