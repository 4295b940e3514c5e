import type { DuckDBConnection } from '@duckdb/node-api';
import { HomeError } from '../errors.ts';
import { inTransaction, queryRows, runSql } from '../duckdb/index.ts';
import { qualifiedName, quotedIdentifier, quotedText, SCHEMAS, type Table } from '../table/index.ts';
import type { Room } from '../unit/index.ts';
import { tablesOf } from './raw.ts';

/** Version of the warehouse's own tables; a newer warehouse is refused. */
export const WAREHOUSE_VERSION = 1;

const OWN_TABLES = [
  `CREATE TABLE IF NOT EXISTS ledger.warehouse (version INTEGER)`,
  `CREATE TABLE IF NOT EXISTS ledger.delivered_file (
    file_id BIGINT, source VARCHAR, name VARCHAR, sha256 VARCHAR, bytes BIGINT, status VARCHAR, rule VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS ledger.delivered_extract (
    file_id BIGINT, source VARCHAR, extract VARCHAR, rows_read BIGINT, rows_staged BIGINT, rows_rejected BIGINT)`,
  `CREATE TABLE IF NOT EXISTS ledger.step (
    table_name VARCHAR, fingerprint VARCHAR, row_count BIGINT)`,
  `CREATE TABLE IF NOT EXISTS staging.rejected_row (
    source VARCHAR, extract VARCHAR, file_id BIGINT, position BIGINT, column_name VARCHAR, rule VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS identity.worker (
    worker_id VARCHAR USING COMPRESSION uncompressed, niss VARCHAR USING COMPRESSION uncompressed, is_check_digit_valid BOOLEAN)`,
];

/**
 * Makes the schemas, the ledger and the declared staging tables exist.
 * @throws HomeError for a warehouse of a newer version, or one whose staging tables have other columns than declared.
 */
export function prepareWarehouse(connection: DuckDBConnection, rooms: readonly Room[]): Promise<void> {
  return inTransaction(connection, () => makeTables(connection, rooms));
}

async function makeTables(connection: DuckDBConnection, rooms: readonly Room[]): Promise<void> {
  const schemas = [...SCHEMAS, 'ledger'].map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await runSql(connection, [...schemas, ...OWN_TABLES].join(';\n'));
  const [found] = await queryRows(connection, 'SELECT max(version) AS version FROM ledger.warehouse');
  const version = found?.['version'];
  if (typeof version === 'number' && version > WAREHOUSE_VERSION) {
    throw new HomeError({
      place: 'warehouse of the home folder',
      fact: `it has version ${version}`,
      expectation: `version ${WAREHOUSE_VERSION} or older`,
      effect: 'nothing was read or changed',
      next: 'use the vigie that wrote it, or another --home',
    });
  }
  const isNew = typeof version !== 'number';
  if (isNew) await runSql(connection, `INSERT INTO ledger.warehouse VALUES (${WAREHOUSE_VERSION})`);
  const existing = isNew ? new Map<string, string>() : await existingColumns(connection);
  const declared = rooms.flatMap(({ definition }) =>
    definition.kind === 'source' ? definition.extracts.flatMap(tablesOf) : [],
  );
  const missing = declared.filter((table) => !existing.has(qualifiedName(table)));
  for (const table of declared) refuseOtherColumns(table, existing.get(qualifiedName(table)));
  if (missing.length > 0) await runSql(connection, missing.map(stagingTableSql).join(';\n'));
}

/** Returns the names and types of the columns of each table of the warehouse, in order. */
async function existingColumns(connection: DuckDBConnection): Promise<Map<string, string>> {
  const rows = await queryRows(
    connection,
    `SELECT table_schema || '.' || table_name AS name,
       string_agg(column_name || ' ' || data_type, ',' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema IN ('staging', 'identity')
     GROUP BY table_schema, table_name ORDER BY table_schema, table_name`,
  );
  return new Map(rows.map(({ name, columns }) => [String(name), String(columns)]));
}

/** Pseudonyms are random, so there is little to compress: they are kept as they are. */
function stagingTableSql(table: Table): string {
  const columns = Object.entries(table.columns).map(([name, { type, read }]) => {
    const storage = read.kind === 'niss' ? ' USING COMPRESSION uncompressed' : '';
    return `${quotedIdentifier(name)} ${type}${storage}`;
  });
  return `CREATE TABLE ${qualifiedName(table)} (${columns.join(', ')}, file_id BIGINT)`;
}

function refuseOtherColumns(table: Table, existing: string | undefined): void {
  const columns = Object.entries(table.columns).map(([name, { type }]) => `${name} ${type}`);
  if (existing === undefined || existing === [...columns, 'file_id BIGINT'].join()) return;
  throw new HomeError({
    place: `warehouse, ${qualifiedName(table)}`,
    fact: 'its columns are not the declared ones',
    expectation: 'a warehouse loaded with these declarations',
    effect: 'nothing was read or changed',
    next: 'load the extracts into a new --home, or use the version that wrote this one',
  });
}

/** Returns the names of delivered files by hash, for files that need not be read again. */
export async function loadedFiles(
  connection: DuckDBConnection,
  source: string,
): Promise<Map<string, string>> {
  const rows = await queryRows(
    connection,
    `SELECT sha256, min(name) AS name FROM ledger.delivered_file
     WHERE source = $source AND status = 'loaded' GROUP BY sha256 ORDER BY sha256`,
    { source },
  );
  return new Map(rows.map((row) => [String(row['sha256']), String(row['name'])]));
}

export interface LedgerEntry {
  readonly fileId: number;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly status: 'loaded' | 'refused';
  readonly rule: string;
  readonly extracts: Readonly<
    Record<string, { readonly read: number; readonly staged: number; readonly rejected: number }>
  >;
}

/** Writes what became of some files of a source; call it in the transaction that staged their rows. */
export async function recordFiles(
  connection: DuckDBConnection,
  source: string,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const ids = entries.map(({ fileId }) => fileId).join(', ');
  const from = quotedText(source);
  const files = entries.map(({ fileId, name, sha256, bytes, status, rule }) => {
    const texts = [sha256, status, rule].map(quotedText);
    return `(${fileId}, ${from}, ${quotedText(name)}, ${texts[0]}, ${bytes}, ${texts[1]}, ${texts[2]})`;
  });
  const extracts = entries.flatMap(({ fileId, extracts }) =>
    Object.entries(extracts).map(
      ([extract, { read, staged, rejected }]) =>
        `(${fileId}, ${from}, ${quotedText(extract)}, ${read}, ${staged}, ${rejected})`,
    ),
  );
  const statements = [
    `DELETE FROM ledger.delivered_file WHERE file_id IN (${ids}) AND source = ${from}`,
    `INSERT INTO ledger.delivered_file VALUES ${files.join(', ')}`,
    ...(extracts.length > 0 ? [`INSERT INTO ledger.delivered_extract VALUES ${extracts.join(', ')}`] : []),
  ];
  await runSql(connection, statements.join(';\n'));
}
