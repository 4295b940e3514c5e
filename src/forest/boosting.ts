import type { BinnedData } from './data.ts';
import { mix, shuffleFront } from './draw.ts';
import { Grower, newGrowMemory, type GrowMemory, type GrowRules } from './grow.ts';
import type { Kernel, Order, Units } from './kernel.ts';
import { kernelFor, type Arena } from './memory.ts';
import type { GrowingNode, Split } from './node.ts';
import { recordTree, type NodeRecord } from './trees.ts';
import { shareOf, type Team } from './team.ts';

/** Gradient boosting of log odds (Friedman 2001), by histograms, as one program that each thread of a team runs. */
export interface BoostJob {
  readonly data: BinnedData;
  readonly labels: Uint8Array;
  /** Class weights are in it. */
  readonly weights: Float64Array;
  /** 1 for rows that no tree sees: held out or without weight. */
  readonly isOut: Uint8Array;
  /** Rows whose log loss decides when to stop. */
  readonly validation: Uint32Array;
  readonly patience: number;
  readonly trees: number;
  readonly learningRate: number;
  readonly rowShare: number;
  readonly featureShare: number;
  readonly seed: number;
  readonly baseMargin: number;
  readonly rules: GrowRules;
  readonly memory: BoostMemory;
}

export interface BoostMemory {
  readonly orders: GrowMemory['orders'];
  readonly grow: GrowMemory;
  readonly margin: Float64Array;
  readonly probability: Float64Array;
  readonly isDrawn: Uint8Array;
  /** By chunk of rows: sum of absolute gradients, of hessians, and rows drawn. */
  readonly sums: Float64Array;
  /** By thread: whole hessian and whole gradient of the rows drawn. */
  readonly totals: readonly Int32Array[];
}

/** Rows are summed in chunks of this size, so that sums do not depend on the number of threads. */
const CHUNK = 4096;

/** Returns the shared memory of one fit, in the arena of its columns. */
export function newBoostMemory(
  arena: Arena,
  data: BinnedData,
  rules: GrowRules,
  teamSize: number,
): BoostMemory {
  const { rowCount } = data;
  const own = {
    margin: arena.floats(rowCount),
    probability: arena.floats(rowCount),
    isDrawn: arena.bytes(rowCount),
    sums: arena.floats(3 * Math.ceil(rowCount / CHUNK)),
    totals: Array.from({ length: teamSize }, () => arena.integers(2)),
  };
  const grow = newGrowMemory(arena, data, rules, teamSize);
  return { ...own, grow, orders: grow.orders };
}

export interface Boosted {
  readonly trees: readonly (readonly NodeRecord[])[];
  readonly validationLoss: readonly number[];
}

/** Fits one boosted model. Every thread returns the same. */
export function boost(job: BoostJob, team: Team): Boosted {
  const { data, memory, rules } = job;
  const trees: NodeRecord[][] = [];
  const validationLoss: number[] = [];
  const kernel = kernelFor(memory.grow.plan, team.rank);
  const grower = new Grower(data, memory.grow, rules, team, kernel);
  const [from, to] = shareOf(team, 0, data.rowCount);
  memory.margin.fill(job.baseMargin, from, to);
  team.barrier();
  let best = 0;
  while (trees.length < job.trees) {
    const round = trees.length;
    const scaled = drawRows(job, team, kernel, round);
    const rulesOfRound: GrowRules = {
      ...rules,
      l2: rules.l2 * scaled.hessianUnit,
      minimumHessian: Math.max(1, rules.minimumHessian * scaled.hessianUnit),
    };
    grower.rules = rulesOfRound;
    const root = grower.grow(scaled.rowCount, scaled.gradient, scaled.hessian, drawFeatures(job, round));
    const toValue = (job.learningRate * scaled.hessianUnit) / scaled.gradientUnit;
    const leafValue = (node: GrowingNode): number => {
      const value = node.gradient / (node.hessian + rulesOfRound.l2);
      return Math.fround(toValue * Math.min(Math.max(value, node.low), node.high));
    };
    addTree(job, team, kernel, root, scaled.rowCount, leafValue);
    const units = { gradient: scaled.gradientUnit, hessian: scaled.hessianUnit, leafValue };
    trees.push(recordTree(root, data.features, units));
    team.barrier();
    if (job.validation.length > 0) {
      validationLoss.push(logLoss(job));
      if ((validationLoss[round] as number) < (validationLoss[best] as number)) best = round;
      if (round - best >= job.patience) break;
    }
  }
  return { trees: job.validation.length > 0 ? trees.slice(0, best + 1) : trees, validationLoss };
}

interface Drawn extends Units {
  readonly rowCount: number;
  readonly gradient: number;
  readonly hessian: number;
}

