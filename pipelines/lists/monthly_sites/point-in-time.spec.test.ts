import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { installMacros, openDatabase, queryRows, runSql, type SqlRow } from '../../../src/duckdb/index.ts';
import { qualifiedName, type Table } from '../../../src/table/index.ts';
import { createTables, insertTextTable } from '../../../src/testing/index.ts';
import type { Step } from '../../../src/unit/index.ts';
import standing from '../../features/employer_standing/features.ts';
import siteMonth from '../../features/site_month/features.ts';
import employer from '../../links/employer/link.ts';
import person from '../../links/person/link.ts';
import siteAddress from '../../links/site_address/link.ts';
import { AccountQuarter } from '../../sources/account/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { EmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import {
  GeographyJudicialDistrict,
  GeographyMunicipality,
  GeographyPostalCode,
} from '../../sources/geography/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { InspectionCase, InspectionOutcome } from '../../sources/inspection/tables.ts';
import limosa from '../../sources/limosa/source.ts';
import { LimosaPosting } from '../../sources/limosa/tables.ts';
import { PersonInssMutation } from '../../sources/person/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract, WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import list from './list.ts';

const ROOMS = [
  { room: { steps: limosa.steps ?? [] }, dir: '../../sources/limosa' },
  { room: employer, dir: '../../links/employer' },
  { room: person, dir: '../../links/person' },
  { room: siteAddress, dir: '../../links/site_address' },
  { room: standing, dir: '../../features/employer_standing' },
  { room: siteMonth, dir: '../../features/site_month' },
  { room: list, dir: '.' },
] as const;
const MAIN = '0990000024';
const SUB = '0990000123';

type Rows = readonly (readonly [Table, string])[];

/** What was known on 30 April 2024. */
const KNOWN: Rows = [
  [
    GeographyPostalCode,
    'postal_code | nis_code | valid_from_date | valid_to_date | is_main\n3000 | 24062 | 2019-01-01 | 9999-12-31 | true',
  ],
  [
    GeographyMunicipality,
    'nis_code | valid_from_date | valid_to_date | name_nl | name_fr | judicial_district\n24062 | 2019-01-01 | 9999-12-31 | Leuven | Louvain | leuven',
  ],
  [GeographyJudicialDistrict, 'judicial_district | list_languages\nleuven | nl'],
  [
    EmployerDirectoryEmployer,
    `noss_registration_number | cbe_number | registration_date\n190000013 | ${MAIN} | 2010-01-01\n190000112 | ${SUB} | 2023-12-01`,
  ],
  [
    WorksDeclarationWorks,
    `avwddt_id | declarant_cbe_number | is_obliged_to_register | street | house_number | postal_code | start_date | end_date | known_date
     W1 | ${MAIN} | true | Kerkstraat | 1 | 3000 | 2024-03-01 | 2024-12-31 | 2024-03-05
     W2 | ${MAIN} | true | Molenweg   | 2 | 3000 | 2024-03-01 | 2024-12-31 | 2024-02-20`,
  ],
  [
    WorksDeclarationContract,
    `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | contractor_foreign_id | contractor_country | intervention_start_date | known_date
     W1 | W1A | ${MAIN} | ${SUB} | -   | 00150 | 2024-03-01 | 2024-03-05
     W1 | W1B | ${SUB}  | -      | XX1 | -     | 2024-03-01 | 2024-03-05`,
  ],
  [
    CheckinAtWorkPresence,
    `presence_registration_id | work_place_id | registration_date | worker_id | limosa_id | cbe_number | creation_at | status
     1 | W1 | 2024-04-10 | P1 | -  | ${SUB} | 2024-04-10 06:00:00 | SUCCESSFULLY_REGISTERED
     2 | W1 | 2024-04-10 | -  | L1 | ${SUB} | 2024-04-10 06:00:00 | SUCCESSFULLY_REGISTERED
     3 | W1 | 2024-04-11 | P2 | -  | ${SUB} | 2024-04-11 06:00:00 | SUCCESSFULLY_REGISTERED`,
  ],
  [
    DimonaPeriod,
    `dimona_period_id | cbe_number | worker_id | starting_date | is_cancelled | form_creation_at\n1 | ${SUB} | P2 | 2024-01-01 | false | 2024-01-01 06:00:00`,
  ],
  [
    LimosaPosting,
    'limosa_id | employer_foreign_id | start_date | end_date | work_place_street | work_place_house_number | work_place_postal_code | known_date\nL1 | XX1 | 2024-03-01 | 2024-04-09 | Kerkstraat | 1 | 3000 | 2024-02-20',
  ],
  [
    AccountQuarter,
    'noss_registration_number | quarter | as_of_date | due_cents | paid_cents\n190000112 | 2023Q4 | 2024-03-15 | 900000 | 0',
  ],
  [
    WithholdingPayment,
    `payer_cbe_number | contractor_cbe_number | invoice_date | invoice_cents | withheld_nsso_cents | withheld_tax_cents\n${MAIN} | ${SUB} | 2024-04-05 | 100000 | 0 | 0`,
  ],
];

