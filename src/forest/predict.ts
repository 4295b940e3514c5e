import { columnsFor } from './check.ts';
import type { Column, Frame, ModelFeature, TreeModel, Trees } from './types.ts';

/** Rows that go down all trees together, so that their values stay in the cache. */
const BLOCK = 512;

/**
 * Returns the margin of each row: log odds for boosting, a probability for a forest. Categories are matched by their
 * text; one that the model does not know counts as missing.
 * @throws ModelMismatchError if a feature of the model is absent or of another type
 */
export function predictMargin(model: TreeModel, frame: Frame): Float64Array {
  const margins = new Float64Array(frame.rowCount).fill(model.baseMargin);
  eachBlock(model, frame, undefined, (values, from, count) => {
    addMargins(model.trees, model.features.length, values, count, margins.subarray(from, from + count));
  });
  return margins;
}

/** Returns the probability of label 1 of each row, as {@link predictMargin}. */
export function predictProbability(model: TreeModel, frame: Frame): Float64Array {
  return toProbability(model, predictMargin(model, frame));
}

/** Turns margins into probabilities, in place. */
export function toProbability(model: TreeModel, margins: Float64Array): Float64Array {
  const isForest = model.kind === 'forest';
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row] as number;
    margins[row] = isForest ? Math.min(Math.max(margin, 0), 1) : 1 / (1 + Math.exp(-margin));
  }
  return margins;
}

/** Calls `use` with the values of each block of rows, row by row, in the order of the model's features. */
export function eachBlock(
  model: TreeModel,
  frame: Frame,
  rows: Uint32Array | undefined,
  use: (values: Float32Array, from: number, count: number) => void,
): void {
  const columns = columnsFor(model, frame);
  const codes = columns.map((column, i) => codesOf(column, model.features[i] as ModelFeature));
  const width = columns.length;
  const values = new Float32Array(BLOCK * width);
  const rowCount = rows?.length ?? frame.rowCount;
  for (let from = 0; from < rowCount; from += BLOCK) {
    const count = Math.min(BLOCK, rowCount - from);
    for (let feature = 0; feature < width; feature++) {
      const source = (columns[feature] as Column).values;
      const code = codes[feature];
      for (let i = 0; i < count; i++) {
        const value = source[rows ? (rows[from + i] as number) : from + i] as number;
        values[i * width + feature] = code && value === value ? (code[value] as number) : value;
      }
    }
    use(values, from, count);
  }
}

/** Returns the model's code of each code of the column, NaN where the model does not know the category. */
function codesOf(column: Column, feature: ModelFeature): Float64Array | undefined {
  if (!column.categories || !feature.categories) return undefined;
  const known = new Map(feature.categories.map((category, code) => [category, code]));
  return Float64Array.from(column.categories, (category) => known.get(category) ?? NaN);
}

function addMargins(
  trees: Trees,
  width: number,
  values: Float32Array,
  count: number,
  margins: Float64Array,
): void {
  const { start, feature, threshold, left, right, isMissingLeft, value, rightCodes } = trees;
  for (let tree = 0; tree < start.length - 1; tree++) {
    for (let i = 0; i < count; i++) {
      const row = i * width;
      let node = start[tree] as number;
      for (let asked = feature[node] as number; asked >= 0; asked = feature[node] as number) {
        const x = values[row + asked] as number;
        let goesLeft = x < (threshold[node] as number);
        if (x !== x) goesLeft = isMissingLeft[node] === 1;
        else if (rightCodes.size > 0) {
          const codes = rightCodes.get(node);
          if (codes) goesLeft = !codes.includes(x);
        }
        node = goesLeft ? (left[node] as number) : (right[node] as number);
      }
      (margins[i] as number) += value[node] as number;
    }
  }
}
