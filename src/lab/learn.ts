import {
  fitIsotonic,
  fitPlatt,
  writeXgboostJson,
  type Calibration,
  type TreeModel,
} from '../forest/index.ts';
import type { Logger } from '../log/index.ts';
import { outFolder, type OutFolder } from './learn-files.ts';
import { importances, shapSample } from './learn-insight.ts';
import { findLeaks } from './learn-leaks.ts';
import { fitLearner, type LearnerName } from './learn-learner.ts';
import { learnReport } from './learn-report.ts';
import type { NamedColumns } from './learn-roles.ts';
import { MOST_FEATURES, screenOf, type Screen } from './learn-screen.ts';
import { readLearnTable, type LearnTable } from './learn-table.ts';
import { crossValidate, splitTable, type Validation } from './learn-validate.ts';

export interface LearnOptions extends NamedColumns {
  /** CSV or Parquet. */
  readonly table: string;
  /** The value of the label that counts as 1. @default see {@link choosePositive} */
  readonly positive?: string;
  readonly learner: LearnerName;
  /** Ignored with a fold column. */
  readonly folds: number;
  readonly seed: number;
  /** Folder for the files; absent: nothing is written. */
  readonly out?: string;
  readonly threads: number;
  readonly memory?: string;
  readonly logger: Logger;
}

/** What `vigie lab learn` prints. Means over the folds, unless the name says otherwise. */
export interface LearnSummary {
  readonly auc: number;
  readonly averagePrecision: number;
  readonly logLoss: number;
  /** Seconds spent fitting the models of the folds. */
  readonly fitSeconds: number;
  readonly brier: number;
  readonly calibrationError: number;
  readonly pooledAuc: number;
  readonly pooledAveragePrecision: number;
  readonly pooledLogLoss: number;
  readonly learner: LearnerName;
  readonly folds: number;
  readonly rows: number;
  readonly positives: number;
  readonly features: number;
}

/**
 * Cross-validates a learner on a table, writes scores, importance, model and report if a folder is given, and returns the
 * figures. The same table, options and seed give the same files.
 * @throws UsageError for a command line or table that will not do, before anything is fitted; SourceFileError for no table.
 */
export async function labLearn(options: LearnOptions): Promise<LearnSummary> {
  const { learner, seed, logger } = options;
  const table = await readLearnTable(options.table, options, options.memory);
  const splits = splitTable(table, options.folds, seed);
  const out = options.out === undefined ? undefined : outFolder(options.out);
  const screen = screenOf(table.frame, table.labels);
  const warnings = warnAbout(table, screen, options);
  const positives = table.labels.reduce((sum, label) => sum + label, 0);
  const features = table.frame.columns.length;
  logger.info('table', { rows: table.labels.length, positives, features, positiveLabel: table.positive });
  const learnerOptions = { learner, seed, workers: options.threads, screen };
  const progress = (done: number, total: number) => logger.progress('folds', done, total);
  const validation = await crossValidate(table, splits, { ...learnerOptions, progress });
  const { mean, pooled } = validation;
  const summary: LearnSummary = {
    auc: mean.auc,
    averagePrecision: mean.averagePrecision,
    logLoss: mean.logLoss,
    fitSeconds: Number(validation.fitSeconds.toFixed(3)),
    brier: mean.brier,
    calibrationError: mean.calibrationError,
    pooledAuc: pooled.auc,
    pooledAveragePrecision: pooled.averagePrecision,
    pooledLogLoss: pooled.logLoss,
    learner,
    folds: splits.length,
    rows: table.labels.length,
    positives,
    features,
  };
  if (out) await writeFiles(out, { options, table, screen, validation, summary, warnings });
  return summary;
}

/** Says what was left out and what looks too good, and returns the sentences for the report. */
function warnAbout(table: LearnTable, screen: Screen, { logger, foldColumn, group }: LearnOptions): string[] {
  const width = table.frame.columns.length;
  const leftOut = table.leftOut.map(({ column, reason }) => `Column ${column} is not a feature: ${reason}.`);
  const leaks = findLeaks(screen(allRows(table)), table.labels).map(
    ({ column, auc }) =>
      `Column ${column} alone gives an AUC of ${auc.toFixed(3)}: it probably leaks the label. Drop it if it is known only after the outcome.`,
  );
  const split = foldColumn !== undefined && group !== undefined ? splitGroups(table) : 0;
  const sentences = [
    ...firstOf(leaks, 'columns give the label away'),
    ...firstOf(leftOut, 'columns are no features'),
    ...(split > 0 ? [`${split} groups have rows in several folds of ${foldColumn ?? ''}.`] : []),
    ...(width > MOST_FEATURES
      ? [`Each model learns from the ${MOST_FEATURES} of ${width} features that alone tell most.`]
      : []),
  ];
  for (const sentence of sentences) logger.warn('table', { warning: sentence });
  return sentences;
}

