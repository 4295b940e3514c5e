import {
  areaUnderRoc,
  averagePrecision,
  brierScore,
  expectedCalibrationError,
  outcomesOf,
  precisionAtCapacity,
} from '../evaluation/index.ts';
import type { TableColumns } from '../columns/index.ts';
import type { Learning } from '../unit/index.ts';
import type { HoldoutMetric } from './fitted.ts';
import type { TrainingRows } from './training.ts';

/** Scores of all rows by models that saw neither the row's group nor, for the holdout dates, a later day. */
export interface HeldOutScores {
  /** Margins; of the rows before the holdout dates too, on which calibration rests. */
  readonly margins: Float64Array;
  /** Rows of the holdout dates. */
  readonly holdout: Uint32Array;
  /** Rows of earlier dates whose outcomes were over on the first holdout date. */
  readonly earlier: Uint32Array;
}

/**
 * Returns the measures of the holdout dates, out of time and out of group, known cases left out: for the model, and for each
 * baseline that it must beat. A measure that needs both classes is absent where one is missing.
 */
export function holdoutMetrics(
  learning: Learning,
  rows: TrainingRows,
  scores: HeldOutScores,
  probabilities: Float64Array,
): HoldoutMetric[] {
  const { holdout } = scores;
  const labels = Uint8Array.from(holdout, (row) => rows.labels[row] as number);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const counts: HoldoutMetric[] = [
    { metric: 'rows', scorer: 'model', value: labels.length },
    { metric: 'positives', scorer: 'model', value: positives },
    { metric: 'known_cases_left_out', scorer: 'model', value: rows.knownCases },
  ];
  if (positives === 0 || positives === labels.length) return counts;
  const base: HoldoutMetric = { metric: 'base_rate', scorer: 'model', value: positives / labels.length };
  const judged = outcomesOf({ labels: rows.labels, scores: probabilities }, holdout);
  const capacity = Math.min(labels.length, learning.capacity * learning.dates.holdout);
  return [
    ...counts,
    base,
    ...rankingMetrics('model', labels, pick(scores.margins, holdout), capacity),
    { metric: 'brier', scorer: 'model', value: rounded(brierScore(judged)) },
    { metric: 'calibration_error', scorer: 'model', value: rounded(expectedCalibrationError(judged)) },
    ...learning.baselines.flatMap((name) =>
      rankingMetrics(name, labels, pick(numbersOf(rows.columns, name), holdout, 0), capacity),
    ),
  ];
}

function rankingMetrics(
  scorer: string,
  labels: Uint8Array,
  scores: Float64Array,
  capacity: number,
): HoldoutMetric[] {
  const { precision, low, high, lift } = precisionAtCapacity({ labels, scores }, capacity);
  return [
    { metric: 'auc', scorer, value: rounded(areaUnderRoc({ labels, scores })) },
    { metric: 'average_precision', scorer, value: rounded(averagePrecision({ labels, scores })) },
    {
      metric: 'precision_at_capacity',
      scorer,
      value: rounded(precision),
      low: rounded(low),
      high: rounded(high),
    },
    { metric: 'lift_at_capacity', scorer, value: rounded(lift) },
  ];
}

function pick(values: Float64Array, rows: Uint32Array, missing = NaN): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? missing : value;
  });
}

/** Six decimals: enough to compare, and the same text everywhere. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Returns a column of the rows as numbers; a text column, or one that is absent, is no score. */
function numbersOf(columns: TableColumns, name: string): Float64Array {
  const values = columns.numbers[name];
  if (!values) throw new RangeError(`${name} is no column of numbers`);
  return values;
}
