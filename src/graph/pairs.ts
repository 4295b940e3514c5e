import { degreeOf, type Graph } from './graph.ts';
import { badGraph } from './refusal.ts';

/** Employers that share resources: the projection of a bipartite graph on its first side. */
export interface Pairs {
  /** The row of employer i is `offsets[i]` to `offsets[i + 1]`; each pair stands in the rows of both. */
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  /** Number of resources that the two share, from 1. */
  readonly shared: Int32Array;
}

/** A pair list above this would take more than 8 GiB. */
const MAX_ENTRIES = 1_000_000_000;

/**
 * Returns all pairs of employers that share a resource, with the number of shared ones. Links to nothing in common grow
 * with the square of a hub: cut hubs first. Where nobody delivered a resource, there is no pair.
 * @throws ContractError for an ordinary graph, and where hubs make more than a billion entries.
 */
export function employerPairs(graph: Graph): Pairs {
  const { leftCount, nodeCount, offsets, neighbours } = graph;
  if (leftCount === nodeCount && neighbours.length > 0) {
    throw badGraph('it has one side', 'a bipartite graph', 'take its own links as pairs');
  }
  let bound = 0;
  for (let v = leftCount; v < nodeCount; v++) bound += degreeOf(graph, v) * (degreeOf(graph, v) - 1);
  if (bound > MAX_ENTRIES) {
    throw badGraph(
      `its hubs make ${bound} pairs`,
      `at most ${MAX_ENTRIES}`,
      'cut hubs at a lower number of links',
    );
  }
  const starts = new Int32Array(leftCount + 1);
  const others = new Int32Array(bound);
  const shared = new Int32Array(bound);
  // Where the entry of an employer stands in the row that is being filled; older entries lie before its start.
  const entry = new Int32Array(leftCount).fill(-1);
  let size = 0;
  for (let i = 0; i < leftCount; i++) {
    const start = size;
    for (let e = offsets[i] as number; e < (offsets[i + 1] as number); e++) {
      const resource = neighbours[e] as number;
      for (let f = offsets[resource] as number; f < (offsets[resource + 1] as number); f++) {
        const k = neighbours[f] as number;
        if (k === i) continue;
        const at = entry[k] as number;
        if (at >= start) {
          (shared[at] as number)++;
        } else {
          entry[k] = size;
          others[size] = k;
          shared[size] = 1;
          size++;
        }
      }
    }
    starts[i + 1] = size;
  }
  return { offsets: starts, neighbours: others.slice(0, size), shared: shared.slice(0, size) };
}

/** How often frauds are linked with each other, and with others, over what chance would give; NaN where it gives none. */
export interface Mixing {
  readonly dyadicity: number;
  readonly heterophilicity: number;
}

/** Whether frauds stand together: what has to hold before fraud is propagated. */
export interface Homophily extends Mixing {
  /** Dyadicity over 1, they seek each other, and heterophilicity under 1, they avoid others. */
  readonly hasSignal: boolean;
  /** The same where chance leaves each employer its number of links: apart from how busy frauds are. */
  readonly givenDegrees: Mixing;
  /** Mean number of employers that share a resource with a fraud, and with another. */
  readonly fraudNeighbours: number;
  readonly otherNeighbours: number;
}

/**
 * Returns how frauds (1 in `isFraud`) stand together among pairs of employers (Park and Barabási, 2007), who compare with
 * a network in which all pairs are as likely; `givenDegrees` compares with the configuration model (Newman, 2003). The
 * population is all employers.
 */
export function homophily({ offsets, neighbours }: Pairs, isFraud: Uint8Array): Homophily {
  const count = isFraud.length;
  let frauds = 0;
  let both = 0;
  let mixed = 0;
  for (let i = 0; i < count; i++) {
    if (isFraud[i] !== 1) continue;
    frauds++;
    for (let e = offsets[i] as number; e < (offsets[i + 1] as number); e++) {
      if (isFraud[neighbours[e] as number] === 1) both += 0.5;
      else mixed++;
    }
  }
  const connectance = neighbours.length / (count * (count - 1));
  const dyadicity = both / (((frauds * (frauds - 1)) / 2) * connectance);
  const heterophilicity = mixed / (frauds * (count - frauds) * connectance);
  const ends = 2 * both + mixed;
  const otherEnds = neighbours.length - ends;
  return {
    dyadicity,
    heterophilicity,
    hasSignal: dyadicity > 1 && heterophilicity < 1,
    givenDegrees: {
      dyadicity: both / (ends ** 2 / (2 * neighbours.length)),
      heterophilicity: mixed / ((ends * otherEnds) / neighbours.length),
    },
    fraudNeighbours: ends / frauds,
    otherNeighbours: otherEnds / (count - frauds),
  };
}
