/** Tables and columns, declared once: types, contracts, checks, dictionary and samples all come from here. */

export type DuckType = 'VARCHAR' | 'DATE' | 'TIMESTAMP' | 'INTEGER' | 'BIGINT' | 'BOOLEAN' | 'DOUBLE';

/** The schemas of the warehouse, in the order in which data flows. */
export const SCHEMAS = ['identity', 'staging', 'link', 'feature', 'network', 'score', 'ranking'] as const;
export type Schema = (typeof SCHEMAS)[number];

/** What a column may reveal about a natural person. */
export type PersonalClass = 'none' | 'pseudonym' | 'identifier' | 'free text';

/** How the text of an extract becomes the value of a column. */
export type ReadKind =
  'text' | 'integer' | 'date' | 'timestamp' | 'quarter' | 'flag' | 'real' | 'niss' | 'name' | 'cbe' | 'nsso';

export interface ColumnOptions {
  /** A sentence for the data dictionary. */
  readonly meaning: string;
  /** NULL, "not known", is allowed. @default false */
  readonly optional?: boolean;
  /** Name in the extract, if it differs. */
  readonly from?: string;
  /** Unit of a number; shown in the dictionary. */
  readonly unit?: string;
  /** Official zone number, for example `00013`. */
  readonly zone?: string;
  readonly oneOf?: readonly string[];
  /** A regular expression that the whole text must match. */
  readonly pattern?: string;
  /**
   * Length to which a text of digits only is filled with leading zeros, before `lookup`, `oneOf` and `pattern` look at
   * it: official messages write the code `015` as `15` too.
   */
  readonly padTo?: number;
  readonly min?: number;
  readonly max?: number;
  /** For dates: later than the day after the known date is rejected. @default false */
  readonly notInFuture?: boolean;
  /** Corrections of values that a sender is known to write, as data: wrong value to right value. */
  readonly lookup?: Readonly<Record<string, string>>;
  /** For identifiers: what a wrong check digit does. @default 'reject' for a NISS, 'warn' for the others */
  readonly checkDigit?: 'reject' | 'warn';
  readonly personal?: PersonalClass;
}

export interface Column<T extends DuckType = DuckType, N extends boolean = boolean> {
  readonly type: T;
  readonly nullable: N;
  readonly meaning: string;
  readonly personal: PersonalClass;
  readonly unit?: string;
  readonly zone?: string;
  readonly oneOf?: readonly string[];
  readonly pattern?: string;
  readonly padTo?: number;
  readonly min?: number;
  readonly max?: number;
  readonly notInFuture?: boolean;
  readonly checkDigit?: 'reject' | 'warn';
  readonly read: {
    readonly kind: ReadKind;
    readonly from?: string;
    readonly lookup?: Readonly<Record<string, string>>;
  };
}

export type Columns = Readonly<Record<string, Column>>;

/**
 * A table of the warehouse. `S` and `C` carry the schema and the columns into the types, so that a misspelt column
 * is an error of the compiler.
 */
export interface Table<S extends Schema = Schema, C extends Columns = Columns> {
  readonly schema: S;
  readonly name: string;
  /** One sentence: "One row per employer and quarter." */
  readonly grain: string;
  readonly key: readonly string[];
  readonly columns: C;
  /** The truth about the data: lag, duplicates, what is not reliable. */
  readonly notes?: string;
}

interface ValueOf {
  VARCHAR: string;
  DATE: string;
  TIMESTAMP: string;
  INTEGER: number;
  BIGINT: number;
  BOOLEAN: boolean;
  DOUBLE: number;
}

/** One row of a table as TypeScript sees it: dates and quarters are strings, amounts are integer cents. */
export type RowOf<T extends Table> = {
  readonly [K in keyof T['columns'] & string]: T['columns'][K] extends Column<infer D, infer N>
    ? N extends true
      ? ValueOf[D] | null
      : ValueOf[D]
    : never;
};

/**
 * Returns the declaration itself, checked: names in snake_case, key columns declared. A key column may be optional
 * where the sender gives one of two numbers; two missing values then count as equal.
 */
export function defineTable<const S extends Schema, const C extends Columns>(
  table: Table<S, C> & { readonly key: readonly (keyof C & string)[] },
): Table<S, C> {
  const badName = [table.name, ...Object.keys(table.columns)].find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  if (badName !== undefined)
    throw new TypeError(`${table.schema}.${table.name}: ${badName} is not snake_case`);
  if (table.key.length === 0) throw new TypeError(`${table.schema}.${table.name}: a table needs a key`);
  for (const name of table.key) {
    if (!table.columns[name]) throw new TypeError(`${table.schema}.${table.name}: key ${name} is no column`);
  }
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.personal === 'identifier' && table.schema !== 'identity') {
      throw new TypeError(
        `${table.schema}.${table.name}: ${name} is a clear identifier outside the schema identity`,
      );
    }
  }
  return table;
}

/** Returns `schema.name`, as SQL writes it. */
export function qualifiedName(table: Table): string {
  return `${table.schema}.${table.name}`;
}

/** Returns an identifier in double quotes, safe for any SQL text. */
export function quotedIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Returns a text literal in single quotes; for constants of our own code only, never for values of rows. */
export function quotedText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Returns the `CREATE TABLE` text of an empty table with the declared names and types. */
export function emptyTableSql(table: Table, name = qualifiedName(table)): string {
  const columns = Object.entries(table.columns).map(
    ([column, { type }]) => `${quotedIdentifier(column)} ${type}`,
  );
  return `CREATE TABLE ${name} (${columns.join(', ')})`;
}
