import { weightedDegrees, type Graph } from './graph.ts';
import type { Pairs } from './pairs.ts';

/** What the network says about each employer; one entry per employer, shares and scores NaN where there is none. */
export interface EmployerFeatures {
  /** Resources. */
  readonly degree: Int32Array;
  readonly weightedDegree: Float64Array;
  /** Resources that also belong to another employer with a known fraud, and their share of all. */
  readonly fraudResources: Int32Array;
  readonly fraudResourceShare: Float64Array;
  /** Own score, and the scores of its resources. */
  readonly exposure: Float64Array;
  readonly resourceExposureMin: Float64Array;
  readonly resourceExposureMean: Float64Array;
  readonly resourceExposureMax: Float64Array;
  readonly resourceExposureWeightedMean: Float64Array;
  /** Pairs of resources that it shares with one other employer, over all others; and those with known frauds. */
  readonly quadrangles: Float64Array;
  readonly fraudQuadrangles: Float64Array;
  /** Other employers with a common resource, and the share of known frauds among them. */
  readonly firstOrder: Int32Array;
  readonly firstOrderFraudShare: Float64Array;
  /** Employers one step further that are not of the first order, and the share of known frauds among them. */
  readonly secondOrder: Int32Array;
  readonly secondOrderFraudShare: Float64Array;
}

/**
 * Returns the features of all employers of a bipartite graph, of its pairs and of propagated scores. `isFraud` holds 1
 * for a fraud known at the as-of date; an employer's own fraud never counts in its own features.
 */
export function employerFeatures(
  graph: Graph,
  pairs: Pairs,
  scores: Float64Array,
  isFraud: Uint8Array,
): EmployerFeatures {
  return {
    ...resourceFeatures(graph, scores, isFraud),
    ...firstOrderFeatures(pairs, isFraud),
    ...secondOrderFeatures(pairs, isFraud),
  };
}

type ResourceFeatures = Omit<EmployerFeatures, keyof FirstOrderFeatures | keyof SecondOrderFeatures>;
type SecondOrderFeatures = Pick<EmployerFeatures, 'secondOrder' | 'secondOrderFraudShare'>;
type FirstOrderFeatures = Pick<
  EmployerFeatures,
  'firstOrder' | 'firstOrderFraudShare' | 'quadrangles' | 'fraudQuadrangles'
>;

function resourceFeatures(graph: Graph, scores: Float64Array, isFraud: Uint8Array): ResourceFeatures {
  const { leftCount, nodeCount, offsets, neighbours, weights } = graph;
  const fraudsOf = new Int32Array(nodeCount - leftCount);
  for (let v = leftCount; v < nodeCount; v++) {
    let frauds = 0;
    for (let e = offsets[v] as number; e < (offsets[v + 1] as number); e++) {
      frauds += isFraud[neighbours[e] as number] as number;
    }
    fraudsOf[v - leftCount] = frauds;
  }
  const column = (): Float64Array => new Float64Array(leftCount).fill(NaN);
  const features = {
    degree: new Int32Array(leftCount),
    weightedDegree: weightedDegrees(graph).slice(0, leftCount),
    fraudResources: new Int32Array(leftCount),
    fraudResourceShare: column(),
    exposure: scores.slice(0, leftCount),
    resourceExposureMin: column(),
    resourceExposureMean: column(),
    resourceExposureMax: column(),
    resourceExposureWeightedMean: column(),
  };
  for (let i = 0; i < leftCount; i++) {
    const [start, end] = [offsets[i] as number, offsets[i + 1] as number];
    if (start === end) continue;
    let [min, max, sum, weighted, tied] = [Infinity, 0, 0, 0, 0];
    for (let e = start; e < end; e++) {
      const resource = neighbours[e] as number;
      const score = scores[resource] as number;
      min = Math.min(min, score);
      max = Math.max(max, score);
      sum += score;
      weighted += score * (weights[e] as number);
      if ((fraudsOf[resource - leftCount] as number) > (isFraud[i] as number)) tied++;
    }
    const degree = end - start;
    features.degree[i] = degree;
    features.fraudResources[i] = tied;
    features.fraudResourceShare[i] = tied / degree;
    features.resourceExposureMin[i] = min;
    features.resourceExposureMean[i] = sum / degree;
    features.resourceExposureMax[i] = max;
    features.resourceExposureWeightedMean[i] = weighted / (features.weightedDegree[i] as number);
  }
  return features;
}

function firstOrderFeatures({ offsets, neighbours, shared }: Pairs, isFraud: Uint8Array): FirstOrderFeatures {
  const count = isFraud.length;
  const features = {
    firstOrder: new Int32Array(count),
    firstOrderFraudShare: new Float64Array(count).fill(NaN),
    quadrangles: new Float64Array(count),
    fraudQuadrangles: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const [start, end] = [offsets[i] as number, offsets[i + 1] as number];
    if (start === end) continue;
    let [frauds, quadrangles, fraudQuadrangles] = [0, 0, 0];
    for (let e = start; e < end; e++) {
      const common = shared[e] as number;
      const found = (common * (common - 1)) / 2;
      quadrangles += found;
      if (isFraud[neighbours[e] as number] !== 1) continue;
      frauds++;
      fraudQuadrangles += found;
    }
    features.firstOrder[i] = end - start;
    features.firstOrderFraudShare[i] = frauds / (end - start);
    features.quadrangles[i] = quadrangles;
    features.fraudQuadrangles[i] = fraudQuadrangles;
  }
  return features;
}

function secondOrderFeatures({ offsets, neighbours }: Pairs, isFraud: Uint8Array): SecondOrderFeatures {
  const count = isFraud.length;
  const secondOrder = new Int32Array(count);
  const secondOrderFraudShare = new Float64Array(count).fill(NaN);
  const seenBy = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    const [start, end] = [offsets[i] as number, offsets[i + 1] as number];
    seenBy[i] = i;
    for (let e = start; e < end; e++) seenBy[neighbours[e] as number] = i;
    let [size, frauds] = [0, 0];
    for (let e = start; e < end; e++) {
      const near = neighbours[e] as number;
      for (let f = offsets[near] as number; f < (offsets[near + 1] as number); f++) {
        const far = neighbours[f] as number;
        if (seenBy[far] === i) continue;
        seenBy[far] = i;
        size++;
        frauds += isFraud[far] as number;
      }
    }
    secondOrder[i] = size;
    if (size > 0) secondOrderFraudShare[i] = frauds / size;
  }
  return { secondOrder, secondOrderFraudShare };
}
