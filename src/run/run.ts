import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { version as duckdbVersion, type DuckDBConnection } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../duckdb/index.ts';
import { UsageError } from '../errors.ts';
import { prepareWarehouse, type LoadOptions, type LoadReport } from '../extract/index.ts';
import { readIssued, registerIssue, type IssuedList } from '../feedback/index.ts';
import { lastQuarterEndedBefore } from '../identifiers/index.ts';
import { logAccess } from '../privacy/index.ts';
import type { Json } from '../publication/index.ts';
import { quotedIdentifier, qualifiedName } from '../table/index.ts';
import {
  bindSteps,
  neededSteps,
  planSteps,
  PROJECT_ROOT,
  tablesOfList,
  type Job,
  type List,
  type PlannedStep,
  type Room,
} from '../unit/index.ts';
import { buildSteps, type RunParameters, type StepReport } from './build.ts';
import { runChecks, stopOnFailure, type CheckFinding } from './checks.ts';
import { keepModels, loadAndKeep, prepareDeliveries } from './delivery.ts';
import type { Home } from './home.ts';
import { writeIssues } from './issues.ts';
import { reportsOf, writeReports } from './reports.ts';
import { listsIn, publishLists } from './publish-lists.ts';
import { guardsOf, stoppingGuards, type Withheld } from './withhold.ts';
import { codeCommit, outputHashes, publishRun, type ListSummary, type Manifest } from './manifest.ts';

/** Seed of every draw: the same list, period and population give the same random arm. */
const SEED = 'vigie';

export interface RunOptions {
  readonly home: Home;
  readonly connection: DuckDBConnection;
  readonly rooms: readonly Room[];
  readonly job: Job;
  /** Absent: nothing is loaded, the run uses what the warehouse holds. */
  readonly load?: Omit<LoadOptions, 'connection' | 'rooms'>;
  /** ISO; absent: the job's own rule, from the data. */
  readonly asOf?: string;
  readonly threads: number;
  /** Lists issued before, as far as this run may know them. @default those of the home */
  readonly history?: readonly IssuedList[];
  /** Folder of the runs that issued them. @default that of the home */
  readonly historyRuns?: string;
  /** Guards of models that a named person accepts for this run: `<model>.<feature or group>`. */
  readonly accepted?: { readonly guards: readonly string[]; readonly by: string };
  readonly onLoaded?: (report: LoadReport) => void;
  readonly onStep?: (report: StepReport, done: number, total: number) => void;
  readonly onFinding?: (finding: CheckFinding) => void;
  readonly onList?: (summary: ListSummary) => void;
}

export interface RunResult {
  readonly runId: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Guards of models that say stop, and what follows for each list. */
  readonly withheld: readonly Withheld[];
  readonly load?: LoadReport;
}

/**
 * Runs a job from load to publication. Nothing is written to the folder of runs before every check of level `fail` is
 * green, and then the whole run appears at once.
 * @throws ContractError before anything is read; CheckFailedError before anything is published.
 */
export async function runJob(options: RunOptions): Promise<RunResult> {
  const { connection, rooms, job, home } = options;
  const { timings, timed } = stopwatch();
  const lists = listsOf(rooms, job);
  const plan = stepsFor(rooms, job, lists);
  const bound = await timed('bind', () => bindSteps(plan));
  await prepareWarehouse(connection, rooms);
  await prepareDeliveries(connection);
  const load = options.load;
  const loaded = load && (await timed('load', () => loadAndKeep(home, { ...load, connection, rooms })));
  if (loaded) options.onLoaded?.(loaded);
  const asOf = options.asOf ?? (await asOfDate(connection, rooms, job));
  const parameters: RunParameters = { as_of_date: asOf, quarter: lastQuarterEndedBefore(asOf) };
  const steps = await timed('build', () =>
    buildSteps({
      connection,
      steps: plan,
      bound,
      parameters,
      threads: options.threads,
      modelsDir: home.models,
      ...(options.onStep && { onStep: options.onStep }),
    }),
  );
  const findings = [
    ...buildWarnings(options, steps),
    ...(await timed('check', () => checkAll(options, parameters, plan))),
  ];
  const built = { lists, plan, parameters, steps, findings, timings, timed, ...(loaded && { loaded }) };
  const published = await publishAll(options, built);
  return { ...published, runId: published.manifest.runId, ...(loaded && { load: loaded }) };
}