/** What the weeks after it brought. */
const KNOWN_LATER: Rows = [
  [
    EmployerDirectoryEmployer,
    'noss_registration_number | cbe_number | registration_date\n190000211 | 0990000321 | 2024-05-03',
  ],
  [
    WorksDeclarationWorks,
    `avwddt_id | declarant_cbe_number | street | house_number | postal_code | start_date | end_date | known_date
     W3 | ${MAIN} | Kerkstraat | 1 | 3000 | 2024-04-01 | 2024-12-31 | 2024-05-02`,
  ],
  [
    WorksDeclarationContract,
    `avwddt_id | works_contract_id | principal_cbe_number | contractor_cbe_number | contractor_country | intervention_start_date | known_date
     W2 | W2A | ${MAIN} | ${SUB} | 00150 | 2024-03-01 | 2024-05-05`,
  ],
  [
    CheckinAtWorkPresence,
    `presence_registration_id | work_place_id | registration_date | worker_id | cbe_number | creation_at | status
     4 | W2 | 2024-04-12 | P3 | ${SUB} | 2024-05-02 06:00:00 | SUCCESSFULLY_REGISTERED
     5 | W1 | 2024-05-02 | P1 | ${SUB} | 2024-05-02 06:00:00 | SUCCESSFULLY_REGISTERED`,
  ],
  [
    DimonaPeriod,
    `dimona_period_id | cbe_number | worker_id | starting_date | is_cancelled | form_creation_at\n2 | ${SUB} | P1 | 2024-04-01 | false | 2024-05-04 06:00:00`,
  ],
  [
    LimosaPosting,
    'limosa_id | employer_foreign_id | start_date | end_date | work_place_street | work_place_house_number | work_place_postal_code | known_date\nL1 | XX1 | 2024-03-01 | 2024-06-30 | Kerkstraat | 1 | 3000 | 2024-05-06',
  ],
  [
    AccountQuarter,
    'noss_registration_number | quarter | as_of_date | due_cents | paid_cents\n190000112 | 2023Q4 | 2024-05-15 | 900000 | 900000',
  ],
  [
    WithholdingPayment,
    `payer_cbe_number | contractor_cbe_number | invoice_date | invoice_cents | withheld_nsso_cents | withheld_tax_cents\n${MAIN} | ${SUB} | 2024-05-05 | 100000 | 0 | 0`,
  ],
  [
    InsolvencyProcedure,
    `cbe_number | procedure_code | opening_date | known_date\n${SUB} | bankruptcy | 2024-04-25 | 2024-05-08`,
  ],
  [PersonInssMutation, 'outdated_worker_id | valid_worker_id | effective_date\nP2 | P1 | 2024-05-10'],
  [
    InspectionCase,
    'case_id | service_code | avwddt_id | opened_date | visit_date\nK1 | A | W1 | 2024-05-02 | 2024-05-06',
  ],
  [
    InspectionOutcome,
    'case_id | outcome_code | outcome_date | known_date\nK1 | hit | 2024-05-07 | 2024-05-09',
  ],
];

async function built(connection: DuckDBConnection, asOf: string): Promise<Record<string, SqlRow[]>> {
  const result: Record<string, SqlRow[]> = {};
  const grouped = new Set<string>();
  for (const { room, dir } of ROOMS) {
    for (const { table, inputs, match, compute } of room.steps as readonly Step[]) {
      // The one computed step follows decisions of analysts, and none has decided anything here: its table stays empty.
      if (compute) continue;
      // Records that are grouped by matching feed no site.
      if (match || inputs.some((input) => grouped.has(qualifiedName(input)))) {
        grouped.add(qualifiedName(table));
        continue;
      }
      const sql = readFileSync(new URL(`${dir}/${table.name}.sql`, import.meta.url), 'utf8');
      const params = sql.includes('$as_of_date') ? { as_of_date: asOf } : {};
      const name = qualifiedName(table);
      await runSql(connection, `CREATE OR REPLACE TABLE ${name} AS ${sql}`, params, name);
      result[name] = await queryRows(connection, `SELECT * FROM ${name} ORDER BY ALL`);
    }
  }
  return result;
}

it('what becomes known later changes no link, no feature, no point and no exclusion of an earlier day', async () => {
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  const connection = await database.connect();
  await installMacros(connection);
  await createTables(
    connection,
    ROOMS.flatMap(({ room }) => room.steps.flatMap((step) => step.inputs)),
  );
  for (const [table, rows] of KNOWN) await insertTextTable(connection, table, rows);
  const before = await built(connection, '2024-04-30');
  for (const [table, rows] of KNOWN_LATER) await insertTextTable(connection, table, rows);
  const after = await built(connection, '2024-04-30');
  const later = await built(connection, '2024-05-31');
  database.close();

  expect(before['ranking.monthly_sites_reason']?.length).toBeGreaterThan(5);
  expect(after).toEqual(before);
  // The same rows do count on a later day, so the comparison above can fail.
  for (const name of [
    'staging.limosa_notification',
    'link.person_mutation',
    'feature.employer_account',
    'feature.insolvency',
    'feature.site_month',
    'feature.site_employer',
    'feature.site_history',
    'feature.site_reputation',
  ]) {
    expect(later[name], name).not.toEqual(before[name]);
  }
});
