import {
  bigint,
  code,
  date,
  defineTable,
  flag,
  integer,
  real,
  text,
  type Columns,
  type Table,
} from '../table/index.ts';
import type { Step } from './define.ts';
import type { Labels } from './list.ts';

/** One input of a model, in words that an inspector can read. */
export interface ModelFeature {
  /** Column of the candidates: a number, a yes or no, or a text of few values. */
  readonly name: string;
  /** Features of one theme explain the same thing; a list shows the strongest reasons of each theme. */
  readonly theme: string;
  /** The sentence of a reason, with `{value}` where the value stands. */
  readonly sentence: Labels;
  /** A direction that law or sense demands: with 1 a larger value never lowers the probability. */
  readonly monotone?: 1 | -1;
}

/** What a model learns, from which columns, and within which limits its scores may be used. */
export interface Learning {
  /** One row per subject that can be scored as of `$as_of_date`; made by {@link modelCandidateTable}. */
  readonly candidate: Table<'score'>;
  /** Outcomes known as of `$as_of_date`; made by {@link modelLabelTable}. */
  readonly label: Table<'score'>;
  /**
   * What a subject without an outcome in the horizon is: `negative` where every outcome becomes known (a bankruptcy), `left
   * out` where only what somebody looked at is known (an inspection).
   */
  readonly unlabelled: 'negative' | 'left out';
  /** Days after the as-of date in which the outcome falls. */
  readonly horizonDays: number;
  /** Days after the end of the horizon until outcomes are complete. */
  readonly delayDays: number;
  readonly features: readonly ModelFeature[];
  readonly learner: 'boosting' | 'forest';
  /** Options of the learner that differ from its defaults. */
  readonly options?: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly calibration: 'isotonic' | 'platt';
  /** As-of dates to learn from: this many, `everyDays` apart, the newest whose outcomes are complete last. */
  readonly dates: { readonly count: number; readonly everyDays: number; readonly holdout: number };
  /** Subjects that can be acted on after one scoring: precision and lift are measured there. */
  readonly capacity: number;
  /** Columns of the candidates, higher is riskier, that the model must beat. */
  readonly baselines: readonly string[];
  /**
   * For each grouping: how far the share of selected rows of a group may lie from that of all (a factor), and its mean
   * probability from its share of positives. A grouping that is left out is measured and not judged.
   */
  readonly limits: Partial<
    Record<FairnessColumn, { readonly selectionFactor: number; readonly calibrationGap: number }>
  >;
  /** A model fitted on the synthetic world that ships with the room, so that a first run shows scores; absolute path. */
  readonly shippedFile?: string;
  /** Made by {@link scoreTable}. */
  readonly score: Table<'score'>;
  /** Made by {@link scoreReasonTable}. */
  readonly reason: Table<'score'>;
  /** Made by {@link scoreGuardTable}. */
  readonly guard: Table<'score'>;
}

/** A model: how likely. */
export interface Model {
  readonly kind: 'model';
  readonly name: string;
  /** One sentence: what the model answers. */
  readonly answers: string;
  readonly steps: readonly Step[];
  /** Absent for a model that is a formula in SQL. */
  readonly learning?: Learning;
  /** How a model without learning explains its scores. */
  readonly explanation?: ScoreExplanation;
}

/** Where the reasons of scores stand, and the words of each feature. */
export interface ScoreExplanation {
  /** `subject_id`, `feature_name`, `theme_code`, `reason_rank` and `value_text`. */
  readonly reason: Table<'score'>;
  readonly features: readonly ModelFeature[];
}

/** Returns a model. */
export const defineModel = (model: Omit<Model, 'kind'>): Model => ({ kind: 'model', ...model });

/** Columns of a feature table in the words of inspectors, by name. */
export type DescribedFeatures<N extends string> = Readonly<Record<N, ModelFeature>>;

/** Returns the features of one theme, each with its sentence in Dutch, French and German. */
export const describeFeatures = <const N extends string>(
  theme: string,
  sentences: Readonly<Record<N, readonly [nl: string, fr: string, de: string]>>,
): DescribedFeatures<N> =>
  Object.fromEntries(
    (Object.entries(sentences) as [N, readonly [string, string, string]][]).map(([name, [nl, fr, de]]) => [
      name,
      { name, theme, sentence: { nl, fr, de } },
    ]),
  ) as unknown as DescribedFeatures<N>;

/** The columns that a model takes from one feature table, each with its direction; 0 where none is demanded. */
export type Chosen<N extends string> = { readonly [K in N]?: -1 | 0 | 1 };

/** Returns the features that a model takes from the described ones, with its directions, in the order of the choice. */
export const chooseFeatures = <N extends string>(
  described: DescribedFeatures<N>,
  chosen: Chosen<N>,
): ModelFeature[] =>
  (Object.entries(chosen) as [N, -1 | 0 | 1][]).map(([name, direction]) => ({
    ...described[name],
    ...(direction !== 0 && { monotone: direction }),
  }));

