/**
 * How well and how fast records are matched: persons with planted errors, drawn by hash, and the public sets where
 * `VIGIE_PUBLIC_SETS` names their folder. `VIGIE_PEERS`, a Python interpreter with Splink, runs the same comparisons with the
 * same blocking on the same file beside it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, runSql } from '../../src/duckdb/index.ts';
import { labMatch } from '../../src/lab/index.ts';
import { levelsOf } from '../../src/matching/index.ts';
import { quotedText } from '../../src/table/index.ts';
import type { BenchResult } from '../bench.ts';
import { measuredVigie, type Cost } from '../measured-vigie.ts';

/** `VIGIE_MATCH_SIZES` names other sizes, separated by commas. */
const SIZES = (process.env['VIGIE_MATCH_SIZES'] ?? '50000,1000000').split(',').map(Number);
const SETTINGS = ['--threads', '2', '--memory', '4GB'];

export const CONFIG = {
  id: 'record_id',
  comparisons: [
    { column: 'first_name', kind: 'name', swap: 'surname' },
    { column: 'surname', kind: 'name' },
    { column: 'birth_date', kind: 'date' },
    { column: 'postcode', kind: 'postcode' },
    { column: 'street', kind: 'text' },
  ],
  blocking: [
    ['first_name', 'surname'],
    ['surname', 'postcode'],
    ['surname', 'birth_date'],
    ['first_name', 'birth_date'],
    ['birth_date', 'postcode'],
    ['street'],
    ['first_name', 'postcode', 'substr(birth_date, 1, 4)'],
    ['substr(first_name, 1, 3)', 'substr(surname, 1, 3)', 'substr(birth_date, 1, 4)'],
  ],
  threshold: 0.5,
};

/** One draw between 0 and 1 for a person or record and a purpose. */
const draw = (key: string, purpose: number) => `(md5_number_lower(${key} || '/${purpose}') % 1000000) / 1e6`;
/** A name of two to four invented syllables; the square makes some names frequent. */
const nameSql = (key: string, purpose: number, count: number) => {
  const number = `CAST(floor(${count} * pow(${draw(key, purpose)}, 2.2)) AS BIGINT)`;
  const syllable = (at: number) =>
    `['BA','DE','LO','MI','RU','KA','VE','TO','SI','NU','GHE','VAN','STE','LIER','MONT','BROU','DAEL','HAUT','WIN','FER'][1 + CAST(md5_number_lower(${number} || 's${at}x${purpose}') % 20 AS INTEGER)]`;
  return `${syllable(1)} || ${syllable(2)} || ${syllable(3)} || CASE WHEN ${number} % 3 = 0 THEN ${syllable(4)} ELSE '' END`;
};
/** One letter dropped, doubled or replaced. */
const typoSql = (text: string, key: string, purpose: number) => {
  const at = `(1 + CAST(md5_number_lower(${key} || 'at${purpose}') % length(${text}) AS INTEGER))`;
  const letter = `chr(65 + CAST(md5_number_lower(${key} || 'ch${purpose}') % 26 AS INTEGER))`;
  return `CASE md5_number_lower(${key} || 'how${purpose}') % 3
    WHEN 0 THEN left(${text}, ${at} - 1) || substr(${text}, ${at} + 1)
    WHEN 1 THEN left(${text}, ${at}) || substr(${text}, ${at})
    ELSE left(${text}, ${at} - 1) || ${letter} || substr(${text}, ${at} + 1) END`;
};

/** Four records of five are a person each, the fifth is one of them again, with errors in most of its fields. */
function recordsSql(size: number): string {
  const persons = Math.round(size * 0.8);
  const d = (purpose: number) => draw("'r' || record", purpose);
  const k = "'r' || record";
  return `WITH one AS (
      SELECT i AS record, CASE WHEN i < ${persons} THEN i ELSE CAST(md5_number_lower('o' || i) % ${persons} AS BIGINT) END AS person,
        i >= ${persons} AS is_copy FROM range(${size}) AS t (i)
    ), fact AS (
      SELECT *, ${nameSql("'p' || person", 1, 2500)} AS f, ${nameSql("'p' || person", 2, 60000)} AS s,
        DATE '1930-01-01' + CAST(floor(28000 * ${draw("'p' || person", 3)}) AS INTEGER) AS b,
        CAST(1000 + CAST(floor(1150 * pow(${draw("'p' || person", 4)}, 1.5)) AS INTEGER) * 7 AS VARCHAR) AS z,
        ${nameSql("'p' || person", 5, 4000)} || 'STRAAT ' || CAST(1 + CAST(floor(180 * ${draw("'p' || person", 6)}) AS INTEGER) AS VARCHAR) AS a
      FROM one
    ), wrong AS (
      SELECT *, is_copy AND ${d(10)} < 0.12 AS wf, is_copy AND ${d(11)} < 0.12 AS ws, is_copy AND ${d(12)} < 0.08 AS wb,
        is_copy AND ${d(13)} < 0.12 AS moved, is_copy AND ${d(14)} < 0.03 AS swapped, ${d(15)} < 0.04 AS nf, ${d(16)} < 0.03 AS nb,
        ${d(17)} < 0.08 AS na, is_copy AND ${d(18)} < 0.1 AS wa, ${d(19)} < 0.03 AS nz
      FROM fact
    ), written AS (
      SELECT *, CASE WHEN nf THEN NULL WHEN wf THEN ${typoSql('f', k, 20)} ELSE f END AS first,
        CASE WHEN ws THEN ${typoSql('s', k, 21)} ELSE s END AS last
      FROM wrong
    )
    SELECT 'R' || md5(${k}) AS record_id, CASE WHEN swapped THEN last ELSE first END AS first_name,
      CASE WHEN swapped THEN first ELSE last END AS surname,
      CAST(CASE WHEN nb THEN NULL WHEN NOT wb THEN b WHEN ${d(22)} < 0.5 THEN b + 1 + CAST(floor(9 * ${d(23)}) AS INTEGER)
        ELSE b - INTEGER '365' * (1 + CAST(floor(3 * ${d(24)}) AS INTEGER)) END AS VARCHAR) AS birth_date,
      CASE WHEN nz THEN NULL WHEN moved THEN CAST(1000 + CAST(floor(1150 * ${d(25)}) AS INTEGER) * 7 AS VARCHAR) ELSE z END AS postcode,
      CASE WHEN na THEN NULL WHEN moved THEN ${nameSql(k, 5, 4000)} || 'STRAAT ' || CAST(1 + CAST(floor(180 * ${d(26)}) AS INTEGER) AS VARCHAR)
        WHEN wa THEN ${typoSql('a', k, 27)} ELSE a END AS street,
      'P' || person AS cluster
    FROM written`;
}

