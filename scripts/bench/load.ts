/**
 * How fast a flat Parquet extract becomes staging tables, against a bare `CREATE TABLE AS SELECT` of the same columns.
 *
 * Both write a new warehouse on the disk with the same settings and are timed until the checkpoint. The load does all it
 * does at night: hashes of the files, types, rules, check digits, pseudonyms, duplicate keys, ledger. The extracts are an
 * invented DmfA, sorted by employer and worker as a sender sorts it, with quarters as the official files write them; numbers
 * are of reserved ranges. The ratio depends on what comes: each new person costs a pseudonym, each table a fixed time. Hence
 * two deliveries: two quarters, in which every second worker record is of a new person, and eight quarters with sixteen
 * persons behind a hundred records, as in the synthetic country.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { DuckDBConnection } from '@duckdb/node-api';
import dmfa from '../../pipelines/sources/dmfa/source.ts';
import { installMacros, openDatabase, queryNumber, runSql } from '../../src/duckdb/index.ts';
import { loadExitCode, loadExtracts, loadTotals, type FileReport } from '../../src/extract/index.ts';
import { cbeCheckDigitsSql, nissCheckDigitsSql, nssoCheckDigitsSql } from '../../src/identifiers/index.ts';
import { bindPads, loadKey } from '../../src/privacy/index.ts';
import { quotedIdentifier, quotedText } from '../../src/table/index.ts';
import type { Room } from '../../src/unit/index.ts';
import type { BenchResult } from '../bench.ts';

interface Delivery {
  readonly quarters: readonly string[];
  /** Per quarter. */
  readonly posts: number;
  readonly employers: number;
}

const QUARTERS = ['2022Q2', '2022Q3', '2022Q4', '2023Q1', '2023Q2', '2023Q3', '2023Q4', '2024Q1'];
const DELIVERIES: readonly Delivery[] = [
  { quarters: QUARTERS.slice(-2), posts: 300_000, employers: 20_000 },
  { quarters: QUARTERS, posts: 150_000, employers: 10_000 },
];
const ROUNDS = 9;
const SETTINGS = { threads: 2, memoryLimit: '4GB' };

/**
 * One row per post and quarter: employers of one to some thousand workers, one worker in twenty with two of them, and after
 * a year another worker in one post of three. The digits of the number of a worker are spread over serial, year, month and
 * day of birth, so that each NISS is unique.
 */
function recordsSql({ quarters, posts, employers }: Delivery): string {
  const firstWorkers = Math.round(posts * 0.95);
  return `
  CREATE TABLE record AS
  WITH quarters AS (
    SELECT quarter, i, CAST(left(quarter, 4) || '-' || (3 * CAST(right(quarter, 1) AS INTEGER) - 2) || '-1' AS DATE) AS first_date
    FROM (SELECT unnest([${quarters.map(quotedText).join(', ')}]) AS quarter, unnest(range(${quarters.length})) AS i)
  ), post AS (
    SELECT quarter, first_date, CAST(first_date + INTERVAL 3 MONTH AS DATE) - 1 AS last_date,
      CASE WHEN p.i % 3 = 0 AND quarters.i >= 4 THEN ${firstWorkers} + p.i // 3 ELSE p.i * 7919 % ${firstWorkers} END AS worker,
      CAST(floor(${employers} * pow((p.i + 0.5) / ${posts}, 2.0)) AS BIGINT) AS employer
    FROM range(${posts}) AS p (i), quarters
  ), numbered AS (
    SELECT *, 1900000 + employer AS matricule, 9900000 + employer AS enterprise, 29900000 + employer AS unit,
      (20 + worker // 8 % 80) * 10000000 + (40 * (worker // 215040) + 1 + worker // 640 % 12) * 100000 + (1 + worker // 7680 % 28) * 1000
        + 990 + worker % 8 AS person
    FROM post
  )
  SELECT employer, worker, matricule || ${nssoCheckDigitsSql('matricule')} AS noss_registration_nbr,
    left(quarter, 4) || right(quarter, 1) AS quarter, FALSE AS trusteeship, 1 AS version_nbr, person || ${nissCheckDigitsSql('person', 1900)} AS inss,
    lpad(CAST(10 + employer % 30 AS VARCHAR), 3, '0') AS employer_class,
    CASE WHEN draw(worker, 0, 2) = 0 THEN '015' ELSE '495' END AS worker_code,
    first_date, last_date, '0' || enterprise || ${cbeCheckDigitsSql('enterprise')} AS company_id,
    unit || ${cbeCheckDigitsSql('unit')} AS local_unit_id
  FROM numbered`;
}

