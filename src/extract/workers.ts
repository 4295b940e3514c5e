import type { DuckDBConnection } from '@duckdb/node-api';
import { ContractError } from '../errors.ts';
import { changeRows, queryNumber } from '../duckdb/index.ts';
import { isNissSql } from '../identifiers/index.ts';
import { pseudonymSql } from '../privacy/index.ts';
import type { Table } from '../table/index.ts';
import { rawTextSql, type TypingContext } from './typed.ts';

/**
 * Returns whether some of the first rows are of persons who are not registered. If none is, the other rows may still be
 * of a few: they find no pseudonym, and the caller registers them then. In a delivery of many tables most need no look at
 * all their rows. The register is the left side of the join: it may be large, and the right side is what is kept in memory.
 */
export async function bringsWorkers(
  connection: DuckDBConnection,
  table: Table,
  from: string,
  context: TypingContext,
): Promise<boolean> {
  for (const [name, column] of nissColumns(table)) {
    const niss = rawTextSql(name, column, context);
    const unknown = await queryNumber(
      connection,
      `WITH d AS MATERIALIZED (
         SELECT DISTINCT s.niss FROM (SELECT ${niss} AS niss FROM ${from} AS r LIMIT ${SAMPLE}) AS s WHERE s.niss IS NOT NULL)
       SELECT (SELECT count(*) FROM d) - (SELECT count(*) FROM identity.worker AS w SEMI JOIN d ON d.niss = w.niss)`,
      {},
      'identity.worker',
    );
    if (unknown > 0) return true;
  }
  return false;
}

const SAMPLE = 2_000;

const nissColumns = (table: Table) =>
  Object.entries(table.columns).filter(([, column]) => column.read.kind === 'niss');

/**
 * Adds the persons of some rows to the register `identity.worker`, which gives each NISS its pseudonym once. Numbers
 * with a wrong check digit enter it only for columns that accept them. Returns how many persons were added. The test of
 * the digits names the count of the group, or DuckDB would move it before the grouping, to every row; it is not selected
 * where it decides, or DuckDB would make it twice.
 */
export async function registerWorkers(
  connection: DuckDBConnection,
  table: Table,
  from: string,
  context: TypingContext,
): Promise<number> {
  let added = 0;
  for (const [name, column] of nissColumns(table)) {
    const niss = rawTextSql(name, column, context);
    const [keep, isValid] =
      column.checkDigit === 'warn'
        ? ["regexp_full_match(d.niss, '[0-9]{1,11}')", 'd.is_valid']
        : ['d.is_valid', 'TRUE'];
    added += await changeRows(
      connection,
      `INSERT INTO identity.worker
       SELECT ${pseudonymSql('d.niss', 'niss', context.pads.inner, context.pads.outer)}, d.niss, ${isValid}
       FROM (SELECT u.niss, coalesce(${isNissSql('u.niss')} AND u.times > 0, FALSE) AS is_valid
             FROM (SELECT ${niss} AS niss, count(*) AS times FROM ${from} AS r
                   ANTI JOIN identity.worker AS w ON w.niss = ${niss} GROUP BY ALL) AS u WHERE u.niss IS NOT NULL) AS d
       WHERE ${keep}`,
      'identity.worker',
    );
  }
  return added;
}

/** Returns how many persons are registered. */
export const countWorkers = (connection: DuckDBConnection): Promise<number> =>
  queryNumber(connection, 'SELECT count(*) FROM identity.worker');

/**
 * Proves that the register gives one pseudonym per person. Most loads bring nobody: call it where the register has
 * grown; what a killed load left unproven is proven with the next person who comes.
 * @throws ContractError if two persons got one pseudonym: with 66 bits, expected once in 250 000 countries of this size.
 */
export async function checkPseudonyms(connection: DuckDBConnection): Promise<void> {
  const collisions = await queryNumber(
    connection,
    'SELECT count(*) - count(DISTINCT worker_id) FROM identity.worker',
  );
  if (collisions > 0) {
    throw new ContractError({
      place: 'identity.worker',
      fact: `${collisions} pseudonyms stand for two persons`,
      expectation: 'one pseudonym per NISS',
      effect: 'the load was undone',
      next: 'load into a new home with a new key',
    });
  }
}
