import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/index.ts';
import { quotedIdentifier } from '../table/index.ts';
import type { StoredColumn } from './learn-file.ts';

/** What the values of a column are. */
export type Kind = 'number' | 'category' | 'date' | 'other';

export interface ColumnProfile extends StoredColumn {
  /** Text whose values are all numbers is `number`; all dates, `date`. */
  readonly kind: Kind;
  /** Rows with a value. */
  readonly known: number;
  readonly distinct: number;
  /** All values are whole numbers. */
  readonly isWhole: boolean;
  /** Whole numbers without a gap: distinct values fill the range from the least to the greatest. */
  readonly isCounting: boolean;
  /** Values that no learner can take: infinite, or beyond 32-bit floats. */
  readonly unbounded: number;
}

const ISO_DATE = "'[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([ T].*)?'";
const LOCAL_DATE = "'[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}( .*)?'";
/** The largest 32-bit float. */
const LARGEST = '3.4028234663852886e38';
const COLUMNS_AT_ONCE = 100;

/** Returns the SQL of a column as DOUBLE; missing where it is missing, NaN or no number. */
export function numberSql({ name, stored }: StoredColumn): string {
  const value = `TRY_CAST(${quotedIdentifier(name)} AS DOUBLE)`;
  return stored === 'text' ? value : `CASE WHEN NOT isnan(${value}) THEN ${value} END`;
}

/** Returns the SQL of a date column as days since 1970, DOUBLE. */
export function dayNumberSql({ name, stored }: StoredColumn): string {
  const column = quotedIdentifier(name);
  const moment =
    stored === 'text'
      ? `coalesce(TRY_CAST(replace(${column}, '/', '-') AS TIMESTAMP), try_strptime(left(replace(replace(${column}, '/', '-'), '.', '-'), 10), '%d-%m-%Y'))`
      : `TRY_CAST(${column} AS TIMESTAMP)`;
  return `epoch(${moment}) / 86400`;
}

/** Returns the profile of each column, in the given order. */
export async function profileColumns(
  connection: DuckDBConnection,
  columns: readonly StoredColumn[],
): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = [];
  for (let first = 0; first < columns.length; first += COLUMNS_AT_ONCE) {
    const some = columns.slice(first, first + COLUMNS_AT_ONCE);
    const aggregates = some.flatMap((column, i) => aggregatesOf(column, i));
    const [row] = await queryRows(connection, `SELECT ${aggregates.join(', ')} FROM data`, {}, 'profile');
    profiles.push(...some.map((column, i) => profileOf(column, (what) => Number(row?.[`${what}${i}`] ?? 0))));
  }
  return profiles;
}

function aggregatesOf(column: StoredColumn, i: number): string[] {
  const name = quotedIdentifier(column.name);
  if (column.stored === 'other') return [`count(${name}) AS known${i}`];
  const isNumeric = column.stored === 'text' || column.stored === 'number';
  const number = numberSql(column);
  return [
    `count(${isNumeric && column.stored === 'number' ? number : name}) AS known${i}`,
    `count(DISTINCT ${name}) AS distinct${i}`,
    ...(isNumeric
      ? [
          `count(${number}) AS numbers${i}`,
          `count(*) FILTER (WHERE ${number} = floor(${number})) AS whole${i}`,
          `count(*) FILTER (WHERE abs(${number}) > ${LARGEST}) AS unbounded${i}`,
          `least(max(${number}) - min(${number}), 1e15) AS range${i}`,
        ]
      : []),
    ...(column.stored === 'text'
      ? [
          `count(*) FILTER (WHERE regexp_full_match(${name}, ${ISO_DATE}) OR regexp_full_match(${name}, ${LOCAL_DATE})) AS dates${i}`,
        ]
      : []),
  ];
}

function profileOf(column: StoredColumn, of: (what: string) => number): ColumnProfile {
  const known = of('known');
  const kind = kindOf(column, known, of);
  const isWhole = kind === 'number' && known > 0 && of('whole') === known;
  return {
    ...column,
    kind,
    known,
    distinct: of('distinct'),
    isWhole,
    isCounting: isWhole && of('distinct') === of('range') + 1,
    unbounded: of('unbounded'),
  };
}

function kindOf({ stored }: StoredColumn, known: number, of: (what: string) => number): Kind {
  if (stored === 'boolean') return 'number';
  if (stored !== 'text') return stored;
  if (of('numbers') === known) return 'number';
  return of('dates') === known ? 'date' : 'category';
}
