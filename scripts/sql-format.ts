import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { formatDialect, duckdb } from 'sql-formatter';
import { macroNames } from '../src/duckdb/index.ts';

const MACRO_FILES = ['src/duckdb/macros.sql', 'src/world/macros.sql'];

/** DuckDB's dialect with our macros as functions: `opaque_id(key)`, not `opaque_id (key)`. */
const dialect = {
  ...duckdb,
  tokenizerOptions: {
    ...duckdb.tokenizerOptions,
    reservedFunctionNames: [
      ...duckdb.tokenizerOptions.reservedFunctionNames,
      ...MACRO_FILES.filter((file) => existsSync(file))
        .flatMap((file) => macroNames(readFileSync(file, 'utf8')))
        .map((name) => name.toUpperCase()),
    ],
  },
};

/**
 * Every SQL text that the formatter lays out. Files of macros are left to the hand: nested calls, which are all they
 * hold, become one line per parenthesis there.
 */
export function sqlFiles(): string[] {
  return ['src', 'pipelines', 'models']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => file.endsWith('.sql') && !file.endsWith('/macros.sql'))
    .sort();
}

/** Returns a SQL text in the layout of the house; the formatter decides, nobody discusses. */
export function formatSql(text: string): string {
  const formatted = formatDialect(text, {
    dialect,
    keywordCase: 'upper',
    tabWidth: 2,
    expressionWidth: 100,
    paramTypes: { named: ['$'] },
  });
  return `${formatted.trimEnd()}\n`;
}

/** Returns the files whose layout differs, or cannot be read by the formatter. */
export function unformattedSql(files = sqlFiles()): string[] {
  return files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    try {
      return formatSql(text) !== text;
    } catch {
      return true;
    }
  });
}

/** Rewrites the files whose layout differs and returns them. */
export function fixSql(files = sqlFiles()): string[] {
  const changed = unformattedSql(files);
  for (const file of changed) writeFileSync(file, formatSql(readFileSync(file, 'utf8')));
  return changed;
}
