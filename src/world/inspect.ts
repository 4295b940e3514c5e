import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { openDatabase, queryRows, runSql } from '../duckdb/index.ts';
import { UsageError } from '../errors.ts';
import { quotedText } from '../table/index.ts';
import { openWorld } from './build.ts';
import { writeFlat, type Written } from './sample.ts';
import { readWorldOptions } from './truth.ts';
import { worldDates } from './options.ts';

/** What inspectors are sent out with. */
export interface InspectOptions {
  /** `targets.csv` of a published list. */
  readonly list: string;
  /** Folder of the world from which the list was made; its answers decide what there is to find. */
  readonly world: string;
  /** New extracts folder. */
  readonly outDir: string;
  /** Day on which the list was issued, ISO. @default the snapshot of the world */
  readonly issued?: string;
  /** Day until which results are known, ISO. @default 90 days after the issue */
  readonly until?: string;
}

/**
 * What the visit of each row of the list finds. The fraud that goes on at the day of the visit is found with the sensitivity of
 * its phenomenon; where there is none, or it is over, something small is found with the share of false hits.
 */
const VISIT = `
  CREATE TABLE visit AS
  WITH answer AS (
    SELECT 'employer' AS subject_type, cbe_number, noss_registration_nbr, CAST(NULL AS VARCHAR) AS avwddt_id, scheme, is_fraud, start_date, end_date
    FROM employer_answer
    UNION ALL
    SELECT 'site', NULL, NULL, avwddt_id, scheme, is_fraud, start_date, end_date FROM site_answer
  ),
  dated AS (
    SELECT l.*, getvariable('issued_date') + CAST(pick_between('list opened', l.row_id, 1, 10) AS INTEGER) AS opened_date
    FROM list AS l
  ),
  dispatched AS (
    SELECT d.*, d.opened_date + CAST(pick_between('list visited', d.row_id, 2, 40) AS INTEGER) AS visit_date
    FROM dated AS d
  ),
  told AS (
    SELECT d.*,
      coalesce(a.scheme, CASE d.subject_type WHEN 'site' THEN 'dumping_site' ELSE 'hidden_work' END) AS scheme,
      coalesce(a.is_fraud, FALSE) AND d.visit_date >= a.start_date
        AND d.opened_date <= coalesce(a.end_date, d.opened_date) + 365 AS is_caught
    FROM dispatched AS d
    LEFT JOIN answer AS a ON CASE d.subject_type
      WHEN 'site' THEN a.avwddt_id = d.subject_id
      ELSE a.cbe_number = d.cbe_number OR a.noss_registration_nbr = d.noss_registration_number END
  ),
  judged AS (
    SELECT t.*, p.* EXCLUDE (scheme),
      t.visit_date + CAST(pick_between('list result', t.row_id, p.result_low_days, p.result_high_days) AS INTEGER) AS outcome_date
    FROM told AS t JOIN world.phenomenon AS p ON p.scheme = t.scheme
    QUALIFY row_number() OVER (PARTITION BY t.row_id ORDER BY t.is_caught DESC, p.sensitivity DESC, t.scheme) = 1
  )
  SELECT j.*,
    j.outcome_date + CAST(pick_between('list known', j.row_id, 4, 30) AS INTEGER) AS known_date,
    'L' || substr(j.row_id, 2) AS case_id,
    CASE
      WHEN draw('list goes wrong', j.row_id) < .03 THEN 'not_found'
      WHEN draw('list goes wrong', j.row_id) < .06 THEN 'closed'
      WHEN draw('list goes wrong', j.row_id) < .07 THEN 'already_treated'
      WHEN draw('list finds', j.row_id) < CASE WHEN j.is_caught THEN j.sensitivity ELSE j.false_hit_share END THEN 'hit'
      ELSE 'no_infringement'
    END AS outcome_code
  FROM judged AS j`;

