import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { markdownTable } from './markdown.ts';
import { formatSql } from './sql-format.ts';

const ROOT = join(import.meta.dirname, '..');

test('SQL is laid out with upper-case keywords and untouched parameters, and stays as it is the second time', () => {
  const text = formatSql(
    '-- One row per x.\nselect quarter_of(a.x) as x from s.t as a where a.d<=$as_of_date and a.q=$quarter',
  );
  expect(text).toBe(`-- One row per x.
SELECT
  quarter_of(a.x) AS x
FROM
  s.t AS a
WHERE
  a.d <= $as_of_date
  AND a.q = $quarter
`);
  expect(formatSql(text)).toBe(text);
});

test('a Markdown table escapes bars and joins lines', () => {
  expect(markdownTable(['a'], [['x|y\nz']])).toBe('| a |\n| --- |\n| x\\|y z |\n');
});

/** The rules of the import law that a small project of these files breaks. */
function brokenRules(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-imports-'));
  try {
    for (const [file, text] of Object.entries({ 'tsconfig.json': '{}', ...files })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const config = join(ROOT, '.dependency-cruiser.cjs');
    const program = join(ROOT, 'node_modules/.bin/depcruise');
    const { stdout } = spawnSync(program, ['--config', config, '--output-type', 'json', '.'], {
      cwd: folder,
    });
    const report = JSON.parse(stdout.toString()) as {
      readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] };
    };
    return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const imports = (path: string): string => `import '${path}';\n`;

test('the import law lets a room use the tables of an earlier one and the index files of src', () => {
  expect(
    brokenRules({
      'src/table/index.ts': '',
      'pipelines/sources/a/tables.ts': imports('../../../src/table/index.ts'),
      'pipelines/links/b/link.ts': imports('../../sources/a/tables.ts'),
      'pipelines/links/c/link.ts': imports('../b/tables.ts'),
      'pipelines/links/b/tables.ts': '',
    }),
  ).toEqual([]);
});

test('the import law refuses later rooms, siblings, the inside of src, and rooms named by src', () => {
  expect(
    brokenRules({
      'src/table/table.ts': '',
      'src/unit/index.ts': imports('../../pipelines/lists/l/tables.ts'),
      'src/forest/fit.ts': "import 'node:fs';\nimport '../duckdb/index.ts';\n",
      'src/duckdb/index.ts': imports('./a.ts'),
      'src/duckdb/a.ts': imports('./index.ts'),
      'pipelines/lists/l/tables.ts': '',
      'pipelines/sources/a/source.ts': imports('../b/tables.ts') + imports('../../lists/l/tables.ts'),
      'pipelines/sources/b/tables.ts': imports('../../../src/table/table.ts'),
      'pipelines/links/c/link.ts': imports('../../sources/a/source.ts') + imports('../../world/people.ts'),
      'pipelines/world/people.ts': '',
    }),
  ).toEqual([
    'flow-sources',
    'no-circle',
    'numbers-only',
    'rooms-of-one-kind',
    'src-knows-no-room',
    'src-through-index',
    'tables-only-links',
    'world-apart',
  ]);
});
