import type { BinnedData } from './data.ts';
import { below, mix, shuffleOne } from './draw.ts';
import type { Kernel, Order } from './kernel.ts';
import { kernelFor, type Arena, type KernelPlan } from './memory.ts';
import { childrenOf, GrowingNode, leafOf, leftBins, type Split } from './node.ts';
import { newBest, searchCategorical, type SplitRules } from './split.ts';
import type { Team } from './team.ts';
import { flatTrees, recordTree } from './trees.ts';
import type { Trees } from './types.ts';

/**
 * A random forest (Breiman 2001) on bins: each tree sees a draw of rows, each node some features. Trees are grown one
 * per thread; a leaf is the share of ones in it.
 */
export interface ForestJob {
  readonly data: BinnedData;
  readonly labels: Uint8Array;
  /** Class weights are in it; the mean is 1. */
  readonly weights: Float64Array;
  readonly trees: number;
  readonly depth: number;
  readonly minimumRows: number;
  readonly featuresPerNode: number;
  readonly bootstrap: boolean | number;
  readonly isOutOfBagWanted: boolean;
  readonly seed: number;
  readonly memory: ForestMemory;
  /** Number of the next tree that no thread has taken. */
  readonly next: Int32Array;
}

/** Room of each thread: rows in two orders, and the histogram of one feature. */
export interface ForestMemory {
  readonly plan: KernelPlan;
  readonly threads: readonly { readonly orders: readonly [Order, Order]; readonly histogram: Int32Array }[];
}

/** Returns the memory of one fit, in the arena of its columns. */
export function newForestMemory(arena: Arena, rowCount: number, teamSize: number): ForestMemory {
  const threads = Array.from({ length: teamSize }, () => ({
    orders: [arena.order(rowCount), arena.order(rowCount)] as const,
    histogram: arena.integers(512),
  }));
  return { threads, plan: arena.kernelPlan() };
}

export interface GrownTrees {
  readonly trees: readonly { readonly number: number; readonly tree: Trees }[];
  /** By row: sum of scores in units of 2^-40, which add up exactly, and number of trees. */
  readonly outOfBag?: { readonly sums: Float64Array; readonly counts: Uint32Array };
}

export const OUT_OF_BAG_UNIT = 2 ** 40;

/** Grows the trees that this thread gets hold of. */
export function growForest(job: ForestJob, team: Team): GrownTrees {
  const { rowCount } = job.data;
  const work = new ForestWork(job, team.rank);
  const grown: { number: number; tree: Trees }[] = [];
  const outOfBag = job.isOutOfBagWanted
    ? { sums: new Float64Array(rowCount), counts: new Uint32Array(rowCount) }
    : undefined;
  for (let number = Atomics.add(job.next, 0, 1); number < job.trees; number = Atomics.add(job.next, 0, 1)) {
    const { root, unit } = work.grow(number);
    const records = recordTree(root, job.data.features, {
      gradient: unit,
      hessian: unit,
      leafValue: (node) => shareOfOnes(node) / job.trees,
    });
    grown.push({ number, tree: flatTrees([records]) });
    if (outOfBag) work.addOutOfBag(root, outOfBag);
  }
  return { trees: grown, ...(outOfBag ? { outOfBag } : {}) };
}

class ForestWork {
  private readonly draws: Uint8Array;
  private readonly orders: readonly [Order, Order];
  private readonly histogram: Int32Array;
  private readonly kernel: Kernel;
  private readonly features: Int32Array;
  private readonly best = newBest();

  constructor(
    private readonly job: ForestJob,
    rank: number,
  ) {
    const { data, memory } = job;
    const { orders, histogram } = memory.threads[rank] as ForestMemory['threads'][number];
    this.draws = new Uint8Array(data.rowCount);
    this.orders = orders;
    this.histogram = histogram;
    this.kernel = kernelFor(memory.plan, rank);
    this.features = new Int32Array(data.features.length);
  }

  grow(number: number): { root: GrowingNode; unit: number } {
    const seed = mix(this.job.seed, number);
    this.drawRows(seed);
    const { root, unit } = this.plant();
    const rules = { l2: 0, minimumHessian: Math.max(1, this.job.minimumRows * unit) };
    const open = [root];
    for (let node = open.pop(), asked = 1; node; node = open.pop(), asked++) {
      const split = this.search(node, rules, mix(seed, asked));
      if (!split) continue;
      const [left, right] = this.split(node, split);
      node.split = split;
      node.left = left;
      node.right = right;
      open.push(right, left);
    }
    return { root, unit };
  }

