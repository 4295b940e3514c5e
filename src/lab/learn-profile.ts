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
  /** NaN for numbers with decimals, which nobody counts. */
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
export function numberSql({ name, stored, hasDecimalComma }: StoredColumn): string {
  const column = quotedIdentifier(name);
  const value = `TRY_CAST(${hasDecimalComma ? `replace(${column}, ',', '.')` : column} AS DOUBLE)`;
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
  const figures = await aggregated(connection, columns, numberAggregates);
  const looks = columns.map((column, i): Look => ({ ...column, of: figures[i] as Aggregate }));
  const counted = looks.filter(isToBeCounted);
  const ofValues = await aggregated(connection, counted, valueAggregates);
  const byLook = new Map(counted.map((look, i) => [look, ofValues[i] as Aggregate]));
  return looks.map((look) => profileOf(look, byLook.get(look) ?? (() => NaN)));
}

/** A figure of a column by its name. */
type Aggregate = (figure: string) => number;

/** A column, and what is known of it as numbers. */
type Look = StoredColumn & { readonly of: Aggregate };

/** Computes figures of many columns, some at once. */
async function aggregated<C extends StoredColumn>(
  connection: DuckDBConnection,
  columns: readonly C[],
  aggregatesOf: (column: C) => Readonly<Record<string, string>>,
): Promise<Aggregate[]> {
  const found: Aggregate[] = [];
  for (let first = 0; first < columns.length; first += COLUMNS_AT_ONCE) {
    const some = columns.slice(first, first + COLUMNS_AT_ONCE).map(aggregatesOf);
    const list = some.flatMap((figures, i) =>
      Object.entries(figures).map(([figure, sql]) => `${sql} AS ${figure}${i}`),
    );
    const [row] = await queryRows(connection, `SELECT ${list.join(', ')} FROM data`, {}, 'profile');
    found.push(
      ...some.map(
        (_, i): Aggregate =>
          (figure) =>
            Number(row?.[`${figure}${i}`] ?? 0),
      ),
    );
  }
  return found;
}

/** Filters of hundreds of aggregates would take three times as long. */
const countSql = (condition: string): string => `count(CASE WHEN ${condition} THEN 1 END)`;

function numberAggregates(column: StoredColumn): Readonly<Record<string, string>> {
  const name = quotedIdentifier(column.name);
  if (column.stored !== 'text' && column.stored !== 'number') return { known: `count(${name})` };
  const number = numberSql(column);
  return {
    known: `count(${column.stored === 'number' ? number : name})`,
    numbers: `count(${number})`,
    whole: countSql(`${number} = floor(${number})`),
    unbounded: countSql(`abs(${number}) > ${LARGEST}`),
    range: `least(max(${number}) - min(${number}), 1e15)`,
  };
}

/** Numbers with decimals are no ids, however many differ: to count them all would be most of the work in wide tables. */
function isToBeCounted(look: Look): boolean {
  return look.stored !== 'other' && (!isNumeric(look) || look.of('whole') === look.of('known'));
}

function isNumeric({ stored, of }: Look): boolean {
  return stored === 'number' || (stored === 'text' && of('numbers') === of('known'));
}

function valueAggregates(look: Look): Readonly<Record<string, string>> {
  if (isNumeric(look)) return { distinct: `count(DISTINCT ${numberSql(look)})` };
  const column = quotedIdentifier(look.name);
  const distinct = `count(DISTINCT ${column})`;
  if (look.stored !== 'text') return { distinct };
  const isDay = [ISO_DATE, LOCAL_DATE].map((pattern) => `regexp_full_match(${column}, ${pattern})`);
  return { distinct, dates: countSql(isDay.join(' OR ')) };
}

function profileOf(look: Look, ofValues: Aggregate): ColumnProfile {
  const { of, ...column } = look;
  const known = of('known');
  const kind = kindOf(look, ofValues);
  const isWhole = kind === 'number' && known > 0 && of('whole') === known;
  return {
    ...column,
    ...{ kind, known, isWhole },
    distinct: ofValues('distinct'),
    isCounting: isWhole && ofValues('distinct') === of('range') + 1,
    unbounded: of('unbounded'),
  };
}

function kindOf(look: Look, ofValues: Aggregate): Kind {
  if (look.stored === 'boolean' || isNumeric(look)) return 'number';
  if (look.stored !== 'text') return look.stored;
  return ofValues('dates') === look.of('known') ? 'date' : 'category';
}
