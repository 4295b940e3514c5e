import type { Table } from '../../../src/table/index.ts';
import { defineSource, type ExtractTable } from '../../../src/unit/index.ts';
import {
  CbeActivity,
  CbeAddress,
  CbeBranch,
  CbeCode,
  CbeContact,
  CbeDenomination,
  CbeEnterprise,
  CbeEstablishment,
  IdentityCbeContact,
  IdentityCbeDenomination,
} from './tables.ts';

/** A file of the open data that a full delivery replaces and a daily update changes entity by entity. */
function openDataFile<T extends Table>(
  file: string,
  table: T,
  entityColumn: keyof T['columns'] & string,
  identity?: Table<'identity'>,
): ExtractTable {
  return {
    extract: file,
    table,
    ...(identity && { identity }),
    delivery: 'entity_update',
    official: { file, dateFormat: 'dd-mm-yyyy', entityColumn },
  };
}

export default defineSource({
  name: 'cbe',
  sender: 'FPS Economy, CBE Open Data',
  reference: 'CBE Open Data cookbook R018',
  extracts: [
    openDataFile('enterprise', CbeEnterprise, 'cbe_number'),
    openDataFile('establishment', CbeEstablishment, 'establishment_unit_number'),
    openDataFile('denomination', CbeDenomination, 'entity_number', IdentityCbeDenomination),
    openDataFile('address', CbeAddress, 'entity_number'),
    openDataFile('contact', CbeContact, 'entity_number', IdentityCbeContact),
    openDataFile('activity', CbeActivity, 'entity_number'),
    openDataFile('branch', CbeBranch, 'branch_number'),
    {
      extract: 'code',
      table: CbeCode,
      delivery: 'snapshot',
      official: { file: 'code', dateFormat: 'dd-mm-yyyy' },
    },
  ],
});
