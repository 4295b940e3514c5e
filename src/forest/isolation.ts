import { checkFrame, checkOptions } from './check.ts';
import { below, mix, shuffleFront } from './draw.ts';
import type { Frame } from './types.ts';
import { ModelMismatchError } from '../errors.ts';

/**
 * Isolation forest (Liu, Ting & Zhou, ICDM 2008): trees that ask random questions part an unusual row from the others
 * after few of them. A missing value goes where most rows of the node went; a category counts as its code.
 */
export interface IsolationOptions {
  /** @default 200 */
  readonly trees?: number;
  /** Rows drawn for each tree. @default 256 */
  readonly sampleRows?: number;
  /** @default 1 */
  readonly seed?: number;
}

/** A fitted isolation forest; plain data. */
export interface IsolationForest {
  readonly features: readonly string[];
  readonly trees: readonly IsolationNode[];
  /** Questions that a row of an average tree of this size takes: what depths are compared with. */
  readonly meanDepth: number;
}

/** A question, or a leaf with the depth that its rows have on average. */
export type IsolationNode =
  | { readonly depth: number }
  | {
      readonly feature: number;
      /** Values under it go left. */
      readonly threshold: number;
      readonly isMissingLeft: boolean;
      readonly left: IsolationNode;
      readonly right: IsolationNode;
    };

/**
 * Fits an isolation forest: no labels, the same seed gives the same forest.
 * @throws UsageError for a frame or an option that has no meaning
 */
export function fitIsolationForest(frame: Frame, options: IsolationOptions = {}): IsolationForest {
  const { trees, sampleRows, seed } = { trees: 200, sampleRows: 256, seed: 1, ...options };
  checkFrame(frame);
  checkOptions([
    ['trees', trees, 1, 100_000],
    ['sampleRows', sampleRows, 2, Infinity],
    ['rows', frame.rowCount, 2, Infinity],
  ]);
  const size = Math.min(sampleRows, frame.rowCount);
  const values = frame.columns.map((column) => column.values);
  return {
    features: frame.columns.map(({ name }) => name),
    trees: Array.from({ length: trees }, (_, tree) => {
      const planter = new Planter(values, Math.ceil(Math.log2(size)), mix(seed, tree));
      return planter.grow(sampleOf(frame.rowCount, size, mix(seed ^ 0x69736f6c, tree)), 0);
    }),
    meanDepth: meanDepth(size),
  };
}

/** Returns `size` different numbers of rows (Floyd's draw, Bentley 1987), ascending. */
function sampleOf(rowCount: number, size: number, seed: number): Uint32Array {
  const drawn = new Set<number>();
  for (let last = rowCount - size; last < rowCount; last++) {
    const row = below(last + 1, mix(seed, last));
    drawn.add(drawn.has(row) ? last : row);
  }
  return Uint32Array.from(drawn).sort();
}

/** Returns the mean depth of a row in a random search tree of `size` rows. */
function meanDepth(size: number): number {
  if (size < 2) return 0;
  if (size === 2) return 1;
  return 2 * (Math.log(size - 1) + 0.5772156649015329) - (2 * (size - 1)) / size;
}

class Planter {
  private drawn = 0;
  private readonly order: Int32Array;

  constructor(
    private readonly values: readonly Float64Array[],
    private readonly deepest: number,
    private readonly seed: number,
  ) {
    this.order = new Int32Array(values.length);
  }

  grow(rows: Uint32Array, depth: number): IsolationNode {
    const leaf = { depth: depth + meanDepth(rows.length) };
    if (depth >= this.deepest || rows.length < 2) return leaf;
    const question = this.draw(rows);
    if (!question) return leaf;
    const { feature, threshold } = question;
    const column = this.values[feature] as Float64Array;
    const left = rows.filter((row) => (column[row] as number) < threshold);
    const right = rows.filter((row) => (column[row] as number) >= threshold);
    const isMissingLeft = left.length >= right.length;
    const missing = rows.filter((row) => Number.isNaN(column[row]));
    const whole = (side: Uint32Array) => Uint32Array.of(...side, ...missing).sort();
    return {
      ...{ feature, threshold, isMissingLeft },
      left: this.grow(isMissingLeft ? whole(left) : left, depth + 1),
      right: this.grow(isMissingLeft ? right : whole(right), depth + 1),
    };
  }

  /** Draws a feature whose values differ in these rows, and a threshold between the least and the largest. */
  private draw(rows: Uint32Array): { feature: number; threshold: number } | undefined {
    const { order, values } = this;
    order.forEach((_, i) => (order[i] = i));
    shuffleFront(order, order.length, mix(this.seed, this.drawn++));
    for (const feature of order) {
      const column = values[feature] as Float64Array;
      let [low, high] = [Infinity, -Infinity];
      for (const row of rows) {
        const value = column[row] as number;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (!(low < high)) continue;
      const share = (mix(this.seed, this.drawn++) + 0.5) / 2 ** 32;
      const threshold = low + share * (high - low);
      return { feature, threshold: threshold > low ? threshold : high };
    }
    return undefined;
  }
}

/**
 * Returns how unusual each row is, 0 to 1: over .5 is parted sooner than the average, near 1 at once.
 * @throws ModelMismatchError if a feature of the forest is absent
 */
export function anomalyScore(model: IsolationForest, frame: Frame): Float64Array {
  const byName = new Map(frame.columns.map(({ name, values }) => [name, values]));
  const columns = model.features.map((name) => byName.get(name));
  if (columns.includes(undefined)) {
    throw new ModelMismatchError({
      place: 'features',
      fact: `${columns.filter((column) => !column).length} features are absent`,
      expectation: 'those that the isolation forest was fitted on',
      effect: 'nothing was scored',
      next: 'fit it anew, or bring the columns back',
    });
  }
  const scores = new Float64Array(frame.rowCount);
  for (const tree of model.trees) addDepths(flatOf(tree), columns as Float64Array[], scores);
  return scores.map((depth) => 2 ** (-depth / model.trees.length / model.meanDepth));
}

/** A tree node by node, each before its left side and that before its right side. */
interface FlatTree {
  /** -1 in a leaf. */
  readonly feature: number[];
  /** In a leaf its depth. */
  readonly threshold: number[];
  readonly isMissingLeft: boolean[];
  readonly right: number[];
}

function flatOf(tree: IsolationNode): FlatTree {
  const flat: FlatTree = { feature: [], threshold: [], isMissingLeft: [], right: [] };
  const add = (node: IsolationNode): void => {
    const number = flat.feature.length;
    const isLeaf = !('feature' in node);
    flat.feature.push(isLeaf ? -1 : node.feature);
    flat.threshold.push(isLeaf ? node.depth : node.threshold);
    flat.isMissingLeft.push(!isLeaf && node.isMissingLeft);
    flat.right.push(-1);
    if (isLeaf) return;
    add(node.left);
    flat.right[number] = flat.feature.length;
    add(node.right);
  };
  add(tree);
  return flat;
}

function addDepths(tree: FlatTree, columns: readonly Float64Array[], depths: Float64Array): void {
  const { feature, threshold, isMissingLeft, right } = tree;
  for (let row = 0; row < depths.length; row++) {
    let node = 0;
    for (let asked = feature[0] as number; asked >= 0; asked = feature[node] as number) {
      const value = (columns[asked] as Float64Array)[row] as number;
      const isLeft = value !== value ? isMissingLeft[node] : value < (threshold[node] as number);
      node = isLeft ? node + 1 : (right[node] as number);
    }
    (depths[row] as number) += threshold[node] as number;
  }
}
