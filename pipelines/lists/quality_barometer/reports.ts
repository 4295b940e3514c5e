import { defineReports } from '../../../src/unit/index.ts';
import {
  ProviderFailure,
  ProviderMandate,
  ProviderSelection,
} from '../../features/provider_quarter/tables.ts';
import { DmfaAnomaly } from '../../sources/dmfa/tables.ts';
import {
  EmployerDirectoryEmployer,
  IdentityEmployerDirectoryEmployer,
  IdentityEmployerDirectoryServiceProvider,
} from '../../sources/employer_directory/tables.ts';
import { barometerFiles } from './files.ts';
import { domainColumns, partColumns, providerColumns } from './judgement.ts';
import {
  QualityBarometerAddressee,
  QualityBarometerCorrection,
  QualityBarometerDomain,
  QualityBarometerMeasure,
  QualityBarometerPart,
  QualityBarometerProvider,
} from './tables.ts';

const judged = [QualityBarometerMeasure];

export default defineReports({
  name: 'quality_barometer',
  answers:
    'In which domains does each service provider do well, less well or badly, and what should it correct first?',
  steps: [
    {
      table: QualityBarometerMeasure,
      inputs: [ProviderFailure, ProviderSelection, EmployerDirectoryEmployer],
    },
    { table: QualityBarometerPart, inputs: judged, compute: partColumns },
    { table: QualityBarometerDomain, inputs: judged, compute: domainColumns },
    { table: QualityBarometerProvider, inputs: judged, compute: providerColumns },
    {
      table: QualityBarometerAddressee,
      inputs: [ProviderSelection, ProviderMandate, EmployerDirectoryEmployer],
    },
    { table: QualityBarometerCorrection, inputs: [DmfaAnomaly, ProviderMandate, ProviderSelection] },
  ],
  names: [IdentityEmployerDirectoryEmployer, IdentityEmployerDirectoryServiceProvider],
  purpose: {
    reason: 'Tell each service provider how it does, and which clients it must correct',
    legalBasis: 'Royal decree of 20 February 2017 on the quality barometer; law of 27 June 1969, art. 27',
  },
  files: barometerFiles,
});
