import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { installMacros, openDatabase, queryRows, runSql } from '../duckdb/index.ts';
import { code, date, defineTable, flag, integer, real, SCHEMAS } from '../table/index.ts';
import { createTables, insertTextTable } from '../testing/index.ts';
import { defineNetwork, type PlannedStep, type Step } from '../unit/index.ts';
import { buildSteps } from './build.ts';

const Link = defineTable({
  schema: 'feature',
  name: 'link',
  grain: 'One row per employer and resource.',
  key: ['employer_id', 'resource_id'],
  columns: {
    employer_id: code({ meaning: 'Employer.' }),
    resource_id: code({ meaning: 'Resource.', optional: true }),
    link_weight: real({ meaning: 'Weight of the link.', unit: 'weight', optional: true }),
    begin_date: date({ meaning: 'First day.' }),
  },
});
const Exposure = defineTable({
  schema: 'network',
  name: 'exposure',
  grain: 'One row per employer.',
  key: ['employer_id'],
  columns: {
    employer_id: code({ meaning: 'Employer.' }),
    link_count: integer({ meaning: 'Links.', unit: 'count' }),
    exposure_score: real({ meaning: 'Sum of weights.', unit: 'share', optional: true }),
    begin_date: date({ meaning: 'First day of the last link.' }),
    is_linked: flag({ meaning: 'Whether it has a link.' }),
  },
});

let connection: DuckDBConnection;
let close: () => void;
beforeEach(async () => {
  const database = await openDatabase({ path: ':memory:', threads: 1 });
  connection = await database.connect();
  close = () => database.close();
  await installMacros(connection);
  for (const schema of SCHEMAS) await runSql(connection, `CREATE SCHEMA ${schema}`);
  await runSql(connection, 'CREATE SCHEMA ledger');
  await runSql(
    connection,
    'CREATE TABLE ledger.step (table_name VARCHAR, fingerprint VARCHAR, row_count BIGINT)',
  );
  await runSql(
    connection,
    'CREATE TABLE ledger.delivered_file (source VARCHAR, file_id BIGINT, status VARCHAR)',
  );
  await createTables(connection, [Link]);
  await insertTextTable(
    connection,
    Link,
    `employer_id | resource_id | link_weight | begin_date
     E2          | R1          | -           | 2024-01-02
     E1          | R2          | 0.5         | 2024-01-03
     E1          | -           | 0.25        | 2024-01-01`,
  );
});
afterEach(() => close());

function planned(compute: NonNullable<Step['compute']>, inputs = [Link]): PlannedStep {
  const step = { table: Exposure, inputs, compute };
  const definition = defineNetwork({ name: 'exposure', answers: 'Who is exposed?', steps: [step] });
  const room = { kind: 'network' as const, name: 'exposure', dir: import.meta.dirname, definition };
  return { ...step, room, sqlFile: '' };
}

const build = (step: PlannedStep) =>
  buildSteps({
    connection,
    steps: [step],
    bound: [{ sql: '', parameters: ['as_of_date', 'quarter'] }],
    parameters: { as_of_date: '2024-05-01', quarter: '2024Q1' },
  });

describe('a computed step', () => {
  const exposure = planned(async ({ read }) => {
    const { numbers, texts, rowCount } = await read(Link, Object.keys(Link.columns));
    const last = [0, 1, 2].filter(
      (row) => row + 1 === rowCount || texts['employer_id']?.[row] !== texts['employer_id']?.[row + 1],
    );
    return {
      employer_id: last.map((row) => texts['employer_id']?.[row] ?? ''),
      link_count: last.map((row, i) => row - (last[i - 1] ?? -1)),
      exposure_score: Float64Array.from(last, (row) => numbers['link_weight']?.[row] ?? NaN),
      begin_date: last.map((row) => numbers['begin_date']?.[row] ?? NaN),
      is_linked: last.map(() => 1),
    };
  });

  test('reads its inputs in the order of their key and writes typed columns, missing as NULL', async () => {
    const [report] = await build(exposure);
    expect(report?.rows).toBe(2);
    expect(await queryRows(connection, 'SELECT * FROM network.exposure ORDER BY employer_id')).toEqual([
      { employer_id: 'E1', link_count: 2, exposure_score: 0.25, begin_date: '2024-01-01', is_linked: true },
      { employer_id: 'E2', link_count: 1, exposure_score: null, begin_date: '2024-01-02', is_linked: true },
    ]);
    expect((await build(exposure))[0]?.isBuilt).toBe(false);
  });

  test('may not read what it does not declare', async () => {
    await expect(build({ ...exposure, inputs: [] })).rejects.toThrow(/reads feature\.link/);
  });

  test('may not leave out a column', async () => {
    await expect(build(planned(() => ({ employer_id: ['E1'] })))).rejects.toThrow(/declared columns/);
    expect(await queryRows(connection, 'SELECT * FROM ledger.step')).toEqual([]);
  });
});
