import type { DuckDBConnection } from '@duckdb/node-api';
import { queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, quotedText, type Table } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { typedColumns, workerJoins, type TypedColumn, type TypingContext } from './typed.ts';

/** Rows before typing: something that stands after FROM, with the raw columns of one extract. */
export interface RawRelation {
  /** For counting and typing; may be read in parallel. */
  readonly from: string;
  /** The same rows with their place, for the slow path: must give `positionSql` its column. */
  readonly fromWithPosition: string;
  /** Row number in the file, from 1, or line of the element. */
  readonly positionSql: string;
  /** `'…'` for one file, a column for several. */
  readonly fileIdSql: string;
  /** Rows in the delivered files, malformed lines included. */
  readonly rowsRead: number;
}

export interface StagedCounts {
  readonly read: number;
  readonly staged: number;
  /** Rejected rows by `column: rule`. */
  readonly rejected: Readonly<Record<string, number>>;
}

interface Typing {
  readonly main: readonly TypedColumn[];
  readonly clear: readonly TypedColumn[];
  readonly joins: string;
}

function typingOf(extract: ExtractTable, context: TypingContext): Typing {
  const keys = new Set<string>(extract.table.key);
  return {
    main: typedColumns(extract.table, context),
    clear: extract.identity
      ? typedColumns(extract.identity, context).filter(({ name }) => !keys.has(name))
      : [],
    joins: workerJoins(extract.table, context),
  };
}

/**
 * Stages rows in one pass, on the assumption that all are fit and new: returns false, with nothing changed, when any
 * row is not. Call it inside a transaction that `undo` rolls back to before this table.
 */
export async function stageAllFit(
  connection: DuckDBConnection,
  extract: ExtractTable,
  raw: RawRelation,
  context: TypingContext,
): Promise<boolean> {
  const typing = typingOf(extract, context);
  const violations = [...typing.main, ...typing.clear].flatMap((column) => column.violations);
  const fit = violations.map(({ sql }) => `NOT (${sql})`).join('\n  AND ') || 'TRUE';
  const source = `FROM ${raw.from} AS r\n${typing.joins}\nWHERE ${fit}`;
  const place = qualifiedName(extract.table);
  if (await hasRows(connection, extract.table)) return false;
  const main = typing.main.map(({ name, sql }) => `${sql} AS ${quotedIdentifier(name)}`);
  await runSql(
    connection,
    `INSERT INTO ${place} SELECT ${main.join(', ')}, ${raw.fileIdSql} AS file_id ${source}`,
    {},
    place,
  );
  const staged = await queryNumber(connection, `SELECT count(*) FROM ${place}`);
  if (staged !== raw.rowsRead || (await hasDuplicates(connection, extract.table))) {
    await runSql(connection, `DELETE FROM ${place}`);
    return false;
  }
  if (extract.identity) {
    const columns = identityColumns(extract, typing).map(
      ({ name, sql }) => `${sql} AS ${quotedIdentifier(name)}`,
    );
    await runSql(
      connection,
      `INSERT INTO ${qualifiedName(extract.identity)} SELECT ${columns.join(', ')}, ${raw.fileIdSql} AS file_id ${source}`,
      {},
      place,
    );
  }
  return true;
}

function identityColumns(extract: ExtractTable, typing: Typing): TypedColumn[] {
  return Object.keys(extract.identity?.columns ?? {}).map((name) => {
    const column = [...typing.clear, ...typing.main].find((candidate) => candidate.name === name);
    if (!column)
      throw new TypeError(`${qualifiedName(extract.table)}: identity column ${name} has no source`);
    return column;
  });
}

/** Rows of one extract on their way to staging: table `incoming.<extract>`, one verdict per row. */
export function incomingName(extract: ExtractTable): string {
  return `incoming.${quotedIdentifier(extract.extract)}`;
}

/**
 * Creates `incoming.<extract>`: the typed columns, `file_id`, `_position`, and `_column`/`_rule` of the first
 * violation (NULL for a fit row). `assigned` columns may be missing: a later step of the load fills
 * them; `kept` raw columns stand beside the typed ones.
 */
export async function buildIncoming(
  connection: DuckDBConnection,
  extract: ExtractTable,
  raw: RawRelation,
  context: TypingContext,
  extra: { readonly assigned: readonly string[]; readonly kept: readonly string[] } = {
    assigned: [],
    kept: [],
  },
): Promise<void> {
  const typing = typingOf(extract, context);
  const violations = [...typing.main, ...typing.clear]
    .flatMap((column) => column.violations)
    .filter(({ column, rule }) => rule !== 'missing' || !extra.assigned.includes(column));
  const verdict = (value: (violation: (typeof violations)[number]) => string) =>
    violations.length === 0
      ? 'CAST(NULL AS VARCHAR)'
      : `CASE ${violations.map((violation) => `WHEN ${violation.sql} THEN ${quotedText(value(violation))}`).join('\n')} END`;
  const columns = [
    ...typing.main.map(({ name, sql }) => `${sql} AS ${quotedIdentifier(name)}`),
    ...typing.clear.map(({ name, sql }) => `${sql} AS ${quotedIdentifier(`_clear_${name}`)}`),
    `${raw.fileIdSql} AS file_id`,
    `CAST(${raw.positionSql} AS BIGINT) AS _position`,
    ...extra.kept.map((name) => `r.${quotedIdentifier(name)} AS ${quotedIdentifier(name)}`),
    `${verdict(({ column }) => column)} AS _column`,
    `${verdict(({ rule }) => rule)} AS _rule`,
  ];
  await runSql(connection, 'CREATE SCHEMA IF NOT EXISTS incoming');
  await runSql(
    connection,
    `CREATE TABLE ${incomingName(extract)} AS SELECT ${columns.join(',\n')} FROM ${raw.fromWithPosition} AS r\n${typing.joins}`,
    {},
    qualifiedName(extract.table),
  );
}

