import { checkFrame, checkLabels, checkOptions } from './check.ts';
import { newForestMemory, OUT_OF_BAG_UNIT, type ForestJob, type GrownTrees } from './forest.ts';
import { Arena } from './memory.ts';
import { runTeam, startThreads, teamSize } from './pool.ts';
import { binFrame, modelFeatures, sharedLabels, weightsOf } from './prepare.ts';
import { joinTrees } from './trees.ts';
import type { ForestOptions, Frame, TreeModel } from './types.ts';

const DEFAULTS = {
  ...{ seed: 1, bins: 255, positiveWeight: 1, trees: 300, depth: 24, minimumRows: 3 },
  ...{ bootstrap: true as boolean | number, outOfBag: false },
};

/**
 * Fits a random forest to label 1. The same frame, labels, options and weights give the same model, on any number of
 * threads.
 * @param labels 0 or 1 per row
 * @param weights importance of each row, 0 or more. @default 1 each
 * @throws UsageError for a frame, label or option that has no meaning, among them labels of one class only
 */
export async function fitForest(
  frame: Frame,
  labels: Uint8Array,
  options: ForestOptions = {},
  weights?: Float64Array,
): Promise<TreeModel> {
  const width = frame.columns.length;
  const chosen = { ...DEFAULTS, featuresPerNode: Math.max(1, Math.round(Math.sqrt(width))), ...options };
  checkFrame(frame);
  checkLabels(frame, labels, weights);
  checkOptions([
    ['trees', chosen.trees, 1, 4096],
    ['depth', chosen.depth, 1, 60],
    ['minimumRows', chosen.minimumRows, 0, Infinity],
    ['featuresPerNode', chosen.featuresPerNode, 1, width],
    ['bootstrap', Number(chosen.bootstrap), 0, 1],
    ['workers', chosen.workers ?? 1, 1, 64],
    ['bins', chosen.bins, 2, 255],
    ['positiveWeight', chosen.positiveWeight, 1e-9, 1e9],
  ]);
  const size = teamSize(options.workers, frame.rowCount * width);
  startThreads(size - 1);
  const arena = new Arena(size);
  const job: ForestJob = {
    ...chosen,
    data: await binFrame(arena, frame, chosen.bins, size),
    labels: sharedLabels(arena, labels),
    weights: meanOne(weightsOf(arena, labels, chosen.positiveWeight, weights)),
    memory: newForestMemory(arena, frame.rowCount, size),
    isOutOfBagWanted: chosen.outOfBag,
    next: new Int32Array(new SharedArrayBuffer(4)),
  };
  const grown = await runTeam('growForest', job, size);
  const trees = grown.flatMap((part) => part.trees).sort((a, b) => a.number - b.number);
  return {
    kind: 'forest',
    features: modelFeatures(frame),
    baseMargin: 0,
    trees: joinTrees(trees.map(({ tree }) => tree)),
    ...(chosen.outOfBag ? { outOfBag: outOfBagScores(grown, frame.rowCount) } : {}),
  };
}

function meanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  for (let row = 0; row < weights.length; row++) (weights[row] as number) /= mean;
  return weights;
}

function outOfBagScores(grown: readonly GrownTrees[], rowCount: number): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = 0;
    let count = 0;
    for (const { outOfBag } of grown) {
      sum += outOfBag?.sums[row] ?? 0;
      count += outOfBag?.counts[row] ?? 0;
    }
    return sum / OUT_OF_BAG_UNIT / count;
  });
}
