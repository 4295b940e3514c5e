import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { queryRows, type SqlRow } from '../src/duckdb/index.ts';
import { wilsonInterval } from '../src/evaluation/index.ts';
import { quotedText } from '../src/table/index.ts';
import { runProgram } from './run.ts';

/**
 * `npx tsx scripts/simulate-year.ts WORLD HOME WORDS [MONTHS]`: lives a year with the list of sites. WORLD is a synthetic world with
 * its answers, HOME a home in which it is loaded, WORDS name the world in the table. Each month the list is issued as of a day,
 * inspectors of the world visit its rows, their results come back, and each quarter the model is fitted again; then the ledger is
 * compared with the answers, and the table between the marks of `pipelines/lists/README.md` is written.
 *
 * The world is written once, as of its end: what a step sees on an earlier day is what an earlier snapshot shows (both are
 * tested), so a year of months costs one world.
 */
const README = 'pipelines/lists/README.md';
const BEGIN = '<!-- year -->';
const END = '<!-- /year -->';
const MODEL = 'dumping_site';
/** Results of the last list are known when the world ends. */
const LAST_MONTH = [2024, 2] as const;
const LAST_DAY = '2024-05-15';

interface Month {
  readonly period: string;
  /** Version of the model, or of the points where a guard stopped it. */
  readonly rankedBy: string;
  readonly rows: number;
  /** Eligible sites, and those of them on which there is dumping. */
  readonly eligible: number;
  readonly dumping: number;
  /** The same among those that the score left over, of which the random arm is drawn. */
  readonly left: number;
  readonly leftDumping: number;
  readonly byScore: number;
  readonly byScoreDumping: number;
}

const [worldDir, home, words, count] = process.argv.slice(2);
if (!worldDir || !home || !words || !existsSync(join(worldDir, 'truth/site.csv')))
  throw new Error(
    'give the folder of a world with its answers, a home in which it is loaded, and the words that name it',
  );

async function vigie(...args: readonly string[]): Promise<{ code: number; output: string }> {
  return runProgram('node', ['src/cli/vigie.js', '--home', home as string, '--log', 'json', ...args]);
}

async function mustRun(...args: readonly string[]): Promise<string> {
  const { code, output } = await vigie(...args);
  if (code !== 0) throw new Error(`vigie ${args.join(' ')} ended with ${code}: ${output.slice(-600)}`);
  return output;
}

/** The twentieth of each month until {@link LAST_MONTH}: the day on which the job runs. */
function issueDays(count: number): string[] {
  const [year, month] = LAST_MONTH;
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(year, month - count + i, 20)).toISOString().slice(0, 10),
  );
}

interface Issued {
  readonly folder: string;
  readonly version: string;
  /** Guards of the model that stopped it. */
  readonly stops: readonly string[];
}

/**
 * Issues the list and returns the folder of the run and what ranked it. Where a guard stops the model, a person who has looked accepts
 * it: the history of a world begins with the world, so what is counted over two years grows and drifts at first.
 */
async function issue(day: string): Promise<Issued> {
  await mustRun('run', 'monthly_sites', '--as-of', day);
  const first = newestRun(day);
  if (first.stops.length === 0) return first;
  const accepted = first.stops.flatMap((guard) => ['--accept', guard]);
  await mustRun('run', 'monthly_sites', '--as-of', day, ...accepted, '--accepted-by', 'simulated year');
  return newestRun(day, first.folder);
}

function newestRun(day: string, before?: string): Issued {
  const runs = join(home as string, 'runs');
  const folder = readdirSync(runs)
    .filter((name) => name.startsWith(`monthly_sites_${day}_`))
    .map((name) => join(runs, name))
    .find((path) => path !== before);
  if (folder === undefined) throw new Error(`no run as of ${day}`);
  const { lists, withheld } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    lists: { ranker: { version: string } }[];
    withheld: { model: string; name: string }[];
  };
  return {
    folder,
    version: lists[0]?.ranker.version ?? '',
    stops: withheld.map(({ model, name }) => `${model}.${name}`),
  };
}

