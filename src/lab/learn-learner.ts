import { foldsByGroup, splitsOfFolds } from '../evaluation/index.ts';
import {
  fitBoosting,
  fitForest,
  predictMargin,
  type BoostingOptions,
  type Frame,
  type TreeModel,
} from '../forest/index.ts';

/** What the lab learns with. */
export type LearnerName = 'boosting' | 'forest';

export interface LearnerOptions {
  readonly learner: LearnerName;
  readonly seed: number;
  /** Threads; the model does not depend on them. */
  readonly workers: number;
  /** What must stay together where some rows judge what the others taught. @default each row alone */
  readonly groups?: readonly string[];
}

/** Of so many features a tree spends its time on bins, not on rows; fewer of them lost nothing on three wide tables. */
const WIDE = 500;
const WIDE_BINS = { bins: 31 };

/** Returns a model of the learner. */
export async function fitLearner(
  frame: Frame,
  labels: Uint8Array,
  options: LearnerOptions,
): Promise<TreeModel> {
  const { learner, seed, workers, groups = Array.from(labels, (_, row) => String(row)) } = options;
  const common = { seed, workers, ...(frame.columns.length > WIDE && WIDE_BINS) };
  if (learner === 'forest') return fitForest(frame, labels, common);
  const settings = await settingsFor(frame, labels, groups, common);
  return fitBoosting(frame, labels, { ...common, ...settings });
}

function rarer(labels: Uint8Array): number {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  return Math.min(positives, labels.length - positives);
}

/** Rows of the rarer class from which a tenth of the rows tells when to stop; with fewer, that tenth would be chance. */
const STOPPING_ROWS = 1000;
const STOPPING: BoostingOptions = { trees: 1000, earlyStopping: { rounds: 30, validation: 0.1 } };

/** With fewer rows of a class, or more cells or columns to learn from, the careful settings are taken untried. */
const TRIED_ROWS = 30;
const TRIED_CELLS = 400_000;
const PARTS = 3;
/** Standard errors of log loss that bold settings may lose where nothing stops them: they order well what they are too sure of. */
const ALLOWANCE = 2;

/**
 * Returns settings for a table: the careful defaults of the learner, which suit one that says little, or bold ones, which suit one
 * that says much. Both are tried on each third of the rows after the others.
 */
async function settingsFor(
  frame: Frame,
  labels: Uint8Array,
  groups: readonly string[],
  common: BoostingOptions & { readonly seed: number },
): Promise<BoostingOptions> {
  const canStop = rarer(labels) >= STOPPING_ROWS;
  const careful = canStop ? STOPPING : {};
  const width = frame.columns.length;
  if (rarer(labels) < TRIED_ROWS || width > WIDE || frame.rowCount * width > TRIED_CELLS) return careful;
  if (new Set(groups).size < PARTS) return careful;
  const saved = new Float64Array(labels.length);
  const folds = foldsByGroup({ folds: PARTS, seed: common.seed, groups, labels });
  for (const { fit, judge } of splitsOfFolds(folds)) {
    const taught = Uint8Array.from(fit, (row) => labels[row] as number);
    if (rarer(taught) === 0) return careful;
    const lossesWith = async (settings: BoostingOptions) => {
      const model = await fitBoosting(frameOf(frame, fit), taught, { ...common, ...settings });
      return predictMargin(model, frameOf(frame, judge)).map((margin, i) =>
        softplus(labels[judge[i] as number] === 1 ? -margin : margin),
      );
    };
    const [before, after] = [await lossesWith(careful), await lossesWith(boldSettings(taught))];
    judge.forEach((row, i) => (saved[row] = (before[i] as number) - (after[i] as number)));
  }
  const mean = saved.reduce((sum, value) => sum + value, 0) / saved.length;
  const variance = saved.reduce((sum, value) => sum + (value - mean) ** 2, 0) / saved.length;
  const allowed = canStop ? 0 : ALLOWANCE * Math.sqrt(variance / saved.length);
  return mean + allowed > 0 ? boldSettings(labels) : careful;
}

/** More and deeper trees of smaller leaves that see most features. */
function boldSettings(labels: Uint8Array): BoostingOptions {
  const rate = rarer(labels) / labels.length;
  const minimumHessian = Math.min(2, (labels.length * rate * (1 - rate)) / 100);
  return { trees: 300, depth: 6, l2: 1, featureShare: 0.8, minimumHessian };
}

/** Returns log(1 + exp(x)): the log loss of a margin against its label. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Returns some rows of a frame, in the given order. */
export function frameOf(frame: Frame, rows: Uint32Array): Frame {
  return {
    rowCount: rows.length,
    columns: frame.columns.map((column) => {
      const values = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i] as number] as number;
      return { ...column, values };
    }),
  };
}