const DECLARATION = 'noss_registration_nbr, quarter, trusteeship, version_nbr';
const RECORD = `${DECLARATION}, inss, employer_class, worker_code`;
const lines = (upTo: string) => `record, range(1, 10) AS lines (line) WHERE line <= ${upTo}`;

/** What each extract holds besides its key: columns of the contract, and where the rows come from. */
const EXTRACTS: Readonly<Record<string, readonly [columns: string, from: string]>> = {
  declaration: [
    `DISTINCT ${DECLARATION}, company_id, CAST(draw(employer, 1, 9000000) AS BIGINT) AS net_owed_amount,
      last_date + 20 AS form_creation_date, 'S' || lpad(CAST(employer % 40 AS VARCHAR), 4, '0') AS sender_id,
      last_date + 25 AS known_date`,
    'record',
  ],
  worker_record: [
    `${RECORD}, first_date AS noss_quarter_starting_date, last_date AS noss_quarter_ending_date,
      draw(worker, 2, 50) = 0 AS border, '0' AS code_subjected`,
    'record',
  ],
  occupation: [
    `${RECORD}, CAST(line AS INTEGER) AS occupation_sequence_nbr,
      DATE '2001-01-01' + CAST(draw(worker, 3, 8000) AS INTEGER) AS occupation_starting_date,
      CASE WHEN draw(worker, 4, 20) = 0 THEN last_date - 10 END AS occupation_ending_date,
      CAST(100 + employer % 40 AS VARCHAR) AS joint_commission_nbr, 500 AS working_days_system,
      CAST(CAST(draw(worker, 5, 3) = 0 AS INTEGER) AS VARCHAR) AS contract_type, 3800 AS ref_mean_working_hours,
      CASE WHEN draw(worker, 5, 3) = 0 THEN CAST(1000 + draw(worker, 6, 2500) AS INTEGER) END AS mean_working_hours,
      CASE WHEN draw(worker, 7, 9) = 0 THEN 'T' END AS worker_status, CAST(NULL AS VARCHAR) AS reorganisation_measure,
      CASE WHEN draw(worker, 8, 30) = 0 THEN '010' END AS employment_promotion, FALSE AS retired, local_unit_id,
      CAST(NULL AS VARCHAR) AS using_company_id`,
    lines('1 + CAST(draw(worker, 9, 7) = 0 AS INTEGER)'),
  ],
  service: [
    `${RECORD}, 1 AS occupation_sequence_nbr, CAST(line AS INTEGER) AS service_sequence_nbr,
      ['001', '002', '050', '071'][line] AS service_code, CAST(draw(worker, 10 + line, 6500) AS INTEGER) AS service_nbr_days,
      CAST(draw(worker, 20 + line, 49400) AS INTEGER) AS service_nbr_hours`,
    lines('1 + draw(worker, 10, 4)'),
  ],
  remuneration: [
    `${RECORD}, 1 AS occupation_sequence_nbr, CAST(line AS INTEGER) AS remun_sequence_nbr,
      ['001', '002', '010'][line] AS remun_code, CASE WHEN line = 2 THEN 12 END AS bonus_payment_frequency,
      CAST(200000 + draw(worker, 30 + line, 1500000) AS BIGINT) AS remun_amount`,
    lines('1 + draw(worker, 11, 3)'),
  ],
  contribution: [
    `${RECORD}, [worker_code, '256', '810', '852', '855', '857', '859'][line] AS contribution_worker_code,
      '0' AS contribution_type, CAST(draw(worker, 31, 1500000) AS BIGINT) AS contribution_calculation_basis,
      CAST(draw(worker, 40 + line, 400000) AS BIGINT) AS contribution_amount`,
    lines('3 + draw(worker, 12, 5)'),
  ],
  deduction: [
    `${RECORD}, 1 AS occupation_sequence_nbr, ['3000', '3315'][line] AS deduction_code,
      CAST(NULL AS BIGINT) AS deduction_calculation_basis, CAST(draw(worker, 50 + line, 90000) AS BIGINT) AS deduction_amount,
      CASE WHEN line = 2 THEN DATE '2020-01-01' + CAST(employer % 900 AS INTEGER) END AS deduction_right_starting_date`,
    lines('1 + CAST(employer % 6 = 0 AS INTEGER)'),
  ],
};

