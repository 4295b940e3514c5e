import { fairnessBreaches, groupRates, type FairnessBreach, type GroupRates } from '../evaluation/index.ts';
import { FAIRNESS_COLUMNS, type FairnessColumn, type Learning } from '../unit/index.ts';
import type { HeldOutScores } from './holdout.ts';
import type { TrainingRows } from './training.ts';

/** Rates of the groups of one grouping, and those that break a declared limit beyond doubt. */
export interface GroupingFairness {
  readonly column: FairnessColumn;
  readonly rates: readonly GroupRates[];
  readonly breaches: readonly FairnessBreach[];
}

/** Returns selection and calibration per region, language role, size and sector on the holdout dates. */
export function fairnessOf(
  learning: Learning,
  rows: TrainingRows,
  scores: HeldOutScores,
  probabilities: Float64Array,
): GroupingFairness[] {
  const { holdout, margins } = scores;
  const capacity = Math.min(holdout.length, learning.capacity * learning.dates.holdout);
  const best = Uint32Array.from(holdout).sort(
    (a, b) => (margins[b] as number) - (margins[a] as number) || a - b,
  );
  const selected = new Set(best.subarray(0, capacity));
  const isSelected = Uint8Array.from(holdout, (row) => (selected.has(row) ? 1 : 0));
  const labels = Uint8Array.from(holdout, (row) => rows.labels[row] as number);
  const judged = Float64Array.from(holdout, (row) => probabilities[row] as number);
  return FAIRNESS_COLUMNS.map((column) => {
    const texts = rows.columns.texts[column] ?? [];
    const groups = Array.from(holdout, (row) => texts[row] ?? 'not known');
    const rates = groupRates({ groups, isSelected, scores: judged, labels });
    const limits = learning.limits[column];
    return { column, rates, breaches: limits ? fairnessBreaches(rates, limits) : [] };
  });
}
