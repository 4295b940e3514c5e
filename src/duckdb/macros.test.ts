import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installMacros, macroNames, openDatabase, queryRows, type Database, type SqlValue } from './index.ts';

/** Call and value of each macro, worked out by hand; dates from the calendar. A macro without an example fails. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [string, SqlValue])[]>> = {
  quarter_of: [
    ["DATE '2024-01-01'", '2024Q1'],
    ["DATE '2024-03-31'", '2024Q1'],
    ["DATE '2024-12-31'", '2024Q4'],
    ['CAST(NULL AS DATE)', null],
  ],
  normalised_text: [
    ["'  Élan & Fils, S.A.'", 'ELAN FILS S A'],
    ["'Cœur Großstraße'", 'COEUR GROSSSTRASSE'],
    ["'ELAN FILS S A'", 'ELAN FILS S A'],
    ["'---'", ''],
    ['NULL', null],
  ],
  street_part: [
    ["'Rue Haute - Hoogstraat', 1", 'Rue Haute'],
    ["'Rue Haute - Hoogstraat', 2", 'Hoogstraat'],
    ["'Rue Haute/Hoogstraat', 2", 'Hoogstraat'],
    ["'Rue Haute', 2", ''],
    ["'Sint-Jansplein', 1", 'Sint-Jansplein'],
  ],
  street_key: [
    ["'Av. St-Jean'", 'AVENUESTJEAN'],
    ["'AVENUE SAINT JEAN'", 'AVENUESTJEAN'],
    ["'Kerkstr.'", 'KERKSTR'],
    ["'Kerkstraat'", 'KERKSTR'],
    ["'Hauptstraße'", 'HAUPTSTR'],
    ["'Chée de Wavre'", 'CHAUSSEEDEWAVRE'],
    ["'Chaussée de Wavre'", 'CHAUSSEEDEWAVRE'],
    ["'Waversestwg'", 'WAVERSESTEENWEG'],
    ["'Bd du Docteur Roux'", 'BOULEVARDDUDRROUX'],
  ],
  house_key: [
    ["'nr. 012 A bus 3'", '12A'],
    ["'12/3'", '12'],
    ["'12-14'", '12'],
    ["'12B3'", '12'],
    ["'12b'", '12B'],
    ["'12 bis'", '12BIS'],
    ["'12 boîte 3'", '12'],
    ["'100'", '100'],
    ["'z.n.'", ''],
  ],
  house_in_street: [
    ["'Kerkstraat 12 bus 3'", '12 bus 3'],
    ["'Rue du 11 Novembre 5'", '5'],
    ["'Rue Haute, 5A'", '5A'],
    ["'Kerkstraat'", ''],
  ],
  street_alone: [
    ["'Kerkstraat 12 bus 3'", 'Kerkstraat'],
    ["'Rue Haute, 5A'", 'Rue Haute'],
    ["'Kerkstraat'", 'Kerkstraat'],
  ],
  // MD5 of 'a' is 0cc175b9c0f1b6a831c399e269772661 (RFC 1321, A.5).
  opaque_id: [["'T', 'a'", 'T0cc175b9c0f1b6a8']],
  whole_part: [
    ['7, 2', 3],
    ['6, 2', 3],
    ['0, 5', 0],
    ['NULL, 5', null],
  ],
  next_month: [
    ["DATE '2024-01-31'", '2024-02-01'],
    ["DATE '2024-12-01'", '2025-01-01'],
  ],
  postal_key: [
    ["'B-1000'", '1000'],
    ["'be 1000'", '1000'],
    ["' 1000 '", '1000'],
    ["'L-1000'", 'L-1000'],
  ],
  months_before: [
    ["DATE '2024-05-31', 3", '2024-02-29'],
    ["DATE '2023-05-31', 3", '2023-02-28'],
    ["DATE '2024-01-15', 12", '2023-01-15'],
  ],
  foreign_number_key: [
    ["'PL 123-456'", '123456'],
    ["'123.456'", '123456'],
    ["'-'", null],
  ],
  company_key: [
    ["'Odra  Service Sp. z o.o.'", 'ODRA SERVICE'],
    ["'ODRA SERVICE SPZOO'", 'ODRA SERVICE'],
    ["'Odra Service'", 'ODRA SERVICE'],
  ],
  months_after: [
    ["DATE '2024-01-31', 1", '2024-02-29'],
    ["DATE '2023-03-15', 12", '2024-03-15'],
  ],
  days_after: [
    ["DATE '2024-02-28', 2", '2024-03-01'],
    ["DATE '2024-01-31', 366", '2025-01-31'],
  ],
  full_months: [
    ["DATE '2024-01-15', DATE '2024-02-14'", 0],
    ["DATE '2024-01-15', DATE '2024-02-15'", 1],
    ["DATE '2024-01-31', DATE '2024-03-01'", 1],
    ["DATE '2023-12-15', DATE '2024-12-14'", 11],
  ],
  greater_of: [
    ['1, 2', 2],
    ['2, 1', 2],
    ['1, NULL', 1],
    ['NULL, 1', 1],
  ],
  lesser_of: [
    ['1, 2', 1],
    ['2, 1', 1],
    ['2, NULL', 2],
    ['NULL, 2', 2],
  ],
  prior_permille: [
    ['0', 120],
    ['5', 200],
    ['29', 320],
    ['30', 450],
    ['50', 600],
  ],
  payment_due_date: [
    ["'2024Q1'", '2024-04-30'],
    ["'2024Q2'", '2024-07-31'],
    ["'2024Q3'", '2024-10-31'],
    ["'2024Q4'", '2025-01-31'],
  ],
  quarter_first_day: [
    ["'2024Q1'", '2024-01-01'],
    ["'2024Q4'", '2024-10-01'],
  ],
  quarter_last_day: [
    ["'2024Q1'", '2024-03-31'],
    ["'2024Q4'", '2024-12-31'],
  ],
  quarter_before: [
    ["'2024Q1', 1", '2023Q4'],
    ["'2024Q3', 4", '2023Q3'],
    ["'2024Q3', 0", '2024Q3'],
  ],
  weekdays_between: [
    ["DATE '2024-01-01', DATE '2024-03-31'", 65],
    ["DATE '2024-01-05', DATE '2024-01-08'", 2],
    ["DATE '2024-01-06', DATE '2024-01-07'", 0],
    ["DATE '2024-01-08', DATE '2024-01-05'", 0],
  ],
  share_of: [
    ['1, 4', 0.25],
    ['0, 4', 0],
    ['1, 0', null],
    ['NULL, 4', null],
  ],
};

let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
  await installMacros(connection);
});
afterAll(() => database.close());

describe('the macros', () => {
  it('each have an example, and each example has its macro', () => {
    const shown = Object.keys(EXAMPLES).filter((name) => (EXAMPLES[name]?.length ?? 0) > 0);
    expect(shown.sort()).toEqual(macroNames());
  });

  it('are all installed, and may be installed again', async () => {
    await installMacros(connection);
    const sql =
      "SELECT DISTINCT function_name AS n FROM duckdb_functions() WHERE function_type = 'macro' AND NOT internal ORDER BY n";
    expect((await queryRows(connection, sql)).map(({ n }) => n)).toEqual(macroNames());
  });

  it.each(
    Object.entries(EXAMPLES).flatMap(([name, examples]) =>
      examples.map(([words, value]) => [`${name}(${words})`, value] as const),
    ),
  )('%s is %j', async (call, value) => {
    expect(await queryRows(connection, `SELECT ${call} AS v`)).toEqual([{ v: value }]);
  });
});
