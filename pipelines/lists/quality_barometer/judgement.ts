import {
  checkedBarometer,
  judge,
  possibleGain,
  type Judgement,
  type Measure,
  type Trend,
} from '../../../src/barometer/index.ts';
import type { ComputeContext, Step } from '../../../src/unit/index.ts';
import { BAROMETER } from '../../features/provider_quarter/indicators.ts';
import { COUNTED_CODES } from '../../features/provider_quarter/codes.ts';
import { QualityBarometerMeasure } from './tables.ts';

type Columns = Awaited<ReturnType<NonNullable<Step['compute']>>>;

const TEXTS = ['sender_id', 'cycle_code', 'sub_indicator_code'] as const;
const NUMBERS = [
  'is_recognised',
  'counted_opportunity_count',
  'counted_failure_count',
  'opportunity_square',
  'failure_square',
  'cross_product',
  'expected_failures',
] as const;

async function judgement(context: ComputeContext): Promise<Judgement> {
  const { rowCount, texts, numbers } = await context.read(QualityBarometerMeasure, [...TEXTS, ...NUMBERS]);
  const text = (name: (typeof TEXTS)[number], row: number) => texts[name]?.[row] ?? '';
  const number = (name: (typeof NUMBERS)[number], row: number) => numbers[name]?.[row] ?? NaN;
  const measures = Array.from({ length: rowCount }, (_, row): Measure => ({
    provider: text('sender_id', row),
    cycle: text('cycle_code', row) as Measure['cycle'],
    code: text('sub_indicator_code', row),
    isRecognised: number('is_recognised', row) === 1,
    opportunities: number('counted_opportunity_count', row),
    failures: number('counted_failure_count', row),
    opportunitySquares: number('opportunity_square', row),
    failureSquares: number('failure_square', row),
    crossProducts: number('cross_product', row),
    expectedFailures: number('expected_failures', row),
  }));
  return judge(checkedBarometer(BAROMETER, COUNTED_CODES), measures);
}

/** Rates to a millionth of a millionth: a last bit of rounding is not published. */
const rounded = (value: number): number => Number(value.toPrecision(12));

function columnsOf<T>(
  rows: readonly T[],
  columns: Readonly<Record<string, (row: T) => number | string | boolean | undefined>>,
): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, valueOf]) => {
      const values = rows.map(valueOf);
      if (values.some((value) => typeof value === 'string')) return [name, values as string[]];
      return [
        name,
        Float64Array.from(values, (value) => (value === undefined ? NaN : rounded(Number(value)))),
      ];
    }),
  );
}

const trendColumns = {
  trend_ratio: ({ trend }: { trend?: Trend }) => trend?.ratio,
  trend_low: ({ trend }: { trend?: Trend }) => trend?.low,
  trend_high: ({ trend }: { trend?: Trend }) => trend?.high,
  improved_probability: ({ trend }: { trend?: Trend }) => trend?.improved,
};

/** Returns the judged sub-indicators of all providers. */
export async function partColumns(context: ComputeContext): Promise<Columns> {
  return columnsOf((await judgement(context)).parts, {
    sender_id: ({ measure }) => measure.provider,
    sub_indicator_code: ({ measure }) => measure.code,
    domain_code: ({ domain }) => domain,
    raw_rate: ({ rawRate }) => rawRate,
    adjusted_rate: ({ adjustedRate }) => adjustedRate,
    shrunk_rate: ({ rate }) => rate.mean,
    low_rate: ({ rate }) => rate.low,
    high_rate: ({ rate }) => rate.high,
    reference_rate: ({ reference }) => reference,
    effective_opportunities: ({ effectiveOpportunities }) => effectiveOpportunities,
    funnel_low_rate: ({ funnel }) => funnel.low,
    funnel_high_rate: ({ funnel }) => funnel.high,
    outer_low_rate: ({ funnel }) => funnel.outerLow,
    outer_high_rate: ({ funnel }) => funnel.outerHigh,
    is_outside: ({ isOutside }) => isOutside,
    gain: possibleGain,
  });
}

/** Returns the grades of all providers by domain. */
export async function domainColumns(context: ComputeContext): Promise<Columns> {
  return columnsOf((await judgement(context)).domains, {
    sender_id: ({ provider }) => provider,
    domain_code: ({ domain }) => domain,
    index_mean: ({ index }) => index.mean,
    index_low: ({ index }) => index.low,
    index_high: ({ index }) => index.high,
    grade_code: ({ grade }) => grade,
    grade_probability: ({ probability }) => probability,
    is_outside: ({ isOutside }) => isOutside,
    ...trendColumns,
  });
}

/** Returns the ranking of the providers. */
export async function providerColumns(context: ComputeContext): Promise<Columns> {
  return columnsOf((await judgement(context)).providers, {
    sender_id: ({ provider }) => provider,
    provider_rank: ({ rank }) => rank,
    index_mean: ({ index }) => index.mean,
    index_low: ({ index }) => index.low,
    index_high: ({ index }) => index.high,
    ...trendColumns,
  });
}
