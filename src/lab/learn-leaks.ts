import { areaUnderRoc } from '../evaluation/index.ts';
import type { Column } from '../forest/index.ts';

/** A column whose value alone tells the label better than this is no clue but a consequence. */
export const LEAK_AUC = 0.98;

export interface Leak {
  readonly column: string;
  /** Area under the ROC curve of the column alone, .5 to 1. */
  readonly auc: number;
}

/** Rows of each class that are looked at. */
const ROWS_PER_CLASS = 10_000;

/** Returns the columns that give the label away by themselves, in their order. Large tables are looked at in part. */
export function findLeaks(columns: readonly Column[], labels: Uint8Array): Leak[] {
  const rows = [0, 1].flatMap((label) => {
    const all = [...labels.keys()].filter((row) => labels[row] === label);
    const step = Math.max(1, all.length / ROWS_PER_CLASS);
    return Array.from(
      { length: Math.ceil(all.length / step) },
      (_, i) => all[Math.floor(i * step)] as number,
    );
  });
  const some = Uint8Array.from(rows, (row) => labels[row] as number);
  return columns.flatMap((column) => {
    const values = Float64Array.from(rows, (row) => column.values[row] as number);
    const auc = column.categories
      ? aucOfCategories(values, some, column.categories.length)
      : aucOfNumbers(values, some);
    return auc > LEAK_AUC ? [{ column: column.name, auc }] : [];
  });
}

/** The better of both directions, with missing values below or above all others. */
function aucOfNumbers(values: Float64Array, labels: Uint8Array): number {
  const ends = values.some((value) => Number.isNaN(value)) ? [-Infinity, Infinity] : [0];
  return Math.max(
    ...ends.map((end) => {
      const auc = areaUnderRoc({
        labels,
        scores: values.map((value) => (Number.isNaN(value) ? end : value)),
      });
      return Math.max(auc, 1 - auc);
    }),
  );
}

/** Each row is scored by the share of positives of its category in the other half of the rows, so a rare one proves nothing. */
function aucOfCategories(codes: Float64Array, labels: Uint8Array, size: number): number {
  const hits = [new Float64Array(size + 1), new Float64Array(size + 1)] as const;
  const counts = [new Float64Array(size + 1), new Float64Array(size + 1)] as const;
  const codeOf = (row: number): number => (Number.isNaN(codes[row]) ? size : (codes[row] as number));
  const halfOf = (row: number): 0 | 1 => (row % 2 === 0 ? 0 : 1);
  const base = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  for (let row = 0; row < labels.length; row++) {
    const [half, code] = [halfOf(row), codeOf(row)];
    hits[half][code] = (hits[half][code] as number) + (labels[row] as number);
    counts[half][code] = (counts[half][code] as number) + 1;
  }
  const scores = Float64Array.from(labels, (_, row) => {
    const other = halfOf(row) === 0 ? 1 : 0;
    const code = codeOf(row);
    return ((hits[other][code] as number) + base) / ((counts[other][code] as number) + 1);
  });
  return areaUnderRoc({ labels, scores });
}
