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
 * Returns the row that a query counts after links were built anew on a copy of the tables that they read, in which a statement took
 * something away: the world writes every number that it has.
 */
async function rowOnCopy(
  home: DuckDBConnection,
  folder: string,
  masked: { readonly targets: readonly string[]; readonly mask: readonly string[]; readonly count: string },
): Promise<Row> {
  const rooms = await discoverRooms();
  const steps = neededSteps(planSteps(rooms), masked.targets);
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
    for (const sql of masked.mask) await runSql(copy, sql);
    const [day = {}] = await queryRows(home, 'SELECT max(known_date) AS day FROM staging.limosa_posting');
    await buildSteps({
      connection: copy,
      steps,
      bound: await bindSteps(steps),
      parameters: { as_of_date: String(day['day']), quarter: '' },
    });
    const [row] = await queryRows(copy, masked.count);
    return row as unknown as Row;
  } finally {
    database.close();
  }
}

const DRAWN = 'md5_number_lower(limosa_id) % 1000 / 1000';
/**
 * True are the masked notifications of persons who keep their number on another one; found is whatever notification got a number.
 */
const PERSON = {
  targets: ['link.person_match'],
  mask: [
    `CREATE TABLE answer AS SELECT limosa_id, worker_id, ${DRAWN} < ${MASKED.away + MASKED.wrong} AS is_masked
     FROM staging.limosa_posting WHERE worker_id IS NOT NULL`,
    `UPDATE staging.limosa_posting SET worker_id = CASE WHEN ${DRAWN} >= ${MASKED.away} THEN (SELECT max(worker_id) FROM answer) END
     WHERE worker_id IS NOT NULL AND ${DRAWN} < ${MASKED.away + MASKED.wrong}`,
  ],
  count: `SELECT 'person, notifications without a sure number' AS role, CAST(count(a.limosa_id) AS INTEGER) AS true_ties,
      CAST(count(*) FILTER (m.worker_id = a.worker_id) AS INTEGER) AS hits, CAST(count(m.source_key) AS INTEGER) AS found,
      CAST(count(*) FILTER (m.worker_id = a.worker_id) AS INTEGER) AS right_ties
     FROM (SELECT * FROM answer WHERE is_masked
       AND worker_id IN (SELECT worker_id FROM answer WHERE NOT is_masked)) AS a
     FULL JOIN link.person_match AS m ON m.source_key = a.limosa_id`,
};

const STRANGE = 'md5_number_lower(work_place_id) % 10 < 2';
/** Places whose number is one of the service and of no declaration; true is the site of the declaration. */
const CHECKIN = {
  targets: ['link.site_checkin'],
  mask: [
    `UPDATE staging.checkin_at_work_presence SET work_place_id = '1Y' || work_place_id WHERE ${STRANGE}`,
  ],
  count: `SELECT 'site_address, places of presences under a number of their own' AS role, CAST(count(*) AS INTEGER) AS true_ties,
      CAST(count(*) FILTER (c.site_id = w.site_id) AS INTEGER) AS hits, CAST(count(c.site_id) AS INTEGER) AS found,
      CAST(count(*) FILTER (c.site_id = w.site_id) AS INTEGER) AS right_ties
    FROM link.site_checkin AS c JOIN link.site_works AS w ON c.work_place_id = '1Y' || w.avwddt_id`,
};

/**
 * The places of rows against the physical place of the world: pairs of declarations of works at one place, and the other rows whose
 * place has declared works. A row is right where a declaration of its site stands at its place.
 */
function sitesSql(truth: string): string {
  const rowsOf = (role: string, source: string, found: string) => `
    SELECT '${role}' AS role, CAST(count(*) FILTER (p.place_id IN (SELECT place_id FROM works)) AS INTEGER) AS true_ties,
      CAST(count(r.place_id) AS INTEGER) AS hits, CAST(count(f.site_id) AS INTEGER) AS found, CAST(count(r.place_id) AS INTEGER) AS right_ties
    FROM place AS p SEMI JOIN link.place_address AS a ON a.source_code = p.source AND a.source_key = p.source_key
    LEFT JOIN ${found} ON f.source_key = p.source_key
    LEFT JOIN (SELECT DISTINCT site_id, place_id FROM works) AS r ON r.site_id = f.site_id AND r.place_id = p.place_id
    WHERE p.source = '${source}'`;
  const checkins = `
    SELECT 'site_address, places of presences' AS role, CAST(count(*) AS INTEGER) AS true_ties, CAST(count(r.place_id) AS INTEGER) AS hits,
      CAST(count(c.site_id) AS INTEGER) AS found, CAST(count(r.place_id) AS INTEGER) AS right_ties
    FROM link.site_checkin AS c JOIN place AS p ON p.source = 'works_declaration' AND p.source_key = c.work_place_id
    LEFT JOIN (SELECT DISTINCT site_id, place_id FROM works) AS r ON r.site_id = c.site_id AND r.place_id = p.place_id`;
  return `WITH place AS (
      FROM read_csv(${quotedText(join(truth, 'place.csv'))}, types = {'source_key': 'VARCHAR'})
    ), works AS (
      SELECT w.avwddt_id, w.site_id, p.place_id FROM link.site_works AS w
      JOIN place AS p ON p.source = 'works_declaration' AND p.source_key = w.avwddt_id
    )
    SELECT 'site_address, pairs of declarations of works' AS role,
      CAST(count(*) FILTER (a.place_id = b.place_id) AS INTEGER) AS true_ties,
      CAST(count(*) FILTER (a.place_id = b.place_id AND a.site_id = b.site_id) AS INTEGER) AS hits,
      CAST(count(*) FILTER (a.site_id = b.site_id) AS INTEGER) AS found,
      CAST(count(*) FILTER (a.place_id = b.place_id AND a.site_id = b.site_id) AS INTEGER) AS right_ties
    FROM works AS a JOIN works AS b ON a.avwddt_id < b.avwddt_id AND (a.place_id = b.place_id OR a.site_id = b.site_id)
    UNION ALL ${rowsOf('site_address, Limosa places of work', 'limosa', '(SELECT limosa_id AS source_key, site_id FROM link.site_posting) AS f')}
    UNION ALL ${rowsOf('site_address, establishment units', 'cbe', '(SELECT establishment_unit_number AS source_key, site_id FROM link.site_unit) AS f')}
    UNION ALL ${checkins}`;
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
      await rowOnCopy(connection, folder, PERSON),
      ...(await rowsOf(sitesSql(truth))),
      await rowOnCopy(connection, folder, CHECKIN),
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
