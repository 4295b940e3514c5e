import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readArrow } from '../arrow/index.ts';
import { openDatabase, queryRows, runSql } from '../duckdb/index.ts';
import { DisclosureError, UsageError } from '../errors.ts';
import { emptyTableSql, qualifiedName } from '../table/index.ts';
import { discoverRooms, type Room } from '../unit/index.ts';
import { exportableTable, exportCommand } from './export.ts';
import { withSession } from './session.ts';

const NAME = 'staging.insolvency_procedure';
const ROWS = `
  ('0990000113', 'bankruptcy', DATE '2024-03-01', NULL, DATE '2024-03-04', 'f'),
  ('0990000014', 'bankruptcy', DATE '2024-02-01', DATE '2024-05-06', DATE '2024-02-05', 'f')`;

let folder = '';
let home = '';
let rooms: Room[];
const said: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-export-'));
  home = join(folder, 'home');
  rooms = await discoverRooms();
  await withSession({ home, log: 'json', threads: 1 }, async ({ connection }) => {
    await runSql(connection, 'CREATE SCHEMA staging');
    await runSql(connection, emptyTableSql(exportableTable(rooms, NAME)));
    await runSql(connection, `ALTER TABLE ${NAME} ADD COLUMN file_id VARCHAR`);
    await runSql(connection, `INSERT INTO ${NAME} VALUES ${ROWS}`);
  });
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  said.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

async function run(...words: string[]): Promise<void> {
  const vigie = new Command('vigie').option('--home <dir>', '', home).option('--log <format>', '', 'json');
  vigie.option('--threads <n>', '', '1').addCommand(exportCommand());
  for (const command of [vigie, ...vigie.commands])
    command.exitOverride().configureOutput({ writeErr: () => {} });
  await vigie.parseAsync(['node', 'vigie', 'export', ...words]);
}

const accesses = (): unknown[] =>
  existsSync(join(home, 'access.jsonl'))
    ? readFileSync(join(home, 'access.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    : [];

describe('an exported table', () => {
  it('is a CSV of the declared columns in the order of the key, for its owner only', async () => {
    const out = join(folder, 'out.csv');
    writeFileSync(out, 'old', { mode: 0o644 });
    await run(NAME, '--out', out);
    expect(readFileSync(out, 'utf8')).toBe(
      `cbe_number,procedure_code,opening_date,closing_date,known_date
0990000014,bankruptcy,2024-02-01,2024-05-06,2024-02-05
0990000113,bankruptcy,2024-03-01,,2024-03-04
`,
    );
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  it('is a Parquet file with the declared types', async () => {
    const out = join(folder, 'out.parquet');
    await run(NAME, '--out', out);
    const database = await openDatabase({ path: ':memory:', allowedDirectories: [folder] });
    const rows = await queryRows(await database.connect(), `SELECT * FROM read_parquet($out)`, { out });
    database.close();
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['0990000014', 'bankruptcy', '2024-02-01', '2024-05-06', '2024-02-05'],
      ['0990000113', 'bankruptcy', '2024-03-01', null, '2024-03-04'],
    ]);
  });

  it('is an Arrow file that the declaration accepts; the table may be named without its schema', async () => {
    const out = join(folder, 'out.arrow');
    await run('insolvency_procedure', '--out', out);
    const { metadata } = await readArrow(out, exportableTable(rooms, NAME));
    expect(metadata['table']).toBe(NAME);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it('is noted in the access log with reason, ground and number of rows, and in the log without a row', async () => {
    const before = accesses().length;
    await run(
      NAME,
      '--out',
      join(folder, 'noted.csv'),
      '--reason',
      'a study',
      '--legal-basis',
      'GDPR, art. 89',
    );
    expect(accesses().slice(before)).toMatchObject([
      { reader: 'export', reason: 'a study', legalBasis: 'GDPR, art. 89', tables: [NAME], rowCount: 2 },
    ]);
    expect(said.join('')).toContain('"rows":2');
    expect(said.join('')).not.toMatch(/0990000/);
  });
});

describe('what is not exported', () => {
  it('is a table of clear identities, by any name', () => {
    for (const name of ['identity.limosa_posting', 'identity.person_register']) {
      expect(() => exportableTable(rooms, name)).toThrow(DisclosureError);
    }
    expect(exportableTable(rooms, 'limosa_posting').schema).toBe('staging');
  });

  it('is nothing else that a room declares: the ranked rows of a list too', () => {
    const lists = rooms.flatMap(({ definition }) => (definition.kind === 'list' ? [definition] : []));
    for (const { target } of lists) expect(exportableTable(rooms, qualifiedName(target))).toBe(target);
    expect(lists.length).toBeGreaterThan(0);
  });

  it.each([
    ['a table that no room declares', ['staging.nothing', '--out', 'x.csv']],
    ['a table of the loader', ['staging.rejected_row', '--out', 'x.csv']],
    ['a table that this home has not built', ['feature.site_month', '--out', 'x.csv']],
    ['a file of another type', [NAME, '--out', 'x.xlsx']],
    ['a file in a folder that does not exist', [NAME, '--out', join('none', 'x.csv')]],
  ])('is %s', async (_title, words) => {
    const before = accesses().length;
    const placed = words.map((word) => (/^(x|none)/.test(word) ? join(folder, word) : word));
    await expect(run(...placed)).rejects.toThrow(UsageError);
    expect(accesses()).toHaveLength(before);
  });
});
