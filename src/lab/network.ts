import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, runSql, writeNumbers, type NumberColumn } from '../duckdb/index.ts';
import {
  biRank,
  bipartiteGraph,
  communities,
  connectedComponents,
  linkCount,
  LINK_HALF_LIFE_DAYS,
  ordinaryGraph,
  propagate,
  remaining,
  RESTART_HALF_LIFE_DAYS,
  restartWeights,
  uniformRestarts,
  withoutHubs,
  type BuiltGraph,
  type Communities,
  type Graph,
  type Groups,
  type Propagated,
} from '../graph/index.ts';
import { quotedText } from '../table/index.ts';
import { readEdges, readRestarts, type ReadEdges, type ReadRestarts } from './network-read.ts';

export interface NetworkOptions {
  /** CSV or Parquet: left, right, and if wanted weight and ended_days. */
  readonly edges: string;
  /** CSV or Parquet: left, and if wanted age_days. Absent: every node of the left side restarts alike. */
  readonly restarts?: string;
  readonly method: 'propagation' | 'birank';
  readonly alpha: number;
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** @default 365 where the file has `ended_days` */
  readonly halfLifeDays?: number;
  /** @default 730 where the file has `age_days` */
  readonly restartHalfLifeDays?: number;
  /** Whether a restart counts once per link of its node. */
  readonly byDegree: boolean;
  /** Both columns name nodes of one kind. */
  readonly oneMode: boolean;
  /** Nodes of the right side with more links are left out. @default none are */
  readonly maxDegree?: number;
  readonly seed: number;
  /** Links above which communities are not computed. */
  readonly communityLinks: number;
  /** Folder for the files. Absent: nothing is written. */
  readonly out?: string;
  readonly threads: number;
  readonly memory?: string;
  readonly warn: (text: string) => void;
}

/** What `vigie lab network` prints, and writes to `summary.json`. */
export type NetworkSummary = Readonly<Record<string, string | number | null>>;

/**
 * Scores the nodes of a network, finds its components and communities, writes `scores.csv` (side,id,score),
 * `components.csv` (side,id,component_id), `communities.csv` (side,id,component_id,community_id) and `summary.json`, and
 * returns the summary. Rows are in the order of side and id; groups are numbered from 0, the largest first.
 * @throws SourceFileError, HeaderError, ContractError or CheckFailedError; then nothing was written.
 */
export async function labNetwork(options: NetworkOptions): Promise<NetworkSummary> {
  const temp = mkdtempSync(join(tmpdir(), 'vigie-lab-'));
  const files = [options.edges, options.restarts, options.out].filter((path) => path !== undefined);
  const database = await openDatabase({
    path: ':memory:',
    threads: options.threads,
    allowedDirectories: [temp, ...files.flatMap((path) => [resolve(path), dirname(resolve(path))])],
    tempDirectory: temp,
    ...(options.memory !== undefined && { memoryLimit: options.memory }),
  });
  try {
    const connection = await database.connect();
    const edges = await readEdges(connection, resolve(options.edges), options.oneMode);
    const restarts =
      options.restarts === undefined
        ? undefined
        : await readRestarts(connection, resolve(options.restarts), options.oneMode);
    return await analysed(connection, edges, restarts, options);
  } finally {
    database.close();
    rmSync(temp, { recursive: true });
  }
}

