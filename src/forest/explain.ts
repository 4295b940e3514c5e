import { eachBlock } from './predict.ts';
import type { Frame, TreeModel, Trees } from './types.ts';

/**
 * Exact path-dependent TreeSHAP (Lundberg et al., Nature Machine Intelligence 2, 2020, algorithm 2): the Shapley values
 * of the game in which a feature that is not known sends a row to both children, by the share of their covers.
 */
export interface Explanation {
  /** Rows × (features + 1), row by row; the last of each row is the mean margin, and a row adds up to its margin. */
  readonly contributions: Float64Array;
}

/**
 * Returns what each feature adds to the margin of each row, of all rows or of those given by number.
 * @throws ModelMismatchError if a feature of the model is absent or of another type
 */
export function explain(model: TreeModel, frame: Frame, rows?: Uint32Array): Explanation {
  const width = model.features.length;
  const contributions = new Float64Array((rows?.length ?? frame.rowCount) * (width + 1));
  const shares = coverShares(model.trees);
  const path = new Path(deepest(model.trees) + 2);
  const mean = model.baseMargin + meanMargin(model.trees, shares);
  eachBlock(model, frame, rows, (values, from, count) => {
    for (let i = 0; i < count; i++) {
      const start = (from + i) * (width + 1);
      const into = contributions.subarray(start, start + width + 1);
      const row = values.subarray(i * width, (i + 1) * width);
      const walk = new Walk(model.trees, shares, path, row, into);
      for (let tree = 0; tree < model.trees.start.length - 1; tree++) {
        walk.visit(model.trees.start[tree] as number, 0, 0, 1, 1, -1);
      }
      into[width] = mean;
    }
  });
  return { contributions };
}

/** Returns of each node the share of the rows of its parent. */
function coverShares({ feature, left, right, cover }: Trees): Float64Array {
  const shares = new Float64Array(feature.length).fill(1);
  for (let node = 0; node < feature.length; node++) {
    if ((feature[node] as number) < 0) continue;
    const [l, r] = [left[node] as number, right[node] as number];
    const both = (cover[l] as number) + (cover[r] as number);
    shares[l] = both > 0 ? (cover[l] as number) / both : 0.5;
    shares[r] = 1 - (shares[l] as number);
  }
  return shares;
}

function meanMargin(trees: Trees, shares: Float64Array): number {
  const { feature, left, right, value } = trees;
  const meanOf = (node: number): number => {
    if ((feature[node] as number) < 0) return value[node] as number;
    const [l, r] = [left[node] as number, right[node] as number];
    return (shares[l] as number) * meanOf(l) + (shares[r] as number) * meanOf(r);
  };
  return trees.start.subarray(0, -1).reduce((sum, root) => sum + meanOf(root), 0);
}

function deepest({ start, feature, left, right }: Trees): number {
  const depthOf = (node: number): number =>
    (feature[node] as number) < 0
      ? 0
      : 1 + Math.max(depthOf(left[node] as number), depthOf(right[node] as number));
  return start.subarray(0, -1).reduce((most, root) => Math.max(most, depthOf(root)), 0);
}

/** Room for the features met on the way to each depth: which, their share of unknown and known, and the weights. */
class Path {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;

  constructor(depth: number) {
    const size = ((depth + 1) * (depth + 2)) / 2 + depth;
    this.feature = new Int32Array(size);
    this.zero = new Float64Array(size);
    this.one = new Float64Array(size);
    this.weight = new Float64Array(size);
  }

  copy(from: number, to: number, length: number): void {
    for (const array of [this.feature, this.zero, this.one, this.weight]) {
      array.copyWithin(to, from, from + length);
    }
  }

