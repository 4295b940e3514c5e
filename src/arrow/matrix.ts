import type { Column, Table } from '../table/index.ts';
import { qualifiedName } from '../table/index.ts';
import { mismatch } from './select.ts';

/** Numbers of many rows for a learner, and who the rows are. */
export interface FeatureMatrix {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** Column after column: row r of column c stands at `c * rowCount + r`. Missing is NaN; yes is 1, no is 0. */
  readonly values: Float64Array;
  /** The key columns of the table as text, one entry per row; null where the key allows it. */
  readonly keys: Readonly<Record<string, readonly (string | null)[]>>;
}

/** A matrix that is being filled. */
export interface MatrixDraft extends FeatureMatrix {
  readonly keys: Readonly<Record<string, (string | null)[]>>;
}

const NUMERIC: ReadonlySet<Column['type']> = new Set(['INTEGER', 'BIGINT', 'DOUBLE', 'BOOLEAN']);

/**
 * Returns a matrix of NaN with the wanted columns of a table.
 * @throws ContractError for a column that the table does not have, or that holds text, a date or a moment.
 */
export function emptyMatrix(table: Table, columns: readonly string[], rowCount: number): MatrixDraft {
  for (const name of columns) {
    const type = table.columns[name]?.type;
    if (type === undefined || !NUMERIC.has(type)) {
      const fact = type === undefined ? `it has no column ${name}` : `column ${name} is a ${type}`;
      throw mismatch(qualifiedName(table), fact, 'declared columns of numbers or yes and no');
    }
  }
  return {
    columns,
    rowCount,
    values: new Float64Array(rowCount * columns.length).fill(NaN),
    keys: Object.fromEntries(table.key.map((name) => [name, new Array<string | null>(rowCount).fill(null)])),
  };
}