async function analysed(
  connection: DuckDBConnection,
  edges: ReadEdges,
  restarts: ReadRestarts | undefined,
  options: NetworkOptions,
): Promise<NetworkSummary> {
  warnings(edges, restarts).forEach(options.warn);
  const built = builtGraph(edges, options);
  const { graph, hubs, hubLinks } =
    options.maxDegree === undefined
      ? { graph: built.graph, hubs: 0, hubLinks: 0 }
      : withoutHubs(built.graph, options.maxDegree);
  const scored = scoresOf(graph, restarts, options);
  const components = connectedComponents(graph);
  const found = communitiesOf(graph, options);
  const summary = {
    left: graph.leftCount,
    right: graph.nodeCount - graph.leftCount,
    links: linkCount(graph),
    ...built.counts,
    hubs,
    hubLinks,
    restarts: restarts?.nodes.length ?? graph.leftCount,
    restartsNotInGraph: restarts?.notInGraph ?? 0,
    method: options.method,
    alpha: options.alpha,
    iterations: scored.iterations,
    error: scored.error,
    components: components.sizes.length,
    largestComponent: components.sizes[0] ?? 0,
    communities: found?.sizes.length ?? null,
    modularity: found?.modularity ?? null,
  };
  if (options.out !== undefined) {
    await writeFiles(connection, graph, scored.scores, components, found, resolve(options.out));
    writeFileSync(join(options.out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  }
  return summary;
}

function warnings(edges: ReadEdges, restarts: ReadRestarts | undefined): string[] {
  return [
    ...(edges.sharedIds > 0
      ? [
          `${edges.sharedIds} ids stand on both sides and are taken for two nodes each; --one-mode makes them one`,
        ]
      : []),
    ...(restarts && restarts.notInGraph > 0
      ? [`${restarts.notInGraph} restarts have no link and are left out`]
      : []),
  ];
}

function builtGraph(edges: ReadEdges, options: NetworkOptions): BuiltGraph {
  const { left, right, leftCount, rightCount } = edges;
  const halfLife = options.halfLifeDays ?? LINK_HALF_LIFE_DAYS;
  const weights = edges.weight.map((weight, e) => {
    const days = edges.endedDays[e] as number;
    return (Number.isNaN(weight) ? 1 : weight) * (Number.isNaN(days) ? 1 : remaining(days, halfLife));
  });
  const links = { left, right, weights };
  return options.oneMode ? ordinaryGraph(links, leftCount) : bipartiteGraph(links, leftCount, rightCount);
}

function scoresOf(graph: Graph, restarts: ReadRestarts | undefined, options: NetworkOptions): Propagated {
  const { alpha, tolerance, maxIterations } = options;
  const limits = {
    alpha,
    ...(tolerance !== undefined && { tolerance }),
    ...(maxIterations !== undefined && { maxIterations }),
  };
  const isBiRank = options.method === 'birank';
  const weights = restarts
    ? restartWeights(
        graph,
        { nodes: restarts.nodes, ...(restarts.hasAgeDays && { ageDays: restarts.ageDays }) },
        options.restartHalfLifeDays ?? RESTART_HALF_LIFE_DAYS,
        options.byDegree && !isBiRank,
      )
    : uniformRestarts(graph);
  return isBiRank ? biRank(graph, weights, limits) : propagate(graph, weights, limits);
}

function communitiesOf(graph: Graph, options: NetworkOptions): Communities | undefined {
  const maxLinks = options.communityLinks;
  if (linkCount(graph) <= maxLinks) return communities(graph, { seed: options.seed, maxLinks });
  options.warn(
    `communities were not computed: ${linkCount(graph)} links are over the limit of ${maxLinks} (--community-links)`,
  );
  return undefined;
}

async function writeFiles(
  connection: DuckDBConnection,
  graph: Graph,
  scores: Float64Array,
  components: Groups,
  found: Communities | undefined,
  out: string,
): Promise<void> {
  if (!existsSync(out)) mkdirSync(out, { recursive: true });
  const columns: Record<string, NumberColumn> = {
    number: Int32Array.from({ length: graph.nodeCount }, (_, v) => v),
    score: scores,
    component_id: components.of,
    community_id: found ? found.of : new Float64Array(graph.nodeCount).fill(NaN),
  };
  await writeNumbers(connection, 'result', columns);
  const files = {
    'scores.csv': 'score',
    'components.csv': 'component_id',
    'communities.csv': 'component_id, CAST(community_id AS INTEGER) AS community_id',
  };
  for (const [name, selected] of Object.entries(files)) {
    await runSql(
      connection,
      `COPY (SELECT side, id, ${selected} FROM node
         JOIN result ON number = node + CASE side WHEN 'right' THEN ${graph.leftCount} ELSE 0 END
         ORDER BY side, id)
       TO ${quotedText(join(out, name))} (FORMAT csv, HEADER)`,
      {},
      name,
    );
  }
}
