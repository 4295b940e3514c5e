import { LARGEST } from './bins.ts';
import type { NodeSums } from './split.ts';

/** A node of a tree that grows: a range of rows in one of two orders. */
export class GrowingNode implements NodeSums {
  split: Split | undefined = undefined;
  left: GrowingNode | undefined = undefined;
  right: GrowingNode | undefined = undefined;
  /** Whether its children have ranges of rows of their own; those that are leaves for sure need none. */
  isParted = true;
  /** Place of its histogram, -1 where there is none. */
  slot = -1;

  constructor(
    readonly depth: number,
    /** Which of the two orders holds its rows. */
    readonly order: 0 | 1,
    readonly from: number,
    readonly to: number,
    readonly gradient: number,
    readonly hessian: number,
    readonly low: number,
    readonly high: number,
  ) {}
}

export interface Split {
  readonly feature: number;
  readonly gain: number;
  readonly bin: number;
  readonly isMissingLeft: boolean;
  readonly gradientLeft: number;
  readonly hessianLeft: number;
  /** 1 for the bins that go left, that of missing values among them. */
  readonly isLeft: Uint8Array;
}

/** Returns the two children of a node whose rows are parted at `middle`; a monotone split sets limits to both. */
export function childrenOf(
  { depth, order, from, to, gradient, hessian, low, high }: GrowingNode,
  { gradientLeft, hessianLeft }: Split,
  middle: number,
  l2: number,
  direction: number,
): [GrowingNode, GrowingNode] {
  const gradientRight = gradient - gradientLeft;
  const hessianRight = hessian - hessianLeft;
  const clamp = (value: number) => Math.min(Math.max(value, low), high);
  const border = (clamp(gradientLeft / (hessianLeft + l2)) + clamp(gradientRight / (hessianRight + l2))) / 2;
  const other = order === 0 ? 1 : 0;
  const [lowLeft, highLeft] = [direction < 0 ? border : low, direction > 0 ? border : high];
  const [lowRight, highRight] = [direction > 0 ? border : low, direction < 0 ? border : high];
  return [
    new GrowingNode(depth + 1, other, from, middle, gradientLeft, hessianLeft, lowLeft, highLeft),
    new GrowingNode(depth + 1, other, middle, to, gradientRight, hessianRight, lowRight, highRight),
  ];
}

/** Returns 1 for each bin that a split sends left. */
export function leftBins(
  { bin, isMissingLeft }: Pick<Split, 'bin' | 'isMissingLeft'>,
  rightBins: Int32Array,
  count: number,
): Uint8Array {
  const isLeft = new Uint8Array(256);
  for (let b = 0; b < count; b++) {
    isLeft[b] = Number(bin >= 0 ? b <= bin : (((rightBins[b >> 5] as number) >> (b & 31)) & 1) === 0);
  }
  isLeft[count] = Number(isMissingLeft);
  return isLeft;
}

/** Returns the threshold under which rows go left. */
export function thresholdOf(split: Split, cuts: Float32Array): number {
  return split.bin < 0 ? 0 : (cuts[split.bin] ?? LARGEST);
}

/** Returns the leaf that a row comes to. */
export function leafOf(root: GrowingNode, columns: readonly Uint8Array[], row: number): GrowingNode {
  let node = root;
  while (node.split && node.left && node.right) {
    const { feature, isLeft } = node.split;
    const bin = (columns[feature] as Uint8Array)[row] as number;
    node = isLeft[bin] === 1 ? node.left : node.right;
  }
  return node;
}
