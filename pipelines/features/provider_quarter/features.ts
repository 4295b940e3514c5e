import { defineFeatures } from '../../../src/unit/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaAnomaly, DmfaCorrection, DmfaDeclaration, DmfaWorkerRecord } from '../../sources/dmfa/tables.ts';
import { EmployerDirectoryServiceProvider } from '../../sources/employer_directory/tables.ts';
import {
  ProviderClient,
  ProviderConfrontation,
  ProviderFailure,
  ProviderMandate,
  ProviderQuarter,
  ProviderSelection,
} from './tables.ts';

export default defineFeatures({
  name: 'provider_quarter',
  answers: 'For whom does a service provider declare, and where do those declarations fail?',
  steps: [
    { table: ProviderMandate, inputs: [DmfaDeclaration] },
    { table: ProviderQuarter, inputs: [ProviderMandate, Employer] },
    { table: ProviderSelection, inputs: [ProviderQuarter, EmployerDirectoryServiceProvider] },
    {
      table: ProviderConfrontation,
      inputs: [ProviderMandate, DmfaWorkerRecord, DimonaPeriod, Employer, PersonMutation],
    },
    {
      table: ProviderClient,
      inputs: [ProviderMandate, DmfaWorkerRecord, DmfaAnomaly, DmfaCorrection, AccountQuarter],
    },
    {
      table: ProviderFailure,
      inputs: [ProviderMandate, ProviderClient, ProviderConfrontation, ProviderSelection],
    },
  ],
});