  private drawRows(seed: number): void {
    const { draws } = this;
    const { bootstrap } = this.job;
    const size = draws.length;
    draws.fill(0);
    if (bootstrap === true) {
      for (let i = 0; i < size; i++) (draws[below(size, mix(seed, i))] as number) += 1;
      return;
    }
    const limit = (bootstrap === false ? 1 : bootstrap) * 2 ** 32;
    for (let row = 0; row < size; row++) draws[row] = Number(mix(seed, row) < limit);
  }

  /** Returns a tree of one node with all rows drawn, and the whole numbers per unit of weight. */
  private plant(): { root: GrowingNode; unit: number } {
    const { draws } = this;
    const { weights, labels } = this.job;
    const { rows, pairs } = this.orders[0];
    let sum = 0;
    for (let row = 0; row < draws.length; row++) sum += (draws[row] as number) * (weights[row] as number);
    const room = (2 ** 31 - 1 - draws.length) / sum;
    const unit = 2 ** Math.min(20, Math.floor(Math.log2(room)));
    let to = 0;
    let hessian = 0;
    let gradient = 0;
    for (let row = 0; row < draws.length; row++) {
      const weight = (draws[row] as number) * (weights[row] as number);
      if (weight === 0) continue;
      const whole = Math.max(1, Math.round(weight * unit));
      rows[to] = row;
      pairs[2 * to] = whole;
      pairs[2 * to + 1] = labels[row] === 1 ? whole : 0;
      hessian += whole;
      gradient += pairs[2 * to + 1] as number;
      to++;
    }
    return { root: new GrowingNode(0, 0, 0, to, gradient, hessian, -Infinity, Infinity), unit };
  }

  /** Looks at features in a random order until enough are seen and one of them splits. */
  private search(node: GrowingNode, rules: SplitRules, seed: number): Split | undefined {
    const { best, histogram, features } = this;
    const { data, depth, featuresPerNode } = this.job;
    const { gradient, hessian } = node;
    if (node.depth >= depth || gradient === 0 || gradient === hessian || hessian < 2 * rules.minimumHessian) {
      return undefined;
    }
    best.gain = 0;
    let chosen = -1;
    for (let i = 0; i < features.length; i++) features[i] = i;
    for (let seen = 0; seen < features.length && (seen < featuresPerNode || chosen < 0); seen++) {
      shuffleOne(features, seen, seed);
      const feature = features[seen] as number;
      const { count, binOfCode } = data.features[feature] as BinnedData['features'][number];
      histogram.fill(0, 0, 2 * count + 2);
      const column = data.columns[feature] as Uint8Array;
      this.kernel.addHistogram(histogram, 0, column, this.orders[node.order], node.from, node.to);
      const isBetter = binOfCode
        ? searchCategorical(best, histogram, 0, count, node, rules, hessian / (node.to - node.from))
        : this.kernel.searchNumeric(best, histogram, 0, count, node, rules, data.monotone[feature] as number);
      if (isBetter) chosen = feature;
    }
    if (chosen < 0) return undefined;
    const isLeft = leftBins(best, best.rightBins, data.features[chosen]?.count ?? 0);
    const { gain, bin, isMissingLeft, gradientLeft, hessianLeft } = best;
    return { feature: chosen, gain, bin, isMissingLeft, gradientLeft, hessianLeft, isLeft };
  }

  private split(node: GrowingNode, split: Split): [GrowingNode, GrowingNode] {
    const { data } = this.job;
    const column = data.columns[split.feature] as Uint8Array;
    const source = this.orders[node.order];
    const target = this.orders[1 - node.order] as Order;
    const { from, to } = node;
    const middle = from + this.kernel.countLeft(column, split.isLeft, source, from, to);
    this.kernel.partition(column, split.isLeft, source, target, from, to, from, middle);
    return childrenOf(node, split, middle, 0, data.monotone[split.feature] as number);
  }

  /** Adds the scores of one tree for the rows that it did not see. */
  addOutOfBag(root: GrowingNode, { sums, counts }: NonNullable<GrownTrees['outOfBag']>): void {
    const { columns } = this.job.data;
    for (let row = 0; row < this.draws.length; row++) {
      if (this.draws[row] !== 0) continue;
      const score = shareOfOnes(leafOf(root, columns, row));
      (sums[row] as number) += Math.round(score * OUT_OF_BAG_UNIT);
      (counts[row] as number) += 1;
    }
  }
}

const shareOfOnes = ({ gradient, hessian, low, high }: GrowingNode): number =>
  Math.min(Math.max(gradient / hessian, low), high);
