import type { ColumnValues } from '../../../src/columns/index.ts';
import {
  bicliqueFeatures,
  bipartiteGraph,
  connectedComponents,
  coreNumbers,
  employerFeatures,
  employerPairs,
  homophily,
  maximalBicliques,
  propagate,
  RESTART_HALF_LIFE_DAYS,
  restartWeights,
  type Graph,
} from '../../../src/graph/index.ts';
import type { ComputeContext } from '../../../src/unit/index.ts';
import { EmployerLink, EmployerLinkType, EmployerState, KnownFraud } from './tables.ts';

/**
 * Features after Van Vlasselaer, Eliassi-Rad, Akoglu, Snoeck and Baesens, "GOTCHA!", Management Science 63(9), 2017: fraud
 * known at the as-of date travels over links that fade after their end. Kinds of resources without dates stay out.
 */
interface Network {
  readonly employers: readonly string[];
  readonly graph: Graph;
  readonly frauds: readonly { readonly node: number; readonly ageDays: number }[];
  readonly isFraud: Uint8Array;
  readonly isBankrupt: Uint8Array;
}

async function readNetwork({ read, parameters }: ComputeContext): Promise<Network> {
  const states = await read(EmployerState, ['noss_registration_number', 'stop_code']);
  const types = await read(EmployerLinkType, ['resource_type_code', 'is_scored']);
  const edges = await read(EmployerLink, [
    'noss_registration_number',
    'resource_id',
    'resource_type_code',
    'edge_weight',
  ]);
  const known = await read(KnownFraud, ['noss_registration_number', 'known_date']);
  const employers = texts(states.texts['noss_registration_number']);
  const employerNode = new Map(employers.map((employer, i) => [employer, i]));
  const kinds = texts(types.texts['resource_type_code']);
  const scored = new Set(kinds.filter((_, i) => types.numbers['is_scored']?.[i] === 1));
  const edgeKinds = texts(edges.texts['resource_type_code']);
  const rows = Array.from(edgeKinds.keys()).filter((row) => scored.has(edgeKinds[row] ?? ''));
  const resourceOf = texts(edges.texts['resource_id']);
  const resources = [...new Set(rows.map((row) => resourceOf[row] ?? ''))].sort();
  const resourceNode = new Map(resources.map((resource, i) => [resource, i]));
  const employerOf = texts(edges.texts['noss_registration_number']);
  const weights = edges.numbers['edge_weight'] ?? new Float64Array();
  const { graph } = bipartiteGraph(
    {
      left: Int32Array.from(rows, (row) => employerNode.get(employerOf[row] ?? '') ?? -1),
      right: Int32Array.from(rows, (row) => resourceNode.get(resourceOf[row] ?? '') ?? -1),
      weights: Float64Array.from(rows, (row) => weights[row] as number),
    },
    employers.length,
    resources.length,
  );
  const today = Date.parse(parameters.as_of_date) / 86_400_000;
  const frauds = texts(known.texts['noss_registration_number']).map((employer, i) => ({
    node: employerNode.get(employer) ?? -1,
    ageDays: today - (known.numbers['known_date']?.[i] ?? NaN),
  }));
  const isFraud = new Uint8Array(employers.length);
  for (const { node } of frauds) isFraud[node] = 1;
  const deaths = states.texts['stop_code'] ?? [];
  const isBankrupt = Uint8Array.from(deaths, (death) => (death === 'bankruptcy' ? 1 : 0));
  return { employers, graph, frauds, isFraud, isBankrupt };
}

const texts = (column: readonly (string | null)[] | undefined): string[] =>
  (column ?? []).map((text) => text ?? '');

/** Scores as multiples of the mean over all nodes, so that networks of several days compare; 0 where no fraud is tied. */
function exposures({ graph, frauds }: Network): Float64Array {
  const linked = frauds.filter(
    ({ node }) => (graph.offsets[node + 1] as number) > (graph.offsets[node] as number),
  );
  if (linked.length === 0) return new Float64Array(graph.nodeCount);
  const restarts = restartWeights(
    graph,
    {
      nodes: Int32Array.from(linked, ({ node }) => node),
      ageDays: Float64Array.from(linked, ({ ageDays }) => ageDays),
    },
    RESTART_HALF_LIFE_DAYS,
  );
  return propagate(graph, restarts).scores.map((score) => score * graph.nodeCount);
}

/** Returns the network features of all employers, ordered by matricule. */
export async function employerNetwork(context: ComputeContext): Promise<ColumnValues> {
  const network = await readNetwork(context);
  const { graph, isFraud, isBankrupt, employers } = network;
  const pairs = employerPairs(graph);
  const found = employerFeatures(graph, pairs, exposures(network), isFraud);
  const groups = bicliqueFeatures(
    maximalBicliques(graph, pairs, { maxStepsPerEmployer: 20_000 }),
    isFraud,
    isBankrupt,
  );
  const components = connectedComponents(graph);
  return {
    noss_registration_number: employers,
    component_size: employers.map((_, i) => components.sizes[components.of[i] ?? 0] ?? 0),
    core_degree: coreNumbers(graph).slice(0, employers.length),
    degree_count: found.degree,
    weighted_degree: found.weightedDegree,
    fraud_resource_count: found.fraudResources,
    fraud_resource_share: found.fraudResourceShare,
    exposure_ratio: found.exposure,
    resource_exposure_min_ratio: found.resourceExposureMin,
    resource_exposure_mean_ratio: found.resourceExposureMean,
    resource_exposure_max_ratio: found.resourceExposureMax,
    resource_exposure_weighted_ratio: found.resourceExposureWeightedMean,
    quadrangle_count: found.quadrangles,
    fraud_quadrangle_count: found.fraudQuadrangles,
    neighbour_count: found.firstOrder,
    neighbour_fraud_share: found.firstOrderFraudShare,
    second_neighbour_count: found.secondOrder,
    second_neighbour_fraud_share: found.secondOrderFraudShare,
    biclique_count: groups.bicliques,
    biclique_fraud_share_max: groups.bicliqueFraudShareMax,
    biclique_bankrupt_share_max: groups.bicliqueBankruptShareMax,
  };
}

/** Returns the one row that says whether known frauds stand together; without signal the scores are noise. */
export async function networkSignal(context: ComputeContext): Promise<ColumnValues> {
  const { graph, frauds, isFraud } = await readNetwork(context);
  const { dyadicity, heterophilicity, hasSignal } = homophily(employerPairs(graph), isFraud);
  return {
    as_of_date: [Date.parse(context.parameters.as_of_date) / 86_400_000],
    population_count: [isFraud.length],
    fraud_count: [frauds.length],
    dyadicity_ratio: [finite(dyadicity)],
    heterophilicity_ratio: [finite(heterophilicity)],
    has_signal: [hasSignal ? 1 : 0],
  };
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);
