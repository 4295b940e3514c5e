import { performance } from 'node:perf_hooks';
import {
  areaUnderRoc,
  averagePrecision,
  brierScore,
  expectedCalibrationError,
  foldsByColumn,
  foldsByGroup,
  logLoss,
  outcomesOf,
  splitsOfFolds,
  type Outcomes,
  type Split,
} from '../evaluation/index.ts';
import { predictProbability, type TreeModel } from '../forest/index.ts';
import { fitLearner, frameOf, type LearnerOptions } from './learn-learner.ts';
import { wrongColumn } from './learn-roles.ts';
import type { Screen } from './learn-screen.ts';
import type { LearnTable } from './learn-table.ts';

/** How well one set of rows was scored. */
export interface Measures {
  readonly auc: number;
  readonly averagePrecision: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly calibrationError: number;
}

export interface FoldMeasures extends Measures {
  readonly fold: string;
  readonly rows: number;
  readonly positives: number;
}

export interface Validation {
  readonly splits: readonly Split[];
  /** Name of the fold of each row. */
  readonly foldOf: readonly string[];
  /** Probability of each row by the model that did not see its fold. */
  readonly scores: Float64Array;
  readonly folds: readonly FoldMeasures[];
  /** Means over the folds, as `cross_val_score` of scikit-learn; a fold where a measure is undefined does not count. */
  readonly mean: Measures;
  /** Of all rows at once. */
  readonly pooled: Measures;
  /** Seconds spent fitting. */
  readonly fitSeconds: number;
  /** The model of the first fold, to be looked at on rows that it has not seen. */
  readonly firstModel: TreeModel;
}

/**
 * Returns the splits: by the fold column if there is one, else `folds` parts by hash of group and seed.
 * @throws UsageError if a part would leave one class to fit on, or no class could be in each part.
 */
export function splitTable(table: LearnTable, folds: number, seed: number): Split[] {
  const { labels, groups, foldValues } = table;
  const rowsOf = (label: number) => labels.filter((other) => other === label).length;
  const fewest = Math.min(rowsOf(0), rowsOf(1));
  if (foldValues === undefined) {
    const groupsWith = (label: number) => new Set(groups.filter((_, row) => labels[row] === label)).size;
    const dealt = Math.min(groupsWith(0), groupsWith(1));
    if (dealt < folds) {
      const fact = `the rarer class has ${fewest} rows in ${dealt} groups, too few for ${folds} folds`;
      throw wrongColumn('--folds', fact, 'a row of each class in each fold');
    }
    return splitsOfFolds(foldsByGroup({ folds, seed, groups, labels }));
  }
  if (new Set(foldValues).size < 2) {
    throw wrongColumn('--fold-column', 'it has one value only', 'at least two folds');
  }
  const byColumn = foldsByColumn(foldValues);
  const splits = splitsOfFolds(byColumn.folds, byColumn.names);
  const oneClass = splits.filter(({ fit }) => new Set(fit.map((row) => labels[row] as number)).size < 2);
  if (oneClass.length > 0) {
    const fact = `without fold ${oneClass.map(({ name }) => name).join(', ')} only one class is left to fit on`;
    throw wrongColumn('--fold-column', fact, 'both classes outside each fold');
  }
  return splits;
}

/** Fits one model per split, scores the rows that it did not see and measures them. */
export async function crossValidate(
  table: LearnTable,
  splits: readonly Split[],
  options: LearnerOptions & {
    readonly screen: Screen;
    readonly progress: (done: number, total: number) => void;
  },
): Promise<Validation> {
  const { labels } = table;
  const scores = new Float64Array(labels.length).fill(NaN);
  const foldOf = new Array<string>(labels.length);
  let fitSeconds = 0;
  let firstModel: TreeModel | undefined;
  for (const [i, { name, fit, judge }] of splits.entries()) {
    options.progress(i, splits.length);
    const frame = { ...table.frame, columns: options.screen(fit) };
    const fittedLabels = Uint8Array.from(fit, (row) => labels[row] as number);
    const groups = Array.from(fit, (row) => table.groups[row] as string);
    const start = performance.now();
    const model = await fitLearner(frameOf(frame, fit), fittedLabels, { ...options, groups });
    fitSeconds += (performance.now() - start) / 1000;
    firstModel ??= model;
    const found = predictProbability(model, frameOf(frame, judge));
    for (const [k, row] of judge.entries()) {
      scores[row] = found[k] as number;
      foldOf[row] = name;
    }
  }
  options.progress(splits.length, splits.length);
  const outcomes: Outcomes = { labels, scores };
  const folds = splits.map(({ name, judge }) => foldMeasures(name, outcomesOf(outcomes, judge)));
  return {
    splits,
    foldOf,
    scores,
    folds,
    mean: meanOf(folds),
    pooled: measuresOf(outcomes),
    fitSeconds,
    firstModel: firstModel as TreeModel,
  };
}

/** Returns the measures of some rows. */
export function measuresOf(outcomes: Outcomes): Measures {
  return {
    auc: areaUnderRoc(outcomes),
    averagePrecision: averagePrecision(outcomes),
    logLoss: logLoss(outcomes),
    brier: brierScore(outcomes),
    calibrationError: expectedCalibrationError(outcomes),
  };
}

function foldMeasures(fold: string, outcomes: Outcomes): FoldMeasures {
  const positives = outcomes.labels.reduce((sum, label) => sum + label, 0);
  return { fold, rows: outcomes.labels.length, positives, ...measuresOf(outcomes) };
}

function meanOf(folds: readonly FoldMeasures[]): Measures {
  const mean = (name: keyof Measures): number => {
    const defined = folds.map((fold) => fold[name]).filter((value) => !Number.isNaN(value));
    return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  };
  return {
    auc: mean('auc'),
    averagePrecision: mean('averagePrecision'),
    logLoss: mean('logLoss'),
    brier: mean('brier'),
    calibrationError: mean('calibrationError'),
  };
}
