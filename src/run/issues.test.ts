import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase, runSql } from '../duckdb/index.ts';
import { prepareWarehouse } from '../extract/index.ts';
import { writeIssues } from './issues.ts';

it('lists what is open: refused files, rejected rows, warnings, errors first, without a value of a row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-issues-'));
  const database = await openDatabase({ path: ':memory:' });
  try {
    const connection = await database.connect();
    await prepareWarehouse(connection, []);
    await runSql(
      connection,
      `INSERT INTO ledger.delivered_file VALUES (1, 'dmfa', 'dmfa/a.csv', 'x', 10, 'loaded', ''),
         (2, 'dmfa', 'dmfa/b.xml', 'y', 10, 'refused', 'truncated')`,
    );
    await runSql(
      connection,
      `INSERT INTO staging.rejected_row VALUES ('dmfa', 'service', 1, 7, 'worker_id', 'niss_check_digit'),
         ('dmfa', 'service', 1, 9, 'worker_id', 'niss_check_digit')`,
    );
    await writeIssues(connection, folder, {
      load: [{ source: 'dmfa', extract: 'declaration', column: 'cbe_number', rule: 'check_digit', count: 3 }],
      checks: [{ room: 'dmfa', level: 'warn', sentence: 'Totals differ.', count: 4 }],
    });
    expect(JSON.parse(readFileSync(join(folder, 'issues.json'), 'utf8'))).toEqual([
      {
        level: 'error',
        event: 'load.refused',
        count: 1,
        file: 'dmfa/b.xml',
        rule: 'truncated',
        source: 'dmfa',
      },
      {
        level: 'error',
        event: 'load.rejected',
        count: 1,
        column: 'worker_id',
        extract: 'service',
        file: 'dmfa/a.csv',
        row_count: 2,
        rule: 'niss_check_digit',
        source: 'dmfa',
      },
      { level: 'warn', event: 'check', count: 1, room: 'dmfa', row_count: 4, sentence: 'Totals differ.' },
      {
        level: 'warn',
        event: 'load.warning',
        count: 1,
        column: 'cbe_number',
        extract: 'declaration',
        row_count: 3,
        rule: 'check_digit',
        source: 'dmfa',
      },
    ]);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
