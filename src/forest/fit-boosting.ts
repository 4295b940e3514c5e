import { newBoostMemory, type Boosted, type BoostJob } from './boosting.ts';
import { checkFrame, checkLabels, checkOptions } from './check.ts';
import { mix } from './draw.ts';
import { Arena } from './memory.ts';
import { runTeam, startThreads, teamSize } from './pool.ts';
import { binFrame, modelFeatures, sharedLabels, weightsOf } from './prepare.ts';
import { flatTrees } from './trees.ts';
import type { BoostingOptions, Frame, TreeModel } from './types.ts';

const DEFAULTS = {
  ...{ seed: 1, bins: 255, positiveWeight: 1, trees: 150, learningRate: 0.05, depth: 5, leaves: Infinity },
  ...{ l2: 5, rowShare: 0.8 },
};

/**
 * Fits gradient boosted trees to the log odds of label 1. The same frame, labels, options and weights give the same
 * model, on any number of threads.
 * @param labels 0 or 1 per row
 * @param weights importance of each row, 0 or more. @default 1 each
 * @throws UsageError for a frame, label or option that has no meaning, among them labels of one class only
 */
export async function fitBoosting(
  frame: Frame,
  labels: Uint8Array,
  options: BoostingOptions = {},
  weights?: Float64Array,
): Promise<TreeModel> {
  const chosen = { ...DEFAULTS, featureShare: defaultShare(frame.columns.length), ...options };
  checkBoosting(chosen);
  checkFrame(frame);
  checkLabels(frame, labels, weights);
  const size = teamSize(options.workers, frame.rowCount * frame.columns.length);
  startThreads(size - 1);
  const arena = new Arena(size);
  const data = await binFrame(arena, frame, chosen.bins, size);
  const rowWeights = weightsOf(arena, labels, chosen.positiveWeight, weights);
  const validation = validationRows(frame.rowCount, chosen);
  const isOut = arena.bytes(frame.rowCount);
  rowWeights.forEach((weight, row) => (isOut[row] = Number(weight === 0)));
  for (const row of validation) isOut[row] = 1;
  checkLabels(
    frame,
    labels,
    rowWeights.map((weight, row) => (isOut[row] === 1 ? 0 : weight)),
  );
  const margin = baseMargin(labels, rowWeights, isOut);
  const { depth, leaves, l2, minimumHessian = defaultHessian(margin, rowWeights, isOut) } = chosen;
  const rules = { depth, leaves, l2, minimumHessian };
  const job: BoostJob = {
    ...chosen,
    ...{ data, labels: sharedLabels(arena, labels), weights: rowWeights, isOut, validation, rules },
    patience: chosen.earlyStopping?.rounds ?? 0,
    baseMargin: margin,
    memory: newBoostMemory(arena, data, rules, size),
  };
  const [boosted] = await runTeam('boost', job, size);
  const { trees, validationLoss } = boosted as Boosted;
  return {
    kind: 'boosting',
    features: modelFeatures(frame),
    baseMargin: job.baseMargin,
    trees: flatTrees(trees),
    ...(validation.length > 0 ? { validationLoss } : {}),
  };
}

/** Five, but of small tables a fortieth of all: with less than two leaves' worth nothing would be learnt. */
function defaultHessian(margin: number, weights: Float64Array, isOut: Uint8Array): number {
  const p = 1 / (1 + Math.exp(-margin));
  const whole = weights.reduce((sum, weight, row) => (isOut[row] === 1 ? sum : sum + weight), 0);
  return Math.min(5, (whole * p * (1 - p)) / 40);
}

/** Half of the features, but 8 where there are so many: a tree that sees one of two learns nothing of both together. */
const defaultShare = (width: number): number => Math.max(0.5, Math.min(1, 8 / width));

type Chosen = BoostingOptions & typeof DEFAULTS & { readonly featureShare: number };

function checkBoosting(chosen: Chosen): void {
  checkOptions([
    ['trees', chosen.trees, 1, 100_000],
    ['learningRate', chosen.learningRate, 1e-6, 1],
    ['depth', chosen.depth, 1, 60],
    ['leaves', chosen.leaves, 2, Infinity],
    ['minimumHessian', chosen.minimumHessian ?? 0, 0, Infinity],
    ['l2', chosen.l2, 0, Infinity],
    ['rowShare', chosen.rowShare, 1e-9, 1],
    ['featureShare', chosen.featureShare, 1e-9, 1],
    ['workers', chosen.workers ?? 1, 1, 64],
    ['bins', chosen.bins, 2, 255],
    ['positiveWeight', chosen.positiveWeight, 1e-9, 1e9],
    ['earlyStopping.rounds', chosen.earlyStopping?.rounds ?? 1, 1, Infinity],
  ]);
}

/** Returns the rows held out; none without early stopping. */
function validationRows(rowCount: number, { earlyStopping, seed }: Chosen): Uint32Array {
  if (!earlyStopping) return new Uint32Array(0);
  const { validation } = earlyStopping;
  const limit = typeof validation === 'number' ? validation * 2 ** 32 : 0;
  const salt = mix(seed, 0x76616c69);
  const rows =
    typeof validation === 'number'
      ? Uint32Array.from({ length: rowCount }, (_, row) => row).filter((row) => mix(salt, row) < limit)
      : validation;
  checkOptions([
    ['earlyStopping.validation: rows held out', rows.length, 1, rowCount - 1],
    [
      'earlyStopping.validation: last row',
      rows.reduce((last, row) => Math.max(last, row), 0),
      0,
      rowCount - 1,
    ],
  ]);
  return rows;
}

/** Returns the log odds of the mean label, such that its probability is a 32-bit float. */
function baseMargin(labels: Uint8Array, weights: Float64Array, isOut: Uint8Array): number {
  let ones = 0;
  let all = 0;
  for (let row = 0; row < labels.length; row++) {
    if (isOut[row] === 1) continue;
    all += weights[row] as number;
    ones += (weights[row] as number) * (labels[row] as number);
  }
  const p = Math.fround(Math.min(Math.max(ones / all, 1e-6), 1 - 1e-6));
  return Math.log(p / (1 - p));
}
