import { defineSource } from '../../../src/unit/index.ts';
import {
  DmfaAnomaly,
  DmfaContribution,
  DmfaCorrection,
  DmfaDeclaration,
  DmfaDeduction,
  DmfaOccupation,
  DmfaRemuneration,
  DmfaService,
  DmfaUpdateAction,
  DmfaWorkerRecord,
} from './tables.ts';
import { carryOverStatements, formsToFoldSql } from './carry-over.ts';
import { DMFA_MESSAGES } from './messages.ts';

export default defineSource({
  name: 'dmfa',
  sender: 'Employers, social secretariats and service providers, through the social-security portal',
  reference: 'DmfA glossary and schemas DmfAOriginal and DmfAUpdate, version 2022/3 and later',
  messages: DMFA_MESSAGES,
  beforeStaging: {
    assigns: ['version_number'],
    statements: carryOverStatements,
    neededFor: { extract: 'declaration', countSql: formsToFoldSql },
  },
  extracts: [
    { extract: 'declaration', table: DmfaDeclaration },
    { extract: 'worker_record', table: DmfaWorkerRecord },
    { extract: 'occupation', table: DmfaOccupation },
    { extract: 'service', table: DmfaService },
    { extract: 'remuneration', table: DmfaRemuneration },
    { extract: 'contribution', table: DmfaContribution },
    { extract: 'deduction', table: DmfaDeduction },
    { extract: 'correction', table: DmfaCorrection },
    { extract: 'anomaly', table: DmfaAnomaly },
    { extract: 'update_action', table: DmfaUpdateAction },
  ],
});