interface Built {
  readonly lists: readonly List[];
  readonly plan: readonly PlannedStep[];
  readonly parameters: RunParameters;
  readonly steps: readonly StepReport[];
  readonly findings: readonly CheckFinding[];
  readonly loaded?: LoadReport;
  readonly timings: Record<string, number>;
  readonly timed: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Writes lists, ledger, report and manifest into a folder of their own, moves it into place and registers the issue. */
async function publishAll(
  options: RunOptions,
  built: Built,
): Promise<Pick<RunResult, 'manifest' | 'folder' | 'withheld'>> {
  const { connection, rooms, job, home } = options;
  const { lists, plan, parameters, steps, findings, loaded, timings, timed } = built;
  const asOf = parameters.as_of_date;
  const inputs = await deliveredInputs(connection);
  const history = options.history ?? historyOf(await readIssued(connection), job, asOf);
  const staging = emptyFolder(join(home.runs, `.${job.name}_${asOf}.partial`));
  const withheld = await stoppingGuards(connection, rooms, lists, options.accepted?.guards ?? []);
  const published = await timed('publish', () =>
    publishLists(options, lists, { seed: SEED, history, asOf, staging, withheld }),
  );
  for (const reports of reportsOf(rooms, job.reports))
    await timed(`reports ${reports.name}`, () =>
      writeReports(connection, reports, parameters, staging, (access) => logAccess(home.dir, access)),
    );
  const listHashes = await outputHashes(staging);
  await timed('report', async () =>
    // Charts load slowly, and most commands draw none.
    (await import('../report/index.ts')).writeReport(
      connection,
      staging,
      rooms,
      { job: job.name, asOf, quarter: parameters.quarter, findings, lists: published, withheld },
      { runs: options.historyRuns ?? home.runs, history },
    ),
  );
  const outputs = await outputHashes(staging);
  const runId = runIdOf(job, asOf, [lists, steps.map(({ fingerprint }) => fingerprint), listHashes]);
  const { accepted } = options;
  const manifest: Manifest = {
    runId,
    job: job.name,
    parameters: { ...parameters, threads: options.threads },
    ...madeBy(),
    inputs,
    notDelivered: loaded?.notDelivered ?? [],
    warnings: [...(loaded?.warnings ?? []), ...findings] as unknown as Json[],
    steps: steps.map(({ table, rows }) => ({ table, rows })),
    lists: published,
    models: (await keepModels(home, plan)) as unknown as Json[],
    history: history as unknown as Json[],
    outputs,
    withheld,
    acceptedGuards: accepted ? [{ by: accepted.by, guards: [...accepted.guards] }] : [],
    timings,
  };
  await writeIssues(connection, staging, { load: loaded?.warnings ?? [], checks: findings });
  const folder = join(home.runs, runId);
  publishRun(staging, folder, manifest);
  await registerIssue(connection, { runId, asOfDate: asOf, lists: published, outputs });
  return { manifest, folder, withheld };
}

/** Takes the time of named stages, in seconds. */
function stopwatch(): {
  readonly timings: Record<string, number>;
  readonly timed: <T>(name: string, work: () => Promise<T>) => Promise<T>;
} {
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    timings[name] = Math.round(performance.now() - started) / 1000;
    return result;
  };
  return { timings, timed };
}

function madeBy(): Pick<Manifest, 'commit' | 'versions' | 'seeds'> {
  return {
    commit: codeCommit(PROJECT_ROOT),
    versions: { node: process.version, duckdb: duckdbVersion() },
    seeds: { draw: SEED },
  };
}

/** What the steps warn of, as findings. */
function buildWarnings({ onFinding }: RunOptions, steps: readonly StepReport[]): CheckFinding[] {
  const findings = steps.flatMap(({ table, warnings }) =>
    warnings.map((sentence): CheckFinding => ({ room: table, level: 'warn', sentence, count: 1 })),
  );
  findings.forEach((finding) => onFinding?.(finding));
  return findings;
}

