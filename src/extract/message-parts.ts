import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Column } from '../table/index.ts';
import { quotedIdentifier, quotedText } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import type { ColumnForm } from '../xml/index.ts';
import { readCsvSql } from './csv.ts';
import { tablesOf, type RawRelation } from './raw.ts';
import { rawColumnOf } from './typed.ts';

/** The parts that the message reader writes, which carry their own file and position. */
type Rows = Omit<RawRelation, 'from' | 'fromWithPosition' | 'rawForm'>;

/**
 * Returns the rows of an extract in the parts that the message reader wrote to a folder: one relation, and a second one if
 * some rows have the usual form and others not.
 */
export function messageRelations(
  extract: ExtractTable,
  columns: readonly string[],
  folder: string,
  rowsByFile: ReadonlyMap<number, number>,
): RawRelation[] {
  const rows: Rows = { positionSql: 'r._position', fileIdSql: 'CAST(r._file_id AS BIGINT)', rowsByFile };
  const typed = partsOf(folder, extract, 'parquet');
  const text = partsOf(folder, extract, 'csv');
  return [
    ...(typed.length > 0 ? [typedRelation(extract, typed, rows)] : []),
    ...(text.length > 0 || typed.length === 0 ? [textRelation(text, columns, rows)] : []),
  ];
}

function textRelation(parts: readonly string[], columns: readonly string[], rows: Rows): RawRelation {
  const names = ['_file_id', '_position', ...columns];
  const from =
    parts.length > 0
      ? readCsvSql(parts, names, 'header = true')
      : `(SELECT ${names.map((name) => `CAST(NULL AS VARCHAR) AS ${quotedIdentifier(name)}`).join(', ')} WHERE FALSE)`;
  return { ...rows, from, fromWithPosition: from, rawForm: () => 'trimmed' };
}

/** Rules are tested while the rows are inserted: the parts are read once only, so a look before would cost more than it saves. */
function typedRelation(extract: ExtractTable, parts: readonly string[], rows: Rows): RawRelation {
  const from = `read_parquet([${parts.map(quotedText).join(', ')}])`;
  const stored = messageForms(extract);
  return {
    ...rows,
    from,
    fromWithPosition: from,
    rawForm: (raw) => (stored.has(raw) ? 'stored' : 'trimmed'),
  };
}

function partsOf(folder: string, extract: ExtractTable, shape: 'csv' | 'parquet'): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${extract.extract}.`) && name.endsWith(`.${shape}`))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Returns, for the raw columns whose usual values the message reader can write as staging keeps them, what it has to know.
 * The others, and those that two tables read in different ways, stay text that the database types.
 */
export function messageForms(extract: ExtractTable): Map<string, ColumnForm> {
  const forms = new Map<string, ColumnForm | undefined>();
  for (const table of tablesOf(extract)) {
    for (const [name, column] of Object.entries(table.columns)) {
      const raw = rawColumnOf(name, column);
      const form = formOf(column);
      const isOther = forms.has(raw) && JSON.stringify(forms.get(raw)) !== JSON.stringify(form);
      forms.set(raw, isOther ? undefined : form);
    }
  }
  return new Map([...forms].flatMap(([raw, form]) => (form ? [[raw, form] as const] : [])));
}

function formOf({ type, padTo, read }: Column): ColumnForm | undefined {
  const kind = KINDS[read.kind];
  if (kind === undefined) return undefined;
  return {
    kind: kind === 'integer' && type === 'BIGINT' ? 'bigint' : kind,
    ...(padTo !== undefined && { padTo }),
    ...(read.lookup && { lookup: read.lookup }),
  };
}

const KINDS: Record<Column['read']['kind'], ColumnForm['kind'] | undefined> = {
  text: 'text',
  niss: 'text',
  integer: 'integer',
  date: 'date',
  flag: 'flag',
  quarter: 'quarter',
  cbe: 'cbe',
  nsso: 'nsso',
  timestamp: undefined,
  real: undefined,
  name: undefined,
};
