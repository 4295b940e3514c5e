/** One feature of all rows. */
export interface Column {
  /** Unique in its frame; a model finds its features by it. */
  readonly name: string;
  /** One number per row, read as 32-bit floats; NaN is a missing value; infinities are refused. */
  readonly values: Float64Array;
  /** Makes the column categorical: the values are codes, 0 and up, into this list. */
  readonly categories?: readonly string[];
  /**
   * Direction that the score must keep when this value rises and all others stay: 1 never falls, -1 never rises.
   * Not for categorical columns.
   * @default 0
   */
  readonly monotone?: -1 | 0 | 1;
}

/** Features of one set of rows, column by column. */
export interface Frame {
  readonly rowCount: number;
  readonly columns: readonly Column[];
}

/** What boosting and forest have in common. */
export interface TreeOptions {
  /** Draws of rows and features; the same seed gives the same bytes. @default 1 */
  readonly seed?: number;
  /** Threads; the model does not depend on it. @default all processors, 1 for small tables */
  readonly workers?: number;
  /** Bins per numeric feature, 2 to 255, at quantiles of its values; missing values have one more. @default 255 */
  readonly bins?: number;
  /** Weight of a row with label 1, on top of the weights of rows. @default 1 */
  readonly positiveWeight?: number;
}

export interface BoostingOptions extends TreeOptions {
  /** Rounds, one tree each. @default 150 */
  readonly trees?: number;
  /** Share of each tree's advice that is taken. @default 0.05 */
  readonly learningRate?: number;
  /** Most questions asked one after the other. @default 5 */
  readonly depth?: number;
  /** Most leaves of a tree; the split that gains most is made first. @default no limit but the depth */
  readonly leaves?: number;
  /**
   * Least sum of p(1-p) in a leaf, as `min_child_weight` of XGBoost: 20 rows where classes are even, more where one is
   * rare.
   * @default 5, of small tables a fortieth of the sum over all rows
   */
  readonly minimumHessian?: number;
  /** Pull of leaf values to zero. @default 5 */
  readonly l2?: number;
  /** Share of rows drawn for each tree. @default 0.8 */
  readonly rowShare?: number;
  /** Share of features drawn for each tree. @default 0.5, but 8 features where there are so many */
  readonly featureShare?: number;
  /** Stops when the log loss of rows held out has not improved for some rounds, and keeps the best round. */
  readonly earlyStopping?: {
    readonly rounds: number;
    /** Numbers of the rows to hold out, or the share to draw. */
    readonly validation: Uint32Array | number;
  };
}

export interface ForestOptions extends TreeOptions {
  /** @default 300 */
  readonly trees?: number;
  /** Most questions asked one after the other. @default 24 */
  readonly depth?: number;
  /** Least rows of the draw in a leaf, in weights whose mean is 1. @default 3 */
  readonly minimumRows?: number;
  /** Features looked at per node. @default the square root of their number */
  readonly featuresPerNode?: number;
  /** `true` draws with replacement as many rows as there are; a share draws without. @default true */
  readonly bootstrap?: boolean | number;
  /** Whether to return the score of each row by the trees that did not see it. @default false */
  readonly outOfBag?: boolean;
}

/** A feature as a model knows it. */
export interface ModelFeature {
  readonly name: string;
  readonly categories?: readonly string[];
}

/**
 * Trees, node by node, one tree after the other. A row goes left where its value is under the threshold; of a
 * categorical feature, where its code is not in the list of the node; a missing value goes as `isMissingLeft` says.
 */
export interface Trees {
  /** Number of the first node of each tree, and at the end the number of nodes. */
  readonly start: Uint32Array;
  /** Number of the feature asked, -1 for a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly isMissingLeft: Uint8Array;
  /** What a leaf adds to the margin; 0 in other nodes. */
  readonly value: Float32Array;
  /** Weight of the rows that came here: their hessian, or their number in a forest. */
  readonly cover: Float32Array;
  /** What the split improved the loss by; 0 in a leaf. */
  readonly gain: Float32Array;
  /** Codes that go right, ascending, of each node that asks for a category. */
  readonly rightCodes: ReadonlyMap<number, readonly number[]>;
}

/** A boosted model or a forest. The margin is `baseMargin` plus one leaf of each tree. */
export interface TreeModel {
  /** The margin is log odds for `boosting`, a probability for `forest`. */
  readonly kind: 'boosting' | 'forest';
  readonly features: readonly ModelFeature[];
  readonly baseMargin: number;
  readonly trees: Trees;
  /** By row, the score by trees that did not draw it, NaN where all did; where `outOfBag` was asked. */
  readonly outOfBag?: Float64Array;
  /** Log loss of the held-out rows after each round, with early stopping. */
  readonly validationLoss?: readonly number[];
}
