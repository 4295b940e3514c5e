import { degreeOf, type Graph } from './graph.ts';
import type { Pairs } from './pairs.ts';

/**
 * Maximal bicliques: groups of employers that all hold the same resources, to which no employer and no resource can be
 * added. Each is found once, from its smallest employer, by closing sets of resources and rejecting a closure that brings
 * a smaller employer (close-by-one; Kuznetsov, 1993). Their number can be exponential, so the work is bounded.
 */

export interface BicliqueOptions {
  /** Links visited from one first employer; what it has found by then stays. @default 1,000,000 */
  readonly maxStepsPerEmployer?: number;
  /** Links visited in all; first employers after that are left out. @default 2,000,000,000 */
  readonly maxSteps?: number;
}

/** Bicliques of at least two employers and two resources, nodes of each in order. */
export interface Bicliques {
  readonly employers: readonly Int32Array[];
  readonly resources: readonly Int32Array[];
  /** First employers whose bicliques were cut by a limit. */
  readonly cutEmployers: number;
}

/** What bicliques say about each employer; one entry per employer. */
export interface BicliqueFeatures {
  readonly bicliques: Int32Array;
  /** Largest share of known frauds, and of bankruptcies, among the other employers of one of its bicliques; 0 without. */
  readonly bicliqueFraudShareMax: Float64Array;
  readonly bicliqueBankruptShareMax: Float64Array;
}

/** Returns the maximal bicliques of a bipartite graph with at least two employers and two resources. */
export function maximalBicliques(graph: Graph, pairs: Pairs, options: BicliqueOptions = {}): Bicliques {
  const { maxStepsPerEmployer = 1_000_000, maxSteps = 2_000_000_000 } = options;
  const search = new Search(graph);
  let left = maxSteps;
  let cutEmployers = 0;
  for (let i = 0; i < graph.leftCount; i++) {
    if (!sharesTwo(pairs, i)) continue;
    search.steps = Math.min(maxStepsPerEmployer, left);
    const budget = search.steps;
    if (!search.from(i)) cutEmployers++;
    left -= budget - Math.max(search.steps, 0);
  }
  return { employers: search.employers, resources: search.resources, cutEmployers };
}

function sharesTwo({ offsets, shared }: Pairs, i: number): boolean {
  for (let e = offsets[i] as number; e < (offsets[i + 1] as number); e++) {
    if ((shared[e] as number) > 1) return true;
  }
  return false;
}

/** The search from one employer after the other; without steps left it unwinds by returning false. */
class Search {
  readonly employers: Int32Array[] = [];
  readonly resources: Int32Array[] = [];
  steps = 0;
  readonly #counts: Int32Array;

  constructor(private readonly graph: Graph) {
    this.#counts = new Int32Array(graph.leftCount);
  }

  /** Finds the bicliques whose smallest employer is i; false if it ran out of steps. */
  from(i: number): boolean {
    const { offsets, neighbours } = this.graph;
    const row = neighbours.subarray(offsets[i], offsets[i + 1]);
    const shared = row.filter((resource) => degreeOf(this.graph, resource) > 1);
    return this.#close(shared, new Set(), i);
  }

  /** Closes a set of resources, reports it unless a smaller employer than `last` comes with it, and extends it. */
  #close(resources: Int32Array, known: ReadonlySet<number>, last: number): boolean {
    if (resources.length < 2) return true;
    const touched = this.#count(resources);
    if (this.steps < 0) return this.#reset(touched, false);
    const members: number[] = [];
    const candidates: number[] = [];
    for (const employer of touched) {
      const count = this.#counts[employer] as number;
      if (count === resources.length) members.push(employer);
      else if (count > 1 && employer > last) candidates.push(employer);
    }
    this.#reset(touched, true);
    if (members.some((employer) => employer < last && !known.has(employer))) return true;
    members.sort((a, b) => a - b);
    if (members.length > 1) {
      this.employers.push(Int32Array.from(members));
      this.resources.push(resources);
    }
    const closed = new Set(members);
    candidates.sort((a, b) => a - b);
    return candidates.every((employer) => this.#close(this.#held(resources, employer), closed, employer));
  }

  /** Counts for each employer how many of the resources it holds, and returns the employers. */
  #count(resources: Int32Array): number[] {
    const { offsets, neighbours } = this.graph;
    const touched: number[] = [];
    for (const resource of resources) {
      const [start, end] = [offsets[resource] as number, offsets[resource + 1] as number];
      this.steps -= end - start;
      if (this.steps < 0) break;
      for (let e = start; e < end; e++) {
        const employer = neighbours[e] as number;
        const count = this.#counts[employer] as number;
        if (count === 0) touched.push(employer);
        this.#counts[employer] = count + 1;
      }
    }
    return touched;
  }

  #reset(touched: readonly number[], result: boolean): boolean {
    for (const employer of touched) this.#counts[employer] = 0;
    return result;
  }

  /** The resources that an employer holds, found in its sorted row by halving. */
  #held(resources: Int32Array, employer: number): Int32Array {
    const { offsets, neighbours } = this.graph;
    return resources.filter((resource) => {
      let [low, high] = [offsets[employer] as number, offsets[employer + 1] as number];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((neighbours[middle] as number) < resource) low = middle + 1;
        else high = middle;
      }
      this.steps--;
      return low < (offsets[employer + 1] as number) && neighbours[low] === resource;
    });
  }
}

/** Returns for each employer its bicliques by known frauds and bankruptcies (1 in the arrays, one entry per employer). */
export function bicliqueFeatures(
  { employers }: Bicliques,
  isFraud: Uint8Array,
  isBankrupt: Uint8Array,
): BicliqueFeatures {
  const features = {
    bicliques: new Int32Array(isFraud.length),
    bicliqueFraudShareMax: new Float64Array(isFraud.length),
    bicliqueBankruptShareMax: new Float64Array(isFraud.length),
  };
  for (const members of employers) {
    const count = (marks: Uint8Array): number => members.reduce((sum, i) => sum + (marks[i] as number), 0);
    const [frauds, bankrupt] = [count(isFraud), count(isBankrupt)];
    const raise = (column: Float64Array, i: number, own: number, all: number): void => {
      column[i] = Math.max(column[i] as number, (all - own) / (members.length - 1));
    };
    for (const i of members) {
      (features.bicliques[i] as number)++;
      raise(features.bicliqueFraudShareMax, i, isFraud[i] as number, frauds);
      raise(features.bicliqueBankruptShareMax, i, isBankrupt[i] as number, bankrupt);
    }
  }
  return features;
}
