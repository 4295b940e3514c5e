import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, runSql } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, quotedText } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { fileIdSql, tablesOf, type RawRelation } from './raw.ts';
import { sameKeySql, type Typing } from './typed.ts';

/** Rows of one extract on their way to staging: table `incoming.<extract>`, one verdict per row. */
export function incomingName(extract: ExtractTable): string {
  return `incoming.${quotedIdentifier(extract.extract)}`;
}

/**
 * Creates `incoming.<extract>`, or adds rows to it: the typed columns, `file_id`, `_position`, and `_column`/`_rule` of the first
 * violation (NULL for a fit row). `where` keeps some rows only. `assigned` columns may be missing: a later step of the load
 * fills them; `kept` raw columns stand beside the typed ones.
 */
export async function buildIncoming(
  connection: DuckDBConnection,
  extract: ExtractTable,
  raw: RawRelation,
  typing: Typing,
  extra: {
    readonly where?: string;
    readonly assigned?: readonly string[];
    readonly kept?: readonly string[];
    readonly isAdded?: boolean;
  },
): Promise<void> {
  const { where = 'TRUE', assigned = [], kept = [], isAdded = false } = extra;
  const typed = [...typing.main, ...typing.clear];
  const verdicts = typed
    .flatMap((column) => column.verdicts)
    .filter(({ column, rule }) => rule !== 'missing' || !assigned.includes(column));
  const verdict = (value: (violation: (typeof verdicts)[number]) => string) =>
    verdicts.length === 0
      ? 'CAST(NULL AS VARCHAR)'
      : `CASE ${verdicts.map((violation) => `WHEN ${violation.sql} THEN ${quotedText(value(violation))}`).join('\n')} END`;
  const inner = [
    ...typed.map(({ name, sql }) => `${sql} AS ${quotedIdentifier(name)}`),
    ...typed.map(({ name, rawSql }) => `${rawSql} AS ${quotedIdentifier(`_raw_${name}`)}`),
    `${raw.fileIdSql} AS file_id`,
    `CAST(${raw.positionSql} AS BIGINT) AS _position`,
    ...kept.map((name) => `r.${quotedIdentifier(name)} AS ${quotedIdentifier(name)}`),
  ];
  const outer = [
    ...typing.main.map(({ name }) => `t.${quotedIdentifier(name)}`),
    ...typing.clear.map(({ name }) => `t.${quotedIdentifier(name)} AS ${quotedIdentifier(`_clear_${name}`)}`),
    't.file_id',
    't._position',
    ...kept.map((name) => `t.${quotedIdentifier(name)}`),
    `${verdict(({ column }) => column)} AS _column`,
    `${verdict(({ rule }) => rule)} AS _rule`,
  ];
  await runSql(connection, 'CREATE SCHEMA IF NOT EXISTS incoming');
  // Typed first and judged afterwards: a verdict in the same SELECT would type each value once more per rule.
  await runSql(
    connection,
    `${isAdded ? `INSERT INTO ${incomingName(extract)}` : `CREATE TABLE ${incomingName(extract)} AS`} SELECT ${outer.join(',\n')} FROM (
       SELECT ${inner.join(',\n')} FROM ${raw.fromWithPosition} AS r\n${typing.joins}\nWHERE ${where}) AS t`,
    {},
    qualifiedName(extract.table),
  );
}

/**
 * Moves the fit rows of `incoming.<extract>` to staging and the others to `staging.rejected_row`, and drops it.
 * A key delivered twice keeps its first row, in the order of `fileIds` (absent: of the ids themselves); against rows
 * that were staged before these files, if there are any, the declared delivery decides.
 */
export async function stageIncoming(
  connection: DuckDBConnection,
  source: string,
  extract: ExtractTable,
  given: { readonly fileIds?: readonly number[]; readonly hasStaged?: boolean } = {},
): Promise<void> {
  const { fileIds = [], hasStaged = true } = given;
  const incoming = incomingName(extract);
  const fit = await queryNumber(connection, `SELECT count(*) FROM ${incoming} WHERE _rule IS NULL`);
  if (fit > 0) await decideKeys(connection, extract, fileIds, hasStaged);
  await insertIncoming(connection, source, extract);
  await runSql(connection, `DROP TABLE ${incoming}`);
}

/** Gives a verdict to fit rows of `incoming.<extract>` whose key comes again, and removes the rows that they supersede. */
async function decideKeys(
  connection: DuckDBConnection,
  extract: ExtractTable,
  fileIds: readonly number[],
  hasStaged: boolean,
): Promise<void> {
  const incoming = incomingName(extract);
  const keys = extract.table.key.map(quotedIdentifier).join(', ');
  const version = extract.versionColumn ? quotedIdentifier(extract.versionColumn) : undefined;
  const newest = version ? `${version} DESC NULLS LAST, ` : '';
  const file =
    fileIds.length > 1 ? `list_position([${fileIds.map(fileIdSql).join(', ')}], file_id)` : 'file_id';
  const staged = `${qualifiedName(extract.table)} AS o ON ${sameKeySql(extract.table)}`;
  const mark = (rule: string, rows: string) =>
    runSql(
      connection,
      `UPDATE ${incoming} SET _column = '', _rule = ${quotedText(rule)} WHERE rowid IN (${rows})`,
      {},
      qualifiedName(extract.table),
    );
  await mark(
    'duplicate_key',
    `SELECT d.row FROM (SELECT rowid AS row, row_number() OVER (PARTITION BY ${keys} ORDER BY ${newest}${file}, _position) AS nth
     FROM ${incoming} WHERE _rule IS NULL) AS d WHERE d.nth > 1`,
  );
  if (!hasStaged) return;
  const known = `SELECT n.rowid FROM ${incoming} AS n JOIN ${staged} WHERE n._rule IS NULL`;
  if (extract.delivery !== 'supersede') return mark('already_staged', known);
  if (version) await mark('stale_version', `${known} AND n.${version} <= o.${version}`);
  for (const table of tablesOf(extract)) {
    await runSql(
      connection,
      `DELETE FROM ${qualifiedName(table)} AS o WHERE EXISTS
       (SELECT 1 FROM ${incoming} AS n WHERE n._rule IS NULL AND ${sameKeySql(extract.table)})`,
    );
  }
}

async function insertIncoming(
  connection: DuckDBConnection,
  source: string,
  extract: ExtractTable,
): Promise<void> {
  const incoming = incomingName(extract);
  const columns = Object.keys(extract.table.columns).map(quotedIdentifier);
  await runSql(
    connection,
    `INSERT INTO ${qualifiedName(extract.table)} SELECT ${columns.join(', ')}, file_id FROM ${incoming} WHERE _rule IS NULL`,
  );
  if (extract.identity) {
    const clear = Object.keys(extract.identity.columns).map((name) =>
      quotedIdentifier(extract.table.key.includes(name) ? name : `_clear_${name}`),
    );
    await runSql(
      connection,
      `INSERT INTO ${qualifiedName(extract.identity)} SELECT ${clear.join(', ')}, file_id FROM ${incoming} WHERE _rule IS NULL`,
    );
  }
  await runSql(
    connection,
    `INSERT INTO staging.rejected_row SELECT ${quotedText(source)}, ${quotedText(extract.extract)}, file_id, _position, _column, _rule FROM ${incoming} WHERE _rule IS NOT NULL`,
  );
}