const allRows = ({ labels }: LearnTable): Uint32Array => Uint32Array.from(labels.keys());

/** What nobody would read to the end is counted. */
const MOST_SENTENCES = 20;

function firstOf(sentences: readonly string[], what: string): readonly string[] {
  const more = sentences.length - MOST_SENTENCES;
  return more > 0 ? [...sentences.slice(0, MOST_SENTENCES), `${more} more ${what}.`] : sentences;
}

function splitGroups({ groups, foldValues }: LearnTable): number {
  const foldOf = new Map<string, string>();
  const split = new Set<string>();
  for (const [row, group] of groups.entries()) {
    const fold = foldValues?.[row] as string;
    if ((foldOf.get(group) ?? fold) !== fold) split.add(group);
    foldOf.set(group, fold);
  }
  return split.size;
}

export interface Learnt {
  readonly options: LearnOptions;
  readonly table: LearnTable;
  readonly screen: Screen;
  readonly validation: Validation;
  readonly summary: LearnSummary;
  readonly warnings: readonly string[];
}

/** Rows of the rarer class above which an isotonic calibration is trusted. */
const ISOTONIC_ROWS = 1000;

async function writeFiles(out: OutFolder, learnt: Learnt): Promise<void> {
  const { options, table, screen, validation } = learnt;
  const { learner, seed } = options;
  const scores = [...validation.scores].map((score, row): (string | number)[] => [
    table.ids[row] as string,
    table.labels[row] as number,
    validation.foldOf[row] as string,
    score,
  ]);
  out.writeCsv('scores.csv', ['id', 'label', 'fold', 'score'], scores);
  const columns = screen(allRows(table));
  const learnerOptions = { learner, seed, workers: options.threads, groups: table.groups };
  const model = await fitLearner({ ...table.frame, columns }, table.labels, learnerOptions);
  out.write('model.json', writeXgboostJson(model));
  out.write('model.columns.json', `${JSON.stringify(sidecar(learnt, model), null, 2)}\n`);
  const shap = shapSample(model, table, seed);
  const unseen = {
    model: validation.firstModel,
    split: validation.splits[0] as Validation['splits'][number],
  };
  const found = importances(model, table, shap, unseen, seed);
  out.writeCsv(
    'importance.csv',
    ['feature', 'mean_abs_shap', 'gain_share', 'auc_loss'],
    found.map(({ feature, meanShap, gainShare, aucLoss }) => [
      feature,
      meanShap,
      gainShare,
      Number.isNaN(aucLoss) ? '' : aucLoss,
    ]),
  );
  out.write('report.html', learnReport({ ...learnt, importances: found, shap }));
}

/** What a scorer needs besides the trees: columns in order, codes of categories, calibration. No clock, no seconds. */
function sidecar({ options, table, validation, summary, warnings }: Learnt, { features }: TreeModel): object {
  const figures = Object.fromEntries(Object.entries(summary).filter(([name]) => name !== 'fitSeconds'));
  return {
    label: options.label,
    positive: table.positive,
    seed: options.seed,
    features,
    calibration: calibrationOf(validation.scores, table.labels),
    figures,
    folds: validation.folds,
    warnings,
  };
}

/** On scores by models that did not see the rows. Platt where few positives would make steps of chance. */
function calibrationOf(scores: Float64Array, labels: Uint8Array): Calibration & { readonly of: string } {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(positives, labels.length - positives) >= ISOTONIC_ROWS) {
    return { ...fitIsotonic(scores, labels), of: 'probability' };
  }
  return { ...fitPlatt(scores.map(logOdds), labels), of: 'log odds of the probability' };
}

function logOdds(probability: number): number {
  const p = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(p / (1 - p));
}
