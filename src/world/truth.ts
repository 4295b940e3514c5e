import type { DuckDBConnection } from '@duckdb/node-api';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';
import type { Written } from './sample.ts';

/** The answers, which only an evaluation outside the pipeline may open: who does what in which scheme. */
const ANSWERS: Readonly<Record<string, string>> = {
  site: `SELECT site.avwddt_id, scheme.scheme, scheme.is_fraud, scheme.is_lookalike, scheme.start_date AS "start", scheme.end_date AS "end"
    FROM world.scheme_site AS scheme JOIN world.site AS site ON site.site_id = scheme.site_id
    WHERE site.known_date <= snapshot_date()`,
  employer: `SELECT employer.nsso_number AS noss_registration_nbr, employer.cbe_number AS company_id, scheme.scheme, scheme.construction_id,
      scheme.role, scheme.is_fraud, scheme.is_lookalike, scheme.start_date AS "start", scheme.end_date AS "end",
      CAST(unpaid.cents AS BIGINT) AS unpaid_cents
    FROM world.scheme_employer AS scheme JOIN world.employer AS employer ON employer.employer_id = scheme.employer_id
    LEFT JOIN (
      SELECT latest.employer_id, sum(latest.due_cents - latest.paid_cents) AS cents
      FROM (
        SELECT account.employer_id, account.due_cents, account.paid_cents FROM world.account AS account
        QUALIFY row_number() OVER (PARTITION BY account.employer_id, account.quarter ORDER BY account.reading DESC) = 1
      ) AS latest
      GROUP BY latest.employer_id
    ) AS unpaid ON unpaid.employer_id = scheme.employer_id
    WHERE greatest(scheme.start_date, employer.start_date) <= snapshot_date()`,
  succession: `SELECT earlier.nsso_number AS earlier_noss_registration_nbr, later.nsso_number AS noss_registration_nbr, tie.tie_date,
      count(handover.position_id) AS seats, tie.keeps_address, tie.keeps_director, tie.keeps_contact, tie.is_transfer
    FROM world.tie AS tie
    JOIN world.employer AS earlier ON earlier.employer_id = tie.from_employer_id
    JOIN world.employer AS later ON later.employer_id = tie.employer_id
    LEFT JOIN world.handover AS handover ON handover.position_id // 4096 = tie.employer_id
    WHERE later.start_date <= snapshot_date() AND tie.tie_date <= snapshot_date()
    GROUP BY ALL`,
};

/**
 * Writes the answers of the world to a folder of their own, and the ledger of what was written: source, extract, file, rows.
 * No other module of the house knows this folder; a test proves it.
 */
export async function writeTruth(
  connection: DuckDBConnection,
  truthDir: string,
  ledger: readonly Written[],
  root: string,
): Promise<void> {
  mkdirSync(truthDir, { recursive: true });
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
