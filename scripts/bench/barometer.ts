/**
 * The barometer on providers whose true rates are known: how many 95 % intervals hold them, how many average providers are called
 * bad, how the ranks agree; and what a country of 240 000 employers and four quarters costs. Clients and their anomalies are drawn
 * in SQL as the synthetic Belgium draws them (`pipelines/world/population`), from the counts per client and quarter onwards.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedBarometer, judge, type Judgement, type Measure } from '../../src/barometer/index.ts';
import { installMacros, openDatabase, queryRows, runSql } from '../../src/duckdb/index.ts';
import { PROJECT_ROOT } from '../../src/unit/index.ts';
import { COUNTED_CODES } from '../../pipelines/features/provider_quarter/codes.ts';
import { BAROMETER } from '../../pipelines/features/provider_quarter/indicators.ts';
import type { BenchResult } from '../bench.ts';
import { spearman } from '../spearman.ts';

/** None of them is a seed on which the barometer was mended. */
const SEEDS = [101, 102, 103];

/** Of a hundred errors of a provider, those of the class that a sub-indicator counts. */
const CLASS_SHARE: Readonly<Record<string, number>> = {
  priority_percentage: 0.2,
  priority_deduction: 0.2,
  other_found: 0.3,
  silent_warning: 0.1,
  silent_investigation: 0.1,
  technical_blocking: 0.1,
};

const country = (employers: number, quarters: number, seed: number): string => `
  CREATE MACRO u(stream, id) AS (hash(stream || '|${seed}|' || id) >> 11)::DOUBLE / 9007199254740992.0;
  CREATE SCHEMA feature; CREATE SCHEMA staging;
  CREATE TABLE provider AS SELECT 'S' || lpad(p::VARCHAR, 3, '0') AS sender_id, .004 + .03 * u('error', p) * u('error again', p) AS error_share,
    sum(1.0 / (p + 1)) OVER (ORDER BY p) / sum(1.0 / (p + 1)) OVER () AS upper FROM range(60) AS r (p);
  CREATE TABLE client AS SELECT lpad(e::VARCHAR, 9, '0') AS noss_registration_number, u('size', e) AS size_draw,
      greatest(1, round(exp(1.1 + 1.35 * sqrt(-2 * ln(1 - u('a', e))) * cos(6.283185 * u('b', e)))))::INTEGER AS size,
      lpad((10 + (u('sector', e) * 40)::INTEGER)::VARCHAR, 2, '0') AS sector, u('provider', e) AS ticket
    FROM range(${employers}) AS r (e);
  CREATE TABLE held AS SELECT client.*, provider.sender_id, provider.error_share
    FROM client ASOF JOIN provider ON client.ticket <= provider.upper;
  CREATE TABLE quarter AS SELECT strftime(d, '%Y') || 'Q' || quarter(d) AS quarter, last_day(d::DATE + INTERVAL 2 MONTH) AS last_date
    FROM generate_series(DATE '2024-01-01' - INTERVAL ${3 * (quarters - 1)} MONTH, DATE '2024-01-01', INTERVAL 3 MONTH) AS g (d);
  CREATE TABLE found AS
    SELECT noss_registration_number, quarter, count(*) FILTER (WHERE kind < 2) AS np_early, count(*) FILTER (WHERE kind < 3) AS np,
      count(*) FILTER (WHERE kind IN (3, 4)) AS p, count(*) FILTER (WHERE kind IN (5, 6)) AS d, count(*) FILTER (WHERE kind = 7) AS w,
      count(*) FILTER (WHERE kind = 8) AS i, count(*) FILTER (WHERE kind = 9) AS b
    FROM (SELECT held.noss_registration_number, quarter.quarter, (u('which', noss_registration_number || quarter || n) * 10)::INTEGER % 10 AS kind
      FROM held, quarter, unnest(range(held.size)) AS s (n) WHERE u('anomaly', noss_registration_number || quarter || n) < held.error_share)
    GROUP BY ALL;
  CREATE TABLE feature.provider_mandate AS SELECT noss_registration_number, quarter, 'current' AS cycle_code, sender_id,
    last_date + 1 + (u('late', noss_registration_number || quarter) * 31)::INTEGER AS first_known_date,
    1 + (u('corrected', noss_registration_number || quarter) < .085)::INTEGER AS version_count FROM held, quarter;
  CREATE TABLE feature.provider_selection AS SELECT sender_id, u('kind', sender_id) < .7 AS is_recognised, TRUE AS is_selected FROM provider;
  CREATE TABLE feature.provider_client AS SELECT held.noss_registration_number, quarter.quarter, size AS record_count, 0 AS ex_officio_count,
      coalesce(w, 0) AS warning_count, coalesce(i, 0) AS investigation_count, coalesce(b, 0) AS blocking_count, coalesce(p, 0) AS percentage_count,
      coalesce(d, 0) AS deduction_count, coalesce(np, 0) AS non_percentage_count, coalesce(p + d, 0) AS priority_due_count,
      coalesce(d // 2, 0) AS priority_overdue_count, coalesce(np, 0) AS other_due_count, coalesce(np_early // 2, 0) AS other_overdue_count,
      0 AS solidarity_count, 0 AS own_correction_count, TRUE AS is_due, u('pays', held.noss_registration_number || quarter.quarter) < .03 AS is_paid_late,
      TRUE AS is_debt_due, u('debt', held.noss_registration_number) < .02 AS is_in_debt, u('plan', held.noss_registration_number) < .02 AS has_plan,
      u('plan', held.noss_registration_number) < .005 AS is_plan_broken
    FROM held CROSS JOIN quarter LEFT JOIN found ON found.noss_registration_number = held.noss_registration_number AND found.quarter = quarter.quarter;
  CREATE TABLE feature.provider_confrontation AS SELECT noss_registration_number, quarter, size AS declared_worker_count,
      (u('without', noss_registration_number || quarter) < .01)::INTEGER AS without_dimona_count, 1 + size // 8 AS dimona_start_count,
      (u('late start', noss_registration_number || quarter) < .025)::INTEGER AS late_dimona_count, 1 + size // 8 AS expected_start_count,
      (u('no dmfa', noss_registration_number || quarter) < .01)::INTEGER AS without_dmfa_count FROM held, quarter;
  CREATE TABLE staging.employer_directory_employer AS SELECT noss_registration_number, sector || '101' AS nace_code,
    CASE WHEN size < 5 THEN '1' WHEN size < 20 THEN '2' WHEN size < 100 THEN '4' ELSE '6' END AS importance_code FROM held;`;

