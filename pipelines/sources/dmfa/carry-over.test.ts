import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { openDatabase, queryRows, runSql } from '../../../src/duckdb/index.ts';
import { qualifiedName, quotedText, type Table } from '../../../src/table/index.ts';
import { createTables, drawTextTable, insertTextTable, parseTextTable } from '../../../src/testing/index.ts';
import { carryOverStatements } from './carry-over.ts';
import {
  DmfaContribution,
  DmfaDeclaration,
  DmfaDeduction,
  DmfaOccupation,
  DmfaRemuneration,
  DmfaService,
  DmfaUpdateAction,
  DmfaWorkerRecord,
} from './tables.ts';

const INCOMING: Readonly<Record<string, Table>> = {
  declaration: DmfaDeclaration,
  worker_record: DmfaWorkerRecord,
  occupation: DmfaOccupation,
  service: DmfaService,
  remuneration: DmfaRemuneration,
  contribution: DmfaContribution,
  deduction: DmfaDeduction,
  update_action: DmfaUpdateAction,
};

interface Night {
  readonly staged?: readonly (readonly [Table, string])[];
  readonly incoming: Readonly<Record<string, string>>;
}

/** Runs the statements on tables shaped as the loader makes them. Then asks one of them. */
async function afterNight(night: Night, sql: string, names: string): Promise<string> {
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  try {
    const connection = await database.connect();
    await createTables(connection, Object.values(INCOMING));
    for (const [table, rows] of night.staged ?? []) await insertTextTable(connection, table, rows);
    await runSql(connection, 'CREATE SCHEMA incoming');
    for (const [extract, table] of Object.entries(INCOMING)) await createIncoming(connection, extract, table);
    for (const [extract, rows] of Object.entries(night.incoming))
      await insertIncoming(connection, extract, rows);
    for (const statement of carryOverStatements()) await runSql(connection, statement);
    const columns = parseTextTable(names).columns;
    return drawTextTable(columns, await queryRows(connection, `${sql} ORDER BY ALL`));
  } finally {
    database.close();
  }
}

async function createIncoming(connection: DuckDBConnection, extract: string, table: Table): Promise<void> {
  await runSql(
    connection,
    `CREATE TABLE incoming.${extract} AS SELECT *, '' AS file_id, CAST(0 AS BIGINT) AS _position, '' AS _form,
       CAST(NULL AS VARCHAR) AS _column, CAST(NULL AS VARCHAR) AS _rule FROM ${qualifiedName(table)} WHERE FALSE`,
  );
}

/** Every row belongs to employer 190000010, quarter 2024Q1. The file is named after the form. */
async function insertIncoming(connection: DuckDBConnection, extract: string, text: string): Promise<void> {
  const { columns, rows } = parseTextTable(text);
  const names = ['noss_registration_number', 'quarter', 'trusteeship', 'file_id', ...columns];
  for (const cells of rows) {
    const form = cells[columns.indexOf('_form')] ?? '';
    const fixed = ["'190000010'", "'2024Q1'", 'FALSE', quotedText(`file ${form}`)];
    const values = [...fixed, ...cells.map((cell) => (cell === null ? 'NULL' : quotedText(cell)))];
    await runSql(
      connection,
      `INSERT INTO incoming.${extract} (${names.join(', ')}) VALUES (${values.join(', ')})`,
    );
  }
}

const same = (drawn: string, expected: string) => {
  const { columns, rows } = parseTextTable(expected);
  const wanted = rows.map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null])));
  expect(drawn).toBe(drawTextTable(columns, wanted));
};

async function expectRows(night: Night, extract: string, expected: string): Promise<void> {
  const { columns } = parseTextTable(expected);
  const sql = `SELECT ${columns.join(', ')} FROM incoming.${extract} WHERE _rule IS NULL`;
  same(await afterNight(night, sql, expected), expected);
}

const key = '190000010 | 2024Q1 | false';
const STAGED: Night['staged'] = [
  [
    DmfaDeclaration,
    `noss_registration_number | quarter | trusteeship | version_number | net_owed_cents | cbe_number
     ${key} | 3 | 1000 | 0990000086`,
  ],
  [
    DmfaWorkerRecord,
    `noss_registration_number | quarter | trusteeship | version_number | worker_id | employer_class | worker_code | border
     ${key} | 3 | Pa | 024 | 015 | false
     ${key} | 3 | Pb | 024 | 015 | false
     ${key} | 3 | Pc | 024 | 015 | true`,
  ],
  [
    DmfaContribution,
    `noss_registration_number | quarter | trusteeship | version_number | worker_id | employer_class | worker_code | contribution_worker_code | contribution_type | contribution_cents
     ${key} | 3 | Pa | 024 | 015 | 015 | 1 | 400
     ${key} | 3 | Pb | 024 | 015 | 015 | 1 | 300
     ${key} | 3 | Pc | 024 | 015 | 015 | 1 | 350`,
  ],
  [
    DmfaDeduction,
    `noss_registration_number | quarter | trusteeship | version_number | worker_id | employer_class | worker_code | occupation_sequence_number | deduction_code | deduction_cents
     ${key} | 3 | Pc | 024 | 015 | 1 | 3000 | 50`,
  ],
];
const declarations = (rows: string) => `_form | version_number | known_date | net_owed_cents\n${rows}`;
const records = (rows: string) =>
  `_form | version_number | worker_id | employer_class | worker_code | border\n${rows}`;