/** Runs the checks of the sources and of the rooms that this job builds. @throws CheckFailedError if one of level `fail` found rows. */
async function checkAll(
  options: RunOptions,
  parameters: RunParameters,
  plan: readonly PlannedStep[],
): Promise<CheckFinding[]> {
  const built = new Set(plan.map(({ room }) => room.name));
  const rooms = options.rooms.filter(({ kind, name }) => kind === 'source' || built.has(name));
  const tables = new Set(plan.map(({ table }) => qualifiedName(table)));
  const findings = await runChecks(options.connection, rooms, parameters, tables);
  findings.forEach((finding) => options.onFinding?.(finding));
  stopOnFailure(findings);
  return findings;
}

function emptyFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

function listsOf(rooms: readonly Room[], job: Job): List[] {
  const lists = listsIn(rooms);
  return job.lists.map((name) => {
    const list = lists.find((candidate) => candidate.name === name);
    if (!list) throw new TypeError(`job ${job.name} names the list ${name}, which does not exist`);
    return list;
  });
}

/** A job that loads builds everything, so that a broken room is found the same night; others build what they need. */
function stepsFor(rooms: readonly Room[], job: Job, lists: readonly List[]): ReturnType<typeof planSteps> {
  const plan = planSteps(rooms);
  if (job.loads) return plan;
  const targets = [
    ...lists.flatMap((list) => tablesOfList(rooms, list)),
    ...reportsOf(rooms, job.reports).flatMap(({ steps }) => steps.map(({ table }) => qualifiedName(table))),
    ...guardsOf(rooms, lists).map(({ learning }) => qualifiedName(learning.guard)),
  ];
  return neededSteps(plan, targets);
}

/** Returns the day as of which a job runs when nobody names one: the newest day about which the data speak. */
async function asOfDate(connection: DuckDBConnection, rooms: readonly Room[], job: Job): Promise<string> {
  const day = await newestKnownDate(connection, rooms);
  if (day === undefined) throw nothingLoaded(job);
  return job.asOf === 'month_start' ? `${day.slice(0, 7)}-01` : day;
}

/** Returns the newest day on which a delivered row was known, ISO; undefined where nothing was loaded. */
export async function newestKnownDate(
  connection: DuckDBConnection,
  rooms: readonly Room[],
): Promise<string | undefined> {
  const tables = rooms.flatMap(({ definition }) =>
    definition.kind === 'source' ? definition.extracts.map(({ table }) => table) : [],
  );
  const dated = tables.filter((table) => table.columns['known_date']);
  const newest = dated.map(
    (table) => `SELECT max(${quotedIdentifier('known_date')}) AS day FROM ${qualifiedName(table)}`,
  );
  const [row] = await queryRows(connection, `SELECT max(day) AS day FROM (${newest.join(' UNION ALL ')})`);
  const day = row?.['day'];
  return typeof day === 'string' ? day : undefined;
}

async function deliveredInputs(connection: DuckDBConnection): Promise<SqlRow[]> {
  return queryRows(
    connection,
    `SELECT f.source, f.name, f.file_id, f.sha256, f.bytes, f.status, f.rule, d.delivery, d.received_date,
       e.extract, e.rows_read, e.rows_staged, e.rows_rejected
     FROM ledger.delivered_file AS f LEFT JOIN ledger.delivered_extract AS e ON e.file_id = f.file_id AND e.source = f.source
     LEFT JOIN ledger.delivery AS d ON d.source = f.source AND d.sha256 = f.sha256
     ORDER BY f.source, f.name, f.file_id, e.extract`,
  );
}

/**
 * What a run may know of earlier lists: those issued as of an earlier day and, of lists that it does not build itself, those
 * of the same day.
 */
function historyOf(issued: readonly IssuedList[], job: Job, asOf: string): IssuedList[] {
  return issued.filter(
    ({ list, asOfDate }) => asOfDate < asOf || (asOfDate === asOf && !job.lists.includes(list)),
  );
}

/** The same job with the same declarations, inputs, day and files has the same id: no clock and no counter. */
function runIdOf(job: Job, asOf: string, content: readonly unknown[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([content, SEED]))
    .digest('hex')
    .slice(0, 8);
  return `${job.name}_${asOf}_${hash}`;
}

function nothingLoaded(job: Job): UsageError {
  return new UsageError({
    place: `job ${job.name}`,
    fact: 'the warehouse holds no dated row, so there is no day to run as of',
    expectation: 'loaded extracts, or --as-of',
    effect: 'nothing was built',
    next: 'run `vigie load DIR` first, or give --extracts',
  });
}
