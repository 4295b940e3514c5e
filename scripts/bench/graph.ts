/**
 * How fast a national graph of employers and resources is built from Parquet, scored and described, beside igraph's
 * personalised PageRank on the same graph and tolerance, and beside a plain graphology version on a tenth of it.
 *
 * The graph is invented: resources have a home employer, large employers many of them, and move mostly to employers near
 * by; three links in ten have ended. igraph is asked where `VIGIE_PEERS` names a Python that has it with duckdb.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { UndirectedGraph } from 'graphology';
import { openDatabase, runSql, writeNumbers, type Database } from '../../src/duckdb/index.ts';
import {
  bicliqueFeatures,
  bipartiteGraph,
  connectedComponents,
  coreNumbers,
  employerFeatures,
  employerPairs,
  homophily,
  linkCount,
  maximalBicliques,
  propagate,
  remaining,
  restartWeights,
  weightedDegrees,
  withoutHubs,
  type Graph,
} from '../../src/graph/index.ts';
import { readEdges, readRestarts } from '../../src/lab/index.ts';
import type { BenchResult } from '../bench.ts';

const EMPLOYERS = 390_000;
const RESOURCES = 5_600_000;
const LINKS = 10_000_000;
const TOLERANCE = 1e-10;
const HUB_LINKS = 200;
/** Steps of the plain version that are measured; the others take as long. */
const PLAIN_STEPS = 5;
const SETTINGS = { threads: 2, memoryLimit: '1500MB' };

type Row = Readonly<Record<string, string | number>>;

interface Scored {
  readonly graph: Graph;
  readonly restarts: Float64Array;
  readonly scores: Float64Array;
  readonly isFraud: Uint8Array;
}

