import {
  GRADING,
  gradeOf,
  indexOf,
  overallIndex,
  trendOf,
  type Grade,
  type Index,
  type Trend,
} from './grade.ts';
import { placedParts, type Barometer, type Domain, type PlacedPart } from './indicators.ts';
import {
  clientCorrelation,
  effectiveOpportunities,
  excessProbability,
  fitPrior,
  funnelLimits,
  shrunkRate,
  standingTests,
  type ClientSums,
  type Count,
  type Prior,
  type Rate,
} from './rates.ts';
import { normalBelow } from './special.ts';

/** What a provider did on one sub-indicator in one cycle, over its clients. */
export interface Measure extends ClientSums {
  readonly provider: string;
  readonly isRecognised: boolean;
  readonly code: string;
  readonly cycle: 'current' | 'previous';
  /** Failures that the same sectors and sizes of clients have with all providers. */
  readonly expectedFailures: number;
}

/** A measure judged. Rates are shares 0..1. */
export interface JudgedPart {
  readonly measure: Measure;
  readonly domain: Domain;
  /** Weight in the domain. */
  readonly weight: number;
  readonly rawRate: number;
  /** The raw rate, had the provider the clients of the average provider. */
  readonly adjustedRate: number;
  /** The adjusted rate, shrunk, with its 95 % interval. */
  readonly rate: Rate;
  /** Rate of the average provider. */
  readonly reference: number;
  readonly effectiveOpportunities: number;
  /** Limits of the funnel at 95 % and 99.8 %. */
  readonly funnel: {
    readonly low: number;
    readonly high: number;
    readonly outerLow: number;
    readonly outerHigh: number;
  };
  /** Outside the funnel after control for the number of providers. */
  readonly isOutside: boolean;
}

export interface JudgedDomain {
  readonly provider: string;
  readonly domain: Domain;
  readonly index: Index;
  readonly grade: Grade;
  readonly probability: number;
  readonly isOutside: boolean;
  /** Absent where the provider was not measured in the cycle before. */
  readonly trend?: Trend;
}

export interface JudgedProvider {
  readonly provider: string;
  readonly index: Index;
  /** 1 is the best: the lowest index; equal ones by number. */
  readonly rank: number;
  readonly trend?: Trend;
}

export interface Judgement {
  readonly parts: readonly JudgedPart[];
  readonly domains: readonly JudgedDomain[];
  readonly providers: readonly JudgedProvider[];
}