const room: Room = { kind: 'source', name: dmfa.name, dir: '', definition: dmfa };
const NAMES = Object.keys(EXTRACTS);
const PARTS = 50;
const WHOLE = 'all, with start and checkpoint';
const NEXT = `contribution of the next quarter in ${PARTS} parts`;

/** Seconds on the clock, and seconds of all processors, which tell more where others share the machine. */
interface Lap {
  readonly clock: number;
  readonly processor: number;
}

interface Measure {
  /** By extract, the whole, and the next night. */
  readonly laps: ReadonlyMap<string, Lap>;
  readonly peakMegabytes: number;
}

/** One way of writing the extracts into a new warehouse; it says after each what it has written. */
type Way = (
  connection: DuckDBConnection,
  folder: string,
  written: (extract: string) => void,
) => Promise<void>;

/**
 * Returns one table: seconds of both ways by extract, the median of the ratios of the rounds, and the memory of each. The
 * last line is another night: parts of one extract that come onto the filled tables.
 */
export async function run(): Promise<BenchResult> {
  const rows: Record<string, string | number>[] = [];
  for (const delivery of DELIVERIES) rows.push(...(await compared(delivery)));
  return {
    title: `Load of flat Parquet against a bare CREATE TABLE AS SELECT (medians of ${ROUNDS}, ${SETTINGS.threads} threads, memory limit ${SETTINGS.memoryLimit})`,
    rows,
  };
}

async function compared(delivery: Delivery): Promise<Record<string, string | number>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-load-'));
  try {
    const rows = await writeExtracts(folder, delivery);
    const bare: Measure[] = [];
    const loaded: Measure[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await measured(folder, copyBare));
      loaded.push(await measured(folder, loadAll));
    }
    return [...rows].map(([name, count]) => {
      const of = (kind: keyof Lap) => (measure: Measure) => measure.laps.get(name)?.[kind] ?? 0;
      const ratio = (kind: keyof Lap) =>
        median(loaded.map((measure, i) => of(kind)(measure) / of(kind)(bare[i] ?? measure))).toFixed(2);
      const peak = (measures: readonly Measure[]) =>
        name === WHOLE ? Math.round(Math.max(...measures.map((measure) => measure.peakMegabytes))) : '';
      return {
        quarters: delivery.quarters.length,
        extract: name,
        rows: count,
        'bare seconds': median(bare.map(of('clock'))).toFixed(2),
        'load seconds': median(loaded.map(of('clock'))).toFixed(2),
        ratio: ratio('clock'),
        'processor ratio': ratio('processor'),
        'load rows/s': Math.round(count / median(loaded.map(of('clock')))),
        'peak MB bare': peak(bare),
        'peak MB load': peak(loaded),
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pathOf = (folder: string, extract: string): string =>
  join(folder, 'in', dmfa.name, `${extract}.parquet`);
const nextPathOf = (folder: string, part: number): string =>
  join(folder, 'next', dmfa.name, 'contribution', `${String(part).padStart(3, '0')}.parquet`);

/** Writes the extracts folders and returns the number of rows by extract, of the whole, and of the next night. */
async function writeExtracts(folder: string, delivery: Delivery): Promise<Map<string, number>> {
  mkdirSync(join(folder, 'in', dmfa.name), { recursive: true });
  mkdirSync(dirname(nextPathOf(folder, 0)), { recursive: true });
  const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder], ...SETTINGS });
  const connection = await database.connect();
  await runSql(connection, 'CREATE MACRO draw(number, salt, size) AS hash(number * 1000 + salt) % size');
  await runSql(connection, recordsSql(delivery));
  const rows = new Map<string, number>();
  for (const [name, [columns, from]] of Object.entries(EXTRACTS)) {
    const table = dmfa.extracts.find(({ extract }) => extract === name)?.table;
    const order = (table?.key ?? []).map((key) => quotedIdentifier(table?.columns[key]?.read.from ?? key));
    const copied = await connection.run(
      `COPY (SELECT ${columns} FROM ${from} ORDER BY ${order.join(', ')}) TO ${quotedText(pathOf(folder, name))} (FORMAT parquet)`,
    );
    rows.set(name, copied.rowsChanged);
  }
  rows.set(
    WHOLE,
    [...rows.values()].reduce((sum, count) => sum + count, 0),
  );
  await runSql(
    connection,
    `CREATE TABLE next AS SELECT * REPLACE ('20242' AS quarter)
     FROM read_parquet(${quotedText(pathOf(folder, 'contribution'))}) WHERE quarter = '20241'`,
  );
  const count = await queryNumber(connection, 'SELECT count(*) FROM next');
  for (let part = 0; part < PARTS; part++) {
    const path = quotedText(nextPathOf(folder, part));
    await runSql(
      connection,
      `COPY (SELECT * FROM next WHERE rowid * ${PARTS} // ${count} = ${part}) TO ${path} (FORMAT parquet)`,
    );
  }
  database.close();
  return rows.set(NEXT, count);
}