/** Returns one table: seconds of each stage at a tenth and at full size, peak memory, and the ratio to each peer. */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-graph-'));
  const rows: Row[] = [];
  const line = (stage: string, links: number, seconds: number, note = ''): void => {
    process.stderr.write(`${stage}: ${seconds.toFixed(2)} s ${note}\n`);
    rows.push({
      stage,
      links,
      seconds: seconds.toFixed(2),
      'µs per link': ((seconds / links) * 1e6).toFixed(3),
      note,
    });
  };
  try {
    const tenth = await measured(folder, ...(await written(folder, 0.1)), line);
    const whole = await measured(folder, ...(await written(folder, 1)), line);
    await igraph(folder, whole, line);
    // Last, because collecting its objects would slow down all that comes after.
    plainGraphology(tenth, line);
    return {
      title: `A national graph of ${EMPLOYERS} employers, ${RESOURCES} resources and ${LINKS} links, scored to ${TOLERANCE} (one thread, database with ${SETTINGS.threads} threads)`,
      rows,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of the last piece of timed work, all threads: tells more than the clock where others share the machine. */
let processorSeconds = NaN;

type Line = (stage: string, links: number, seconds: number, note?: string) => void;

/** Seconds of a piece of work, and what it returned. */
async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  processorSeconds = (user + system) / 1e6;
  return [result, (performance.now() - start) / 1000];
}

const database = (folder: string): Promise<Database> =>
  openDatabase({ path: ':memory:', allowedDirectories: [folder], tempDirectory: folder, ...SETTINGS });

/** Writes links and known frauds to Parquet; all draws are hashes. */
async function written(folder: string, scale: number): Promise<[edges: string, restarts: string]> {
  const [employers, resources, links] = [EMPLOYERS, RESOURCES, LINKS].map((count) =>
    Math.round(count * scale),
  );
  const paths = ['edges', 'restarts'].map((name) => join(folder, `${name}-${scale}.parquet`));
  const opened = await database(folder);
  const connection = await opened.connect();
  await runSql(connection, 'CREATE MACRO draw(number, salt, size) AS hash(number * 1000 + salt) % size');
  await runSql(
    connection,
    `CREATE MACRO home(resource) AS
       CAST(floor(${employers} * pow(draw(resource, 1, 1000000007) / 1000000007.0, 2.0)) AS BIGINT)`,
  );
  await runSql(
    connection,
    `COPY (
       WITH link AS (
         SELECT i, CASE WHEN i < ${resources} THEN i ELSE draw(i, 2, ${resources}) END AS resource FROM range(${links}) AS t (i)
       ), placed AS (
         SELECT i, resource, CASE WHEN i < ${resources} THEN home(resource)
           WHEN draw(i, 3, 10) < 8 THEN (home(resource) + 1 + draw(i, 4, 50)) % ${employers}
           ELSE draw(i, 5, ${employers}) END AS employer FROM link
       )
       SELECT 'E' || lpad(CAST(employer AS VARCHAR), 7, '0') AS "left", 'R' || lpad(CAST(resource AS VARCHAR), 7, '0') AS "right",
         CASE WHEN draw(i, 6, 10) < 3 THEN CAST(draw(i, 7, 2000) AS INTEGER) END AS ended_days FROM placed
     ) TO '${paths[0] ?? ''}' (FORMAT parquet)`,
  );
  await runSql(
    connection,
    `COPY (SELECT 'E' || lpad(CAST(i AS VARCHAR), 7, '0') AS "left", CAST(draw(i, 8, 1500) AS INTEGER) AS age_days
       FROM range(${employers}) AS t (i) WHERE draw(i, 9, 200) = 0) TO '${paths[1] ?? ''}' (FORMAT parquet)`,
  );
  opened.close();
  return [paths[0] ?? '', paths[1] ?? ''];
}

async function measured(
  folder: string,
  edgesPath: string,
  restartsPath: string,
  line: Line,
): Promise<Scored> {
  const opened = await database(folder);
  const connection = await opened.connect();
  const [read, readSeconds] = await timed(async () => {
    const edges = await readEdges(connection, edgesPath, false);
    return { edges, restarts: await readRestarts(connection, restartsPath, false) };
  });
  opened.close();
  const [graph, buildSeconds] = await timed(() => {
    const { left, right, endedDays, leftCount, rightCount } = read.edges;
    const weights = endedDays.map((days) => (Number.isNaN(days) ? 1 : remaining(days, 365)));
    return bipartiteGraph({ left, right, weights }, leftCount, rightCount).graph;
  });
  const links = linkCount(graph);
  const restarts = restartWeights(graph, read.restarts, 730);
  const [{ scores, iterations }, scoreSeconds] = await timed(() =>
    propagate(graph, restarts, { tolerance: TOLERANCE }),
  );
  line('read from Parquet, text ids to numbers', links, readSeconds);
  line('rows of links built', links, buildSeconds);
  line(
    'propagated',
    links,
    scoreSeconds,
    `${iterations} sweeps, ${processorSeconds.toFixed(1)} s of processor`,
  );
  line(
    'built and propagated',
    links,
    readSeconds + buildSeconds + scoreSeconds,
    `peak ${peakMegabytes()} MB`,
  );
  const isFraud = new Uint8Array(graph.leftCount);
  for (const node of read.restarts.nodes) isFraud[node] = 1;
  const [note, featureSeconds] = await timed(() => allFeatures(graph, scores, isFraud));
  line('all features', links, featureSeconds, `${note}, peak ${peakMegabytes()} MB`);
  return { graph, restarts, scores, isFraud };
}

const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

function allFeatures(whole: Graph, scores: Float64Array, isFraud: Uint8Array): string {
  const { graph, hubs } = withoutHubs(whole, HUB_LINKS);
  const pairs = employerPairs(graph);
  employerFeatures(graph, pairs, scores, isFraud);
  homophily(pairs, isFraud);
  const bicliques = maximalBicliques(graph, pairs);
  bicliqueFeatures(bicliques, isFraud, isFraud);
  const components = connectedComponents(graph).sizes.length;
  coreNumbers(graph);
  return `${hubs} hubs cut, ${pairs.neighbours.length / 2} pairs, ${bicliques.employers.length} bicliques (${bicliques.cutEmployers} cut), ${components} components`;
}

/** What a reader of graphology's manual would write: one object per node and link, a pass over all links per step. */
function plainGraphology({ graph, restarts }: Scored, line: Line): void {
  const start = performance.now();
  const plain = new UndirectedGraph();
  for (let v = 0; v < graph.nodeCount; v++) plain.addNode(v, { score: restarts[v] });
  for (let v = 0; v < graph.leftCount; v++) {
    for (let e = graph.offsets[v] ?? 0; e < (graph.offsets[v + 1] ?? 0); e++) {
      plain.addEdge(v, graph.neighbours[e], { weight: graph.weights[e] });
    }
  }
  const built = performance.now();
  const degrees = weightedDegrees(graph);
  const steps = Math.ceil(Math.log(TOLERANCE * 0.15) / Math.log(0.85));
  let now = Float64Array.from(restarts);
  for (let step = 0; step < PLAIN_STEPS; step++) {
    const next = restarts.map((weight) => 0.15 * weight);
    plain.forEachEdge((_, { weight }, a, b) => {
      const [i, j] = [Number(a), Number(b)];
      next[i] = (next[i] ?? 0) + (0.85 * weight * (now[j] ?? 0)) / (degrees[j] ?? 1);
      next[j] = (next[j] ?? 0) + (0.85 * weight * (now[i] ?? 0)) / (degrees[i] ?? 1);
    });
    now = next;
  }
  const seconds = ((performance.now() - built) / 1000 / PLAIN_STEPS) * steps;
  const links = linkCount(graph);
  line('graphology: built', links, (built - start) / 1000);
  line('graphology: propagated', links, seconds, `${PLAIN_STEPS} steps measured of ${steps}`);
}

const PEER = `
import sys, time, duckdb, igraph, numpy
links = duckdb.sql(f"SELECT a, b, weight FROM '{sys.argv[1]}'").fetchnumpy()
nodes = duckdb.sql(f"SELECT restart, score FROM '{sys.argv[2]}' ORDER BY node").fetchnumpy()
start = time.perf_counter()
graph = igraph.Graph(n=len(nodes['restart']), edges=numpy.column_stack([links['a'], links['b']]), directed=False)
built = time.perf_counter()
found = graph.personalized_pagerank(reset=nodes['restart'].tolist(), damping=.85, weights=links['weight'].tolist(), implementation='prpack')
done = time.perf_counter()
print(built - start, done - built, numpy.abs(numpy.array(found) - nodes['score']).max())
`;

/** Asks igraph for the same scores, in a process of its own; lists go in and out of Python inside its time. */
async function igraph(folder: string, { graph, restarts, scores }: Scored, line: Line): Promise<void> {
  const python = process.env['VIGIE_PEERS'];
  const links = linkCount(graph);
  if (python === undefined) {
    line('igraph: not asked, VIGIE_PEERS names no Python', links, NaN);
    return;
  }
  const paths = ['links', 'nodes'].map((name) => join(folder, `${name}.parquet`));
  const opened = await database(folder);
  const connection = await opened.connect();
  const half = graph.offsets[graph.leftCount] ?? 0;
  const from = new Int32Array(half);
  for (let v = 0; v < graph.leftCount; v++) from.fill(v, graph.offsets[v], graph.offsets[v + 1]);
  const [b, weight] = [graph.neighbours.slice(0, half), graph.weights.slice(0, half)];
  await writeNumbers(connection, 'links', { a: from, b, weight });
  const node = Int32Array.from({ length: graph.nodeCount }, (_, v) => v);
  await writeNumbers(connection, 'nodes', { node, restart: restarts, score: scores });
  await runSql(connection, `COPY links TO '${paths[0] ?? ''}' (FORMAT parquet)`);
  await runSql(connection, `COPY nodes TO '${paths[1] ?? ''}' (FORMAT parquet)`);
  opened.close();
  const { stdout, stderr, status } = spawnSync(python, ['-c', PEER, ...paths], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`igraph failed: ${stderr}`);
  const [build = NaN, rank = NaN, gap = NaN] = stdout.trim().split(' ').map(Number);
  line('igraph: built from columns', links, build);
  line('igraph: personalised PageRank (PRPACK)', links, rank, `largest difference ${gap.toExponential(1)}`);
}
