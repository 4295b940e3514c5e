import { fitBoosting, fitForest, type Frame, type TreeModel } from '../forest/index.ts';

/** What the lab learns with, at the defaults of the learner. */
export type LearnerName = 'boosting' | 'forest';

export interface LearnerOptions {
  readonly learner: LearnerName;
  readonly seed: number;
  /** Threads; the model does not depend on them. */
  readonly workers: number;
}

/** Rows of the rarer class from which a tenth of the rows tells when to stop; with fewer, that tenth would be chance. */
const STOPPING_ROWS = 1000;
const STOPPING = { trees: 1000, earlyStopping: { rounds: 30, validation: 0.1 } };

/** Of so many features a tree spends its time on bins, not on rows; fewer of them lost nothing on three wide tables. */
const WIDE = 500;
const WIDE_BINS = { bins: 63 };

/** Returns a model of the learner. */
export function fitLearner(
  frame: Frame,
  labels: Uint8Array,
  { learner, seed, workers }: LearnerOptions,
): Promise<TreeModel> {
  const common = { seed, workers, ...(frame.columns.length > WIDE && WIDE_BINS) };
  if (learner === 'forest') return fitForest(frame, labels, common);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const canStop = Math.min(positives, labels.length - positives) >= STOPPING_ROWS;
  return fitBoosting(frame, labels, { ...common, ...(canStop && STOPPING) });
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
