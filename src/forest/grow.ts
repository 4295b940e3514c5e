import type { BinnedData } from './data.ts';
import type { Kernel, Order } from './kernel.ts';
import type { Arena, KernelPlan } from './memory.ts';
import { childrenOf, GrowingNode, leftBins, type Split } from './node.ts';
import { newBest, searchCategorical, type Best, type SplitRules } from './split.ts';
import { shareOf, type Team } from './team.ts';

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
  /** Best split found by each thread for each node of a batch, twice: one is read while the next is written. */
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
    found: arena.floats(2 * teamSize * batch * FIELDS),
    masks: arena.integers(2 * teamSize * batch * MASK_WORDS),
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
  private turn = 0;

  constructor(
    private readonly data: BinnedData,
    private readonly memory: GrowMemory,
    /** May change from tree to tree. */
    public rules: GrowRules,
    private readonly team: Team,
    private readonly kernel: Kernel,
  ) {}

  /**
   * Returns a tree on the first `rowCount` rows of the first order.
   * @param features numbers of the features to ask, ascending
   */
  grow(rowCount: number, gradient: number, hessian: number, features: readonly number[]): GrowingNode {
    this.free.length = 0;
    for (let slot = this.memory.slots - 1; slot > SCRATCH; slot--) this.free.push(slot);
    const root = new GrowingNode(0, 0, 0, rowCount, gradient, hessian, -Infinity, Infinity);
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
    const parted = batch.filter((node) => {
      node.isParted = node.depth + 1 < this.rules.depth;
      if (!node.isParted) this.part(node, node.to);
      return node.isParted;
    });
    if (parted.length === 0) return [];
    parted.forEach((node, i) => {
      const { feature, isLeft } = node.split as Split;
      const [from, to] = shareOf(team, node.from, node.to);
      const column = data.columns[feature] as Uint8Array;
      const order = memory.orders[node.order];
      memory.counts[i * team.size + team.rank] = this.kernel.countLeft(column, isLeft, order, from, to);
    });
    team.barrier();
    const pairs = parted.map((node, i) => this.partition(node, i));
    team.barrier();
    return pairs.filter((pair): pair is Pair => pair !== undefined);
  }

  private partition(node: GrowingNode, i: number): Pair | undefined {
    const { team, memory, data } = this;
    const split = node.split as Split;
    const [from, to] = shareOf(team, node.from, node.to);
    let before = 0;
    let middle = node.from;
    for (let rank = 0; rank < team.size; rank++) {
      const count = memory.counts[i * team.size + rank] as number;
      if (rank < team.rank) before += count;
      middle += count;
    }
    const source = memory.orders[node.order];
    const target = memory.orders[1 - node.order] as Order;
    const column = data.columns[split.feature] as Uint8Array;
    const left = node.from + before;
    const right = middle + (from - left);
    this.kernel.partition(column, split.isLeft, source, target, from, to, left, right);
    return this.part(node, middle);
  }

  private part(node: GrowingNode, middle: number): Pair | undefined {
    const split = node.split as Split;
    const direction = this.data.monotone[split.feature] ?? 0;
    const [left, right] = childrenOf(node, split, middle, this.rules.l2, direction);
    node.left = left;
    node.right = right;
    return this.pair(node, left, right);
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
    const base = this.place(team.rank);
    this.memory.found.fill(0, base * FIELDS, (base + nodes.length) * FIELDS);
    const [from, to] = shareOf(team, 0, features.length);
    for (let i = from; i < to; i++) {
      const feature = features[i] as number;
      const bins = binsOf(this.data, feature);
      let at = base;
      for (const { small, large, isInherited } of pairs) {
        const ofSmall = this.count(small, feature);
        if (large && isInherited) {
          this.kernel.subtractHistogram(this.memory.histograms, this.firstBin(large, feature), ofSmall, bins);
        }
        this.searchFeature(small, feature, ofSmall, at++);
        if (large) {
          const ofLarge = isInherited ? this.firstBin(large, feature) : this.count(large, feature);
          this.searchFeature(large, feature, ofLarge, at++);
        }
      }
    }
    team.barrier();
    nodes.forEach((node, i) => this.reduce(node, i));
    this.turn = 1 - this.turn;
    return nodes.filter((node) => this.keepOpen(node));
  }

  /** Returns where a thread writes what it finds in the first node of a batch. */
  private place(rank: number): number {
    return (this.turn * this.team.size + rank) * 2 * MOST_SPLITS;
  }

  private keepOpen(node: GrowingNode): boolean {
    if (node.split) return true;
    if (node.slot >= 0) this.free.push(node.slot);
    node.slot = -1;
    return false;
  }

  /** Returns the number of the first bin of a feature in the histogram of a node. */
  private firstBin({ slot }: GrowingNode, feature: number): number {
    const { firstBin } = this.data;
    return (slot < 0 ? SCRATCH : slot) * (firstBin.at(-1) as number) + (firstBin[feature] as number);
  }

  private count(node: GrowingNode, feature: number): number {
    const { histograms, orders } = this.memory;
    const first = this.firstBin(node, feature);
    histograms.fill(0, 2 * first, 2 * (first + binsOf(this.data, feature)));
    const column = this.data.columns[feature] as Uint8Array;
    this.kernel.addHistogram(histograms, first, column, orders[node.order], node.from, node.to);
    return first;
  }

  private searchFeature(node: GrowingNode, feature: number, first: number, at: number): void {
    if (!this.mayGrow(node)) return;
    const { best, rules, data } = this;
    const { found, masks, histograms } = this.memory;
    const { count, binOfCode } = data.features[feature] as BinnedData['features'][number];
    best.gain = found[at * FIELDS] as number;
    const isBetter = binOfCode
      ? searchCategorical(best, histograms, first, count, node, rules, node.hessian / (node.to - node.from))
      : this.kernel.searchNumeric(best, histograms, first, count, node, rules, data.monotone[feature] ?? 0);
    if (!isBetter) return;
    found[at * FIELDS] = best.gain;
    found[at * FIELDS + 1] = feature;
    found[at * FIELDS + 2] = best.bin;
    found[at * FIELDS + 3] = Number(best.isMissingLeft);
    found[at * FIELDS + 4] = best.gradientLeft;
    found[at * FIELDS + 5] = best.hessianLeft;
    if (binOfCode) masks.set(best.rightBins, at * MASK_WORDS);
  }

  /** Takes the best split of all threads; of equal ones that of the first feature. */
  private reduce(node: GrowingNode, i: number): void {
    const { found, masks } = this.memory;
    let most = -1;
    let gain = 0;
    for (let rank = 0; rank < this.team.size; rank++) {
      const at = this.place(rank) + i;
      if ((found[at * FIELDS] as number) > gain) {
        gain = found[at * FIELDS] as number;
        most = at;
      }
    }
    if (most < 0) return;
    const field = (i: number): number => found[most * FIELDS + i] as number;
    const feature = field(1);
    const side = { bin: field(2), isMissingLeft: field(3) === 1 };
    const mask = masks.subarray(most * MASK_WORDS, (most + 1) * MASK_WORDS);
    const isLeft = leftBins(side, mask, this.data.features[feature]?.count ?? 0);
    node.split = { feature, gain, ...side, gradientLeft: field(4), hessianLeft: field(5), isLeft };
  }
}

/** Returns the number of bins of a feature, with that of missing values. */
function binsOf({ firstBin }: BinnedData, feature: number): number {
  return (firstBin[feature + 1] as number) - (firstBin[feature] as number);
}
