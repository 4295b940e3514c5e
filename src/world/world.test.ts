import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, queryNumber, queryRows, type Database } from '../duckdb/index.ts';
import { areaUnderRoc } from '../evaluation/index.ts';
import { fitForest } from '../forest/index.ts';
import {
  isCbeNumber,
  isDimonaPeriodId,
  isEstablishmentUnitNumber,
  isNiss,
  isNssoNumber,
} from '../identifiers/index.ts';
import { PROJECT_ROOT } from '../unit/index.ts';
import { buildWorld, readFlatSamples, writeWorld, type WorldFormat } from './index.ts';

const ROOMS = {
  worldDir: join(PROJECT_ROOT, 'pipelines/world'),
  sourcesDir: join(PROJECT_ROOT, 'pipelines/sources'),
};
/** What could give the answer away, and the subjects that play a fraud, by scheme. */
const SHORTCUTS = {
  employer: {
    frame: `SELECT employer_id AS subject, CAST(nsso_number AS BIGINT) AS number, CAST(cbe_number AS BIGINT) AS cbe_number,
        day(start_date) AS day, dayofweek(start_date) AS weekday, hash(legal_form) % 7 AS legal_form
      FROM world.employer WHERE start_date <= snapshot_date()`,
    frauds: 'SELECT employer_id AS subject, scheme FROM world.scheme_employer WHERE is_fraud',
  },
  worker: {
    // Without the age in the NISS and the time in the period's number, which honest people have as well.
    frame: `SELECT person.worker AS subject, CAST(any_value(substr(person.niss, 5)) AS BIGINT) AS number,
        max(CAST(substr(period.dimona_period_id, 8) AS INTEGER)) AS period, max(dayofweek(period.creation_at)) AS weekday
      FROM world.person AS person JOIN world.dimona_period AS period ON period.worker = person.worker GROUP BY person.worker`,
    frauds: 'SELECT worker AS subject, scheme FROM world.scheme_worker WHERE is_fraud',
  },
  site: {
    frame: `SELECT site_id AS subject, CAST('0x' || avwddt_id[4:] AS BIGINT) AS number, day(start_date) AS day, dayofweek(start_date) AS weekday
      FROM world.site`,
    frauds: "SELECT site_id AS subject, 'dumping_site' AS scheme FROM world.scheme_site WHERE is_fraud",
  },
};
const dir = mkdtempSync(join(tmpdir(), 'world-'));
afterAll(() => rmSync(dir, { recursive: true }));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function digests(name: string, format: WorldFormat, threads: number): Promise<Record<string, string>> {
  const outDir = mkdtempSync(join(dir, name));
  await writeWorld(ROOMS, { employers: 60, quarters: 2, seed: 7, threads, format, outDir });
  return Object.fromEntries(
    filesBelow(outDir).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(outDir, file)))
        .digest('hex'),
    ]),
  );
}

describe('a written world', () => {
  it('has the same bytes with one and with two threads, as messages and as Parquet', async () => {
    expect(await digests('one', 'xml', 1)).toEqual(await digests('two', 'xml', 2));
  });

  it('differs with the seed', async () => {
    const outDir = mkdtempSync(join(dir, 'seed'));
    await writeWorld(ROOMS, { employers: 60, quarters: 2, seed: 8, format: 'csv', outDir });
    const other = readFileSync(join(outDir, 'dmfa/declaration.csv'));
    const same = mkdtempSync(join(dir, 'seed'));
    await writeWorld(ROOMS, { employers: 60, quarters: 2, seed: 7, format: 'csv', outDir: same });
    expect(other.equals(readFileSync(join(same, 'dmfa/declaration.csv')))).toBe(false);
  });

  it('names every extract of every source that has a sample, and counts its rows in the ledger', async () => {
    const outDir = mkdtempSync(join(dir, 'ledger'));
    const ledger = await writeWorld(ROOMS, { employers: 60, quarters: 2, seed: 7, format: 'csv', outDir });
    expect(ledger.map(({ source, extract }) => `${source}/${extract}`)).toEqual(
      readFlatSamples(ROOMS.sourcesDir)
        .map(({ source, extract }) => `${source}/${extract}`)
        .sort(),
    );
    for (const { path, rows } of ledger) {
      expect(readFileSync(path, 'utf8').trimEnd().split('\n').length - 1, path).toBe(rows);
    }
  });
});

