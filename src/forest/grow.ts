import { LARGEST } from './bins.ts';
import type { BinnedData } from './data.ts';
import type { Kernel, Order } from './kernel.ts';
import { kernelFor, type Arena, type KernelPlan } from './memory.ts';
import {
  newBest,
  searchCategorical,
  searchNumeric,
  type Best,
  type NodeSums,
  type SplitRules,
} from './split.ts';
import { shareOf, type Team } from './team.ts';

/** A node of a tree that grows: a range of rows in one of two orders. */
export interface GrowingNode extends NodeSums {
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  /** Which of the two orders holds its rows. */
  readonly order: 0 | 1;
  split?: Split;
  left?: GrowingNode;
  right?: GrowingNode;
  /** Place of its histogram, -1 where there is none. */
  slot: number;
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

export interface GrowRules extends SplitRules {
  readonly depth: number;
  readonly leaves: number;
}

/** Most bytes that the histograms of one tree may take; nodes beyond it are counted without the help of a sibling. */
const HISTOGRAM_BYTES = 2 ** 28;
/** The slot of nodes that find no other. */
const SCRATCH = 0;
const FIELDS = 6;
const MASK_WORDS = 8;

/** What growing needs beside the data, made once per fit and shared by the team. */
export interface GrowMemory {
  readonly plan: KernelPlan;
  readonly orders: readonly [Order, Order];
  readonly histograms: Int32Array;
  readonly slots: number;
  /** Best split found by each thread for each node of a batch. */
  readonly found: Float64Array;
  readonly masks: Int32Array;
  /** Rows that go left in the part of each thread of each node of a batch. */
  readonly counts: Uint32Array;
}

/** Returns the memory for trees on `data`, whose columns lie in the same arena. */
export function newGrowMemory(
  arena: Arena,
  data: BinnedData,
  rules: GrowRules,
  teamSize: number,
): GrowMemory {
  const bytes = Math.max(8, (data.firstBin.at(-1) as number) * 8);
  const wanted = Math.min(2 ** Math.min(rules.depth, 24), rules.leaves, Math.max(2, data.rowCount)) + 2;
  const slots = Math.max(3, Math.min(wanted, Math.floor(HISTOGRAM_BYTES / bytes)));
  const batch = 2 * MOST_SPLITS;
  const memory = {
    orders: [arena.order(data.rowCount), arena.order(data.rowCount)] as const,
    histograms: arena.integers((slots * bytes) / 4),
    slots,
    found: arena.floats(teamSize * batch * FIELDS),
    masks: arena.integers(teamSize * batch * MASK_WORDS),
    counts: arena.words(teamSize * batch),
  };
  return { ...memory, plan: arena.kernelPlan() };
}

/** Most nodes that are split between two barriers. */
const MOST_SPLITS = 64;

/** A node and its sibling that need a split, and how to come to their histograms. */
interface Pair {
  readonly small: GrowingNode;
  readonly large: GrowingNode | undefined;
  /** Whether the histogram of the parent stands in the slot of the larger. */
  readonly isInherited: boolean;
}

/**
 * Grows trees by histograms, all features of a tree in each node, spread over the threads of a team. The smaller child
 * is counted and the larger is what is left of the parent.
 */
export class Grower {
  private readonly free: number[] = [];
  private readonly best: Best = newBest();
  private readonly kernel: Kernel;

  constructor(
    private readonly data: BinnedData,
    private readonly memory: GrowMemory,
    /** May change from tree to tree. */
    public rules: GrowRules,
    private readonly team: Team,
  ) {
    this.kernel = kernelFor(memory.plan, team.rank);
  }

  /**
   * Returns a tree on the first `rowCount` rows of the first order.
   * @param features numbers of the features to ask, ascending
   */
  grow(rowCount: number, gradient: number, hessian: number, features: readonly number[]): GrowingNode {
    this.free.length = 0;
    for (let slot = this.memory.slots - 1; slot > SCRATCH; slot--) this.free.push(slot);
    const root: GrowingNode = {
      ...{ depth: 0, from: 0, to: rowCount, order: 0, gradient, hessian, low: -Infinity, high: Infinity },
      slot: -1,
    };
    let open = this.search([{ small: root, large: undefined, isInherited: false }], features);
    let leaves = 1;
    while (open.length > 0 && leaves < this.rules.leaves) {
      const batch = this.nextBatch(open);
      const rest = open.slice(batch.length);
      const pairs = this.split(batch);
      leaves += batch.length;
      open = [...rest, ...this.search(pairs, features)];
    }
    return root;
  }

