import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase, queryRows, runSql } from '../duckdb/index.ts';
import { SourceFileError } from '../errors.ts';
import { fillFromFile, openTableFile } from './table-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-table-file-'));
let connection: DuckDBConnection;
let close: () => void;
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:', threads: 1, allowedDirectories: [folder] });
  close = () => database.close();
  connection = await database.connect();
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true });
});

/** Returns the names and then the rows of a file. */
async function read(name: string, bytes: string | Uint8Array): Promise<unknown[][]> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  await runSql(connection, 'DROP TABLE IF EXISTS data');
  const file = await openTableFile(connection, path, ['NA']);
  await fillFromFile(connection, 'data', file, '*');
  const rows = await queryRows(connection, 'SELECT * FROM data');
  return [file.columns.map((column) => column.name), ...rows.map((row) => Object.values(row))];
}

const TWO = [
  ['a', 'b'],
  ['1', '2'],
  ['3', null],
];

describe('a table file', () => {
  it.each([
    ['commas', 'a,b\n1,2\n3,NA\n'],
    ['tabs, and the ends of lines of Windows', 'a\tb\r\n1\t2\r\n3\t\r\n'],
    ['carriage returns alone', 'a,b\r1,2\r3,\r'],
    ['a mark of UTF-8, quotes and blanks around names', '\uFEFF"a", b\n"1",2\n3,NA'],
    ['empty lines between the rows', 'a,b\n1,2\n\n3,NA\n\n'],
    ['gzip, whatever its name', gzipSync('a|b\n1|2\n3|NA\n')],
  ])('is read from %s', async (name, bytes) => {
    expect(await read(`${name.slice(0, 8)}.csv`, bytes)).toEqual(TWO);
  });

  it('has names with line ends, separators, quotes and accents, and one where there is none', async () => {
    const found = await read('names.csv', '"a\nb";"c;""d""";é€;__proto__;\n1;2;3;4;5\n');
    expect(found[0]).toEqual(['a\nb', 'c;"d"', 'é€', '__proto__', 'column4']);
    expect(found).toHaveLength(2);
  });

  it('has a header of any length', async () => {
    const names = Array.from({ length: 700 }, (_, i) => `${'a long name '.repeat(10)}${i}`);
    const found = await read('wide.csv', `${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`);
    expect(found[0]).toEqual(names);
    expect(found[1]?.[699]).toBe('699');
  });

  it('is Parquet by its first bytes, with the types of its columns', async () => {
    const path = join(folder, 'rows.data');
    await runSql(connection, `COPY (SELECT 1 AS n, [1, 2] AS l) TO '${path}' (FORMAT parquet)`);
    expect((await openTableFile(connection, path)).columns).toEqual([
      { name: 'n', type: 'INTEGER' },
      { name: 'l', type: 'INTEGER[]' },
    ]);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /, line 1: the header is empty/],
    ['no header', '\na,b\n1,2\n', /, line 1: the header is empty/],
    ['a header whose quote does not end', 'a,"b\n1,2\n', /, line 1: a quote in the header does not end/],
    ['one name twice but for its case', 'a,b,A\n1,2,3\n', /, line 1: the header names the column A twice/],
    ['a header in Latin-1', Buffer.from('\xE9,b\n1,2\n', 'latin1'), /, line 1: the header is not UTF-8/],
    ['a row in Latin-1', Buffer.from('a,b\n1,\xE9\n', 'latin1'), /, line 2: .*encoding/],
    ['UTF-16', Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), /it is UTF-16/],
    ['a torn gzip file', Buffer.from([0x1f, 0x8b, 1, 2, 3]), /begins as a gzip file/],
    ['a gzip file that was cut', gzipSync(`a,b\n${'1,2\n'.repeat(99_999)}`).subarray(0, 90), /./],
    ['a row too short', 'a,b\n1\n', /, line 2: the header has 2 cells, the line 1/],
    ['a Parquet file that was cut', 'PAR1....', /it is no Parquet file, or a damaged one/],
  ])('is refused with %s', async (name, bytes, message) => {
    const reading = read(`${name.replaceAll(' ', '-')}.csv`, bytes);
    await expect(reading).rejects.toThrow(SourceFileError);
    await expect(reading).rejects.toThrow(message);
  });
});
