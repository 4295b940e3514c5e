import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase, runSql } from '../duckdb/index.ts';
import type { Room } from '../unit/index.ts';
import { runChecks } from './checks.ts';

const dir = mkdtempSync(join(tmpdir(), 'vigie-checks-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

it('leaves a check to the run that builds the table it reads, and runs the others of the room', async () => {
  writeFileSync(
    join(dir, 'checks.sql'),
    [
      '-- warn: rows of the table that is built.',
      'SELECT CAST(count(*) AS INTEGER) AS offending_count FROM link.built AS b;',
      '',
      '-- fail: rows of the table that this job does not need.',
      'SELECT CAST(count(*) AS INTEGER) AS offending_count FROM link.later AS l;',
    ].join('\n'),
  );
  const database = await openDatabase({ path: ':memory:', threads: 1, allowedDirectories: [dir] });
  const connection = await database.connect();
  await runSql(connection, 'CREATE SCHEMA link; CREATE TABLE link.built AS SELECT 1 AS id');
  const room = { kind: 'link', name: 'place', dir } as Room;
  const parameters = { as_of_date: '2024-05-15', quarter: '2024Q1' } as const;

  const found = await runChecks(connection, [room], parameters, new Set(['link.built']));
  expect(found.map(({ sentence, count }) => [sentence, count])).toEqual([
    ['rows of the table that is built', 1],
  ]);
  await expect(
    runChecks(connection, [room], parameters, new Set(['link.built', 'link.later'])),
  ).rejects.toThrow(/Catalog Error/);
  database.close();
});
