import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { UsageError } from '../errors.ts';
import {
  columnsOf,
  fillComponents,
  fillWaterfall,
  matchTables,
  parseMatchConfig,
  selfQuality,
  suggestConfig,
  truthScores,
} from './index.ts';

let database: Database;
let connection: DuckDBConnection;

/** Invented persons: 300 of them, 150 twice with an error; names are syllables, dates are drawn by the number. */
const PEOPLE = `
  WITH one AS (SELECT i AS record, CASE WHEN i < 300 THEN i ELSE i - 300 END AS person, i >= 300 AS again FROM range(450) AS t (i)),
  named AS (
    SELECT *, ['ANA','BRO','CIL','DOR','EMI','FEN','GUS','HAN','IVO','JUL'][1 + CAST(md5_number_lower('f' || person) % 10 AS INTEGER)]
        || ['LA','MO','RIK','NE','TA'][1 + CAST(md5_number_lower('g' || person) % 5 AS INTEGER)] AS first,
      ['VAN','DE','TER','MONT','BEL','KAS','LIN','ROS','STO','WIL'][1 + CAST(md5_number_lower('s' || person) % 10 AS INTEGER)]
        || ['HOUT','BERG','DAEL','RIVE','STEEN','VELD','BROEK','MEER'][1 + CAST(md5_number_lower('t' || person) % 8 AS INTEGER)] AS last,
      DATE '1950-01-01' + CAST(md5_number_lower('b' || person) % 18000 AS INTEGER) AS born,
      CAST(1000 + md5_number_lower('z' || person) % 60 * 10 AS VARCHAR) AS zip
    FROM one
  )
  SELECT 'r' || record AS id, 'p' || person AS cluster,
    CASE WHEN again AND person % 5 = 0 THEN left(first, 2) || 'X' || substr(first, 3) WHEN again AND person % 17 = 0 THEN last ELSE first END AS first_name,
    CASE WHEN again AND person % 17 = 0 THEN first ELSE last END AS surname,
    CAST(CASE WHEN again AND person % 5 = 1 THEN born + 1 ELSE born END AS VARCHAR) AS birth_date,
    CASE WHEN again AND person % 5 = 2 THEN NULL WHEN again AND person % 5 = 3 THEN '1999' ELSE zip END AS postcode
  FROM named`;
const CONFIG = {
  id: 'id',
  comparisons: [
    { column: 'first_name', kind: 'name', swap: 'surname' },
    { column: 'surname', kind: 'name' },
    { column: 'birth_date', kind: 'date' },
    { column: 'postcode', kind: 'postcode' },
  ],
  blocking: [['birth_date'], ['first_name', 'surname'], ['surname', 'postcode']],
};
const COLUMNS = ['id', 'cluster', 'first_name', 'surname', 'birth_date', 'postcode'];
/** A threshold so low that everybody is somebody else. */
const LOOSE = { blocking: [...CONFIG.blocking, ["'all'"]], threshold: 1e-4 };
const config = (more: object = {}) => parseMatchConfig({ ...CONFIG, ...more }, COLUMNS);

beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 2 });
  connection = await database.connect();
  await installMacros(connection);
  await runSql(connection, `CREATE TABLE people AS ${PEOPLE}`);
});
afterAll(() => database.close());
beforeEach(() => runSql(connection, 'DROP SCHEMA IF EXISTS matching CASCADE'));

const pairsAndClusters = async () => ({
  pairs: await queryRows(
    connection,
    'SELECT left_id, right_id, weight, probability FROM matching.pairs ORDER BY left_id, right_id',
  ),
  clusters: await queryRows(connection, 'SELECT id, cluster_id FROM matching.clusters ORDER BY id'),
});
const clusterOf = async (id: string) => {
  const [row = {}] = await queryRows(connection, 'SELECT cluster_id FROM matching.clusters WHERE id = $id', {
    id,
  });
  return row['cluster_id'];
};

