import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openDatabase, queryRows, runSql } from '../src/duckdb/index.ts';
import { quotedIdentifier, quotedText } from '../src/table/index.ts';
import { PROJECT_ROOT } from '../src/unit/index.ts';
import { writeWorld } from '../src/world/index.ts';

/**
 * `npx tsx scripts/baselines.ts [employers] [seed,seed…]`: writes the part "Baselines" of `pipelines/world/README.md`. Each scheme is
 * ranked by chance, by the rate of the sector, by unpaid quarters, by past results and by every single column of
 * `pipelines/world/baselines/`; of several seeds the table shows for each scheme the one in which a single column does best.
 * This is an evaluation from outside: it opens the answers of the world, which no pipeline does.
 */

const WORLD = join(PROJECT_ROOT, 'pipelines/world');
const ROOMS = { worldDir: WORLD, sourcesDir: join(PROJECT_ROOT, 'pipelines/sources') };
const BEGIN = '<!-- baselines -->';
const END = '<!-- /baselines -->';

/** What is ranked: the rows of `<subject>.sql` with the columns of `<subject>/<topic>.sql`, and the key by which the answers name them. */
const SUBJECTS = [
  { subject: 'employer', answers: 'employer', key: 'noss_registration_nbr' },
  { subject: 'site', answers: 'site', key: 'avwddt_id' },
  { subject: 'worker', answers: 'worker_employer', key: "inss || '@' || noss_registration_nbr" },
] as const;

/** Average precision of the order given by one column and of one scheme. */
export interface Baseline {
  readonly seed: number;
  readonly scheme: string;
  readonly subject: string;
  readonly column: string;
  readonly averagePrecision: number;
  readonly rate: number;
  readonly frauds: number;
  readonly lookalikes: number;
}

/** SQL of the average precision of `column` over the table `labelled`, equal values counted together, NULL last. */
const averagePrecisionSql = (column: string): string => `
  WITH step AS (
    SELECT ${column} AS value, count(*) FILTER (WHERE is_fraud) AS hits, count(*) AS seen
    FROM labelled GROUP BY value
  ), running AS (
    SELECT hits, sum(hits) OVER w AS all_hits, sum(seen) OVER w AS all_seen FROM step
    WINDOW w AS (ORDER BY value DESC NULLS LAST ROWS UNBOUNDED PRECEDING)
  )
  SELECT coalesce(sum(hits * all_hits / all_seen) / nullif(sum(hits), 0), 0) AS ap FROM running`;

