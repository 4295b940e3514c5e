import { betaBelow, betaQuantile, logBeta } from './special.ts';

/**
 * Rates of providers: failures out of opportunities, shrunk to what the other providers show.
 *
 * The true rates of providers are taken to follow a beta law, whose mean and strength are those under which the counts
 * of all providers are likeliest (beta-binomial, empirical Bayes: Robbins 1956; Morris, JASA 1983). A provider with few
 * opportunities lands near the mean, one with many keeps its own rate. Failures of one client resemble each other, so that
 * a hundred records of one client tell less than a hundred clients: opportunities are divided by the design effect
 * 1 + ρ (Σ nᵢ² / Σ nᵢ − 1) (Kish 1965).
 */

/** Failures and opportunities; effective numbers, not necessarily whole. */
export interface Count {
  readonly failures: number;
  readonly opportunities: number;
}

/** Law of the true rates of all providers: Beta(mean · strength, (1 − mean) · strength). */
export interface Prior {
  readonly mean: number;
  readonly strength: number;
}

/** Sums over the clients of one provider. */
export interface ClientSums extends Count {
  /** Σ nᵢ² */
  readonly opportunitySquares: number;
  /** Σ fᵢ² */
  readonly failureSquares: number;
  /** Σ fᵢ nᵢ */
  readonly crossProducts: number;
}

/**
 * Returns ρ, how much the failures of one client resemble each other, pooled over providers: 0 is not at all, 1 is that a
 * client fails always or never. 0 where nothing failed.
 */
export function clientCorrelation(sums: readonly ClientSums[]): number {
  let found = 0;
  let pairs = 0;
  for (const { failures, opportunities, opportunitySquares, failureSquares, crossProducts } of sums) {
    if (opportunities === 0) continue;
    const rate = failures / opportunities;
    const variance = rate * (1 - rate);
    const scatter = failureSquares - 2 * rate * crossProducts + rate * rate * opportunitySquares;
    // Σ (fᵢ − p̂ nᵢ)² loses, by the estimated rate, the share of the variance that the provider's own mean took.
    const lost = opportunitySquares / opportunities;
    found += scatter - variance * (opportunities - lost);
    pairs += variance * (opportunitySquares - opportunities);
  }
  return pairs > 0 ? Math.min(1, Math.max(0, found / pairs)) : 0;
}

/** Returns the opportunities that independent records would need to tell as much. */
export function effectiveOpportunities(sums: ClientSums, correlation: number): number {
  if (sums.opportunities === 0) return 0;
  return sums.opportunities / (1 + correlation * (sums.opportunitySquares / sums.opportunities - 1));
}

const STRENGTHS = { least: Math.log(2), most: Math.log(1e7) } as const;

/**
 * Returns the law of the true rates under which the counts are likeliest; `undefined` where nothing could fail or nothing
 * failed: such an indicator tells providers not apart. The order of the counts changes nothing beyond rounding.
 */
export function fitPrior(counts: readonly Count[]): Prior | undefined {
  const seen = counts.filter(({ opportunities }) => opportunities > 0);
  if (seen.length === 0 || seen.every(({ failures }) => failures === 0)) return undefined;
  const score = (log: number): number => likelihood(seen, priorOf(seen, Math.exp(log)));
  const golden = (Math.sqrt(5) - 1) / 2;
  let { least: low, most: high } = STRENGTHS as { least: number; most: number };
  for (let i = 0; i < 60; i++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (score(left) < score(right)) low = left;
    else high = right;
  }
  return priorOf(seen, Math.exp((low + high) / 2));
}

/** The mean that fits a strength best: rates weighted by how much each tells. */
function priorOf(counts: readonly Count[], strength: number): Prior {
  let weights = 0;
  let rates = 0;
  for (const { failures, opportunities } of counts) {
    const weight = opportunities / (1 + (opportunities - 1) / (strength + 1));
    weights += weight;
    rates += (weight * failures) / opportunities;
  }
  return { mean: Math.min(1 - 1e-9, Math.max(1e-9, rates / weights)), strength };
}

function likelihood(counts: readonly Count[], { mean, strength }: Prior): number {
  const a = mean * strength;
  const b = strength - a;
  const none = logBeta(a, b);
  return counts.reduce(
    (total, { failures, opportunities }) =>
      total + logBeta(a + failures, b + opportunities - failures) - none,
    0,
  );
}

/** What is known of a true rate: mean, variance and the interval that holds it with the probability asked. */
export interface Rate {
  readonly mean: number;
  readonly variance: number;
  readonly low: number;
  readonly high: number;
}

/** Returns the shrunk rate of a provider; without opportunities, the law of all providers. */
export function shrunkRate(count: Count, prior: Prior, level = 0.95): Rate {
  const a = prior.mean * prior.strength + count.failures;
  const b = (1 - prior.mean) * prior.strength + count.opportunities - count.failures;
  const mean = a / (a + b);
  const tail = (1 - level) / 2;
  return {
    mean,
    variance: (mean * (1 - mean)) / (a + b + 1),
    low: betaQuantile(tail, a, b),
    high: betaQuantile(1 - tail, a, b),
  };
}

/** Returns the probability of at least as many failures, if the true rate were `reference`; 1 without failures. */
export function excessProbability({ failures, opportunities }: Count, reference: number): number {
  if (failures <= 0) return 1;
  return betaBelow(reference, failures, opportunities - failures + 1);
}

/**
 * Returns the limits of the funnel: below and above them falls an observed rate with the probability `tail` each, if the
 * true rate is `reference` (Spiegelhalter, Statistics in Medicine 2005). Without opportunities: 0 and 1.
 */
export function funnelLimits(
  opportunities: number,
  reference: number,
  tail: number,
): { readonly low: number; readonly high: number } {
  if (opportunities <= 0) return { low: 0, high: 1 };
  const at = (probability: number): number => {
    let low = 0;
    let high = opportunities;
    for (let i = 0; i < 50; i++) {
      const failures = (low + high) / 2;
      if (excessProbability({ failures, opportunities }, reference) > probability) low = failures;
      else high = failures;
    }
    return (low + high) / 2 / opportunities;
  };
  return { low: at(1 - tail), high: at(tail) };
}

/**
 * Returns which of several tests stand when at most the share `rate` of those that stand may be chance (Benjamini and
 * Hochberg, JRSS B 1995), in the order given.
 */
export function standingTests(probabilities: readonly number[], rate: number): boolean[] {
  const sorted = [...probabilities].sort((a, b) => a - b);
  const count = sorted.findLastIndex((p, i) => p <= ((i + 1) / sorted.length) * rate);
  const limit = count < 0 ? -1 : (sorted[count] as number);
  return probabilities.map((p) => p <= limit);
}
