import type { FeatureBins } from './bins.ts';
import { thresholdOf, type GrowingNode } from './grow.ts';
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
  readonly rightCodes?: readonly number[];
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
      const leaf = { feature: -1, threshold: 0, left: 0, right: 0, isMissingLeft: false, gain: 0, cover };
      records.push({ ...leaf, value: leafValue(node) });
      continue;
    }
    const bins = features[split.feature] as FeatureBins;
    records.push({
      ...{
        feature: split.feature,
        threshold: thresholdOf(split, bins.cuts),
        isMissingLeft: split.isMissingLeft,
      },
      ...{ left: nodes.length, right: nodes.length + 1, value: 0, cover },
      gain: (split.gain * hessian) / gradient ** 2,
      ...(bins.binOfCode ? { rightCodes: codesRight(split.isLeft, bins.binOfCode) } : {}),
    });
    nodes.push(left, right);
  }
  return records;
}

function codesRight(isLeft: Uint8Array, binOfCode: Uint8Array): number[] {
  return Array.from(binOfCode.keys()).filter((code) => isLeft[binOfCode[code] as number] === 0);
}

/** Returns trees as flat arrays; numbers are rounded to 32-bit floats, as the interchange format has them. */
export function flatTrees(trees: readonly (readonly NodeRecord[])[]): Trees {
  const start = new Uint32Array(trees.length + 1);
  trees.forEach((tree, i) => (start[i + 1] = (start[i] as number) + tree.length));
  const size = start.at(-1) as number;
  const flat = {
    ...{ start, feature: new Int32Array(size), threshold: new Float32Array(size) },
    ...{ left: new Uint32Array(size), right: new Uint32Array(size), isMissingLeft: new Uint8Array(size) },
    ...{ value: new Float32Array(size), cover: new Float32Array(size), gain: new Float32Array(size) },
  };
  const rightCodes = new Map<number, readonly number[]>();
  trees.forEach((tree, t) => {
    const first = start[t] as number;
    tree.forEach((node, i) => {
      const at = first + i;
      flat.feature[at] = node.feature;
      flat.threshold[at] = node.threshold;
      flat.left[at] = node.feature < 0 ? 0 : first + node.left;
      flat.right[at] = node.feature < 0 ? 0 : first + node.right;
      flat.isMissingLeft[at] = Number(node.isMissingLeft);
      flat.value[at] = node.value;
      flat.cover[at] = node.cover;
      flat.gain[at] = node.gain;
      if (node.rightCodes) rightCodes.set(at, node.rightCodes);
    });
  });
  return { ...flat, rightCodes };
}