/** Runs one way of writing a new warehouse; the first extract pays for opening it. */
async function measured(folder: string, write: Way): Promise<Measure> {
  const home = mkdtempSync(join(folder, 'home-'));
  const laps = new Map<string, Lap>();
  let peakMegabytes = 0;
  const watch = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, process.memoryUsage.rss() / 1e6);
  }, 20);
  const now = (): Lap => {
    const { user, system } = process.cpuUsage();
    return { clock: performance.now() / 1e3, processor: (user + system) / 1e6 };
  };
  const start = now();
  let last = start;
  const database = await openDatabase({
    path: join(home, 'warehouse.duckdb'),
    allowedDirectories: [folder],
    tempDirectory: home,
    ...SETTINGS,
  });
  await write(await database.connect(), folder, (extract) => {
    const [from, to] = [extract === WHOLE ? start : last, now()];
    laps.set(extract, { clock: to.clock - from.clock, processor: to.processor - from.processor });
    last = to;
  });
  database.close();
  clearInterval(watch);
  rmSync(home, { recursive: true });
  return { laps, peakMegabytes };
}

const copyBare: Way = async (connection, folder, written) => {
  for (const name of NAMES) {
    const from = `read_parquet(${quotedText(pathOf(folder, name))})`;
    await runSql(connection, `CREATE TABLE ${name} AS SELECT * FROM ${from}`);
    written(name);
  }
  await runSql(connection, 'CHECKPOINT');
  written(WHOLE);
  const parts = Array.from({ length: PARTS }, (_, part) => quotedText(nextPathOf(folder, part)));
  await runSql(connection, `INSERT INTO contribution SELECT * FROM read_parquet([${parts.join(', ')}])`);
  await runSql(connection, 'CHECKPOINT');
  written(NEXT);
};

const loadAll: Way = async (connection, folder, written) => {
  const home = mkdtempSync(join(folder, 'key-'));
  await installMacros(connection);
  const pads = await bindPads(connection, loadKey(home));
  const load = async (extractsDir: string, onFile: (file: FileReport) => void) => {
    const report = await loadExtracts({
      connection,
      rooms: [room],
      extractsDir,
      tempDir: home,
      receivedDate: '2024-08-01',
      pads,
      onFile,
    });
    await runSql(connection, 'CHECKPOINT');
    const { read, staged } = loadTotals(report);
    if (loadExitCode(report) !== 0 || read !== staged || report.warnings.length > 0) {
      throw new Error(`${read - staged} of ${read} rows of the bench were not staged`);
    }
  };
  await load(join(folder, 'in'), ({ extracts }) => Object.keys(extracts).forEach(written));
  written(WHOLE);
  await load(join(folder, 'next'), () => undefined);
  written(NEXT);
};

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