/** Counts what the answers say of the month: of all that could be chosen, of those left over, and of the rows by score. */
const MONTH = `
  WITH answer AS (SELECT avwddt_id FROM answers WHERE is_fraud = 'true'),
  judged AS (
    SELECT c.subject_id, coalesce(t.arm, '') AS arm, a.avwddt_id IS NOT NULL AS is_dumping
    FROM ranking.monthly_sites_candidate AS c
    LEFT JOIN ranking.monthly_sites AS t ON t.subject_id = c.subject_id
    LEFT JOIN answer AS a ON a.avwddt_id = c.subject_id
    WHERE c.exclusion_code IS NULL
  )
  SELECT count(*) AS eligible, count(*) FILTER (WHERE is_dumping) AS dumping,
    count(*) FILTER (WHERE arm <> 'score') AS left_over, count(*) FILTER (WHERE arm <> 'score' AND is_dumping) AS left_dumping,
    count(*) FILTER (WHERE arm = 'score') AS by_score, count(*) FILTER (WHERE arm = 'score' AND is_dumping) AS score_dumping,
    (SELECT max(period) FROM ranking.monthly_sites) AS period,
    (SELECT count(*) FROM ranking.monthly_sites) AS row_count
  FROM judged`;

async function answersOf(rankedBy: string): Promise<Month> {
  const row = await readHome(MONTH);
  const number = (name: string) => Number(row[name]);
  return {
    period: String(row['period']),
    rankedBy,
    rows: number('row_count'),
    eligible: number('eligible'),
    dumping: number('dumping'),
    left: number('left_over'),
    leftDumping: number('left_dumping'),
    byScore: number('by_score'),
    byScoreDumping: number('score_dumping'),
  };
}

async function readHome(sql: string): Promise<SqlRow> {
  const database = await DuckDBInstance.create(join(home as string, 'warehouse.duckdb'), {
    access_mode: 'READ_ONLY',
  });
  const connection = await database.connect();
  try {
    const truth = quotedText(resolve(worldDir as string, 'truth/site.csv'));
    await queryRows(
      connection,
      `CREATE TEMP TABLE answers AS SELECT * FROM read_csv(${truth}, all_varchar = true)`,
    );
    return (await queryRows(connection, sql))[0] ?? {};
  } finally {
    connection.closeSync();
    database.closeSync();
  }
}

/** A line of `vigie ledger --log json`. */
interface Rate {
  readonly group: string;
  readonly issued: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly pending: number;
  readonly rate: number;
  readonly scoreRate: number;
  readonly random: { readonly share: number; readonly low: number; readonly high: number };
  readonly lift: number;
}

const percent = (value: number | null) =>
  value === null || Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`;
const sum = (months: readonly Month[], name: keyof Month) =>
  months.reduce((all, month) => all + Number(month[name]), 0);

/** What a visit finds on average where this share of the sites is truly one of dumping. */
async function expectedRate(): Promise<(share: number) => number> {
  const text = readFileSync('pipelines/world/inspectors/phenomenon.sql', 'utf8');
  const [, sensitivity = '0', falseHits = '0'] =
    /'dumping_site',\s*\[[^\]]*\],\s*([\d.]+),\s*([\d.]+)/.exec(text) ?? [];
  return (share) => share * Number(sensitivity) + (1 - share) * Number(falseHits);
}

function monthLine(month: Month, rate: Rate | undefined): string {
  const cells = [
    month.period,
    `\`${month.rankedBy}\``,
    `${month.byScore} + ${month.rows - month.byScore}`,
    percent(month.byScoreDumping / month.byScore),
    percent(rate?.scoreRate ?? NaN),
    percent(month.dumping / month.eligible),
  ];
  return `| ${cells.join(' | ')} |`;
}

