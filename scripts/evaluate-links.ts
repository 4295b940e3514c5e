import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { format, resolveConfig } from 'prettier';
import { installMacros, openDatabase, queryRows, runSql } from '../src/duckdb/index.ts';
import { prepareWarehouse } from '../src/extract/index.ts';
import { buildSteps } from '../src/run/index.ts';
import { qualifiedName, quotedText } from '../src/table/index.ts';
import { bindSteps, discoverRooms, neededSteps, planSteps } from '../src/unit/index.ts';
import { markdownTable } from './markdown.ts';

/**
 * Measures the links of a home against the answers of the world that it holds, and writes the part of its seed in
 * `pipelines/links/README.md`: `npx tsx scripts/evaluate-links.ts HOME EXTRACTS`. The home must have run once.
 */

const README = 'pipelines/links/README.md';
interface Row {
  readonly role: string;
  readonly true_ties: number;
  readonly hits: number;
  readonly found: number;
  readonly right_ties: number;
}

/**
 * True ties, by the facts of the world: no declared transfer, a common person (a seat that went over, or the director), and interweaving
 * (two seats or more, or the address; with contacts, a shared one too). A tie between members of one family that hold together through
 * others is right as well.
 */
function unitsSql(truth: string, withContact: boolean): string {
  const file = quotedText(join(truth, 'succession.csv'));
  const answers = quotedText(join(truth, 'employer.csv'));
  return `WITH succession AS (
    SELECT least(a.cbe_number, b.cbe_number) AS l, greatest(a.cbe_number, b.cbe_number) AS r, b.cbe_number AS later,
      NOT s.is_transfer AND (s.seats > 0 OR s.keeps_director) AND (s.seats > 1 OR s.keeps_address${withContact ? ' OR s.keeps_contact' : ''}) AS is_true
    FROM read_csv(${file}, types = {'earlier_noss_registration_nbr': 'VARCHAR', 'noss_registration_nbr': 'VARCHAR'}) AS s
    JOIN link.employer AS a ON a.noss_registration_number = s.earlier_noss_registration_nbr
    JOIN link.employer AS b ON b.noss_registration_number = s.noss_registration_nbr
  ), role AS (
    SELECT company_id, min(scheme || ', ' || role || CASE WHEN is_fraud THEN '' ELSE ' (look-alike)' END) AS role
    FROM read_csv(${answers}, types = {'company_id': 'VARCHAR'})
    WHERE scheme IN ('bankruptcy_carousel', 'fictitious_employment', 'first_hire_reduction') GROUP BY company_id
  ), tied AS (
    SELECT s.l, s.r, coalesce(min(role.role), 'no scheme') AS role, bool_or(s.is_true) AS is_true
    FROM succession AS s LEFT JOIN role ON role.company_id = s.later GROUP BY s.l, s.r
  ), near AS (SELECT l AS a, r AS b FROM tied WHERE is_true UNION SELECT r, l FROM tied WHERE is_true),
  family AS (
    SELECT x.a, y.b FROM near AS x JOIN near AS y ON y.a = x.b
    UNION SELECT x.a, z.b FROM near AS x JOIN near AS y ON y.a = x.b JOIN near AS z ON z.a = y.b
  ), found AS (
    SELECT t.left_cbe_number AS l, t.right_cbe_number AS r, f.a IS NOT NULL AS is_family
    FROM link.employer_unit_tie AS t LEFT JOIN family AS f ON f.a = t.left_cbe_number AND f.b = t.right_cbe_number
  )
  SELECT coalesce(tied.role, 'other pairs') AS role, CAST(count(*) FILTER (tied.is_true) AS INTEGER) AS true_ties,
    CAST(count(*) FILTER (tied.is_true AND found.l IS NOT NULL) AS INTEGER) AS hits, CAST(count(found.l) AS INTEGER) AS found,
    CAST(count(found.l) FILTER (coalesce(tied.is_true, FALSE) OR found.is_family) AS INTEGER) AS right_ties
  FROM tied FULL JOIN found ON found.l = tied.l AND found.r = tied.r GROUP BY 1 ORDER BY 1`;
}

const FOREIGN = `WITH member AS (
    SELECT DISTINCT r.record_id, r.number_key || r.country_code AS truth, s.cluster_id
    FROM link.foreign_employer_record AS r JOIN link.foreign_employer_spelling AS s ON s.record_id = r.record_id
  ), size AS (SELECT truth, cluster_id, count(*) AS n FROM member GROUP BY ALL)
  SELECT 'foreign_employer, spellings' AS role,
    CAST((SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM member GROUP BY truth)) AS INTEGER) AS true_ties,
    CAST(sum(n * (n - 1) / 2) AS INTEGER) AS hits,
    CAST((SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM member GROUP BY cluster_id)) AS INTEGER) AS found,
    CAST(sum(n * (n - 1) / 2) AS INTEGER) AS right_ties FROM size`;

/** Share of the notifications with a NISS whose NISS is taken away, and share that gets that of somebody else. */
const MASKED = { away: 0.2, wrong: 0.02 };

