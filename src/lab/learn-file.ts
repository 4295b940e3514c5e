import { dirname, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase } from '../duckdb/index.ts';
import { quotedIdentifier, quotedText } from '../table/index.ts';
import { fillFromFile, openTableFile, type FileColumn } from './table-file.ts';

/** How a file stores a column. */
export type Stored = 'text' | 'number' | 'boolean' | 'date' | 'other';

export interface StoredColumn {
  readonly name: string;
  readonly stored: Stored;
  /** Whether a comma in a number stands before its decimals, as where semicolons separate the cells. */
  readonly hasDecimalComma: boolean;
}

/** A table file that stands in a sealed database as the table `data`, with the row number {@link ROW} from 1. */
export interface StoredTable {
  readonly connection: DuckDBConnection;
  /** All columns of the file, in its order. */
  readonly columns: readonly StoredColumn[];
}

/** Texts by which tools write that a value is missing. */
const MARKS = [
  '?',
  'NA',
  'na',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'NAN',
  'NULL',
  'null',
  'None',
  'none',
  '.',
];
const MISSING_MARKS = ['', ' ', ...MARKS, ...MARKS.map((mark) => ` ${mark}`)];

/** Name of the row number inside the database, which no column of a file has. */
export const ROW = '_row of vigie';

/**
 * Reads a CSV or Parquet file, the cells of a CSV as text to be typed later, rows in the order of the file, marks of missing values as
 * NULL, and closes its database whatever the work does. Nothing but the folder of the file can be read.
 * @throws SourceFileError for a file that is no table.
 */
export async function withTableFile<T>(
  file: string,
  memory: string | undefined,
  work: (table: StoredTable) => Promise<T>,
): Promise<T> {
  const path = resolve(file);
  const database = await openDatabase({
    path: ':memory:',
    threads: 1,
    allowedDirectories: [dirname(path)],
    ...(memory !== undefined && { memoryLimit: memory }),
  });
  try {
    const connection = await database.connect();
    const table = await openTableFile(connection, path, MISSING_MARKS);
    const cells = table.csv ? ['*'] : table.columns.map(cellSql);
    const row = `CAST(row_number() OVER () AS INTEGER) AS ${quotedIdentifier(ROW)}`;
    await fillFromFile(connection, 'data', table, [row, ...cells].join(', '));
    const hasDecimalComma = table.csv?.separator === ';';
    const columns = table.columns.map(({ name, type }) => {
      return { name, stored: storedKind(type), hasDecimalComma };
    });
    return await work({ connection, columns });
  } finally {
    database.close();
  }
}

/** Returns the SQL of a column of Parquet: in texts marks of missing values are still to be dropped. */
function cellSql({ name, type }: FileColumn): string {
  const column = quotedIdentifier(name);
  if (storedKind(type) !== 'text') return column;
  const marks = MISSING_MARKS.map(quotedText).join(', ');
  return `CASE WHEN CAST(${column} AS VARCHAR) NOT IN (${marks}) THEN CAST(${column} AS VARCHAR) END AS ${column}`;
}

function storedKind(type: string): Stored {
  if (/^(VARCHAR|ENUM)/.test(type) && !type.endsWith(']')) return 'text';
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(type)) return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  return /^(DATE|TIMESTAMP|TIME)/.test(type) && !type.endsWith(']') ? 'date' : 'other';
}
