import { fitBoosting, fitForest, type Frame, type TreeModel } from '../forest/index.ts';

/** What the lab learns with, at the defaults of the learner. */
export type LearnerName = 'boosting' | 'forest';

export interface LearnerOptions {
  readonly learner: LearnerName;
  readonly seed: number;
  /** Threads; the model does not depend on them. */
  readonly workers: number;
}

/** Returns a model of the learner. */
export function fitLearner(
  frame: Frame,
  labels: Uint8Array,
  { learner, seed, workers }: LearnerOptions,
): Promise<TreeModel> {
  return learner === 'forest'
    ? fitForest(frame, labels, { seed, workers })
    : fitBoosting(frame, labels, { seed, workers });
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
