import type { TableColumns } from '../columns/index.ts';
import { ContractError } from '../errors.ts';
import type { Column, Frame } from '../forest/index.ts';
import type { Learning } from '../unit/index.ts';

/** One input of a fitted model: its place and the order of its categories are part of the fit. */
export interface FittedFeature {
  readonly name: string;
  readonly monotone?: 1 | -1;
  /** Values of a text column in the order of their codes; a value that the fit did not see is missing. */
  readonly categories?: readonly string[];
}

/** Returns the features of a fit: those of the declaration, with the categories that stand in the rows, sorted. */
export function featuresOf(learning: Learning, columns: TableColumns): FittedFeature[] {
  return learning.features.map(({ name, monotone }) => {
    const texts = columns.texts[name];
    const categories = texts && [...new Set(texts.filter((value) => value !== null))].sort();
    return { name, ...(monotone && { monotone }), ...(categories && { categories }) };
  });
}

/**
 * Returns the frame of a learner from columns in memory.
 * @throws ContractError where a column of the fit is absent or has become text or number.
 */
export function frameOf(
  features: readonly FittedFeature[],
  columns: TableColumns,
  rows?: Uint32Array,
): Frame {
  const rowCount = rows?.length ?? columns.rowCount;
  return {
    rowCount,
    columns: features.map((feature) => {
      const values = valuesOf(feature, columns);
      const { name, monotone, categories } = feature;
      const picked = rows ? Float64Array.from(rows, (row) => values[row] as number) : values;
      return {
        name,
        values: picked,
        ...(monotone && { monotone }),
        ...(categories && { categories }),
      } satisfies Column;
    }),
  };
}

function valuesOf({ name, categories }: FittedFeature, columns: TableColumns): Float64Array {
  const texts = columns.texts[name];
  const numbers = columns.numbers[name];
  if (categories && texts) {
    const codes = new Map(categories.map((category, i) => [category, i]));
    return Float64Array.from(texts, (value) => (value === null ? NaN : (codes.get(value) ?? NaN)));
  }
  if (!categories && numbers) return numbers;
  throw new ContractError({
    place: `feature ${name}`,
    fact: texts || numbers ? 'it is of another type than at the fit' : 'the candidates do not have it',
    expectation: 'the columns on which the model was fitted',
    effect: 'nothing was scored',
    next: 'fit the model again, or give back the column',
  });
}