async function section(months: readonly Month[], rates: readonly Rate[]): Promise<string> {
  const total = rates.at(-1);
  if (!total) throw new Error('the ledger is empty');
  const expected = await expectedRate();
  const scored = await readHome(SCORED);
  const [hits, results] = [Number(scored['hits']), Number(scored['results'])];
  const interval = wilsonInterval(hits, results);
  const trueShare = sum(months, 'byScoreDumping') / sum(months, 'byScore');
  const leftShare = sum(months, 'leftDumping') / sum(months, 'left');
  const { random } = total;
  return `## A simulated year of \`monthly_sites\`

Generated by \`npx tsx scripts/simulate-year.ts\` on ${words}: ${months.length} monthly lists, visited by the inspectors of the world, their
results taken back, the model fitted again each quarter. Rows: by score + random arm. Dumping: what the answers say of the rows by score
and of all eligible sites. Ledger: hits among concluded visits of the rows by score.

| month | ranked by | rows | dumping, by score | ledger, by score | dumping, all eligible |
| ----- | --------- | ---- | ----------------- | ---------------- | --------------------- |
${months
  .map((month) =>
    monthLine(
      month,
      rates.find(({ group }) => group === month.period),
    ),
  )
  .join('\n')}

- By score: ${hits} hits in ${results} concluded visits, ${percent(hits / results)} (95 % interval ${percent(interval.low)} to ${percent(interval.high)}). The answers: dumping on
  ${percent(trueShare)} of the rows; inspectors miss some and find small things elsewhere, so ${percent(expected(trueShare))} is what visits find on average.
- Random arm: ${percent(random.share)} (${percent(random.low)} to ${percent(random.high)}); the answers give ${percent(expected(leftShare))} for the sites that the score left over. Lift ${Number(total.lift).toFixed(1)}.
- ${total.pending} of ${total.issued} rows are pending at the end.`;
}

const SCORED = `
  SELECT count(*) FILTER (WHERE o.outcome_code = 'hit') AS hits, count(*) AS results
  FROM staging.inspection_case AS c INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
  WHERE c.list_row_id IN (SELECT row_id FROM read_csv(${quotedText(join(resolve(home), 'year', 'by_score.csv'))}, all_varchar = true))
    AND o.outcome_code IN ('hit', 'no_infringement')`;

function writeSection(text: string): void {
  const before = readFileSync(README, 'utf8');
  const [head = '', rest = ''] = before.split(BEGIN);
  const tail = rest.split(END)[1] ?? '';
  writeFileSync(README, `${head.trimEnd()}\n\n${BEGIN}\n\n${text}\n\n${END}\n${tail.trimStart()}`);
}

const scratch = join(home, 'year');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
writeFileSync(join(scratch, 'by_score.csv'), 'row_id\n');
const months: Month[] = [];
for (const [i, day] of issueDays(Number(count ?? 12)).entries()) {
  const { folder, version } = await issue(day);
  const month = await answersOf(version);
  months.push(month);
  const { ids } = await readHome(
    "SELECT coalesce(string_agg(row_id, chr(10) ORDER BY row_id), '') AS ids FROM ranking.monthly_sites WHERE arm = 'score'",
  );
  appendFileSync(join(scratch, 'by_score.csv'), `${String(ids)}\n`);
  const visits = join(scratch, day);
  const targets = join(folder, 'lists/monthly_sites/targets.csv');
  await mustRun(
    'world',
    'inspect',
    '--list',
    targets,
    '--world',
    worldDir,
    '--issued',
    day,
    '--until',
    LAST_DAY,
    '--out',
    visits,
  );
  await mustRun('load', visits, '--source', 'inspection');
  if (i % 3 === 2) await mustRun('fit', MODEL, '--as-of', day, '--synthetic');
  process.stdout.write(`${JSON.stringify(month)}\n`);
}
const ledger = await mustRun('ledger', '--list', 'monthly_sites', '--by', 'month');
const rates = ledger
  .split('\n')
  .filter((line) => line.startsWith('{"group"'))
  .map((line) => JSON.parse(line) as Rate);
writeSection(await section(months, rates));
