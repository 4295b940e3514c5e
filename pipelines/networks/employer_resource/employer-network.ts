import {
  bicliqueFeatures,
  bipartiteGraph,
  connectedComponents,
  coreNumbers,
  employerFeatures,
  employerPairs,
  LINK_HALF_LIFE_DAYS,
  maximalBicliques,
  propagate,
  remaining,
  RESTART_HALF_LIFE_DAYS,
  restartWeights,
  type Graph,
} from '../../../src/graph/index.ts';
import type { ColumnValues } from '../../../src/arrow/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { EmployerKnownCase, EmployerResource, EmployerResourceEdge } from './tables.ts';

const DAY = 86_400_000;

/** Returns the columns of `network.employer_network`: what the graph says about each employer at the as-of date. */
export async function employerNetwork(context: ComputeContext): Promise<ColumnValues> {
  const today = Date.parse(`${context.parameters.as_of_date}T00:00:00Z`) / DAY;
  const { graph, employers } = await readGraph(context, today);
  const { fraudDays, isFraud, isBankrupt } = await readCases(context, employers);
  const scores = exposures(graph, fraudDays, today);
  const pairs = employerPairs(graph);
  const features = employerFeatures(graph, pairs, scores, isFraud);
  const bicliques = bicliqueFeatures(maximalBicliques(graph, pairs), isFraud, isBankrupt);
  const components = connectedComponents(graph);
  const cores = coreNumbers(graph);
  return {
    cbe_number: employers,
    component_size: employers.map((_, i) => components.sizes[components.of[i] ?? 0] ?? 0),
    core_degree: cores.slice(0, employers.length),
    resource_count: features.degree,
    fraud_resource_count: features.fraudResources,
    fraud_resource_share: features.fraudResourceShare,
    exposure_score: features.exposure,
    resource_exposure_min_score: features.resourceExposureMin,
    resource_exposure_mean_score: features.resourceExposureMean,
    resource_exposure_max_score: features.resourceExposureMax,
    resource_exposure_weighted_score: features.resourceExposureWeightedMean,
    quadrangle_count: features.quadrangles,
    fraud_quadrangle_count: features.fraudQuadrangles,
    neighbour_count: features.firstOrder,
    neighbour_fraud_share: features.firstOrderFraudShare,
    second_neighbour_count: features.secondOrder,
    second_neighbour_fraud_share: features.secondOrderFraudShare,
    biclique_count: bicliques.bicliques,
    biclique_fraud_share: bicliques.bicliqueFraudShareMax,
    biclique_bankrupt_share: bicliques.bicliqueBankruptShareMax,
  };
}

/** The ties without hubs as a graph; employers in the order of their numbers, which is that of the table. */
async function readGraph(
  { read }: ComputeContext,
  today: number,
): Promise<{ graph: Graph; employers: string[] }> {
  const resources = await read(EmployerResource, ['resource_id', 'is_hub']);
  const numbers = new Map<string, number>();
  for (const [row, id] of (resources.texts['resource_id'] ?? []).entries()) {
    if (id !== null && resources.numbers['is_hub']?.[row] === 0) numbers.set(id, numbers.size);
  }
  const edges = await read(EmployerResourceEdge, ['cbe_number', 'resource_id', 'end_date']);
  const employers: string[] = [];
  const [left, right, weights]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < edges.rowCount; row++) {
    const resource = numbers.get(edges.texts['resource_id']?.[row] ?? '');
    if (resource === undefined) continue;
    const employer = edges.texts['cbe_number']?.[row] ?? '';
    if (employers.at(-1) !== employer) employers.push(employer);
    const ended = edges.numbers['end_date']?.[row] ?? NaN;
    left.push(employers.length - 1);
    right.push(resource);
    weights.push(Number.isNaN(ended) ? 1 : remaining(daysSince(ended, today), LINK_HALF_LIFE_DAYS));
  }
  const links = {
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    weights: Float64Array.from(weights),
  };
  return { graph: bipartiteGraph(links, employers.length, numbers.size).graph, employers };
}

interface Cases {
  /** Day on which the fraud of each employer became known; NaN where none is. */
  readonly fraudDays: Float64Array;
  readonly isFraud: Uint8Array;
  readonly isBankrupt: Uint8Array;
}

async function readCases({ read }: ComputeContext, employers: readonly string[]): Promise<Cases> {
  const { texts, numbers } = await read(EmployerKnownCase, Object.keys(EmployerKnownCase.columns));
  const rows = new Map((texts['cbe_number'] ?? []).map((employer, row) => [employer, row]));
  const days = (name: string): Float64Array =>
    Float64Array.from(employers, (employer) => numbers[name]?.[rows.get(employer) ?? -1] ?? NaN);
  const known = (values: Float64Array): Uint8Array =>
    Uint8Array.from(values, (day) => Number(!Number.isNaN(day)));
  const fraudDays = days('fraud_known_date');
  return { fraudDays, isFraud: known(fraudDays), isBankrupt: known(days('bankruptcy_known_date')) };
}

/** The steps before give no day after the as-of date; rows invented by the conformity suite do. */
const daysSince = (day: number, today: number): number => Math.max(today - day, 0);

/** Scores of propagation from the known frauds; 0 for all while none is known. */
function exposures(graph: Graph, fraudDays: Float64Array, today: number): Float64Array {
  const nodes = Int32Array.from(fraudDays.keys()).filter((i) => !Number.isNaN(fraudDays[i] as number));
  if (nodes.length === 0) return new Float64Array(graph.nodeCount);
  const ageDays = Float64Array.from(nodes, (node) => daysSince(fraudDays[node] as number, today));
  const restarts = restartWeights(graph, { nodes, ageDays }, RESTART_HALF_LIFE_DAYS);
  return propagate(graph, restarts).scores;
}
