import { columnsFor } from './check.ts';
import { BLOCK, Descent } from './descend.ts';
import type { Column, Frame, ModelFeature, TreeModel, Trees } from './types.ts';

/**
 * Returns the margin of each row: log odds for boosting, a probability for a forest. Categories are matched by their
 * text; one that the model does not know counts as missing.
 * @throws ModelMismatchError if a feature of the model is absent or of another type
 */
export function predictMargin(model: TreeModel, frame: Frame): Float64Array {
  const margins = new Float64Array(frame.rowCount).fill(model.baseMargin);
  const scorer = scorerOf(model);
  eachBlock(model, frame, undefined, (values, from, count) => {
    const block = margins.subarray(from, from + count);
    scorer.descent.add(values, scorer.numeric, block);
    addCategorical(model.trees, model.features.length, scorer, values, block);
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

/** What scoring needs beside the trees; made once per model. */
interface Scorer {
  readonly descent: Descent;
  /** Numbers of the trees that ask for numbers only. */
  readonly numeric: Uint32Array;
  readonly categorical: Uint32Array;
  /** By node, 1 for each code that goes right. */
  readonly isRight: readonly (Uint8Array | undefined)[];
}

const scorers = new WeakMap<TreeModel, Scorer>();

function scorerOf(model: TreeModel): Scorer {
  const known = scorers.get(model);
  if (known) return known;
  const { features, trees } = model;
  const { start, rightCodes } = trees;
  const asksCategory = new Uint8Array(start.length - 1);
  const isRight: (Uint8Array | undefined)[] = [];
  for (const [node, codes] of rightCodes) {
    const table = new Uint8Array(1 + Math.max(...codes));
    for (const code of codes) table[code] = 1;
    isRight[node] = table;
  }
  for (let tree = 0; tree < asksCategory.length; tree++) {
    for (let node = start[tree] as number; node < (start[tree + 1] as number); node++) {
      if (isRight[node]) asksCategory[tree] = 1;
    }
  }
  const treesWhere = (asks: number) =>
    Uint32Array.from(asksCategory.keys()).filter((tree) => asksCategory[tree] === asks);
  const descent = new Descent(trees, features.length);
  const scorer = { descent, numeric: treesWhere(0), categorical: treesWhere(1), isRight };
  scorers.set(model, scorer);
  return scorer;
}

/** The loop of {@link Descent} for trees that ask for categories as well. */
function addCategorical(
  trees: Trees,
  width: number,
  { categorical, isRight }: Scorer,
  values: Float32Array,
  margins: Float64Array,
): void {
  const { start, feature, threshold, left, right, isMissingLeft, value } = trees;
  for (const tree of categorical) {
    for (let row = 0; row < margins.length; row++) {
      let node = start[tree] as number;
      for (let asked = feature[node] as number; asked >= 0; asked = feature[node] as number) {
        const x = values[row * width + asked] as number;
        const codes = isRight[node];
        let goesLeft = codes ? codes[x] !== 1 : x < (threshold[node] as number);
        if (x !== x) goesLeft = isMissingLeft[node] === 1;
        node = (goesLeft ? left[node] : right[node]) as number;
      }
      (margins[row] as number) += value[node] as number;
    }
  }
}
