import { GRADES } from '../../../src/barometer/index.ts';
import { code, date, defineTable, flag, integer, nssoNumber, real, text } from '../../../src/table/index.ts';

const counted = (meaning: string) => integer({ meaning, unit: 'count', min: 0 });
const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1 });
const ratio = (meaning: string) => real({ meaning, unit: 'times the average provider', min: 0 });
const maybe = (meaning: string) => real({ meaning, unit: 'ratio', min: 0, optional: true });

const sender_id = text({ meaning: 'Number of the provider.' });
const sub_indicator_code = code({ meaning: 'Sub-indicator.' });
const domain_code = code({ meaning: 'Domain of control.' });
const whole = (meaning: string) => real({ meaning, unit: 'count', min: 0 });

export const QualityBarometerMeasure = defineTable({
  schema: 'ranking',
  name: 'quality_barometer_measure',
  grain: 'One row per provider, cycle and sub-indicator: sums over its clients.',
  key: ['sender_id', 'cycle_code', 'sub_indicator_code'],
  notes:
    'Where a client has over a fifth of the failures (and over ten), its failures and opportunities count by the same lesser part.',
  columns: {
    sender_id,
    cycle_code: code({ oneOf: ['current', 'previous'], meaning: 'Cycle of eight quarters.' }),
    sub_indicator_code,
    is_recognised: flag({ meaning: 'Recognised social secretariat.' }),
    client_count: counted('Clients with an opportunity.'),
    opportunity_count: counted('Opportunities of all clients.'),
    failure_count: counted('Failures of all clients.'),
    counted_opportunity_count: counted('Opportunities after the cap.'),
    counted_failure_count: counted('Failures after the cap.'),
    opportunity_square: whole('Sum of squares of the counted opportunities of each client.'),
    failure_square: whole('Sum of squares of the counted failures of each client.'),
    cross_product: whole('Sum of counted failures times counted opportunities of each client.'),
    capped_client_count: counted('Clients whose failures were capped.'),
    largest_share: share('Share of the failures that the client with most of them has, before the cap.'),
    expected_failures: whole(
      'Counted failures that clients of the same sectors and sizes have with all providers.',
    ),
  },
});

export const QualityBarometerPart = defineTable({
  schema: 'ranking',
  name: 'quality_barometer_part',
  grain: 'One row per provider and sub-indicator of the current cycle.',
  key: ['sender_id', 'sub_indicator_code'],
  columns: {
    sender_id,
    sub_indicator_code,
    domain_code,
    raw_rate: share('Failures over opportunities, after the cap.'),
    adjusted_rate: share('The rate had the provider the average mix of sectors and sizes.'),
    shrunk_rate: share('The adjusted rate, shrunk to the average provider.'),
    low_rate: share('Lower end of the 95 % interval of the true rate.'),
    high_rate: share('Upper end of the 95 % interval of the true rate.'),
    reference_rate: share('Rate of the average provider.'),
    effective_opportunities: whole('Independent opportunities that tell as much.'),
    funnel_low_rate: share('Lower limit of the funnel, 95 %.'),
    funnel_high_rate: share('Upper limit of the funnel, 95 %.'),
    outer_low_rate: share('Lower limit of the funnel, 99.8 %.'),
    outer_high_rate: share('Upper limit of the funnel, 99.8 %.'),
    is_outside: flag({
      meaning: 'More failures than chance explains, after control for the number of providers.',
    }),
    gain: real({ meaning: 'Fall of the index of the domain at the average rate.', unit: 'index', min: 0 }),
  },
});

export const QualityBarometerDomain = defineTable({
  schema: 'ranking',
  name: 'quality_barometer_domain',
  grain: 'One row per provider and domain of the current cycle.',
  key: ['sender_id', 'domain_code'],
  columns: {
    sender_id,
    domain_code,
    index_mean: ratio('Weighted failures, 1 is the average provider.'),
    index_low: ratio('Lower end of the 95 % interval.'),
    index_high: ratio('Upper end of the 95 % interval.'),
    grade_code: code({ oneOf: GRADES, meaning: 'Good, less good or bad.' }),
    grade_probability: share('Probability that the true index is in the band of the grade.'),
    is_outside: flag({ meaning: 'Outside the funnel, after control for the number of providers.' }),
    trend_ratio: maybe('Index over that of the cycle before; below 1 it improved.'),
    trend_low: maybe('Lower end of its 95 % interval.'),
    trend_high: maybe('Upper end of its 95 % interval.'),
    improved_probability: maybe('Probability that it improved.'),
  },
});

export const QualityBarometerProvider = defineTable({
  schema: 'ranking',
  name: 'quality_barometer_provider',
  grain: 'One row per provider that is judged.',
  key: ['sender_id'],
  columns: {
    sender_id,
    provider_rank: integer({ meaning: 'Place, 1 is the lowest index.', unit: 'place', min: 1 }),
    index_mean: ratio('Mean of the indices of the domains, 1 is the average provider.'),
    index_low: ratio('Lower end of the 95 % interval.'),
    index_high: ratio('Upper end of the 95 % interval.'),
    trend_ratio: maybe('Index over that of the cycle before; below 1 it improved.'),
    trend_low: maybe('Lower end of its 95 % interval.'),
    trend_high: maybe('Upper end of its 95 % interval.'),
    improved_probability: maybe('Probability that it improved.'),
  },
});

export const QualityBarometerAddressee = defineTable({
  schema: 'ranking',
  name: 'quality_barometer_addressee',
  grain: 'One row per sender of declarations: who is judged and who not, and in which language.',
  key: ['sender_id'],
  columns: {
    sender_id,
    is_recognised: flag({ meaning: 'Recognised social secretariat.' }),
    is_selected: flag({ meaning: 'The barometer judges it.' }),
    selection_code: code({ meaning: 'Why it is selected or not.' }),
    most_employer_count: counted('Most enterprises for which it sent in a quarter.'),
    client_count: counted('Clients in the last quarter.'),
    language: code({ oneOf: ['nl', 'fr', 'de'], meaning: 'Language of most of its clients.' }),
  },
});

export const QualityBarometerCorrection = defineTable({
  schema: 'ranking',
  name: 'quality_barometer_correction',
  grain: 'One row per provider, client, quarter, anomaly and class that is open at the as-of date.',
  key: ['sender_id', 'noss_registration_number', 'quarter', 'error_id', 'anomaly_class'],
  columns: {
    sender_id,
    noss_registration_number: nssoNumber({ meaning: 'Matricule of the client.' }),
    quarter: text({ meaning: 'Quarter of the declaration.' }),
    error_id: code({ meaning: 'Zone or block number, dash, error code (annex 30).' }),
    anomaly_class: code({ meaning: 'Class of the anomaly (zone 00497).' }),
    worker_count: integer({ meaning: 'Workers concerned.', unit: 'workers', min: 0 }),
    first_seen_date: date({ meaning: 'Day on which the oldest appeared.' }),
  },
});
