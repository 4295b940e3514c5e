import { UsageError } from '../errors.ts';
import { driftReference, foldsByGroup } from '../evaluation/index.ts';
import {
  calibrated,
  fitBoosting,
  fitForest,
  fitIsotonic,
  fitPlatt,
  predictMargin,
  type Calibration,
  type Frame,
  type TreeModel,
} from '../forest/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { Learning } from '../unit/index.ts';
import { treesJson, versionOf, type FittedModel } from './fitted.ts';
import { featuresOf, frameOf, type FittedFeature } from './frame.ts';
import { holdoutMetrics, type HeldOutScores } from './holdout.ts';
import { daysOf, shiftDay, type TrainingRows } from './training.ts';

const FOLDS = 5;

/**
 * Fits a model: scores out of time and out of group for the measures, then the forest on all rows, calibrated on held-out scores.
 * The same rows give the same bytes with any number of threads.
 * @throws UsageError where the rows hold one class only, or fewer groups than folds.
 */
export async function fitModel(
  name: string,
  learning: Learning,
  rows: TrainingRows,
  run: { readonly asOf: string; readonly origin: FittedModel['origin']; readonly threads: number },
): Promise<{ model: FittedModel; scores: HeldOutScores }> {
  const features = featuresOf(learning, rows.columns);
  const scores = await heldOutScores(learning, features, rows, run.threads);
  const frame = frameOf(features, rows.columns);
  const forest = await fitTrees(learning, frame, rows.labels, run.threads);
  const calibration = calibrationOf(learning, scores.margins, rows.labels, allRows(rows));
  const trees = treesJson(forest);
  const model: FittedModel = {
    format: 'vigie-model-1',
    name,
    version: versionOf({ trees, features, calibration }),
    origin: run.origin,
    learner: learning.learner,
    features,
    options: learning.options ?? {},
    seed: learning.seed,
    period: { first: rows.dates[0] ?? '', last: rows.dates.at(-1) ?? '', fittedAsOf: run.asOf },
    rows: rows.labels.length,
    positives: rows.labels.reduce((sum, label) => sum + label, 0),
    calibration,
    references: referencesOf(frameOf(features, rows.population)),
    holdout: holdoutMetrics(learning, rows, scores, judgedProbabilities(learning, rows, scores)),
    trees,
  };
  return { model, scores };
}

/** Those who were looked at were chosen, and differ from those who are scored: drift is measured against the latter. */
function referencesOf({ columns, rowCount }: Frame): FittedModel['references'] {
  return rowCount === 0
    ? {}
    : Object.fromEntries(columns.map(({ name, values }) => [name, driftReference(values)]));
}

/** Returns the scores of every row by a model that did not see its group; holdout dates are scored from earlier dates only. */
export async function heldOutScores(
  learning: Learning,
  features: readonly FittedFeature[],
  rows: TrainingRows,
  threads: number,
): Promise<HeldOutScores> {
  const { columns, labels, dates } = rows;
  const day = columns.numbers['as_of_date'] ?? new Float64Array();
  const firstHoldout = dates[dates.length - learning.dates.holdout] ?? '';
  const opened = daysOf(firstHoldout);
  const closed = daysOf(shiftDay(firstHoldout, -(learning.horizonDays + learning.delayDays)));
  const rowsWhere = (isWanted: (row: number) => boolean): Uint32Array =>
    Uint32Array.from({ length: labels.length }, (_, row) => row).filter(isWanted);
  const holdout = rowsWhere((row) => (day[row] as number) >= opened);
  const usable = rowsWhere((row) => (day[row] as number) <= closed);
  const earlier = usable.length > 0 ? usable : rowsWhere((row) => (day[row] as number) < opened);
  const groups = (columns.texts['group_id'] ?? []).map((group) => group ?? '');
  if (new Set(groups).size < FOLDS) throw tooFew(learning, new Set(groups).size);
  const folds = foldsByGroup({ folds: FOLDS, seed: learning.seed, groups, labels });
  const margins = new Float64Array(labels.length).fill(NaN);
  for (let fold = 0; fold < FOLDS; fold++) {
    const fit = earlier.filter((row) => folds[row] !== fold);
    const judge = rowsWhere((row) => folds[row] === fold);
    const picked = Uint8Array.from(fit, (row) => labels[row] as number);
    const forest = await fitTrees(learning, frameOf(features, columns, fit), picked, threads);
    const scored = await predictMargin(forest, frameOf(features, columns, judge));
    judge.forEach((row, i) => (margins[row] = scored[i] as number));
  }
  return { margins, holdout, earlier };
}

function tooFew({ candidate }: Learning, groups: number): UsageError {
  return new UsageError({
    place: qualifiedName(candidate),
    fact: `those who have an outcome are of ${groups} groups`,
    expectation: `at least ${FOLDS}, so that each can be scored by a model that did not see it`,
    effect: 'no model was fitted',
    next: 'wait for more outcomes, or load older ones',
  });
}

/** Returns the probability of each row for measures of the holdout: calibrated on rows before it alone. */
export function judgedProbabilities(
  learning: Learning,
  { labels }: TrainingRows,
  { margins, earlier }: HeldOutScores,
): Float64Array {
  return calibrated(calibrationOf(learning, margins, labels, earlier), margins);
}

function fitTrees(learning: Learning, frame: Frame, labels: Uint8Array, workers: number): Promise<TreeModel> {
  const options = { ...learning.options, seed: learning.seed, workers };
  return learning.learner === 'boosting'
    ? fitBoosting(frame, labels, options)
    : fitForest(frame, labels, options);
}

function calibrationOf(
  learning: Learning,
  margins: Float64Array,
  labels: Uint8Array,
  rows: Uint32Array,
): Calibration {
  const scores = Float64Array.from(rows, (row) => margins[row] as number);
  const outcomes = Uint8Array.from(rows, (row) => labels[row] as number);
  return learning.calibration === 'platt' ? fitPlatt(scores, outcomes) : fitIsotonic(scores, outcomes);
}

function allRows(rows: TrainingRows): Uint32Array {
  return Uint32Array.from(rows.labels, (_, row) => row);
}