describe('the population of a world', () => {
  let database: Database;
  let connection: DuckDBConnection;
  const count = (sql: string) => queryNumber(connection, sql);
  const texts = async (sql: string) =>
    (await queryRows(connection, sql)).map((row) => String(Object.values(row)[0]));

  beforeAll(async () => {
    database = await openDatabase({ path: ':memory:', threads: 2 });
    connection = await database.connect();
    await buildWorld(connection, ROOMS.worldDir, { employers: 300, quarters: 4, seed: 7 });
  });
  afterAll(() => database.close());

  it('has identifiers with valid check digits', async () => {
    expect(
      (await texts('SELECT cbe_number FROM world.employer')).filter((text) => !isCbeNumber(text)),
    ).toEqual([]);
    expect(
      (await texts('SELECT nsso_number FROM world.employer')).filter((text) => !isNssoNumber(text)),
    ).toEqual([]);
    expect((await texts('SELECT niss FROM world.person')).filter((text) => !isNiss(text))).toEqual([]);
    expect(
      (await texts('SELECT niss FROM world.posted_worker WHERE niss IS NOT NULL')).filter(
        (text) => !isNiss(text),
      ),
    ).toEqual([]);
    expect(
      (await texts('SELECT establishment_number FROM world.establishment')).filter(
        (text) => !isEstablishmentUnitNumber(text),
      ),
    ).toEqual([]);
    expect(
      (await texts('SELECT dimona_period_id FROM world.dimona_period')).filter(
        (text) => !isDimonaPeriodId(text),
      ),
    ).toEqual([]);
  });

  it('has identifiers of the reserved synthetic ranges only', async () => {
    const cbe = await count(
      "SELECT count(*) FROM world.employer WHERE NOT regexp_full_match(cbe_number, '(099|199)[0-9]{7}')",
    );
    const nsso = await count(
      "SELECT count(*) FROM world.employer WHERE nsso_number NOT BETWEEN '190000000' AND '199999999'",
    );
    const niss = await count(
      `SELECT count(*) FROM (SELECT niss FROM world.person UNION ALL SELECT niss FROM world.posted_worker WHERE niss IS NOT NULL)
       WHERE CAST(substr(niss, 7, 3) AS INTEGER) NOT BETWEEN 990 AND 997`,
    );
    const unit = await count(
      "SELECT count(*) FROM world.establishment WHERE establishment_number < '2990000000'",
    );
    expect([cbe, nsso, niss, unit]).toEqual([0, 0, 0, 0]);
  });

  it('gives every person and every employer a number of its own', async () => {
    const niss = `SELECT niss FROM world.person UNION ALL SELECT niss FROM world.posted_worker WHERE niss IS NOT NULL`;
    expect(await count(`SELECT count(*) - count(DISTINCT niss) FROM (${niss})`)).toBe(0);
    for (const [table, id] of Object.entries({
      employer: 'cbe_number',
      person: 'worker',
      dimona_period: 'dimona_period_id',
      site: 'avwddt_id',
      posting: 'limosa_id',
      contract: 'contract_id',
    })) {
      expect(await count(`SELECT count(*) - count(DISTINCT ${id}) FROM world.${table}`), table).toBe(0);
    }
  });

  it('pays 97 to 99.5 percent of its contributions at the due date (98 in the annual reports of 2014 to 2021)', async () => {
    const share = await count(
      'SELECT CAST(sum(paid_at_due_cents) AS DOUBLE) / sum(due_cents) FROM world.account WHERE reading = 0',
    );
    expect(share).toBeGreaterThan(0.97);
    expect(share).toBeLessThan(0.995);
  });

  it('owes in each declaration what its records add up to', async () => {
    expect(await count('SELECT count(*) FROM world.declaration WHERE owed_cents < 0')).toBe(0);
    const difference = await count(
      `SELECT CAST(abs(
        (SELECT sum(owed_cents) FROM world.declaration)
        - (SELECT sum(contribution_amount) FROM world.dmfa_contribution)
        + (SELECT sum(deduction_amount) FROM world.dmfa_deduction)) AS BIGINT)`,
    );
    expect(difference).toBe(0);
  });

  it('has sites in all twelve judicial districts, some of them dumping sites and twice as many look-alikes', async () => {
    expect(await count('SELECT count(DISTINCT district) FROM world.site')).toBe(12);
    const fraud = await count('SELECT count(*) FROM world.scheme_site WHERE is_fraud');
    const lookalike = await count('SELECT count(*) FROM world.scheme_site WHERE is_lookalike');
    expect(fraud).toBeGreaterThan(8);
    expect(lookalike).toBeGreaterThanOrEqual(fraud * 2);
  });

  it('plants every scheme with at least as many look-alikes as frauds among the employers', async () => {
    const rows = await queryRows(
      connection,
      `SELECT scheme, count(*) FILTER (WHERE is_fraud) AS frauds, count(*) FILTER (WHERE is_lookalike) AS lookalikes
       FROM (SELECT scheme, coalesce(construction_id, CAST(employer_id AS VARCHAR)) AS instance, bool_or(is_fraud) AS is_fraud, bool_or(is_lookalike) AS is_lookalike
         FROM world.scheme_employer GROUP BY ALL) GROUP BY scheme ORDER BY scheme`,
    );
    expect(rows.map(({ scheme }) => scheme)).toEqual([
      'bankruptcy_carousel',
      'economic_exploitation',
      'fictitious_employment',
      'first_hire_reduction',
      'hidden_work',
      'paper_relocation',
      'payment_default',
      'withholding_evasion',
    ]);
    for (const { scheme, frauds, lookalikes } of rows) {
      expect(Number(frauds), String(scheme)).toBeGreaterThan(0);
      expect(Number(lookalikes), String(scheme)).toBeGreaterThanOrEqual(Number(frauds));
    }
  });

  it('lets a seat that goes over end at the old employer before it begins at the new one, with the same person', async () => {
    const [row] = await queryRows(
      connection,
      `SELECT count(*) AS seats,
         count(*) FILTER (WHERE earlier.end_date >= later.start_date) AS overlapping,
         count(*) FILTER (WHERE earlier.worker <> later.worker) AS others
       FROM world.handover AS handover
       JOIN world.contract AS earlier ON earlier.contract_id // 16 = handover.from_position_id AND earlier.end_date = handover.from_end_date
       JOIN world.contract AS later ON later.contract_id = handover.position_id * 16`,
    );
    expect(Number(row?.['seats'])).toBeGreaterThan(5);
    expect(Number(row?.['overlapping'])).toBe(0);
    expect(Number(row?.['others'])).toBe(0);
  });

  it('ties each construction to one tree of employers, so that whose director and address a company has is never in doubt', async () => {
    expect(await count('SELECT count(*) - count(DISTINCT employer_id) FROM world.tie')).toBe(0);
    expect(
      await count(
        'SELECT count(*) FROM world.kinship AS k JOIN world.tie AS t ON t.employer_id = k.family_key',
      ),
    ).toBe(0);
  });

  it('draws labels from inspections only: some fraud is never visited, and some visits find nothing true', async () => {
    const frauds = await count(
      "SELECT count(DISTINCT employer_id) FROM world.scheme_employer WHERE is_fraud AND scheme = 'bankruptcy_carousel'",
    );
    const visited = await count(
      `SELECT count(DISTINCT inspection.employer_id) FROM world.inspection AS inspection
       JOIN world.bankruptcy_carousel_employer AS scheme ON scheme.employer_id = inspection.employer_id AND scheme.is_fraud
       WHERE inspection.phenomenon_code = 'bankruptcy_carousel'`,
    );
    expect(visited).toBeLessThan(frauds);
    expect(
      await count("SELECT count(*) FROM world.inspection WHERE outcome_code = 'no_infringement'"),
    ).toBeGreaterThan(10);
  });

  it('knows nothing after its snapshot', async () => {
    expect(await count('SELECT count(*) FROM world.declaration WHERE known_date > snapshot_date()')).toBe(0);
    expect(await count('SELECT count(*) FROM world.presence WHERE day > snapshot_date()')).toBe(0);
    expect(
      await count('SELECT count(*) FROM world.dimona_period WHERE creation_at >= snapshot_date() + 1'),
    ).toBe(0);
  });

  it.each(Object.entries(SHORTCUTS))(
    'does not tell the frauds among its %ss by numbers, order or days of the week: a small forest stays at chance on every scheme',
    async (_, { frame, frauds }) => {
      const names = await texts(
        `SELECT DISTINCT scheme FROM (${frauds}) AS fraud JOIN (${frame}) AS frame USING (subject) ORDER BY scheme`,
      );
      expect(names.length).toBeGreaterThan(0);
      for (const scheme of names) {
        const rows = await queryRows(
          connection,
          `SELECT frame.* EXCLUDE (subject), row_number() OVER (ORDER BY frame.number) AS turn, fraud.subject IS NOT NULL AS is_fraud
           FROM (${frame}) AS frame LEFT JOIN (SELECT DISTINCT subject FROM (${frauds}) WHERE scheme = '${scheme}') AS fraud USING (subject)
           ORDER BY frame.number`,
        );
        const { is_fraud: isFraud = [], ...columns } = Object.fromEntries(
          Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => Number(row[name]))]),
        );
        const labels = Uint8Array.from(isFraud);
        const hits = labels.reduce((sum, label) => sum + label, 0);
        const { outOfBag = new Float64Array() } = await fitForest(
          {
            rowCount: rows.length,
            columns: Object.entries(columns).map(([name, values]) => ({
              name,
              values: Float64Array.from(values),
            })),
          },
          labels,
          { trees: 60, depth: 4, outOfBag: true, workers: 1 },
        );
        const chance = 4 / Math.sqrt(12 * hits);
        expect(Math.abs(areaUnderRoc({ scores: outOfBag, labels }) - 0.5), `${scheme}, ${hits}`).toBeLessThan(
          chance,
        );
      }
    },
  );
});

describe('the answers of a world', () => {
  it('are named by no module but the writer of the world', () => {
    const naming = ['src', 'pipelines', 'models']
      .flatMap((folder) => filesBelow(join(PROJECT_ROOT, folder)).map((file) => join(folder, file)))
      .filter((file) => /\.(ts|js|sql|md)$/.test(file) && !file.startsWith(join('src', 'world')))
      .filter((file) =>
        /join\([^)]*['"`]truth['"`]|truth\/(site|employer|construction|worker_employer|establishment|place|succession|ledger)|scheme_(site|employer|slot|tie|worker|establishment)/.test(
          readFileSync(join(PROJECT_ROOT, file), 'utf8'),
        ),
      )
      .filter((file) => !file.startsWith(join('pipelines', 'world')));
    expect(naming).toEqual([]);
  });
});