  /** Adds a feature at the end of the path of `length` features which starts at `at`. */
  extend(at: number, length: number, zero: number, one: number, feature: number): void {
    const { weight } = this;
    this.feature[at + length] = feature;
    this.zero[at + length] = zero;
    this.one[at + length] = one;
    weight[at + length] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      (weight[at + i + 1] as number) += (one * (weight[at + i] as number) * (i + 1)) / (length + 1);
      weight[at + i] = (zero * (weight[at + i] as number) * (length - i)) / (length + 1);
    }
  }

  /** Takes feature number `index` off a path whose last feature is number `last`. */
  unwind(at: number, last: number, index: number): void {
    const { weight, zero, one, feature } = this;
    const [z, o] = [zero[at + index] as number, one[at + index] as number];
    let next = weight[at + last] as number;
    for (let i = last - 1; i >= 0; i--) {
      if (o !== 0) {
        const kept = weight[at + i] as number;
        weight[at + i] = (next * (last + 1)) / ((i + 1) * o);
        next = kept - ((weight[at + i] as number) * z * (last - i)) / (last + 1);
      } else {
        weight[at + i] = ((weight[at + i] as number) * (last + 1)) / (z * (last - i));
      }
    }
    for (let i = index; i < last; i++) {
      feature[at + i] = feature[at + i + 1] as number;
      zero[at + i] = zero[at + i + 1] as number;
      one[at + i] = one[at + i + 1] as number;
    }
  }

  /** Returns the sum of the weights of the path without feature number `index`. */
  unwoundSum(at: number, last: number, index: number): number {
    const { weight, zero, one } = this;
    const [z, o] = [zero[at + index] as number, one[at + index] as number];
    let next = weight[at + last] as number;
    let sum = 0;
    for (let i = last - 1; i >= 0; i--) {
      if (o !== 0) {
        const part = (next * (last + 1)) / ((i + 1) * o);
        sum += part;
        next = (weight[at + i] as number) - (part * z * (last - i)) / (last + 1);
      } else {
        sum += ((weight[at + i] as number) * (last + 1)) / (z * (last - i));
      }
    }
    return sum;
  }
}

class Walk {
  constructor(
    private readonly trees: Trees,
    private readonly shares: Float64Array,
    private readonly path: Path,
    private readonly row: Float32Array,
    private readonly into: Float64Array,
  ) {}

  /** Visits a node with the path of `length` features at `parentAt`, to which the feature of the parent is added. */
  visit(node: number, parentAt: number, length: number, zero: number, one: number, feature: number): void {
    const { path, trees, shares, into } = this;
    const at = parentAt + length;
    path.copy(parentAt, at, length);
    path.extend(at, length, zero, one, feature);
    const asked = trees.feature[node] as number;
    if (asked < 0) {
      const value = trees.value[node] as number;
      for (let i = 1; i <= length; i++) {
        const weight = path.unwoundSum(at, length, i);
        const difference = (path.one[at + i] as number) - (path.zero[at + i] as number);
        (into[path.feature[at + i] as number] as number) += weight * difference * value;
      }
      return;
    }
    const [left, right] = [trees.left[node] as number, trees.right[node] as number];
    const hot = this.goesLeft(node, this.row[asked] as number) ? left : right;
    const cold = hot === left ? right : left;
    let count = length + 1;
    let [before, known] = [1, 1];
    for (let i = 1; i <= length; i++) {
      if (path.feature[at + i] !== asked) continue;
      before = path.zero[at + i] as number;
      known = path.one[at + i] as number;
      path.unwind(at, length, i);
      count--;
      break;
    }
    const hotShare = (shares[hot] as number) * before;
    if (hotShare > 0 || known > 0) this.visit(hot, at, count, hotShare, known, asked);
    const coldShare = (shares[cold] as number) * before;
    if (coldShare > 0) this.visit(cold, at, count, coldShare, 0, asked);
  }

  private goesLeft(node: number, value: number): boolean {
    if (value !== value) return this.trees.isMissingLeft[node] === 1;
    const codes = this.trees.rightCodes.get(node);
    return codes ? !codes.includes(value) : value < (this.trees.threshold[node] as number);
  }
}