/** Returns the declared columns of a choice, as the candidates carry them on. */
export const chooseColumns = <const C extends Columns, const N extends keyof C & string>(
  table: { readonly columns: C },
  chosen: { readonly [K in N]?: -1 | 0 | 1 },
): Pick<C, N> =>
  Object.fromEntries(Object.keys(chosen).map((name) => [name, table.columns[name]])) as Pick<C, N>;

/** Groups in which selection and calibration are compared. */
export const FAIRNESS_COLUMNS = ['region_code', 'language_code', 'size_code', 'sector_code'] as const;
export type FairnessColumn = (typeof FAIRNESS_COLUMNS)[number];

/**
 * Returns the declaration of the candidates of a model: who can be scored, whether the case is known already, the groups in
 * which fairness is measured, and the features.
 */
export const modelCandidateTable = <const N extends string, const C extends Columns>(model: N, features: C) =>
  defineTable({
    schema: 'score',
    name: `${model}_candidate`,
    grain: 'One row per subject that can be scored as of the as-of date.',
    key: ['subject_id'],
    columns: {
      subject_id: text({ meaning: 'The subject of the row; for an employer its NSSO matricule.' }),
      group_id: text({ meaning: 'Rows of one group never stand on both sides of a fold.' }),
      is_known_case: flag({ meaning: 'Already known to the service for this phenomenon: left out.' }),
      region_code: code({ meaning: 'Region, for the fairness measure.', optional: true }),
      language_code: code({
        meaning: 'Language role of the employer, for the fairness measure.',
        optional: true,
      }),
      size_code: code({ meaning: 'Size class, for the fairness measure.', optional: true }),
      sector_code: code({ meaning: 'Sector, for the fairness measure.', optional: true }),
      ...features,
    },
  });

/** Returns the declaration of the outcomes of a model, each with the day on which it became known. */
export const modelLabelTable = <const N extends string>(model: N) =>
  defineTable({
    schema: 'score',
    name: `${model}_label`,
    grain: 'One row per subject and day of an outcome known as of the as-of date.',
    key: ['subject_id', 'outcome_date'],
    columns: {
      subject_id: text({ meaning: 'The subject, as in the candidates.' }),
      outcome_date: date({ meaning: 'Day of the outcome.' }),
      known_date: date({ meaning: 'Day on which the outcome was known.' }),
      is_positive: flag({ meaning: 'Whether the phenomenon was there.' }),
      is_random_arm: flag({ meaning: 'Whether the subject was drawn at random.' }),
      outcome_cents: bigint({ meaning: 'Amount at stake.', unit: 'euro cents', optional: true }),
    },
  });

/** Returns the declaration of the scores of a model; empty where no model was fitted. */
export const scoreTable = <const N extends string>(model: N) =>
  defineTable({
    schema: 'score',
    name: model,
    grain: 'One row per subject that was scored.',
    key: ['subject_id'],
    columns: {
      subject_id: text({ meaning: 'The subject, as in the candidates.' }),
      probability: real({ meaning: 'Calibrated probability.', unit: 'share', min: 0, max: 1 }),
      margin_score: real({
        meaning: 'Score before calibration; orders equal probabilities.',
        unit: 'log odds',
      }),
      score_rank: integer({ meaning: 'Place among all scored subjects, 1 first.', unit: 'rank', min: 1 }),
      model_version: text({ meaning: 'Version of the fitted model.' }),
    },
  });

/** Returns the declaration of the reasons of the highest scores. */
export const scoreReasonTable = <const N extends string>(model: N) =>
  defineTable({
    schema: 'score',
    name: `${model}_reason`,
    grain: 'One row per explained subject and feature that raised its score.',
    key: ['subject_id', 'feature_name'],
    columns: {
      subject_id: text({ meaning: 'The subject, as in the candidates.' }),
      feature_name: text({ meaning: 'Feature, a column of the candidates.' }),
      theme_code: code({ meaning: 'Theme of the feature.' }),
      reason_rank: integer({
        meaning: 'Place among the reasons of the subject, 1 first.',
        unit: 'rank',
        min: 1,
      }),
      theme_rank: integer({ meaning: 'Place within the theme, 1 first.', unit: 'rank', min: 1 }),
      margin_share: real({
        meaning: 'Part of the score that the feature explains (TreeSHAP).',
        unit: 'log odds',
      }),
      value_text: text({ meaning: 'Value of the feature, as text.', optional: true }),
    },
  });

/** Returns the declaration of the guards of a model: a verdict `stop` withholds the lists that use its scores. */
export const scoreGuardTable = <const N extends string>(model: N) =>
  defineTable({
    schema: 'score',
    name: `${model}_guard`,
    grain: 'One row per feature whose drift, and per group whose selection, is watched.',
    key: ['guard_code', 'guarded_name'],
    columns: {
      guard_code: code({ meaning: 'What is watched.', oneOf: ['drift', 'selection'] }),
      guarded_name: text({ meaning: 'The feature, or the grouping and its group.' }),
      guard_value: real({
        meaning: 'Population stability index, or selection ratio of the group.',
        unit: 'ratio',
        optional: true,
      }),
      guard_limit: real({ meaning: 'Value from which publication stops.', unit: 'ratio' }),
      verdict_code: code({ meaning: 'What follows.', oneOf: ['stable', 'report', 'stop'] }),
    },
  });