  /** Takes the nodes to split next from `open`: whole levels, or the one that gains most where leaves are few. */
  private nextBatch(open: GrowingNode[]): GrowingNode[] {
    if (this.rules.leaves === Infinity) return open.slice(0, MOST_SPLITS);
    let most = 0;
    for (let i = 1; i < open.length; i++) {
      if ((open[i]?.split?.gain ?? 0) > (open[most]?.split?.gain ?? 0)) most = i;
    }
    const [chosen] = open.splice(most, 1) as [GrowingNode];
    open.unshift(chosen);
    return [chosen];
  }

  private split(batch: readonly GrowingNode[]): Pair[] {
    const { team, memory, data } = this;
    batch.forEach((node, i) => {
      const { feature, isLeft } = node.split as Split;
      const [from, to] = shareOf(team, node.from, node.to);
      const column = data.columns[feature] as Uint8Array;
      const order = memory.orders[node.order];
      memory.counts[i * team.size + team.rank] = this.kernel.countLeft(column, isLeft, order, from, to);
    });
    team.barrier();
    const pairs = batch.map((node, i) => this.partition(node, i));
    team.barrier();
    return pairs.filter((pair): pair is Pair => pair !== undefined);
  }

  private partition(node: GrowingNode, i: number): Pair | undefined {
    const { team, memory, data } = this;
    const split = node.split as Split;
    const [from, to] = shareOf(team, node.from, node.to);
    const counts = memory.counts.subarray(i * team.size, (i + 1) * team.size);
    const before = counts.subarray(0, team.rank).reduce((sum, count) => sum + count, 0);
    const middle = node.from + counts.reduce((sum, count) => sum + count, 0);
    const source = memory.orders[node.order];
    const target = memory.orders[1 - node.order] as Order;
    const column = data.columns[split.feature] as Uint8Array;
    this.kernel.partition(
      column,
      split.isLeft,
      source,
      target,
      from,
      to,
      node.from + before,
      middle + (from - node.from - before),
    );
    [node.left, node.right] = childrenOf(
      node,
      split,
      middle,
      this.rules.l2,
      data.monotone[split.feature] ?? 0,
    );
    return this.pair(node, node.left, node.right);
  }

  /** Gives slots to the children that may be split again; the larger inherits that of the parent. */
  private pair(parent: GrowingNode, left: GrowingNode, right: GrowingNode): Pair | undefined {
    const [small, large] = left.to - left.from <= right.to - right.from ? [left, right] : [right, left];
    large.slot = parent.slot;
    parent.slot = -1;
    if (this.mayGrow(large)) return { small, large, isInherited: large.slot >= 0 };
    if (large.slot >= 0) this.free.push(large.slot);
    large.slot = -1;
    return this.mayGrow(small) ? { small, large: undefined, isInherited: false } : undefined;
  }

  private mayGrow(node: GrowingNode): boolean {
    return (
      node.depth < this.rules.depth &&
      node.hessian >= 2 * this.rules.minimumHessian &&
      node.to - node.from > 1
    );
  }

  /** Finds the best split of each node. Returns the nodes that have one, in order. */
  private search(pairs: readonly Pair[], features: readonly number[]): GrowingNode[] {
    const open: GrowingNode[] = [];
    for (let i = 0; i < pairs.length; i += MOST_SPLITS) {
      open.push(...this.searchBatch(pairs.slice(i, i + MOST_SPLITS), features));
    }
    return open;
  }

  private searchBatch(pairs: readonly Pair[], features: readonly number[]): GrowingNode[] {
    const { team } = this;
    const nodes = pairs.flatMap(({ small, large }) => (large ? [small, large] : [small]));
    for (const node of nodes) if (node.slot < 0) node.slot = this.free.pop() ?? -1;
    const { found, masks } = this.memory;
    const base = team.rank * 2 * MOST_SPLITS;
    found.fill(0, base * FIELDS, (base + nodes.length) * FIELDS);
    const [from, to] = shareOf(team, 0, features.length);
    for (let i = from; i < to; i++) {
      const feature = features[i] as number;
      let at = base;
      for (const { small, large, isInherited } of pairs) {
        const ofSmall = this.count(small, feature);
        if (large && isInherited) this.kernel.subtractHistogram(this.histogram(large.slot, feature), ofSmall);
        this.searchFeature(small, feature, ofSmall, at++);
        if (large) {
          const ofLarge = isInherited ? this.histogram(large.slot, feature) : this.count(large, feature);
          this.searchFeature(large, feature, ofLarge, at++);
        }
      }
    }
    team.barrier();
    nodes.forEach((node, i) => this.reduce(node, i, found, masks));
    team.barrier();
    return nodes.filter((node) => this.keepOpen(node));
  }