const actions = (rows: string) =>
  `_form | worker_id | last_employer_class | last_worker_code | employer_class | worker_code | update_action\n${rows}`;
const contributions = (rows: string) =>
  `_form | version_number | worker_id | employer_class | worker_code | contribution_worker_code | contribution_type | contribution_cents\n${rows}`;

const UPDATE: Night = {
  staged: STAGED,
  incoming: {
    declaration: declarations('u | - | 2024-05-02 | -'),
    worker_record: records('u | - | Pa | 024 | 495 | true\nu | - | Pd | 024 | 015 | false'),
    update_action: actions(
      `u | Pa | 024 | 015 | 024 | 495 | 1
       u | Pb | 024 | 015 | 024 | 015 | 0
       u | Pc | 024 | 015 | 024 | 015 | 9
       u | Pd | - | - | 024 | 015 | 3`,
    ),
    contribution: contributions(
      'u | - | Pa | 024 | 495 | 495 | 0 | 450\nu | - | Pd | 024 | 015 | 015 | 1 | 100',
    ),
  },
};

describe('a modification', () => {
  it('becomes the next version: replaced, deleted, unchanged and new records', () =>
    expectRows(
      UPDATE,
      'worker_record',
      `version_number | worker_id | worker_code | border | file_id
       4              | Pa        | 495         | true   | file u
       4              | Pc        | 015         | true   | -
       4              | Pd        | 015         | false  | file u`,
    ));

  it('carries the lines of the records that it leaves alone', () =>
    expectRows(
      UPDATE,
      'contribution',
      `version_number | worker_id | contribution_cents
       4              | Pa        | 450
       4              | Pc        | 350
       4              | Pd        | 100`,
    ));

  it('owes the net amount before, plus the change of contributions minus deductions', () =>
    expectRows(
      UPDATE,
      'declaration',
      `version_number | net_owed_cents | cbe_number | known_date
       4              | 850            | 0990000086 | 2024-05-02`,
    ));

  it('of a declaration that nobody has is a version of its own', () =>
    expectRows(
      { incoming: UPDATE.incoming },
      'worker_record',
      `version_number | worker_id | worker_code
       1              | Pa        | 495
       1              | Pd        | 015`,
    ));

  it('follows an original of the same night, and other modifications, in the order of their forms', () =>
    expectRows(
      {
        incoming: {
          declaration: declarations(
            '3 | - | 2024-05-03 | -\n1 | 1 | 2024-05-01 | 500\n2 | - | 2024-05-02 | -',
          ),
          worker_record: records(
            `1 | 1 | Pa | 024 | 015 | false
             1 | 1 | Pb | 024 | 015 | false
             2 | - | Pa | 024 | 015 | true`,
          ),
          update_action: actions('2 | Pa | 024 | 015 | 024 | 015 | 1\n3 | Pb | 024 | 015 | 024 | 015 | 0'),
        },
      },
      'worker_record',
      `version_number | worker_id | border
       1              | Pa        | false
       1              | Pb        | false
       2              | Pa        | true
       2              | Pb        | false
       3              | Pa        | true`,
    ));

  it('does not bring back what an original between them left out', () =>
    expectRows(
      {
        staged: STAGED,
        incoming: {
          declaration: declarations('1 | 1 | 2024-05-01 | 500\n2 | - | 2024-05-02 | -'),
          worker_record: records('1 | 1 | Pa | 024 | 015 | false'),
          update_action: actions('2 | Pc | 024 | 015 | 024 | 015 | 0'),
        },
      },
      'worker_record',
      `version_number | worker_id
       4              | Pa
       5              | Pa`,
    ));
});

describe('an original', () => {
  it('of a declaration that has versions is the next one, whole', () =>
    expectRows(
      {
        staged: STAGED,
        incoming: {
          declaration: declarations('1 | 1 | 2024-05-01 | 500'),
          worker_record: records('1 | 1 | Pa | 024 | 015 | false'),
        },
      },
      'worker_record',
      `version_number | worker_id
       4              | Pa`,
    ));

  it('whose declaration is rejected takes its rows with it', async () => {
    const night = {
      incoming: {
        declaration: '_form | version_number | _column | _rule\n1 | 1 | known_date | missing',
        worker_record: records('1 | 1 | Pa | 024 | 015 | false'),
      },
    };
    const expected = 'worker_id | _rule\nPa | declaration_rejected';
    same(await afterNight(night, 'SELECT worker_id, _rule FROM incoming.worker_record', expected), expected);
  });
});