async function openExtracts(connection: DuckDBConnection, dir: string): Promise<void> {
  const files = await queryRows(
    connection,
    `SELECT file FROM glob(${quotedText(`${dir}/**`)}) ORDER BY file`,
  );
  await runSql(connection, 'CREATE SCHEMA extract');
  await runSql(connection, 'CREATE SCHEMA answers');
  for (const path of files.map(({ file }) => String(file))) {
    const [folder = '', name = '', part] = path.slice(dir.length + 1).split('/');
    const stem = name.replace(/\.\w+$/, '');
    const table = folder === 'truth' ? `answers.${stem}` : `extract.${folder}_${stem}`;
    const read = quotedText(part === undefined ? path : join(dir, folder, name, '*.parquet'));
    await runSql(connection, `CREATE TABLE IF NOT EXISTS ${table} AS SELECT * FROM ${read}`);
  }
}

/** SELECT of the rows of a subject with all columns by which they are ranked. */
function candidateSql(subject: string): string {
  const dir = join(WORLD, 'baselines');
  const topics = existsSync(join(dir, subject)) ? readdirSync(join(dir, subject)).sort() : [];
  const select = (file: string) => `(${readFileSync(join(dir, file), 'utf8')})`;
  const joins = topics.map((file) => ` LEFT JOIN ${select(join(subject, file))} USING (subject)`);
  return `SELECT * FROM ${select(`${subject}.sql`)}${joins.join('')}`;
}

async function rankedBy(
  connection: DuckDBConnection,
  { subject, answers, key }: (typeof SUBJECTS)[number],
  seed: number,
): Promise<Baseline[]> {
  await runSql(connection, `CREATE OR REPLACE TABLE candidate AS ${candidateSql(subject)}`);
  const columns = (await queryRows(connection, 'SELECT column_name FROM (DESCRIBE candidate)'))
    .map(({ column_name: name }) => String(name))
    .filter((name) => name !== 'subject' && name !== 'sector');
  const schemes = await queryRows(
    connection,
    `SELECT DISTINCT scheme FROM answers.${answers} ORDER BY scheme`,
  );
  const found: Baseline[] = [];
  for (const scheme of schemes.map(({ scheme: name }) => String(name))) {
    await runSql(
      connection,
      `CREATE OR REPLACE TABLE labelled AS
       WITH part AS (
         SELECT ${key} AS subject, bool_or(is_fraud) AS is_fraud FROM answers.${answers} WHERE scheme = ${quotedText(scheme)} GROUP BY ALL
       ), joined AS (
         SELECT candidate.*, coalesce(part.is_fraud, FALSE) AS is_fraud, part.is_fraud IS FALSE AS is_lookalike
         FROM candidate LEFT JOIN part USING (subject)
       )
       SELECT joined.*, (sum(CAST(is_fraud AS INTEGER)) OVER s - CAST(is_fraud AS INTEGER)) / greatest(count(*) OVER s - 1, 1) AS sector_rate
       FROM joined WINDOW s AS (PARTITION BY sector)`,
    );
    const [counts = {}] = await queryRows(
      connection,
      'SELECT count(*) FILTER (WHERE is_fraud) AS frauds, count(*) FILTER (WHERE is_lookalike) AS lookalikes, avg(CAST(is_fraud AS INTEGER)) AS rate FROM labelled',
    );
    for (const column of [
      ...columns.flatMap((name) => [quotedIdentifier(name), `-${quotedIdentifier(name)}`]),
      'sector_rate',
    ]) {
      const [{ ap = 0 } = {}] = await queryRows(connection, averagePrecisionSql(column));
      found.push({
        seed,
        scheme,
        subject,
        column: column.replaceAll('"', ''),
        averagePrecision: Number(ap),
        rate: Number(counts['rate']),
        frauds: Number(counts['frauds']),
        lookalikes: Number(counts['lookalikes']),
      });
    }
  }
  return found;
}

/**
 * Returns the average precision of every single column on every scheme of a world that it writes to a temporary folder.
 * @throws UsageError for an option out of range.
 */
export async function measureBaselines(employers: number, seed: number): Promise<readonly Baseline[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'vigie-baselines-'));
  try {
    await writeWorld(ROOMS, { employers, quarters: 8, seed, format: 'parquet', outDir });
    const database = await openDatabase({ path: ':memory:', threads: 2, allowedDirectories: [outDir] });
    const connection = await database.connect();
    try {
      await openExtracts(connection, outDir);
      const found: Baseline[] = [];
      for (const subject of SUBJECTS) found.push(...(await rankedBy(connection, subject, seed)));
      return found;
    } finally {
      connection.closeSync();
      database.close();
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

const shown = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(3));

/** Returns the table of the README: one row a scheme, with the best single column of the seed in which it is best. */
export function baselineTable(found: readonly Baseline[]): string {
  const keys = [...new Set(found.map(({ subject, scheme }) => `${subject} ${scheme}`))];
  const rows = keys.map((key) => {
    const group = found.filter(({ subject, scheme }) => `${subject} ${scheme}` === key);
    const best = group.reduce((a, b) => (b.averagePrecision > a.averagePrecision ? b : a));
    const of = (column: string) =>
      group.find((row) => row.column === column && row.seed === best.seed)?.averagePrecision;
    return `| ${best.scheme} | ${best.subject} | ${best.frauds} | ${best.lookalikes} | ${shown(best.rate)} | ${shown(of('sector_rate'))} | ${shown(of('unpaid_quarters'))} | ${shown(of('past_hits'))} | ${shown(best.averagePrecision)} | \`${best.column}\` | ${best.seed} |`;
  });
  return [
    '| scheme | subject | frauds | look-alikes | random | sector rate | unpaid quarters | past offender | best column | which | seed |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

async function main(): Promise<void> {
  const employers = Number(process.argv[2] ?? 2000);
  const seeds = (process.argv[3] ?? '1,2,42').split(',').map(Number);
  const found: Baseline[] = [];
  for (const seed of seeds) found.push(...(await measureBaselines(employers, seed)));
  const table = baselineTable(found);
  const text = `${BEGIN}\n\n## Baselines\n\nAverage precision of one column alone, ${employers} employers, 8 quarters, the worst of the seeds ${seeds.join(', ')} (\`npx tsx scripts/baselines.ts ${employers} ${seeds.join(',')}\`). No column may reach .5.\n\n${table}\n\n${END}`;
  const path = join(WORLD, 'README.md');
  const readme = existsSync(path)
    ? readFileSync(path, 'utf8')
    : `# The synthetic Belgium in figures\n\n${BEGIN}${END}\n`;
  const [before = '', rest = ''] = readme.split(BEGIN);
  const written = `${before}${text}${rest.split(END)[1] ?? '\n'}`;
  writeFileSync(path, await format(written, { ...(await resolveConfig(path)), filepath: path }));
  process.stdout.write(`${table}\n`);
}

if (import.meta.filename === process.argv[1]) await main();