  private keepOpen(node: GrowingNode): boolean {
    if (node.split) return true;
    if (node.slot >= 0) this.free.push(node.slot);
    node.slot = -1;
    return false;
  }

  private histogram(slot: number, feature: number): Int32Array {
    const { firstBin } = this.data;
    const start = slot * (firstBin.at(-1) as number);
    return this.memory.histograms.subarray(
      2 * (start + (firstBin[feature] as number)),
      2 * (start + (firstBin[feature + 1] as number)),
    );
  }

  private count(node: GrowingNode, feature: number): Int32Array {
    const histogram = this.histogram(node.slot < 0 ? SCRATCH : node.slot, feature);
    histogram.fill(0);
    const column = this.data.columns[feature] as Uint8Array;
    this.kernel.addHistogram(histogram, column, this.memory.orders[node.order], node.from, node.to);
    return histogram;
  }

  private searchFeature(node: GrowingNode, feature: number, histogram: Int32Array, at: number): void {
    if (!this.mayGrow(node)) return;
    const { best, rules, data } = this;
    const { found, masks } = this.memory;
    const { count, binOfCode } = data.features[feature] as BinnedData['features'][number];
    best.gain = found[at * FIELDS] as number;
    const isBetter = binOfCode
      ? searchCategorical(best, histogram, 0, count, node, rules, node.hessian / (node.to - node.from))
      : searchNumeric(best, histogram, 0, count, node, rules, data.monotone[feature] ?? 0);
    if (!isBetter) return;
    found.set(
      [best.gain, feature, best.bin, Number(best.isMissingLeft), best.gradientLeft, best.hessianLeft],
      at * FIELDS,
    );
    masks.set(best.rightBins, at * MASK_WORDS);
  }

  /** Takes the best split of all threads; of equal ones that of the first feature. */
  private reduce(node: GrowingNode, i: number, found: Float64Array, masks: Int32Array): void {
    let most = -1;
    let gain = 0;
    for (let rank = 0; rank < this.team.size; rank++) {
      const at = rank * 2 * MOST_SPLITS + i;
      if ((found[at * FIELDS] as number) > gain) {
        gain = found[at * FIELDS] as number;
        most = at;
      }
    }
    if (most < 0) return;
    const [, feature, bin, isMissingLeft, gradientLeft, hessianLeft] = found.subarray(
      most * FIELDS,
      (most + 1) * FIELDS,
    ) as unknown as [number, number, number, number, number, number];
    const split = { feature, gain, bin, isMissingLeft: isMissingLeft === 1, gradientLeft, hessianLeft };
    const mask = masks.subarray(most * MASK_WORDS, (most + 1) * MASK_WORDS);
    node.split = { ...split, isLeft: leftBins(split, mask, this.data.features[feature]?.count ?? 0) };
  }
}

/** Returns the two children of a node whose rows are parted at `middle`; a monotone split sets limits to both. */
export function childrenOf(
  node: GrowingNode,
  { gradientLeft, hessianLeft }: Split,
  middle: number,
  l2: number,
  direction: number,
): [GrowingNode, GrowingNode] {
  const gradientRight = node.gradient - gradientLeft;
  const hessianRight = node.hessian - hessianLeft;
  const { low, high, from, to } = node;
  const clamp = (value: number) => Math.min(Math.max(value, low), high);
  const border = (clamp(gradientLeft / (hessianLeft + l2)) + clamp(gradientRight / (hessianRight + l2))) / 2;
  const below = { low, high: direction === 0 ? high : border };
  const above = { low: direction === 0 ? low : border, high };
  const shared = { depth: node.depth + 1, order: (1 - node.order) as 0 | 1, slot: -1 };
  const left = { from, to: middle, gradient: gradientLeft, hessian: hessianLeft };
  const right = { from: middle, to, gradient: gradientRight, hessian: hessianRight };
  return [
    { ...shared, ...left, ...(direction < 0 ? above : below) },
    { ...shared, ...right, ...(direction < 0 ? below : above) },
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