/** Writes the persons and who is who; returns the paths. */
export async function writePersons(
  folder: string,
  size: number,
): Promise<{ records: string; truth: string }> {
  const records = join(folder, `persons-${size}.parquet`);
  const truth = join(folder, `truth-${size}.parquet`);
  const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
  const connection = await database.connect();
  await runSql(connection, `CREATE TABLE person AS ${recordsSql(size)}`);
  await runSql(
    connection,
    `COPY (SELECT * EXCLUDE (cluster) FROM person ORDER BY record_id) TO ${quotedText(records)} (FORMAT parquet)`,
  );
  await runSql(
    connection,
    `COPY (SELECT record_id, cluster FROM person ORDER BY record_id) TO ${quotedText(truth)} (FORMAT parquet)`,
  );
  database.close();
  return { records, truth };
}

interface Line {
  readonly pairs: { readonly precision: number; readonly recall: number };
  readonly clusters: { readonly f1: number };
  readonly found: { readonly candidates: number; readonly largestCluster: number };
}

type Row = Record<string, string | number>;
interface Quality {
  readonly candidates: number;
  readonly precision: number;
  readonly recall: number;
}

/** Runs the program as a user does. */
function matched(title: string, args: readonly string[]): Row {
  const { stdout, cost } = measuredVigie(...SETTINGS, 'lab', 'match', ...args);
  const { pairs, clusters, found } = JSON.parse(stdout) as Line;
  return {
    ...row(title, cost, { ...pairs, candidates: found.candidates }),
    'cluster F1': clusters.f1.toFixed(4),
    'largest cluster': found.largestCluster,
  };
}

function row(set: string, cost: Cost, { candidates, precision, recall }: Quality): Row {
  return {
    set,
    candidates,
    seconds: cost.seconds.toFixed(1),
    'processor seconds': cost.processorSeconds.toFixed(1),
    'memory MB': Math.round(cost.memoryMegabytes),
    'processor µs per candidate': ((cost.processorSeconds * 1e6) / candidates).toFixed(1),
    'pair precision': precision.toFixed(4),
    'pair recall': recall.toFixed(4),
    'cluster F1': '',
    'largest cluster': '',
  };
}

/** Returns quality and speed on each set, with Splink beside where it is there. */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-match-'));
  const rows: Row[] = [];
  try {
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify(CONFIG));
    for (const size of SIZES) {
      const { records, truth } = await writePersons(folder, size);
      rows.push(matched(`${size} persons`, ['--left', records, '--config', config, '--truth', truth]));
      rows.push(matched(`${size} persons, suggested`, ['--left', records, '--suggest', '--truth', truth]));
      rows.push(...splink(`${size} persons, Splink`, records, truth));
    }
    const sets = process.env['VIGIE_PUBLIC_SETS'];
    if (sets !== undefined) {
      const file = join(sets, 'fake_1000/fake_1000.csv');
      rows.push(matched('fake_1000, suggested', ['--left', file, '--suggest', '--truth', file]));
      rows.push(await febrl(join(sets, 'febrl1/dataset1.csv')));
    }
    const peer = process.env['VIGIE_PEERS'] === undefined ? '; no peer was present' : '';
    return { title: `Matching without labels, start of the program included (2 threads, 4 GB${peer})`, rows };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The published points of FEBRL1: one for the block, one for each clue that agrees; pairs by points stand in the title. */
async function febrl(left: string): Promise<Row> {
  const { result } = await labMatch({
    left,
    config: join(import.meta.dirname, 'match-febrl.json'),
    threads: 2,
  });
  const points = new Array<number>(result.clues.length + 2).fill(0);
  for (const { pattern, count } of result.patterns) {
    const agreeing = levelsOf(pattern, result.clues).filter((level) => level >= 2).length;
    points[agreeing + 1] = (points[agreeing + 1] ?? 0) + count;
  }
  const shown = points.slice(1).reverse().join(', ');
  return { ...NOTHING, set: `febrl1, pairs by points 6 to 1: ${shown}`, candidates: result.candidates };
}

const NOTHING = Object.fromEntries(
  Object.keys(
    row(
      '',
      { seconds: 0, processorSeconds: 0, memoryMegabytes: 0 },
      { candidates: 1, precision: 0, recall: 0 },
    ),
  ).map((name) => [name, '']),
);

/** Its time counts neither the start of Python nor the comparison with the truth. */
function splink(title: string, records: string, truth: string): Row[] {
  const python = process.env['VIGIE_PEERS'];
  if (python === undefined || !existsSync(python)) return [];
  const script = readFileSync(join(import.meta.dirname, 'match-splink.py'), 'utf8');
  const run = spawnSync(python, ['-c', script, records, truth], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const line = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as Cost & Quality;
  return [row(title, line, line)];
}
