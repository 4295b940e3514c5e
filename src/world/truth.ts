import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSql } from '../duckdb/index.ts';
import { UsageError } from '../errors.ts';
import { quotedText } from '../table/index.ts';
import { lifeQuarters, type WorldOptions } from './options.ts';
import type { Written } from './sample.ts';
import { tablesRead } from './steps.ts';

/** The answers, which only an evaluation outside the pipeline may open: who does what in which scheme, and which rows mean one place. */
const ANSWERS: Readonly<Record<string, string>> = {
  site: `SELECT site.avwddt_id, scheme.scheme, scheme.is_fraud, scheme.is_lookalike, scheme.start_date AS "start", scheme.end_date AS "end"
    FROM world.scheme_site AS scheme JOIN world.site AS site ON site.site_id = scheme.site_id
    WHERE site.known_date <= snapshot_date()`,
  employer: `SELECT employer.nsso_number AS noss_registration_nbr, employer.cbe_number AS company_id, scheme.scheme, scheme.construction_id,
      scheme.role, scheme.is_fraud, scheme.is_lookalike, scheme.start_date AS "start", scheme.end_date AS "end", euro.cents AS amount_cents
    FROM world.scheme_employer AS scheme JOIN world.employer AS employer ON employer.employer_id = scheme.employer_id
    LEFT JOIN world.euro AS euro ON euro.employer_id = scheme.employer_id AND euro.scheme = scheme.scheme
    WHERE greatest(scheme.start_date, employer.start_date) <= snapshot_date()`,
  construction: `SELECT scheme.construction_id, scheme.scheme, scheme.is_fraud, scheme.is_lookalike, count(*) AS member_count,
      min(scheme.start_date) AS "start", CASE WHEN count(scheme.end_date) = count(*) THEN max(scheme.end_date) END AS "end",
      CAST(sum(euro.cents) AS BIGINT) AS amount_cents
    FROM world.scheme_employer AS scheme JOIN world.employer AS employer ON employer.employer_id = scheme.employer_id
    LEFT JOIN world.euro AS euro ON euro.employer_id = scheme.employer_id AND euro.scheme = scheme.scheme
    WHERE scheme.construction_id IS NOT NULL AND greatest(scheme.start_date, employer.start_date) <= snapshot_date()
    GROUP BY scheme.construction_id, scheme.scheme, scheme.is_fraud, scheme.is_lookalike`,
  worker_employer: `SELECT person.niss AS inss, employer.nsso_number AS noss_registration_nbr, scheme.scheme, scheme.construction_id, scheme.role,
      scheme.is_fraud, scheme.is_lookalike, scheme.start_date AS "start", known(scheme.end_date) AS "end"
    FROM world.scheme_worker AS scheme
    JOIN world.person AS person ON person.worker = scheme.worker
    JOIN world.employer AS employer ON employer.employer_id = scheme.employer_id
    WHERE scheme.start_date <= snapshot_date()`,
  establishment: `SELECT unit.establishment_number, employer.nsso_number AS noss_registration_nbr, scheme.scheme, scheme.role, scheme.is_fraud,
      scheme.is_lookalike, scheme.start_date AS "start", scheme.end_date AS "end"
    FROM world.scheme_establishment AS scheme
    JOIN world.establishment AS unit ON unit.establishment_id = scheme.establishment_id
    JOIN world.employer AS employer ON employer.employer_id = scheme.employer_id
    WHERE scheme.start_date <= snapshot_date()`,
  provider: `SELECT provider.service_provider_number AS service_provider_id, provider.kind, provider.error_share FROM world.provider AS provider`,
  place: `WITH stood AS (
      SELECT address.address_id, min(address.address_id) OVER (
        PARTITION BY address.postal_code, address.street_nl, address.street_fr, address.house_number) AS place_id
      FROM world.address AS address
    )
    SELECT 'works_declaration' AS source, site.avwddt_id AS source_key, stood.place_id
    FROM world.site AS site JOIN stood ON stood.address_id = site.address_id WHERE site.known_date <= snapshot_date()
    UNION ALL SELECT 'limosa', posting.limosa_id, stood.place_id
    FROM world.posting AS posting
    LEFT JOIN world.site AS site ON site.site_id = posting.site_id
    LEFT JOIN world.employer AS employer ON employer.employer_id = posting.principal_employer_id
    JOIN stood ON stood.address_id = coalesce(site.address_id, employer.address_id)
    WHERE posting.notice <> 'absent' AND posting.known_date <= snapshot_date()
    UNION ALL SELECT 'cbe', unit.establishment_number, stood.place_id
    FROM world.establishment AS unit JOIN stood ON stood.address_id = unit.address_id WHERE unit.start_date <= snapshot_date()`,
  succession: `SELECT earlier.nsso_number AS earlier_noss_registration_nbr, later.nsso_number AS noss_registration_nbr, tie.tie_date,
      count(handover.position_id) AS seats, tie.keeps_address, tie.keeps_director, tie.keeps_contact, tie.is_transfer
    FROM world.tie AS tie
    JOIN world.employer AS earlier ON earlier.employer_id = tie.from_employer_id
    JOIN world.employer AS later ON later.employer_id = tie.employer_id
    LEFT JOIN world.handover AS handover ON handover.position_id // 4096 = tie.employer_id
    WHERE later.start_date <= snapshot_date() AND tie.tie_date <= snapshot_date()
    GROUP BY ALL`,
};