/**
 * The link `person` on a copy of the home in which numbers are missing or wrong: the world writes every number that it has. True
 * are the masked notifications of persons who keep their number on another one; found is whatever notification got a number.
 */
async function personRow(home: DuckDBConnection, folder: string): Promise<Row> {
  const rooms = await discoverRooms();
  const steps = neededSteps(planSteps(rooms), ['link.person_match']);
  const made = new Set(steps.map(({ table }) => qualifiedName(table)));
  const needed = [...new Set(steps.flatMap(({ inputs }) => inputs.map(qualifiedName)))].filter(
    (name) => !made.has(name),
  );
  const fileOf = (name: string) => quotedText(join(folder, `${name}.parquet`));
  for (const name of needed) await runSql(home, `COPY ${name} TO ${fileOf(name)}`);
  const database = await openDatabase({ path: ':memory:', threads: 2, allowedDirectories: [folder] });
  try {
    const copy = await database.connect();
    await installMacros(copy);
    await prepareWarehouse(copy, rooms);
    for (const name of needed) await runSql(copy, `INSERT INTO ${name} SELECT * FROM ${fileOf(name)}`);
    const drawn = 'md5_number_lower(limosa_id) % 1000 / 1000';
    await runSql(
      copy,
      `CREATE TABLE answer AS SELECT limosa_id, worker_id, ${drawn} < ${MASKED.away + MASKED.wrong} AS is_masked
       FROM staging.limosa_posting WHERE worker_id IS NOT NULL`,
    );
    await runSql(
      copy,
      `UPDATE staging.limosa_posting SET worker_id = CASE WHEN ${drawn} >= ${MASKED.away} THEN (SELECT max(worker_id) FROM answer) END
       WHERE worker_id IS NOT NULL AND ${drawn} < ${MASKED.away + MASKED.wrong}`,
    );
    const [day = {}] = await queryRows(home, 'SELECT max(known_date) AS day FROM staging.limosa_posting');
    await buildSteps({
      connection: copy,
      steps,
      bound: await bindSteps(steps),
      parameters: { as_of_date: String(day['day']), quarter: '' },
    });
    const [row] = await queryRows(
      copy,
      `SELECT 'person, notifications without a sure number' AS role, CAST(count(a.limosa_id) AS INTEGER) AS true_ties,
        CAST(count(*) FILTER (m.worker_id = a.worker_id) AS INTEGER) AS hits, CAST(count(m.source_key) AS INTEGER) AS found,
        CAST(count(*) FILTER (m.worker_id = a.worker_id) AS INTEGER) AS right_ties
       FROM (SELECT * FROM answer WHERE is_masked
         AND worker_id IN (SELECT worker_id FROM answer WHERE NOT is_masked)) AS a
       FULL JOIN link.person_match AS m ON m.source_key = a.limosa_id`,
    );
    return row as unknown as Row;
  } finally {
    database.close();
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));
const cells = ({ role, true_ties, hits, found, right_ties }: Row): string[] => [
  role,
  String(true_ties),
  String(found),
  share(right_ties, found),
  share(hits, true_ties),
];

function totalOf(role: string, rows: readonly Row[]): Row {
  const sum = (key: 'true_ties' | 'hits' | 'found' | 'right_ties') =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    role,
    true_ties: sum('true_ties'),
    hits: sum('hits'),
    found: sum('found'),
    right_ties: sum('right_ties'),
  };
}

/** Returns the table of one home. */
async function tableOf(home: string, extracts: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-links-'));
  const database = await openDatabase({
    path: join(home, 'warehouse.duckdb'),
    threads: 2,
    allowedDirectories: [extracts, folder],
  });
  try {
    const connection = await database.connect();
    await installMacros(connection);
    const rowsOf = async (sql: string) => (await queryRows(connection, sql)) as unknown as Row[];
    const truth = join(extracts, 'truth');
    const units = await rowsOf(unitsSql(truth, false));
    const rows = [
      await personRow(connection, folder),
      ...(await rowsOf(FOREIGN)),
      totalOf('**employer_unit, all pairs**', units),
      totalOf('employer_unit, where a shared contact interweaves', await rowsOf(unitsSql(truth, true))),
      ...units,
    ];
    return markdownTable(['pairs', 'true', 'found', 'precision', 'recall'], rows.map(cells));
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

const [home = '', extracts = ''] = process.argv.slice(2);
const { employers, seed } = JSON.parse(readFileSync(join(extracts, 'truth/options.json'), 'utf8')) as Record<
  string,
  number
>;
const mark = (end: string) => `<!-- ${end}seed ${String(seed)} -->`;
const part = `${mark('')}\n\n## ${String(employers)} employers, seed ${String(seed)}\n\n${await tableOf(home, extracts)}\n\n${mark('/')}`;
const old = readFileSync(README, 'utf8');
const text = old.includes(mark(''))
  ? old.replace(new RegExp(`${mark('')}[^]*${mark('/')}`), () => part)
  : `${old.trimEnd()}\n\n${part}\n`;
writeFileSync(README, await format(text, { ...(await resolveConfig(README)), parser: 'markdown' }));
