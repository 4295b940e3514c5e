import { mix, shuffleFront } from './draw.ts';
import { predictMargin } from './predict.ts';
import type { Frame, TreeModel } from './types.ts';

/** Returns the share of each feature in all gains of the model, 0 to 1, in the order of its features. */
export function gainImportance(model: TreeModel): Float64Array {
  const gains = new Float64Array(model.features.length);
  model.trees.feature.forEach((feature, node) => {
    if (feature >= 0) (gains[feature] as number) += model.trees.gain[node] as number;
  });
  const all = gains.reduce((sum, gain) => sum + gain, 0);
  return all > 0 ? gains.map((gain) => gain / all) : gains;
}

/**
 * Returns by how much the area under the ROC curve falls when the values of a feature are shuffled, in the order of the
 * model's features; about 0 for a feature without use. Meant for rows that the model was not fitted on.
 */
export function permutationImportance(
  model: TreeModel,
  frame: Frame,
  labels: Uint8Array,
  seed: number,
): Float64Array {
  const whole = areaUnderCurve(predictMargin(model, frame), labels);
  const columns = new Map(frame.columns.map((column) => [column.name, column]));
  return Float64Array.from(model.features, ({ name }, i) => {
    const column = columns.get(name);
    if (!column) return NaN;
    const order = Int32Array.from({ length: frame.rowCount }, (_, row) => row);
    shuffleFront(order, order.length, mix(seed, i));
    const values = Float64Array.from(order, (row) => column.values[row] as number);
    const shuffled = frame.columns.map((other) => (other === column ? { ...column, values } : other));
    return whole - areaUnderCurve(predictMargin(model, { ...frame, columns: shuffled }), labels);
  });
}

/** Returns the probability that a row of label 1 has a higher score than one of label 0; equal scores count half. */
function areaUnderCurve(scores: Float64Array, labels: Uint8Array): number {
  const sorted = [0, 1].map((label) => scores.filter((_, row) => labels[row] === label).sort());
  const [zeros, ones] = sorted as [Float64Array, Float64Array];
  let under = 0;
  let equal = 0;
  let twice = 0;
  for (const score of ones) {
    while (under < zeros.length && (zeros[under] as number) < score) under++;
    equal = Math.max(equal, under);
    while (equal < zeros.length && zeros[equal] === score) equal++;
    twice += under + equal;
  }
  return twice / 2 / zeros.length / ones.length;
}
