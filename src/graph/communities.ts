import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { numberedBySize, type Groups } from './components.ts';
import { degreeOf, linkCount, weightedDegrees, type Graph } from './graph.ts';
import { seededRandom } from './random.ts';
import { badGraph } from './refusal.ts';

/** Node gives the function itself where its types promise a module with a default. */
const louvain = louvainModule as unknown as typeof louvainModule.default;

export interface CommunityOptions {
  /** @default 1 */
  readonly seed?: number;
  /** Seeds tried, of which the division with the highest modularity stays. @default 20, fewer on large graphs */
  readonly runs?: number;
  /** More links than this are refused: graphology needs about 600 bytes and 17 µs for each. @default 2,000,000 */
  readonly maxLinks?: number;
}

export interface Communities extends Groups {
  readonly modularity: number;
}

/**
 * Returns communities by Louvain, each node without links in one of its own. The same graph and seed give the same
 * communities: nodes and links are given to graphology in their order, and it draws from a seeded generator.
 * @throws ContractError for a graph with too many links.
 */
export function communities(graph: Graph, options: CommunityOptions = {}): Communities {
  const { seed = 1, maxLinks = 2_000_000 } = options;
  const links = linkCount(graph);
  if (links > maxLinks) {
    throw badGraph(
      `${links} links are too many for communities`,
      `at most ${maxLinks}`,
      'take the subgraph that matters, for example one component or the neighbourhood of the known frauds',
    );
  }
  const runs = options.runs ?? Math.max(1, Math.min(20, Math.floor(200_000 / Math.max(links, 1))));
  const nodes = new UndirectedGraph();
  for (let v = 0; v < graph.nodeCount; v++) if (degreeOf(graph, v) > 0) nodes.addNode(String(v));
  forEachLink(graph, (a, b, weight) => nodes.addEdge(String(a), String(b), { weight }));
  let best: Communities | undefined;
  for (let run = 0; run < runs; run++) {
    const found = louvain(nodes, { rng: seededRandom(seed + run) });
    const groups = numberedBySize(withLoners(graph.nodeCount, found));
    const quality = modularity(graph, groups.of);
    if (!best || quality > best.modularity) best = { ...groups, modularity: quality };
  }
  if (!best) throw badGraph('no run was asked for', 'at least one run', 'correct the runs');
  return best;
}

/** Labels of all nodes, where nodes that graphology did not see follow with labels of their own. */
function withLoners(nodeCount: number, found: Readonly<Record<string, number>>): Int32Array {
  const labels = new Int32Array(nodeCount).fill(-1);
  let next = 0;
  for (const [node, label] of Object.entries(found)) {
    labels[Number(node)] = label;
    next = Math.max(next, label + 1);
  }
  return labels.map((label) => (label === -1 ? next++ : label));
}

/**
 * Returns Newman's modularity of a division into groups, −0.5 to 1: the weight inside groups over all weight, less what
 * nodes of such weighted degrees would have there by chance. NaN for a graph without links.
 */
export function modularity(graph: Graph, groups: Int32Array): number {
  const degrees = weightedDegrees(graph);
  const perGroup = new Float64Array(graph.nodeCount);
  let total = 0;
  for (let v = 0; v < graph.nodeCount; v++) {
    const group = groups[v] as number;
    perGroup[group] = (perGroup[group] as number) + (degrees[v] as number);
    total += degrees[v] as number;
  }
  let inside = 0;
  forEachLink(graph, (a, b, weight) => {
    if (groups[a] === groups[b]) inside += 2 * weight;
  });
  const chance = perGroup.reduce((sum, weight) => sum + (weight / total) ** 2, 0);
  return inside / total - chance;
}

/** Visits each link once, from its smaller node, in order. */
export function forEachLink(
  { nodeCount, offsets, neighbours, weights }: Graph,
  visit: (a: number, b: number, weight: number) => void,
): void {
  for (let v = 0; v < nodeCount; v++) {
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
      if ((neighbours[e] as number) > v) visit(v, neighbours[e] as number, weights[e] as number);
    }
  }
}
