import { describe, it } from 'vitest';
import { specChecks, specExtract } from '../../../src/testing/index.ts';
import source from './source.ts';
import { InsolvencyProcedure } from './tables.ts';

describe('the insolvency extract', () => {
  it('declares the columns of the contract', () =>
    specExtract(source, 'procedure', 'company_id*, procedure_code, opening_date*, closing_date, known_date'));
});

describe('the insolvency checks', () => {
  const counts = (rows: string, expect: Record<string, number>) =>
    specChecks({
      room: import.meta.url,
      inputs: [InsolvencyProcedure],
      given: [[InsolvencyProcedure, rows]],
      expect,
    });

  it('count procedures that close before they open or are known before', () =>
    counts(
      `cbe_number | procedure_code           | opening_date | closing_date | known_date
       0990000039 | judicial_reorganisation  | 2024-01-10   | 2024-01-09   | 2024-01-12
       0990000138 | bankruptcy               | 2024-01-10   | -            | 2024-01-09`,
      { 'warn: procedures that close': 1, 'warn: procedures known': 1 },
    ));
  it('count an enterprise that goes bankrupt while it is bankrupt', () =>
    counts(
      `cbe_number | procedure_code | opening_date | closing_date | known_date
       0990000039 | bankruptcy     | 2022-01-10   | -            | 2022-01-12
       0990000039 | bankruptcy     | 2024-01-10   | -            | 2024-01-12`,
      { 'warn: enterprises with two bankruptcies': 1 },
    ));
  it('read the latest version of a bankruptcy that was closed later', () =>
    counts(
      `cbe_number | procedure_code | opening_date | closing_date | known_date
       0990000039 | bankruptcy     | 2022-01-10   | -            | 2022-01-12
       0990000039 | bankruptcy     | 2022-01-10   | 2023-05-01   | 2023-05-03
       0990000039 | bankruptcy     | 2024-01-10   | -            | 2024-01-12`,
      {},
    ));
});