/** The tables of the world that the answers read. */
export const TRUTH_TABLES: readonly string[] = Object.values(ANSWERS).flatMap(tablesRead);

/**
 * Writes the answers of the world to a folder of their own, and the ledger of what was written: source, extract, file, rows,
 * and the options, from which a later snapshot of the same world can be written.
 * No other module of the house knows this folder; a test proves it.
 */
export async function writeTruth(
  connection: DuckDBConnection,
  truthDir: string,
  ledger: readonly Written[],
  root: string,
  options: WorldOptions,
): Promise<void> {
  mkdirSync(truthDir, { recursive: true });
  const { employers, quarters, seed, lastQuarter = '2024Q1' } = options;
  const kept = { employers, quarters, seed, lastQuarter, lifeQuarters: lifeQuarters(options) };
  writeFileSync(join(truthDir, 'options.json'), `${JSON.stringify(kept, null, 2)}\n`);
  for (const [name, sql] of Object.entries(ANSWERS)) {
    const path = quotedText(join(truthDir, `${name}.csv`));
    await runSql(
      connection,
      `COPY (SELECT * FROM (${sql}) ORDER BY ALL) TO ${path} (FORMAT csv, HEADER)`,
      {},
      `answers: ${name}`,
    );
  }
  const rows = ledger.map(
    ({ source, extract, path, rows }) =>
      `(${[source, extract, path.slice(root.length + 1)].map(quotedText).join(', ')}, ${rows})`,
  );
  const values = `SELECT * FROM (VALUES ${rows.join(', ')}) AS l(source, extract, file, "rows") ORDER BY ALL`;
  await runSql(
    connection,
    `COPY (${values}) TO ${quotedText(join(truthDir, 'ledger.csv'))} (FORMAT csv, HEADER)`,
    {},
    'answers: ledger',
  );
}

/**
 * Returns the options of the world that was written to `outDir`.
 * @throws UsageError when no world stands there.
 */
export function readWorldOptions(outDir: string): WorldOptions & { readonly lastQuarter: string } {
  const path = join(outDir, 'truth', 'options.json');
  if (existsSync(path)) {
    return JSON.parse(readFileSync(path, 'utf8')) as WorldOptions & { readonly lastQuarter: string };
  }
  throw new UsageError({
    place: path,
    fact: 'the file does not exist',
    expectation: 'the folder of a world that vigie wrote',
    effect: 'nothing was written',
    next: 'give the folder that was the --out of vigie world',
  });
}
