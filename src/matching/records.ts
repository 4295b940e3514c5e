import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSql } from '../duckdb/index.ts';
import { quotedIdentifier } from '../table/index.ts';
import { configError, type MatchConfig } from './config.ts';
import { cleanedSql, type Clue } from './kinds.ts';

/** The tables to compare, by their plain SQL names; `right` is absent where one table is de-duplicated. */
export interface MatchInput {
  readonly left: string;
  readonly right?: string;
}

/** What was prepared. */
export interface RecordCounts {
  readonly left: number;
  /** 0 where one table is de-duplicated. */
  readonly right: number;
}

/** Returns the columns of a table that a config names or its expressions may name. */
function usedColumns(config: MatchConfig, columns: readonly string[]): string[] {
  const texts = [...config.blocking, ...(config.deterministic?.rules ?? [])].flat();
  return columns.filter(
    (name) =>
      config.comparisons.some(({ column, swap }) => column === name || swap === name) ||
      texts.some((text) => mentions(text, name)),
  );
}

/** Whether an expression names a column, as a word or in double quotes. */
export function mentions(expression: string, column: string): boolean {
  if (expression === column || expression.includes(quotedIdentifier(column))) return true;
  const word = column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\w"])${word}($|[^\\w"])`, 'i').test(expression);
}

/** Returns SQL of the key of a rule: NULL where a part is not known. */
export function ruleKeySql(rule: readonly string[], columns: readonly string[]): string {
  const parts = rule.map((part) => (columns.includes(part) ? quotedIdentifier(part) : `(${part})`));
  const texts = parts.map((part) => `nullif(CAST(${part} AS VARCHAR), '')`);
  return `CASE WHEN ${texts.map((text) => `${text} IS NOT NULL`).join(' AND ')} THEN hash(${texts.join(', ')}) END`;
}

/** Returns the names of the columns of a table, in its order. */
export async function columnsOf(connection: DuckDBConnection, table: string): Promise<string[]> {
  const rows = await queryRows(connection, `DESCRIBE SELECT * FROM ${table}`, {}, table);
  return rows.map((row) => String(row['column_name']));
}

/**
 * Fills `<into>.record`, one row per record: `rid` (0 to n-1, left before right, in an order drawn by hash from the ids), `side`, `id`,
 * the cleaned values `c…`, the rarity `f…` in bits, the keys of the blocking rules `k…` and of the deterministic rules `d…`.
 * @throws UsageError for missing or repeated ids, an expression that does not bind, a column without any value.
 */
export async function prepareRecords(
  connection: DuckDBConnection,
  input: MatchInput,
  config: MatchConfig,
  clues: readonly Clue[],
  into: string,
): Promise<RecordCounts> {
  const columns = await columnsOf(connection, input.left);
  const used = usedColumns(config, columns);
  const cleaned = used.map(
    (name) => `${cleanedSql(quotedIdentifier(name), config.missing)} AS ${quotedIdentifier(name)}`,
  );
  const sideSql = (side: number, table: string) =>
    `SELECT CAST(${side} AS TINYINT) AS side, CAST(${quotedIdentifier(config.id)} AS VARCHAR) AS id, ${cleaned.join(', ')} FROM ${table}`;
  const both = [sideSql(0, input.left), ...(input.right === undefined ? [] : [sideSql(1, input.right)])];
  await runSql(
    connection,
    `CREATE OR REPLACE TABLE ${into}.cleaned AS ${both.join(' UNION ALL ')}`,
    {},
    'match: clean',
  );
  const counts = await countRecords(connection, config, into);
  await assertBinds(connection, config, used, into);
  await runSql(
    connection,
    `CREATE OR REPLACE TABLE ${into}.prepared AS SELECT side, id, ${preparedSql(config, clues, used).join(', ')} FROM ${into}.cleaned`,
    {},
    'match: prepare',
  );
  await runSql(connection, `DROP TABLE ${into}.cleaned`);
  await assertValues(connection, clues, into);
  await runSql(connection, recordSql(clues, into), {}, 'match: records');
  await runSql(connection, `DROP TABLE ${into}.prepared`);
  return counts;
}

function preparedSql(config: MatchConfig, clues: readonly Clue[], used: readonly string[]): string[] {
  return [
    ...clues.flatMap(({ name, prepared }) =>
      Object.entries(prepared).map(([key, sql]) => `${sql(quotedIdentifier(name))} AS ${key}`),
    ),
    ...config.blocking.map((rule, i) => `${ruleKeySql(rule, used)} AS k${i}`),
    ...(config.deterministic?.rules ?? []).map((rule, i) => `${ruleKeySql(rule, used)} AS d${i}`),
  ];
}

/** The rarity of a value is log2(n / how many have it): what an agreement on it is worth, whatever the others agree on. */
function recordSql(clues: readonly Clue[], into: string): string {
  const withTerms = clues.flatMap(({ termFrequency }, i) => (termFrequency ? [i] : []));
  const terms = withTerms.map(
    (i) => `term${i} AS (SELECT c${i}, log2(CAST(total.n AS DOUBLE) / count(*)) AS f${i}
      FROM ${into}.prepared, total WHERE c${i} IS NOT NULL GROUP BY c${i}, total.n)`,
  );
  return `CREATE OR REPLACE TABLE ${into}.record AS
    WITH total AS (SELECT count(*) AS n FROM ${into}.prepared),
    place AS (
      SELECT side, id, CAST(row_number() OVER (ORDER BY side, md5_number_lower(id), id) - 1 AS INTEGER) AS rid
      FROM ${into}.prepared
    )${terms.map((sql) => `, ${sql}`).join('')}
    SELECT place.rid, prepared.*${withTerms.map((i) => `, term${i}.f${i}`).join('')}
    FROM ${into}.prepared AS prepared
    JOIN place ON place.id = prepared.id AND place.side = prepared.side
    ${withTerms.map((i) => `LEFT JOIN term${i} ON term${i}.c${i} = prepared.c${i}`).join(' ')}`;
}

async function countRecords(
  connection: DuckDBConnection,
  config: MatchConfig,
  into: string,
): Promise<RecordCounts> {
  const [row = {}] = await queryRows(
    connection,
    `SELECT count(*) FILTER (side = 0) AS l, count(*) FILTER (side = 1) AS r, count(*) - count(id) AS missing,
      count(*) - count(DISTINCT (side, id)) AS repeated FROM ${into}.cleaned`,
  );
  const number = (name: string) => Number(row[name]);
  if (number('missing') > 0) {
    throw configError(`id ${config.id}`, `${number('missing')} records have none`, 'an id in every record');
  }
  if (number('repeated') > 0) {
    throw configError(
      `id ${config.id}`,
      `${number('repeated')} records repeat one`,
      'each id once in a table',
    );
  }
  return { left: number('l'), right: number('r') };
}

async function assertBinds(
  connection: DuckDBConnection,
  config: MatchConfig,
  used: readonly string[],
  into: string,
): Promise<void> {
  const places = { blocking: config.blocking, deterministic: config.deterministic?.rules ?? [] };
  for (const [place, rules] of Object.entries(places)) {
    for (const [i, rule] of rules.entries()) {
      const sql = `SELECT count(${ruleKeySql(rule, used)}) FROM ${into}.cleaned`;
      await runSql(connection, sql).catch(() => {
        throw configError(
          `${place}[${i}] [${rule.join(', ')}]`,
          'it names an unknown column or is no expression that every record has',
          'columns, or SQL expressions over columns as upper-case text without accents',
        );
      });
    }
  }
}

async function assertValues(
  connection: DuckDBConnection,
  clues: readonly Clue[],
  into: string,
): Promise<void> {
  const sql = clues.map((_, i) => `count(c${i}) AS c${i}`).join(', ');
  const [row = {}] = await queryRows(connection, `SELECT count(*) AS n, ${sql} FROM ${into}.prepared`);
  const empty = clues.find((_, i) => row['n'] !== 0 && row[`c${i}`] === 0);
  if (empty) {
    throw configError(
      `comparison ${empty.name}`,
      'the column has no value that can be compared',
      'a column with values',
    );
  }
}
