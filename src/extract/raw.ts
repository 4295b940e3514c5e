import { HeaderError } from '../errors.ts';
import type { DuckType, Table } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { rawColumnOf, type RawForm } from './typed.ts';

/** Rows before typing: something that stands after FROM, with the raw columns of one extract; it is called `r`. */
export interface RawRelation {
  /** For counting and typing; may be read in parallel. */
  readonly from: string;
  /** The same rows with their place, for rows that need a verdict: must give `positionSql` its column. */
  readonly fromWithPosition: string;
  /** Row number in the file, from 1, or line of the element. */
  readonly positionSql: string;
  /** BIGINT: a constant for one file, an expression for several. */
  readonly fileIdSql: string;
  /** Rows in the delivered files by file id, in the order of delivery, malformed lines included. */
  readonly rowsByFile: ReadonlyMap<number, number>;
  readonly rawForm: (rawColumn: string) => RawForm;
}

/** Returns the id of a file as a BIGINT, whatever its size. */
export const fileIdSql = (fileId: number): string => `CAST(${fileId} AS BIGINT)`;

/** Returns the tables that an extract fills: that of the schema `staging` and, if declared, its identity twin. */
export function tablesOf(extract: ExtractTable): Table[] {
  return [extract.table, ...(extract.identity ? [extract.identity] : [])];
}

/** The columns that a flat file of this extract must have, in order, with the type that a Parquet file may give them. */
export function expectedColumns(extract: ExtractTable): ReadonlyMap<string, DuckType> {
  const columns = new Map<string, DuckType>();
  for (const table of tablesOf(extract)) {
    for (const [name, column] of Object.entries(table.columns)) {
      const raw = rawColumnOf(name, column);
      if (!columns.has(raw)) columns.set(raw, column.read.kind === 'niss' ? 'VARCHAR' : column.type);
    }
  }
  return columns;
}

/** Returns the columns of an extract as they stand in a message part or CSV. */
export function rawColumns(extract: ExtractTable): string[] {
  return [...expectedColumns(extract).keys()];
}

/** Returns the error of a file whose columns are not the declared ones. */
export function wrongHeader(place: string, findings: readonly string[], expected: number): HeaderError {
  return new HeaderError({
    place,
    fact: findings.join('; '),
    expectation:
      expected === 1 ? 'the one declared column' : `the ${expected} declared columns, with their types`,
    effect: 'nothing of this file was loaded',
    next: 'see the NOTES of the source; ask the sender what changed',
  });
}
