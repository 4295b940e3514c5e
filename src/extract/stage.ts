import type { DuckDBConnection } from '@duckdb/node-api';
import { changeRows, queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, type Table } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { buildIncoming, stageIncoming } from './incoming.ts';
import { tablesOf, type RawRelation } from './raw.ts';
import {
  fitSql,
  identityColumns,
  keyHashSql,
  sameKeySql,
  typingOf,
  type TypingContext,
  type Typing,
} from './typed.ts';
import { bringsWorkers, registerWorkers } from './workers.ts';

/** What staging needs to know besides the rows. */
export interface StagingContext extends Omit<TypingContext, 'rawForm'> {
  readonly connection: DuckDBConnection;
  /** Name of the source. */
  readonly source: string;
  /** Persons that were registered before this source. */
  readonly registered: number;
}

/** Hashes of the keys that come twice in the rows at hand or are staged already; a false alarm costs time only. */
const DOUBTFUL = 'doubtful_key';

/**
 * Stages the rows of a flat relation, in one transaction of the caller, and returns whether all went straight to the
 * tables: those do that are fit and whose key comes once. The others, few as a rule, are read again and get a verdict each.
 */
export async function stageRelation(
  context: StagingContext,
  extract: ExtractTable,
  raw: RawRelation,
): Promise<boolean> {
  const { connection } = context;
  const typingContext = { ...context, rawForm: raw.rawForm };
  const typing = typingOf(extract, typingContext);
  const register = () => registerWorkers(connection, extract.table, raw.from, typingContext);
  const { workers, hasStaged } = await lookAround(connection, extract.table);
  // The tables of a delivery name the same persons: those that an earlier one has brought are not looked for again.
  const isNew =
    workers === context.registered &&
    (workers === 0 || (await bringsWorkers(connection, extract.table, raw.from, typingContext)));
  if (isNew) await register();
  const isDoubtful = await findDoubtfulKeys(connection, extract, raw, typing, hasStaged);
  const doubt = `${keyHashSql(extract.table, typing)} IN (SELECT h FROM ${DOUBTFUL})`;
  const fit = fitSql(typing) + (isDoubtful ? `\n  AND NOT (${doubt})` : '');
  const rowsRead = [...raw.rowsByFile.values()].reduce((sum, count) => sum + count, 0);
  let staged = await insertFit(connection, extract, raw, typing, fit);
  if (staged < rowsRead && (await register()) > 0) {
    await removeFiles(connection, extract, raw);
    staged = await insertFit(connection, extract, raw, typing, fit);
  }
  if (staged < rowsRead) {
    const rawForm = (column: string) => {
      const form = raw.rawForm(column);
      return form === 'text' || form === 'trimmed' ? form : 'typed';
    };
    const everyCase = typingOf(extract, { ...context, rawForm });
    await buildIncoming(connection, extract, raw, everyCase, { where: `NOT (${fit})` });
    await stageIncoming(connection, context.source, extract, {
      fileIds: [...raw.rowsByFile.keys()],
      hasStaged,
    });
  }
  if (isDoubtful) await runSql(connection, `DROP TABLE temp.${DOUBTFUL}`);
  return staged === rowsRead;
}

/** Returns whether a key comes twice in the rows of a relation; 64-bit hashes may give a false alarm. */
export async function repeatsKeys(
  context: StagingContext,
  extract: ExtractTable,
  raw: RawRelation,
): Promise<boolean> {
  const typing = typingOf(extract, { ...context, rawForm: raw.rawForm });
  return hasRows(context.connection, extract.table, repeatedHashesSql(extract.table, raw, typing));
}

/**
 * Returns the query of the hashes that come twice in the rows of a relation. They are numbered rather than grouped: with
 * nearly as many groups as rows that takes half the time.
 */
function repeatedHashesSql(table: Table, raw: RawRelation, typing: Typing): string {
  return `
    SELECT k.h FROM (SELECT h, row_number() OVER (PARTITION BY h) AS nth
      FROM (SELECT ${keyHashSql(table, typing)} AS h FROM ${raw.from} AS r)) AS k WHERE k.nth = 2`;
}

async function hasRows(connection: DuckDBConnection, table: Table, query: string): Promise<boolean> {
  return (await queryNumber(connection, `SELECT count(*) FROM (${query})`, {}, qualifiedName(table))) > 0;
}