describe('duplicates without labels', () => {
  it('are found where they were planted', async () => {
    const result = await matchTables(connection, { left: 'people', config: config() });
    await runSql(connection, 'CREATE OR REPLACE TABLE truth AS SELECT 0 AS side, id, cluster FROM people');
    const scores = await truthScores(connection, result, 'truth');
    expect(scores.clusters.precision).toBeGreaterThan(0.98);
    expect(scores.clusters.recall).toBeGreaterThan(0.9);
    expect(scores.bcubed.f1).toBeGreaterThan(0.97);
    expect(result.candidates).toBe(result.patterns.reduce((sum, { count }) => sum + count, 0));
    const quality = await selfQuality(connection, result, 0.9);
    expect(quality.histogram.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(result.candidates);
    expect(quality.unlinkable).toBe(0);
  });

  it('are the same in another order of rows, bit for bit', async () => {
    await matchTables(connection, { left: 'people', config: config() });
    const first = await pairsAndClusters();
    await runSql(connection, 'CREATE OR REPLACE TABLE turned AS SELECT * FROM people ORDER BY md5(id)');
    await matchTables(connection, { left: 'turned', config: config() });
    expect(await pairsAndClusters()).toEqual(first);
    expect(first.pairs.length).toBeGreaterThan(100);
  });

  it('have a waterfall that adds up to their weight', async () => {
    const result = await matchTables(connection, { left: 'people', config: config() });
    await fillWaterfall(connection, result);
    const rows = await queryRows(
      connection,
      `SELECT abs(sum(waterfall.weight) - any_value(pairs.weight)) AS gap, count(*) AS n FROM matching.waterfall AS waterfall
        JOIN matching.pairs AS pairs USING (left_id, right_id) GROUP BY left_id, right_id`,
    );
    expect(rows.every(({ gap, n }) => Number(gap) < 1e-9 && n === 5)).toBe(true);
    const levels = await queryRows(
      connection,
      "SELECT DISTINCT level FROM matching.waterfall WHERE clue = 'first_name' ORDER BY level",
    );
    expect(levels.map(({ level }) => level)).toContain('swapped');
  });

  it('are found by a suggested config, which leaves the answer and repeated columns out', async () => {
    await runSql(
      connection,
      "CREATE OR REPLACE TABLE wide AS SELECT *, first_name || ' ' || surname AS full_name, 'x' AS constant FROM people",
    );
    const suggested = await suggestConfig(connection, { left: 'wide' });
    expect(suggested.id).toBe('id');
    expect(suggested.comparisons.map(({ column, kind }) => `${column} ${kind}`)).toEqual([
      'first_name name',
      'surname name',
      'birth_date date',
      'postcode postcode',
    ]);
    expect(suggested.comparisons[0]?.swap).toBe('surname');
  });
});

describe('two tables', () => {
  it('are linked by pairs of one record from each', async () => {
    await runSql(
      connection,
      'CREATE OR REPLACE TABLE l AS SELECT * FROM people WHERE CAST(substr(id, 2) AS INTEGER) < 300',
    );
    await runSql(
      connection,
      'CREATE OR REPLACE TABLE r AS SELECT * FROM people WHERE CAST(substr(id, 2) AS INTEGER) >= 300',
    );
    const result = await matchTables(connection, { left: 'l', right: 'r', config: config() });
    await runSql(
      connection,
      'CREATE OR REPLACE TABLE truth AS SELECT 0 AS side, id, cluster FROM l UNION ALL SELECT 1, id, cluster FROM r',
    );
    const { pairs } = await truthScores(connection, result, 'truth');
    expect(pairs.precision).toBeGreaterThan(0.98);
    expect(pairs.recall).toBeGreaterThan(0.85);
  });
});

describe('decisions of persons', () => {
  const decide = (rows: string) =>
    runSql(
      connection,
      `CREATE OR REPLACE TABLE decided AS SELECT * FROM (VALUES ${rows}) AS d (left_id, right_id, decision)`,
    );
  it('join and keep apart whatever the clues say', async () => {
    await decide("('r4', 'r304', 'no_match'), ('r1', 'r250', 'match')");
    await matchTables(connection, { left: 'people', config: config() });
    expect(await clusterOf('r4')).toBe(await clusterOf('r304'));
    await matchTables(connection, { left: 'people', config: config(), decisions: 'decided' });
    expect(await clusterOf('r4')).not.toBe(await clusterOf('r304'));
    expect(await clusterOf('r1')).toBe(await clusterOf('r250'));
  });
  it('are refused where they contradict each other; where that is forgiven, what was refused stays apart', async () => {
    await decide("('r1', 'r2', 'match'), ('r2', 'r3', 'match'), ('r1', 'r3', 'no_match')");
    const options = { left: 'people', config: config(), decisions: 'decided' };
    await expect(matchTables(connection, options)).rejects.toThrow(UsageError);
    const { warnings } = await matchTables(connection, { ...options, isForgiving: true });
    expect(warnings).toHaveLength(1);
    expect(await clusterOf('r1')).not.toBe(await clusterOf('r3'));
  });
});

describe('training that does not settle', () => {
  it('is refused, or goes on with its last estimates, which join hardly anything', async () => {
    // 300 records without a match: five share a, five share b, one shares both.
    await runSql(
      connection,
      `CREATE OR REPLACE TABLE strangers AS SELECT 'r' || i AS id, 'a' || CASE WHEN i < 10 THEN i // 2 ELSE i END AS a,
        'b' || CASE WHEN i BETWEEN 8 AND 17 THEN i // 2 ELSE i END AS b FROM range(300) AS t (i)`,
    );
    const comparisons = ['a', 'b'].map((column) => ({ column, kind: 'exact', termFrequency: false }));
    const given = parseMatchConfig({ id: 'id', comparisons, blocking: [["'all'"]] }, ['id', 'a', 'b']);
    const options = { left: 'strangers', config: given };
    await expect(matchTables(connection, options)).rejects.toThrow(/does not settle/);
    const { warnings, clusters } = await matchTables(connection, { ...options, isForgiving: true });
    expect(warnings).toEqual(["the training on the rule ['all'] did not settle"]);
    expect(clusters).toBeGreaterThan(280);
  });
});

describe('a comparison', () => {
  /** Levels counted by hand; 0 missing, 1 different, then closer and closer. */
  it.each([
    ['name', 'Elan', 'ÉLAN', 4],
    ['name', 'martha', 'marhta', 3], // Jaro-Winkler 0.961 (Winkler 1990)
    ['name', 'dwayne', 'duane', 2], // 0.84 (Winkler 1990)
    ['name', 'anna', 'xoup', 1],
    ['date', '1980-02-01', '19800201', 6],
    ['date', '1980-02-01', '1980-01-02', 5],
    ['date', '1980-02-01', '1980-02-11', 5],
    ['date', '1980-02-01', '1980-01-20', 4],
    ['date', '1980-02-10', '1980-09-25', 3],
    ['date', '1980-02-10', '1987-09-25', 2],
    ['date', '1980-02-10', '1930-09-25', 1],
    ['email', 'a.bee@one.example', 'a.bee@two.example', 4],
    ['postcode', '1000', 'B-1000', 3],
    ['postcode', '1070', '1000', 3],
    ['postcode', '1070', '1082', 2],
    ['number', '100', '100.5', 3],
    ['number', '100', '108', 2],
    ['id', '1234567', '12345', 2],
    ['words', 'red green blue', 'blue green red', 4],
    ['words', 'red green blue', 'blue green', 3],
    ['exact', 'a', '', 0],
  ])('of kind %s sees %s and %s at level %i', async (kind, left, right, level) => {
    const rows = `('a', '${left}', 'k'), ('b', '${right}', 'k'), ('c', '${left}', 'x'), ('d', '${left}', 'x')`;
    await runSql(connection, `CREATE OR REPLACE TABLE two AS SELECT * FROM (VALUES ${rows}) AS t (id, v, k)`);
    const found = await matchTables(connection, {
      left: 'two',
      config: parseMatchConfig(
        { id: 'id', comparisons: [{ column: 'v', kind }], blocking: [["CASE k WHEN 'K' THEN 1 END"]] },
        ['id', 'v', 'k'],
      ),
    });
    expect(found.patterns).toEqual([{ pattern: level, rules: 1, count: 1 }]);
  });
});

describe('a cluster', () => {
  it('is never a giant: it is split where it is too large', async () => {
    const { guard } = await matchTables(connection, {
      left: 'people',
      config: config({ ...LOOSE, maximumCluster: 6 }),
    });
    expect(guard.largestBefore).toBeGreaterThan(20);
    expect(guard.split).toBeGreaterThan(0);
    expect(guard.largest).toBeLessThanOrEqual(6);
  });
  it('keeps its id from night to night, and says where records went', async () => {
    await matchTables(connection, { left: 'people', config: config() });
    const before = await clusterOf('r4');
    await runSql(
      connection,
      "CREATE OR REPLACE TABLE earlier AS SELECT id, CASE WHEN id = 'r5' THEN 'OTHER' WHEN id IN ('r6', 'r7') THEN 'BOTH' ELSE 'OLD' || cluster_id END AS cluster_id FROM matching.clusters WHERE id <> 'r8'",
    );
    await matchTables(connection, { left: 'people', config: config(), previous: 'earlier' });
    expect(await clusterOf('r4')).toBe(`OLD${String(before)}`);
    const change = await queryRows(
      connection,
      "SELECT change, count(*) AS n FROM matching.lineage WHERE previous_cluster_id IN ('OTHER', 'BOTH') GROUP BY change ORDER BY change",
    );
    expect(change.map(({ change }) => change)).toContain('split');
    const ids = await queryRows(connection, 'SELECT count(DISTINCT cluster_id) AS n FROM matching.clusters');
    const roots = await queryRows(
      connection,
      'SELECT count(DISTINCT coalesce(root, rid)) AS n FROM matching.record LEFT JOIN matching.member USING (rid)',
    );
    expect(ids).toEqual(roots);
  });
  it('is what edges connect, also along a chain of a thousand', async () => {
    await runSql(connection, 'CREATE SCHEMA matching');
    const edges =
      'SELECT CAST(i AS INTEGER) AS l, CAST(i + 1 AS INTEGER) AS r FROM range(1000) AS t (i) UNION ALL SELECT 2001, 2003 UNION ALL SELECT 2003, 2002';
    await fillComponents(connection, edges, 'matching');
    const rows = await queryRows(
      connection,
      'SELECT root, count(*) AS n FROM matching.component GROUP BY root ORDER BY root',
    );
    expect(rows).toEqual([
      { root: 0, n: 1001 },
      { root: 2001, n: 3 },
    ]);
  });
});

describe('a config that does not fit', () => {
  it.each([
    ['an unknown column', { comparisons: ['nothing'] }],
    ['an unknown kind', { comparisons: [{ column: 'surname', kind: 'smell' }] }],
    ['an unknown key', { blockings: [] }],
    ['no blocking', { blocking: [] }],
    ['no comparison', { comparisons: [] }],
    ['a threshold over one', { threshold: 7 }],
    ['levels that do not fall', { comparisons: [{ column: 'surname', kind: 'text', levels: [0.8, 0.9] }] }],
  ])('is refused when it is read: %s', (_, more) => {
    expect(() => config(more)).toThrow(UsageError);
  });
  it.each([
    [
      'a rule over its limit of pairs',
      { blocking: [["'all'"]], maximumPairs: 1000 },
      'people',
      /largest blocks hold 450/,
    ],
    [
      'an expression over an unknown column',
      { blocking: [['substr(nothing, 1, 2)']] },
      'people',
      /blocking\[0\]/,
    ],
    [
      'a column without any value',
      {},
      '(SELECT * REPLACE (CAST(NULL AS VARCHAR) AS postcode) FROM people)',
      /comparison postcode/,
    ],
    [
      'ids that repeat',
      {},
      '(SELECT * FROM people UNION ALL SELECT * FROM people)',
      /450 records repeat one/,
    ],
    [
      'ids that are missing',
      {},
      "(SELECT * REPLACE (nullif(id, 'r1') AS id) FROM people)",
      /1 records have none/,
    ],
  ])('is refused before any pair is made: %s', async (_, more, left, words) => {
    const work = matchTables(connection, { left, config: config(more) });
    await expect(work).rejects.toThrow(UsageError);
    await expect(work).rejects.toThrow(words);
    const made = await queryRows(
      connection,
      "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'matching' AND table_name = 'candidate'",
    );
    expect(made).toEqual([]);
  });
  it('takes the columns of a table as they stand', async () => {
    expect(await columnsOf(connection, 'people')).toEqual(COLUMNS);
  });
});
