import type { FeatureBins } from './bins.ts';
import { thresholdOf, type GrowingNode } from './node.ts';
import type { Trees } from './types.ts';

/** One node as it is written down. */
export interface NodeRecord {
  readonly feature: number;
  readonly threshold: number;
  /** Numbers inside the tree. */
  readonly left: number;
  readonly right: number;
  readonly isMissingLeft: boolean;
  readonly value: number;
  readonly cover: number;
  readonly gain: number;
  readonly rightCodes?: readonly number[] | undefined;
}

/** Units of the whole numbers that trees are grown on. */
export interface Units {
  readonly gradient: number;
  readonly hessian: number;
  /** The value of a leaf, of its gradient / (hessian + l2) within the limits of the node. */
  readonly leafValue: (node: GrowingNode) => number;
}

/** Returns the nodes of a tree, root first, each parent before its children, left before right. */
export function recordTree(root: GrowingNode, features: readonly FeatureBins[], units: Units): NodeRecord[] {
  const records: NodeRecord[] = [];
  const { gradient, hessian, leafValue } = units;
  const nodes = [root];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as GrowingNode;
    const cover = node.hessian / hessian;
    const { split, left, right } = node;
    if (!split || !left || !right) {
      records.push(leafRecord(cover, leafValue(node)));
      continue;
    }
    const bins = features[split.feature] as FeatureBins;
    records.push({
      feature: split.feature,
      threshold: thresholdOf(split, bins.cuts),
      left: nodes.length,
      right: nodes.length + 1,
      isMissingLeft: split.isMissingLeft,
      value: 0,
      cover,
      gain: (split.gain * hessian) / gradient ** 2,
      rightCodes: bins.binOfCode && codesRight(split.isLeft, bins.binOfCode),
    });
    nodes.push(left, right);
  }
  return records;
}

const leafRecord = (cover: number, value: number): NodeRecord => ({
  feature: -1,
  threshold: 0,
  left: 0,
  right: 0,
  isMissingLeft: false,
  value,
  cover,
  gain: 0,
});

/** Where only missing values go right, a code that no category has stands for it: XGBoost refuses an empty list. */
function codesRight(isLeft: Uint8Array, binOfCode: Uint8Array): number[] {
  const codes = Array.from(binOfCode.keys()).filter((code) => isLeft[binOfCode[code] as number] === 0);
  return codes.length > 0 ? codes : [binOfCode.length];
}

const emptyTrees = (count: number, size: number) => ({
  start: new Uint32Array(count + 1),
  feature: new Int32Array(size),
  threshold: new Float32Array(size),
  left: new Uint32Array(size),
  right: new Uint32Array(size),
  isMissingLeft: new Uint8Array(size),
  value: new Float32Array(size),
  cover: new Float32Array(size),
  gain: new Float32Array(size),
  rightCodes: new Map<number, readonly number[]>(),
});

/** Returns trees as flat arrays; numbers are rounded to 32-bit floats, as the interchange format has them. */
export function flatTrees(trees: readonly (readonly NodeRecord[])[]): Trees {
  const size = trees.reduce((sum, tree) => sum + tree.length, 0);
  const flat = emptyTrees(trees.length, size);
  let first = 0;
  trees.forEach((tree, t) => {
    tree.forEach((node, i) => {
      const at = first + i;
      const isLeaf = node.feature < 0;
      flat.feature[at] = node.feature;
      flat.threshold[at] = node.threshold;
      flat.left[at] = isLeaf ? 0 : first + node.left;
      flat.right[at] = isLeaf ? 0 : first + node.right;
      flat.isMissingLeft[at] = Number(node.isMissingLeft);
      flat.value[at] = node.value;
      flat.cover[at] = node.cover;
      flat.gain[at] = node.gain;
      if (node.rightCodes) flat.rightCodes.set(at, node.rightCodes);
    });
    first += tree.length;
    flat.start[t + 1] = first;
  });
  return flat;
}

/** Returns the trees of several sets as one, in order. */
export function joinTrees(sets: readonly Trees[]): Trees {
  const size = sets.reduce((sum, { feature }) => sum + feature.length, 0);
  const joined = emptyTrees(
    sets.reduce((sum, { start }) => sum + start.length - 1, 0),
    size,
  );
  let first = 0;
  let tree = 0;
  for (const set of sets) {
    for (const name of ['feature', 'threshold', 'value', 'cover', 'gain', 'isMissingLeft'] as const) {
      joined[name].set(set[name], first);
    }
    for (let node = 0; node < set.feature.length; node++) {
      if ((set.feature[node] as number) < 0) continue;
      joined.left[first + node] = (set.left[node] as number) + first;
      joined.right[first + node] = (set.right[node] as number) + first;
    }
    for (const [node, codes] of set.rightCodes) joined.rightCodes.set(first + node, codes);
    for (const end of set.start.subarray(1)) joined.start[++tree] = first + end;
    first += set.feature.length;
  }
  return joined;
}