const roomSql = (path: string): string => readFileSync(join(PROJECT_ROOT, 'pipelines', path), 'utf8');

async function judged(connection: DuckDBConnection): Promise<Judgement> {
  const failure = roomSql('features/provider_quarter/provider_failure.sql');
  await runSql(connection, `CREATE TABLE feature.provider_failure AS ${failure}`);
  const rows = await queryRows(connection, roomSql('lists/quality_barometer/quality_barometer_measure.sql'));
  const measures = rows.map((row): Measure => {
    const number = (name: string) => Number(row[name]);
    return {
      provider: String(row['sender_id']),
      cycle: row['cycle_code'] as Measure['cycle'],
      code: String(row['sub_indicator_code']),
      isRecognised: row['is_recognised'] === true,
      opportunities: number('counted_opportunity_count'),
      failures: number('counted_failure_count'),
      opportunitySquares: number('opportunity_square'),
      failureSquares: number('failure_square'),
      crossProducts: number('cross_product'),
      expectedFailures: number('expected_failures'),
    };
  });
  return judge(checkedBarometer(BAROMETER, COUNTED_CODES), measures);
}

/** How near a judgement comes to the true rates of its country. */
async function truthOf(connection: DuckDBConnection, { parts, domains }: Judgement) {
  const rows = await queryRows(
    connection,
    'SELECT sender_id, any_value(error_share) AS error_share, count(*) AS clients FROM held GROUP BY sender_id',
  );
  const truth = new Map(rows.map((row) => [String(row['sender_id']), Number(row['error_share'])]));
  const mean = [...truth.values()].reduce((sum, share) => sum + share, 0) / truth.size;
  const counted = parts.filter(({ measure }) => measure.code in CLASS_SHARE);
  const held = counted.filter(({ measure, rate }) => {
    const share = (truth.get(measure.provider) ?? NaN) * (CLASS_SHARE[measure.code] ?? NaN);
    return rate.low <= share && share <= rate.high;
  });
  const average = domains.filter(({ provider }) => Math.abs((truth.get(provider) ?? NaN) / mean - 1) <= 0.25);
  const large = rows.filter((row) => Number(row['clients']) > 100).map((row) => String(row['sender_id']));
  const index = (provider: string) =>
    domains.find((row) => row.provider === provider && row.domain === 'priority')?.index.mean ?? NaN;
  return {
    'intervals that hold the truth': `${((100 * held.length) / counted.length).toFixed(1)} % of ${counted.length}`,
    'average providers called bad': `${average.filter(({ grade }) => grade === 'bad').length} of ${average.length}`,
    'rank correlation': spearman(
      large.map((provider) => truth.get(provider) ?? NaN),
      large.map(index),
    ).toFixed(3),
  };
}

async function line(employers: number, quarters: number, seed: number) {
  const database = await openDatabase({ path: ':memory:', threads: 2 });
  const connection = await database.connect();
  try {
    await installMacros(connection);
    await runSql(connection, country(employers, quarters, seed));
    const start = performance.now();
    const cpu = process.cpuUsage();
    const judgement = await judged(connection);
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1e3;
    return {
      employers,
      quarters,
      seed,
      ...(await truthOf(connection, judgement)),
      seconds: seconds.toFixed(1),
      'processor seconds': ((user + system) / 1e6).toFixed(1),
    };
  } finally {
    connection.closeSync();
    database.close();
  }
}

/** Returns a row for each of three countries of 20 000 employers, and one for a national one. */
export async function run(): Promise<BenchResult> {
  const rows = [];
  for (const seed of SEEDS) rows.push(await line(20_000, 8, seed));
  rows.push(await line(240_000, 4, SEEDS[0] as number));
  return { title: 'The barometer of service providers against known rates, 2 threads', rows };
}