/** Returns whether there are doubtful keys, in the temporary table then, which is made only where there may be some. */
async function findDoubtfulKeys(
  connection: DuckDBConnection,
  extract: ExtractTable,
  raw: RawRelation,
  typing: Typing,
  hasStaged: boolean,
): Promise<boolean> {
  const { table } = extract;
  const place = qualifiedName(table);
  const repeated = repeatedHashesSql(table, raw, typing);
  const keys = keysOf(table, typing).map(({ name, sql }) => `${sql} AS ${quotedIdentifier(name)}`);
  const met = `
    SELECT DISTINCT n.h FROM (SELECT ${keyHashSql(table, typing)} AS h, ${keys.join(', ')} FROM ${raw.from} AS r ${typing.joins}) AS n
    JOIN ${place} AS o ON ${sameKeySql(table)}`;
  const repeats = await hasRows(connection, table, repeated);
  const meets = hasStaged && (await mayMeetStaged(connection, table, raw, typing));
  if (!repeats && !meets) return false;
  const doubtful = [...(repeats ? [repeated] : []), ...(meets ? [met] : [])].join('\nUNION ALL ');
  await runSql(connection, `CREATE OR REPLACE TEMP TABLE ${DOUBTFUL} AS ${doubtful}`, {}, place);
  return hasRows(connection, table, `SELECT h FROM ${DOUBTFUL}`);
}

const keysOf = (table: Table, typing: Typing) => typing.main.filter(({ name }) => table.key.includes(name));

/**
 * Returns whether the quarters and days of the new keys are among those of the staged rows. On most nights they are not;
 * that is seen at once, because DuckDB skips the row groups whose range lies outside that of the new values.
 */
async function mayMeetStaged(
  connection: DuckDBConnection,
  table: Table,
  raw: RawRelation,
  typing: Typing,
): Promise<boolean> {
  for (const { name, sql } of keysOf(table, typing)) {
    const { nullable = true, read } = table.columns[name] ?? {};
    if (nullable || !read || !['quarter', 'date', 'timestamp'].includes(read.kind)) continue;
    const common = await queryNumber(
      connection,
      `SELECT count(*) FROM (SELECT 1 FROM ${qualifiedName(table)} AS o
       SEMI JOIN (SELECT DISTINCT ${sql} AS v FROM ${raw.from} AS r) AS n ON n.v = o.${quotedIdentifier(name)} LIMIT 1)`,
      {},
      qualifiedName(table),
    );
    if (common === 0) return false;
  }
  return true;
}

/** Adds the fit rows to the staging table and to its identity twin; returns how many. */
async function insertFit(
  connection: DuckDBConnection,
  extract: ExtractTable,
  raw: RawRelation,
  typing: Typing,
  fit: string,
): Promise<number> {
  const insert = (table: Table, columns: Typing['main']) => {
    const values = columns.map(({ name, sql }) => `${sql} AS ${quotedIdentifier(name)}`);
    return changeRows(
      connection,
      `INSERT INTO ${qualifiedName(table)} SELECT ${values.join(', ')}, ${raw.fileIdSql} AS file_id
       FROM ${raw.from} AS r\n${typing.joins}\nWHERE ${fit}`,
      qualifiedName(extract.table),
    );
  };
  const staged = await insert(extract.table, typing.main);
  if (extract.identity) await insert(extract.identity, identityColumns(extract, typing));
  return staged;
}

/** Returns how many persons are registered, and whether the table has rows. */
async function lookAround(
  connection: DuckDBConnection,
  table: Table,
): Promise<{ workers: number; hasStaged: boolean }> {
  const [row = {}] = await queryRows(
    connection,
    `SELECT (SELECT count(*) FROM identity.worker) AS workers, (SELECT count(*) FROM ${qualifiedName(table)}) AS staged`,
  );
  return { workers: Number(row['workers']), hasStaged: row['staged'] !== 0 };
}

/** Takes back what was inserted of the files at hand: persons were registered since, so more of their rows are fit. */
async function removeFiles(
  connection: DuckDBConnection,
  extract: ExtractTable,
  raw: RawRelation,
): Promise<void> {
  const files = [...raw.rowsByFile.keys()].join(', ');
  for (const table of tablesOf(extract))
    await runSql(connection, `DELETE FROM ${qualifiedName(table)} WHERE file_id IN (${files})`);
}