/**
 * Moves the fit rows of `incoming.<extract>` to staging and the others to `staging.rejected_row`, and drops it.
 * A key delivered twice keeps its first row; against rows staged earlier the declared delivery decides.
 */
export async function stageIncoming(
  connection: DuckDBConnection,
  source: string,
  extract: ExtractTable,
): Promise<void> {
  const incoming = incomingName(extract);
  const staging = qualifiedName(extract.table);
  const keys = extract.table.key.map(quotedIdentifier);
  const sameKey = keys.map((key) => `n.${key} IS NOT DISTINCT FROM o.${key}`).join(' AND ');
  const version = extract.versionColumn ? quotedIdentifier(extract.versionColumn) : undefined;
  const newest = version ? `${version} DESC NULLS LAST, ` : '';
  const mark = (rule: string, where: string) =>
    runSql(
      connection,
      `UPDATE ${incoming} AS n SET _column = '', _rule = ${quotedText(rule)} WHERE n._rule IS NULL AND ${where}`,
      {},
      staging,
    );
  await mark(
    'duplicate_key',
    `n.rowid IN (SELECT d.rowid FROM (SELECT rowid, row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY ${newest}file_id, _position) AS nth FROM ${incoming} WHERE _rule IS NULL) AS d WHERE d.nth > 1)`,
  );
  if (await hasRows(connection, extract.table)) {
    const exists = (condition: string) =>
      `EXISTS (SELECT 1 FROM ${staging} AS o WHERE ${sameKey}${condition ? ` AND ${condition}` : ''})`;
    if (extract.delivery === 'supersede') {
      if (version) await mark('stale_version', exists(`n.${version} <= o.${version}`));
      for (const table of [extract.table, ...(extract.identity ? [extract.identity] : [])]) {
        await runSql(
          connection,
          `DELETE FROM ${qualifiedName(table)} AS o WHERE EXISTS (SELECT 1 FROM ${incoming} AS n WHERE n._rule IS NULL AND ${sameKey})`,
        );
      }
    } else {
      await mark('already_staged', exists(''));
    }
  }
  await insertIncoming(connection, source, extract);
  await runSql(connection, `DROP TABLE ${incoming}`);
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

/** Returns, per file of this extract, how many rows were staged and rejected, with the rules. */
export async function countStaged(
  connection: DuckDBConnection,
  source: string,
  extract: ExtractTable,
  fileIds: readonly string[],
): Promise<Map<string, { staged: number; rejected: Record<string, number> }>> {
  const files = fileIds.map(quotedText).join(', ');
  const counts = new Map(fileIds.map((id) => [id, { staged: 0, rejected: {} as Record<string, number> }]));
  const staged = await queryRows(
    connection,
    `SELECT file_id, count(*) AS n FROM ${qualifiedName(extract.table)} WHERE file_id IN (${files}) GROUP BY file_id ORDER BY file_id`,
  );
  for (const { file_id, n } of staged) {
    const count = counts.get(String(file_id));
    if (count) count.staged = Number(n);
  }
  const rejected = await queryRows(
    connection,
    `SELECT file_id, column_name, rule, count(*) AS n FROM staging.rejected_row
     WHERE source = $source AND extract = $extract AND file_id IN (${files})
     GROUP BY file_id, column_name, rule ORDER BY file_id, column_name, rule`,
    { source, extract: extract.extract },
  );
  for (const { file_id, column_name, rule, n } of rejected) {
    const name = column_name === '' ? String(rule) : `${String(column_name)}: ${String(rule)}`;
    const count = counts.get(String(file_id));
    if (count) count.rejected[name] = Number(n);
  }
  return counts;
}

async function hasRows(connection: DuckDBConnection, table: Table): Promise<boolean> {
  const rows = await queryRows(connection, `SELECT 1 AS one FROM ${qualifiedName(table)} LIMIT 1`);
  return rows.length > 0;
}

/** Compares 64-bit hashes of the keys: a false alarm only sends the file through the slow path. */
async function hasDuplicates(connection: DuckDBConnection, table: Table): Promise<boolean> {
  const keys = table.key.map(quotedIdentifier).join(', ');
  const count = await queryNumber(
    connection,
    `SELECT count(*) - count(DISTINCT hash(${keys})) FROM ${qualifiedName(table)}`,
  );
  return count > 0;
}