interface Scale {
  readonly prior: Prior;
  readonly correlation: number;
  readonly place: PlacedPart;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Returns the judgement of all providers: every sub-indicator, domain and provider of the current cycle, and how each moved.
 * Results are sorted by provider and declared order, and do not depend on the order of the measures. A sub-indicator in
 * which nobody failed tells nothing and is left out.
 */
export function judge(barometer: Barometer, measures: readonly Measure[]): Judgement {
  const places = placedParts(barometer);
  const position = new Map(places.map(({ part }, i) => [part.code, i]));
  const sorted = [...measures].sort(
    (a, b) => byCode(a.provider, b.provider) || (position.get(a.code) ?? -1) - (position.get(b.code) ?? -1),
  );
  const current = sorted.filter(({ cycle }) => cycle === 'current');
  const scales = scalesOf(places, current);
  const parts = judgedParts(current, scales);
  const earlier = new Map<string, JudgedPart>();
  for (const part of plainParts(
    sorted.filter(({ cycle }) => cycle === 'previous'),
    scales,
  ))
    earlier.set(`${part.measure.provider} ${part.measure.code}`, part);
  const domains = judgedDomains(barometer, parts, earlier, scales);
  return { parts, domains, providers: judgedProviders(barometer, domains, earlier, scales) };
}

/** The law of each sub-indicator over all providers of the cycle. */
function scalesOf(places: readonly PlacedPart[], measures: readonly Measure[]): Map<string, Scale> {
  const scales = new Map<string, Scale>();
  for (const place of places) {
    const own = measures.filter(({ code }) => code === place.part.code);
    const correlation = clientCorrelation(own);
    const prior = fitPrior(own.map((measure) => adjustedCount(measure, own, correlation)));
    if (prior) scales.set(place.part.code, { prior, correlation, place });
  }
  return scales;
}

/** The count with which a provider is compared: effective opportunities, failures as with the average clients. */
function adjustedCount(measure: Measure, all: readonly Measure[], correlation: number): Count {
  const opportunities = effectiveOpportunities(measure, correlation);
  return { opportunities, failures: opportunities * adjustedRateOf(measure, averageRate(all)) };
}

function averageRate(all: readonly Measure[]): number {
  let failures = 0;
  let opportunities = 0;
  for (const measure of all) {
    failures += measure.failures;
    opportunities += measure.opportunities;
  }
  return opportunities > 0 ? failures / opportunities : 0;
}

function adjustedRateOf({ failures, expectedFailures }: Measure, average: number): number {
  return expectedFailures > 0 ? Math.min(0.999, (average * failures) / expectedFailures) : 0;
}

function judgedParts(measures: readonly Measure[], scales: ReadonlyMap<string, Scale>): JudgedPart[] {
  const parts = plainParts(measures, scales);
  const outside = new Map<JudgedPart, boolean>();
  for (const code of scales.keys()) {
    const own = parts.filter(({ measure }) => measure.code === code);
    const tests = own.map(({ adjustedRate, effectiveOpportunities: opportunities, reference }) =>
      excessProbability({ failures: adjustedRate * opportunities, opportunities }, reference),
    );
    standingTests(tests, GRADING.chance).forEach((stands, i) => outside.set(own[i] as JudgedPart, stands));
  }
  return parts.map((part) => ({ ...part, isOutside: outside.get(part) ?? false }));
}

function plainParts(measures: readonly Measure[], scales: ReadonlyMap<string, Scale>): JudgedPart[] {
  const averages = new Map<string, number>();
  for (const code of scales.keys())
    averages.set(code, averageRate(measures.filter((measure) => measure.code === code)));
  return measures.flatMap((measure) => {
    const scale = scales.get(measure.code);
    if (!scale || measure.opportunities === 0) return [];
    const { prior, correlation, place } = scale;
    const opportunities = effectiveOpportunities(measure, correlation);
    const adjustedRate = adjustedRateOf(measure, averages.get(measure.code) ?? 0);
    const inner = funnelLimits(opportunities, prior.mean, 0.025);
    const outer = funnelLimits(opportunities, prior.mean, 0.001);
    return [
      {
        measure,
        domain: place.domain.code,
        weight: place.weight,
        rawRate: measure.failures / measure.opportunities,
        adjustedRate,
        rate: shrunkRate({ opportunities, failures: adjustedRate * opportunities }, prior),
        reference: prior.mean,
        effectiveOpportunities: opportunities,
        funnel: { ...inner, outerLow: outer.low, outerHigh: outer.high },
        isOutside: false,
      },
    ];
  });
}

type Earlier = ReadonlyMap<string, JudgedPart>;

/** The index of a provider over the sub-indicators of a domain; those without opportunity count as the average provider's. */
function domainIndex(
  domain: Domain,
  find: (code: string) => JudgedPart | undefined,
  scales: ReadonlyMap<string, Scale>,
): Index | undefined {
  const own = [...scales].filter(([, { place }]) => place.domain.code === domain && place.weight > 0);
  if (!own.some(([code]) => find(code) !== undefined)) return undefined;
  return indexOf(
    own.map(([code, { prior, place }]) => ({
      rate: find(code)?.rate ?? shrunkRate({ failures: 0, opportunities: 0 }, prior),
      reference: prior.mean,
      weight: place.weight,
    })),
  );
}

function judgedDomains(
  barometer: Barometer,
  parts: readonly JudgedPart[],
  earlier: Earlier,
  scales: ReadonlyMap<string, Scale>,
): JudgedDomain[] {
  const byProvider = grouped(parts, ({ measure }) => measure.provider);
  const judged = barometer.flatMap(({ code: domain, recognisedOnly }) => {
    const rows = [...byProvider].flatMap(([provider, own]) => {
      if (recognisedOnly && own[0]?.measure.isRecognised !== true) return [];
      const index = domainIndex(domain, (code) => own.find(({ measure }) => measure.code === code), scales);
      const before = domainIndex(domain, (code) => earlier.get(`${provider} ${code}`), scales);
      if (!index) return [];
      const test = domainTest(own.filter((part) => part.domain === domain && part.weight > 0));
      const row = { provider, domain, index, ...(before && { trend: trendOf(before, index) }) };
      return [{ row, test }];
    });
    const outside = standingTests(
      rows.map(({ test }) => test),
      GRADING.chance,
    );
    return rows.map(({ row }, i) => {
      const isOutside = outside[i] ?? false;
      return { ...row, ...gradeOf(row.index, isOutside), isOutside };
    });
  });
  return judged.sort((a, b) => byCode(a.provider, b.provider));
}

/** The probability of a weighted excess at least as large by chance, if the provider were average. */
function domainTest(parts: readonly JudgedPart[]): number {
  let excess = 0;
  let variance = 0;
  for (const { adjustedRate, reference, effectiveOpportunities: count, weight } of parts) {
    excess += weight * (adjustedRate / reference - 1);
    variance += (weight ** 2 * (1 - reference)) / (reference * count);
  }
  return variance > 0 ? 1 - normalBelow(excess / Math.sqrt(variance)) : 1;
}

function judgedProviders(
  barometer: Barometer,
  domains: readonly JudgedDomain[],
  earlier: Earlier,
  scales: ReadonlyMap<string, Scale>,
): JudgedProvider[] {
  const weights = new Map(barometer.map(({ code, weight }) => [code, weight]));
  const rows = [...grouped(domains, ({ provider }) => provider)].flatMap(([provider, own]) => {
    const placed = own.map(({ domain, index }) => ({ index, weight: weights.get(domain) ?? 0 }));
    if (!placed.some(({ weight }) => weight > 0)) return [];
    const before = own.flatMap(({ domain }) => {
      const index = domainIndex(domain, (code) => earlier.get(`${provider} ${code}`), scales);
      return index ? [{ index, weight: weights.get(domain) ?? 0 }] : [];
    });
    const index = overallIndex(placed);
    const trend = before.length === placed.length ? trendOf(overallIndex(before), index) : undefined;
    return [{ provider, index, ...(trend && { trend }) }];
  });
  const ranked = [...rows].sort((a, b) => a.index.mean - b.index.mean || byCode(a.provider, b.provider));
  const ranks = new Map(ranked.map(({ provider }, i) => [provider, i + 1]));
  return rows.map((row) => ({ ...row, rank: ranks.get(row.provider) ?? 0 }));
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row));
    if (own) own.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/**
 * Returns by how much the index of the domain would fall if a sub-indicator failed no more than with the average provider;
 * 0 where it does not fail more. What to correct first is what gains most.
 */
export function possibleGain(part: JudgedPart): number {
  return Math.max(0, part.weight * (part.rate.mean / part.reference - 1));
}
