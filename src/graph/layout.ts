import { UndirectedGraph } from 'graphology';
import forceAtlas2Module from 'graphology-layout-forceatlas2';
import { forEachLink } from './communities.ts';
import { linkCount, type Graph } from './graph.ts';
import { seededRandom } from './random.ts';
import { badGraph } from './refusal.ts';

const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default;

/** What a person can look at, and what the layout is meant for. */
const MAX_NODES = 2_000;
const MAX_LINKS = 20_000;

export interface Layout {
  /** One position per node, in a square from -1 to 1, rounded to four decimals. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Returns positions of the nodes by ForceAtlas2 from a seeded start: the same graph and seed give the same bytes. Linked
 * nodes stand near each other; the centre of the drawing is 0, 0.
 * @throws ContractError for more nodes or links than a drawing can show.
 */
export function layout(graph: Graph, seed = 1, iterations = 300): Layout {
  if (graph.nodeCount > MAX_NODES || linkCount(graph) > MAX_LINKS) {
    throw badGraph(
      `${graph.nodeCount} nodes and ${linkCount(graph)} links are too many to draw`,
      `at most ${MAX_NODES} nodes and ${MAX_LINKS} links`,
      'draw the neighbourhood of one node',
    );
  }
  const drawn = new UndirectedGraph();
  const random = seededRandom(seed);
  for (let v = 0; v < graph.nodeCount; v++) {
    drawn.addNode(String(v), { x: 100 * random(), y: 100 * random() });
  }
  forEachLink(graph, (a, b, weight) => drawn.addEdge(String(a), String(b), { weight }));
  const [x, y] = [new Float64Array(graph.nodeCount), new Float64Array(graph.nodeCount)];
  if (graph.nodeCount > 0) {
    const settings = forceAtlas2.inferSettings(graph.nodeCount);
    const found = forceAtlas2(drawn, { iterations, settings });
    for (const [node, position] of Object.entries(found)) {
      x[Number(node)] = position.x;
      y[Number(node)] = position.y;
    }
  }
  return inUnitSquare(x, y);
}

function inUnitSquare(x: Float64Array, y: Float64Array): Layout {
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [low, high] = [Math.min(...y), Math.max(...y)];
  const half = Math.max(right - left, high - low) / 2;
  const scaled = (values: Float64Array, middle: number): Float64Array =>
    values.map((value) => (half > 0 ? Math.round(((value - middle) / half) * 1e4) / 1e4 + 0 : 0));
  return { x: scaled(x, (left + right) / 2), y: scaled(y, (low + high) / 2) };
}