const EXTRACTS: Readonly<Record<string, string>> = {
  case: `SELECT v.case_id, v.services[1 + pick('list service', v.row_id, len(v.services))] AS service_code, v.phenomenon_code,
      CASE WHEN v.subject_type <> 'site' THEN v.noss_registration_number END AS noss_registration_nbr, v.cbe_number AS company_id,
      CASE WHEN v.subject_type = 'site' THEN v.subject_id END AS avwddt_id, v.opened_date, known(v.visit_date) AS visit_date,
      CASE WHEN v.known_date <= snapshot_date() THEN v.outcome_date END AS closed_date, 'list' AS origin_code, v.row_id AS list_row_id
    FROM visit AS v WHERE v.opened_date <= snapshot_date()`,
  outcome: `SELECT v.case_id, v.outcome_code,
      CASE WHEN v.outcome_code = 'hit' THEN v.infringements[1 + pick('list infringement', v.row_id, len(v.infringements))] END AS infringement_codes,
      CASE WHEN v.outcome_code = 'hit' THEN CAST(pick_between('list workers', v.row_id, 1, 14) AS INTEGER) END AS workers_concerned_count,
      CASE WHEN v.outcome_code = 'hit' THEN 100 * CAST(round(v.usual_eur * CASE WHEN v.is_caught THEN 1 ELSE .15 END
        * exp(.8 * normal('list euros', v.row_id))) AS BIGINT) END AS regularised_amount,
      v.outcome_date, v.known_date
    FROM visit AS v WHERE v.known_date <= snapshot_date()`,
};
const ANSWERS = `SELECT v.row_id, v.scheme, v.is_caught AS is_fraud FROM visit AS v WHERE v.known_date <= snapshot_date()`;

/**
 * Plays the inspectors on a published list: writes `inspection/case` and `inspection/outcome` as an extracts folder ready to load
 * (with the rows of the list in `list_row_id`), and what was true of the rows in `truth/visit.csv`. The same list, world and day
 * give the same bytes; a later day adds results and changes none.
 * @throws UsageError when the list or the answers of the world are not there.
 */
export async function inspectList(worldDir: string, options: InspectOptions): Promise<readonly Written[]> {
  const { list, world, outDir } = options;
  const truth = join(world, 'truth');
  for (const path of [list, join(truth, 'employer.csv'), join(truth, 'site.csv')]) requireFile(path);
  mkdirSync(outDir, { recursive: true });
  const database = await openDatabase({
    path: ':memory:',
    threads: 1,
    allowedDirectories: [world, join(list, '..'), outDir],
  });
  const connection = await database.connect();
  try {
    const worldOptions = readWorldOptions(world);
    await openWorld(connection, worldOptions);
    const issued = options.issued ?? worldDates(worldOptions).snapshotDate;
    const until = options.until
      ? quotedText(options.until)
      : `CAST(CAST('${issued}' AS DATE) + 90 AS VARCHAR)`;
    await runSql(connection, `SET VARIABLE issued_date = CAST('${issued}' AS DATE)`);
    await runSql(connection, `SET VARIABLE snapshot_date = ${until}`);
    const phenomenon = readFileSync(join(worldDir, 'inspectors/phenomenon.sql'), 'utf8');
    await runSql(connection, `CREATE TABLE world.phenomenon AS ${phenomenon}`, {}, 'world: phenomenon');
    const text = (path: string) => `read_csv(${quotedText(path)}, all_varchar = true, header = true)`;
    await runSql(connection, `CREATE TABLE list AS SELECT * FROM ${text(list)}`, {}, 'the list');
    const dates = `CAST("start" AS DATE) AS start_date, CAST("end" AS DATE) AS end_date, CAST(is_fraud AS BOOLEAN) AS is_fraud`;
    await runSql(
      connection,
      `CREATE TABLE employer_answer AS SELECT company_id AS cbe_number, noss_registration_nbr, scheme, ${dates} FROM ${text(join(truth, 'employer.csv'))}`,
      {},
      'answers: employer',
    );
    await runSql(
      connection,
      `CREATE TABLE site_answer AS SELECT avwddt_id, scheme, ${dates} FROM ${text(join(truth, 'site.csv'))}`,
      {},
      'answers: site',
    );
    await runSql(connection, VISIT, {}, 'visits of the list');
    const written: Written[] = [];
    for (const [extract, sql] of Object.entries(EXTRACTS)) {
      const sample = { source: 'inspection', extract, sql, isPublishedCsv: false };
      const path = join(outDir, 'inspection', `${extract}.csv`);
      written.push(await writeFlat(connection, sample, { format: 'csv', path }));
    }
    mkdirSync(join(outDir, 'truth'), { recursive: true });
    const copy = `COPY (SELECT * FROM (${ANSWERS}) ORDER BY ALL) TO ${quotedText(join(outDir, 'truth/visit.csv'))} (FORMAT csv, HEADER)`;
    await queryRows(connection, copy, {}, 'answers: visit');
    return written;
  } finally {
    connection.closeSync();
    database.close();
  }
}

function requireFile(path: string): void {
  if (existsSync(path)) return;
  throw new UsageError({
    place: path,
    fact: 'the file does not exist',
    expectation: 'a published targets.csv, and the folder of the world from which it was made',
    effect: 'nobody was inspected',
    next: 'give --list and --world',
  });
}