/** Draws the rows of a tree to the front of the first order, with their gradients as whole numbers. */
function drawRows(job: BoostJob, team: Team, kernel: Kernel, round: number): Drawn {
  const { sums, totals } = job.memory;
  const { rowCount } = job.data;
  const chunks = Math.ceil(rowCount / CHUNK);
  const [from, to] = shareOf(team, 0, chunks);
  for (let chunk = from; chunk < to; chunk++) sumChunk(job, round, chunk);
  team.barrier();
  let absolute = 0;
  let hessians = 0;
  let count = 0;
  let before = 0;
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (chunk === from) before = count;
    absolute += sums[3 * chunk] as number;
    hessians += sums[3 * chunk + 1] as number;
    count += sums[3 * chunk + 2] as number;
  }
  const units = { gradientUnit: unitFor(absolute, count), hessianUnit: unitFor(hessians, count) };
  const first = from * CHUNK;
  const range = {
    from: first,
    to: Math.min(to * CHUNK, rowCount),
    front: before,
    back: count + first - before,
  };
  kernel.writePairs(
    { ...job.memory, ...job },
    units,
    job.memory.orders[0],
    range,
    totals[team.rank] as Int32Array,
  );
  team.barrier();
  const sum = (word: number) => totals.reduce((all, total) => all + (total[word] as number), 0);
  return { rowCount: count, hessian: sum(0), gradient: sum(1), ...units };
}

/** Returns the largest power of two by which a sum of `count` rounded numbers stays under 2^31. */
function unitFor(sum: number, count: number): number {
  const room = 2 ** 31 - 1 - 2 * count;
  return 2 ** Math.min(24, Math.floor(Math.log2(room / Math.max(sum, 1e-300))));
}

function sumChunk(
  { data, memory, labels, weights, isOut, ...job }: BoostJob,
  round: number,
  chunk: number,
): void {
  const { margin, probability, isDrawn, sums } = memory;
  const seed = mix(job.seed, round);
  const limit = job.rowShare * 2 ** 32;
  const end = Math.min((chunk + 1) * CHUNK, data.rowCount);
  let absolute = 0;
  let hessians = 0;
  let count = 0;
  for (let row = chunk * CHUNK; row < end; row++) {
    const drawn = isOut[row] === 0 && (limit >= 2 ** 32 || mix(seed, row) < limit) ? 1 : 0;
    isDrawn[row] = drawn;
    if (drawn === 0) continue;
    const p = 1 / (1 + Math.exp(-(margin[row] as number)));
    const weight = weights[row] as number;
    probability[row] = p;
    absolute += weight * Math.abs((labels[row] as number) - p);
    hessians += weight * p * (1 - p);
    count++;
  }
  sums[3 * chunk] = absolute;
  sums[3 * chunk + 1] = hessians;
  sums[3 * chunk + 2] = count;
}

function drawFeatures({ data, featureShare, seed }: BoostJob, round: number): number[] {
  const all = Int32Array.from(data.features.keys());
  const count = Math.max(1, Math.round(featureShare * all.length));
  if (count < all.length) shuffleFront(all, count, mix(seed ^ 0x5bd1e995, round));
  return Array.from(all.subarray(0, count)).sort((a, b) => a - b);
}

/** Adds the leaves of a tree to the margins: drawn rows stand in their leaf, the others are parted down the tree. */
function addTree(
  { data, memory }: BoostJob,
  team: Team,
  kernel: Kernel,
  root: GrowingNode,
  drawn: number,
  leafValue: (node: GrowingNode) => number,
): void {
  const { margin, orders } = memory;
  const columnOf = ({ feature }: Split) => data.columns[feature] as Uint8Array;
  const addDrawn = (node: GrowingNode): void => {
    const { split, left, right } = node;
    const [from, to] = shareOf(team, node.from, node.to);
    const order = orders[node.order];
    if (!split || !left || !right) {
      kernel.addLeaf(margin, order, from, to, leafValue(node));
    } else if (node.isParted) {
      addDrawn(left);
      addDrawn(right);
    } else {
      kernel.addLeaves(
        margin,
        columnOf(split),
        split.isLeft,
        order,
        from,
        to,
        leafValue(left),
        leafValue(right),
      );
    }
  };
  const addOthers = (node: GrowingNode, from: number, to: number, source: Order, target: Order): void => {
    const { split, left, right } = node;
    if (from === to) return;
    if (!split || !left || !right) {
      kernel.addLeaf(margin, source, from, to, leafValue(node));
      return;
    }
    const column = columnOf(split);
    const middle = from + kernel.countLeft(column, split.isLeft, source, from, to);
    kernel.partition(column, split.isLeft, source, target, from, to, from, middle);
    addOthers(left, from, middle, target, source);
    addOthers(right, middle, to, target, source);
  };
  addDrawn(root);
  addOthers(root, ...shareOf(team, drawn, data.rowCount), ...orders);
}

function logLoss({ validation, memory, labels, weights }: BoostJob): number {
  let loss = 0;
  let whole = 0;
  for (const row of validation) {
    const margin = memory.margin[row] as number;
    const signed = labels[row] === 1 ? -margin : margin;
    const weight = weights[row] as number;
    loss += weight * (Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))));
    whole += weight;
  }
  return loss / whole;
}
