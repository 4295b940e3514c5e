/**
 * The barometer on providers whose true rates are known: how many 95 % intervals hold them, how many average providers are called
 * bad, how the ranks agree; and what a country of 240 000 employers, four million workers and four quarters costs, from the staged
 * rows to the grades. Providers and errors are drawn as in the synthetic Belgium (`pipelines/world/population`).
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
const SEEDS = [201, 202, 203];

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
  CREATE MACRO normal(id) AS sqrt(-2 * ln(1 - u('a', id))) * cos(6.283185307179586 * u('b', id));
  CREATE SCHEMA feature; CREATE SCHEMA staging; CREATE SCHEMA link;
  CREATE TABLE provider AS SELECT 'S' || lpad(p::VARCHAR, 3, '0') AS sender_id, .004 + .03 * u('error', p) * u('error again', p) AS error_share,
    sum(1.0 / (p + 1)) OVER (ORDER BY p) / sum(1.0 / (p + 1)) OVER () AS upper FROM range(60) AS r (p);
  CREATE TABLE client AS SELECT lpad(e::VARCHAR, 9, '0') AS noss, greatest(1, round(exp(1.2 + 1.85 * normal(e))))::INTEGER AS size,
      lpad((10 + (u('sector', e) * 40)::INTEGER)::VARCHAR, 2, '0') AS sector, u('provider', e) AS ticket FROM range(${employers}) AS r (e);
  CREATE TABLE held AS SELECT client.*, provider.sender_id, provider.error_share FROM client ASOF JOIN provider ON client.ticket <= provider.upper;
  CREATE TABLE quarter AS SELECT strftime(d, '%Y') || 'Q' || quarter(d) AS quarter, last_day(d::DATE + INTERVAL 2 MONTH) AS last_date
    FROM generate_series(DATE '2024-01-01' - INTERVAL ${3 * (quarters - 1)} MONTH, DATE '2024-01-01', INTERVAL 3 MONTH) AS g (d);
  CREATE TABLE staging.dmfa_declaration AS
    SELECT noss AS noss_registration_number, quarter, FALSE AS trusteeship, v AS version_number, sender_id,
      last_date + ((v - 1) * 40)::INTEGER + (u('late', noss || quarter) * 31)::INTEGER AS known_date
    FROM held, quarter, range(1, 3) AS r (v) WHERE v = 1 OR u('corrected', noss || quarter) < .085;
  CREATE TABLE staging.dmfa_worker_record AS
    SELECT noss AS noss_registration_number, quarter, FALSE AS trusteeship, 1 AS version_number, noss || '-' || n AS worker_id, '0' AS code_subjected,
      error_share, last_date FROM held, quarter, range(20000) AS s (n) WHERE n < size;
  CREATE TABLE staging.dmfa_anomaly AS
    SELECT noss_registration_number, quarter, worker_id, ['NP', 'NP', 'NP', 'P', 'P', 'D', 'D', 'W', 'I', 'B'][1 + floor(10 * u('class', worker_id || quarter))::INTEGER] AS anomaly_class,
      last_date + 30 AS first_seen_date, CASE WHEN u('resolved', worker_id || quarter) < .8 THEN last_date + 30 + (120 * u('after', worker_id || quarter))::INTEGER END AS resolved_date
    FROM staging.dmfa_worker_record WHERE u('anomaly', worker_id || quarter) < error_share;
  CREATE TABLE staging.dmfa_correction AS
    SELECT noss_registration_number, quarter, worker_id, '23' AS user_quality, '03' AS justification_code, NULL::VARCHAR AS notion_22quater, last_date + 40 AS correction_date
    FROM staging.dmfa_worker_record WHERE u('ex officio', worker_id || quarter) < .0025;
  CREATE TABLE staging.account_quarter AS
    SELECT noss AS noss_registration_number, quarter, last_date + 45 AS as_of_date, 1000 AS due_cents, CASE WHEN u('pays', noss || quarter) < .03 THEN 0 ELSE 1000 END AS paid_at_due_date_cents,
      CASE WHEN u('owes', noss) < .02 THEN 0 ELSE 1000 END AS paid_cents, u('owes', noss) < .01 AS is_payment_plan_running, u('owes', noss) < .005 AS is_payment_plan_followed
    FROM held, quarter;
  CREATE TABLE staging.dimona_period AS
    SELECT noss AS noss_registration_number, noss AS cbe_number, noss || '-' || n AS worker_id, DATE '2020-01-01' + floor(1500 * u('start', noss || n))::INTEGER AS starting_date,
      NULL::DATE AS ending_date, u('late', noss || n) < .025 AS is_late, 'OTH' AS worker_type, FALSE AS is_cancelled, TIMESTAMP '2020-01-01' AS form_creation_at
    FROM held, range(20000) AS s (n) WHERE n < size;
  CREATE TABLE link.person_mutation AS SELECT '' AS worker_id, '' AS valid_worker_id LIMIT 0;
  CREATE TABLE link.employer AS SELECT noss AS noss_registration_number, noss AS cbe_number FROM held;
  CREATE TABLE staging.employer_directory_service_provider AS SELECT sender_id AS service_provider_id,
    CASE WHEN u('kind', sender_id) < .7 THEN 'recognised' ELSE 'other' END AS kind, NULL::DATE AS registration_date FROM provider;
  CREATE TABLE staging.employer_directory_employer AS SELECT noss AS noss_registration_number, sector || '101' AS nace_code,
    CASE WHEN size < 5 THEN '1' WHEN size < 20 THEN '2' WHEN size < 100 THEN '4' ELSE '6' END AS importance_code FROM held;`;

const ROOM = 'features/provider_quarter';
const STEPS = ['mandate', 'quarter', 'selection', 'client', 'confrontation', 'failure'];

/** The SELECT of a room, and of the two parameters those that it names. */
function roomStep(path: string): { sql: string; parameters: Record<string, string> } {
  const sql = readFileSync(join(PROJECT_ROOT, 'pipelines', `${path}.sql`), 'utf8');
  const named = Object.entries({ as_of_date: '2024-08-31', quarter: '2024Q1' });
  return { sql, parameters: Object.fromEntries(named.filter(([name]) => sql.includes(`$${name}`))) };
}

async function judged(connection: DuckDBConnection): Promise<Judgement> {
  for (const step of STEPS) {
    const { sql, parameters } = roomStep(`${ROOM}/provider_${step}`);
    await runSql(connection, `CREATE TABLE feature.provider_${step} AS ${sql}`, parameters);
  }
  const measure = roomStep('lists/quality_barometer/quality_barometer_measure');
  const rows = await queryRows(connection, measure.sql);
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
