import type { DuckDBConnection } from '@duckdb/node-api';
import { ContractError } from '../errors.ts';
import { queryRows } from '../duckdb/index.ts';
import { quotedText, type DuckType } from '../table/index.ts';
import type { ExtractTable } from '../unit/index.ts';
import { expectedColumns, fileIdSql, wrongHeader, type RawRelation } from './raw.ts';
import { refusal } from './refusal.ts';
import { surveyForms } from './survey.ts';
import type { TypingContext } from './typed.ts';

/** What a Parquet file must say of itself here. */
export interface Part {
  readonly fileId: number;
  readonly name: string;
  readonly path: string;
}

/** Types of the columns of a file, by name, in its order. */
type ColumnTypes = ReadonlyMap<string, string>;

/** What a Parquet file says of itself. */
export interface Look {
  readonly types: ColumnTypes;
  readonly rows: number;
}

/** A Parquet file with what it says of itself. */
export interface DescribedPart<F extends Part = Part> extends Look {
  readonly file: F;
}

const WHOLE_TYPES = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/;

/** Whether a Parquet column of type `found` may feed a column of type `wanted` without a guess. */
function fits(found: string, wanted: DuckType): boolean {
  switch (wanted) {
    case 'INTEGER':
    case 'BIGINT':
      return WHOLE_TYPES.test(found);
    case 'BOOLEAN':
      return found === 'BOOLEAN' || WHOLE_TYPES.test(found);
    case 'DOUBLE':
      return /^(DOUBLE|FLOAT|DECIMAL)/.test(found);
    case 'TIMESTAMP':
      return found.startsWith('TIMESTAMP');
    default:
      return found === wanted;
  }
}

/** Returns what many Parquet files say of themselves, by path, in two statements; a file that needs a closer look is left out. */
export async function lookAtParts(
  connection: DuckDBConnection,
  files: readonly Part[],
): Promise<ReadonlyMap<string, Look>> {
  const columns = await columnsOfParts(connection, files);
  if (columns.size === 0) return new Map();
  const counts = await countRows(
    connection,
    files.filter(({ path }) => columns.has(path)),
  );
  return new Map(
    [...columns].flatMap(([path, types]) => {
      const rows = counts.get(path);
      return rows === undefined ? [] : [[path, { types, rows }]];
    }),
  );
}

/** Returns the columns of many Parquet files by path; columns inside columns, or two of one name, need a closer look. */
async function columnsOfParts(
  connection: DuckDBConnection,
  files: readonly Part[],
): Promise<ReadonlyMap<string, ColumnTypes>> {
  if (files.length < 2) return new Map();
  const rows = await queryRows(
    connection,
    `SELECT file_name, name, duckdb_type, num_children IS NULL AS is_flat
     FROM parquet_schema(${pathsSql(files)}) WHERE column_id > 0 ORDER BY file_name, column_id`,
  ).catch((error: unknown) => {
    // One of the files is damaged: each is asked alone, so that the others are loaded.
    if (error instanceof ContractError) return [];
    throw error;
  });
  const columns = new Map<string, Map<string, string>>();
  const isOdd = new Set<string>();
  for (const row of rows) {
    const [path, name] = [String(row['file_name']), String(row['name'])];
    const types = columns.get(path) ?? new Map<string, string>();
    const isTwice = [...types.keys()].some((other) => other.toLowerCase() === name.toLowerCase());
    if (isTwice || row['is_flat'] !== true) isOdd.add(path);
    columns.set(path, types.set(name, String(row['duckdb_type'])));
  }
  for (const path of isOdd) columns.delete(path);
  return columns;
}

async function columnsOfPart(connection: DuckDBConnection, file: Part): Promise<ColumnTypes> {
  const described = await queryRows(
    connection,
    `DESCRIBE SELECT * FROM read_parquet(${quotedText(file.path)})`,
  ).catch(() => {
    throw refusal(file.name, 'the file is not readable as Parquet', 'unreadable');
  });
  return new Map(described.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

/**
 * Returns a Parquet file with its columns and rows; `known` if it was looked at before.
 * @throws HeaderError for lost, unknown or differently typed columns; SourceFileError for a file that is no Parquet.
 */
export async function describePart<F extends Part>(
  connection: DuckDBConnection,
  file: F,
  extract: ExtractTable,
  known?: Look,
): Promise<DescribedPart<F>> {
  const types = known?.types ?? (await columnsOfPart(connection, file));
  const wanted = expectedColumns(extract);
  const findings = [
    ...[...wanted.keys()].filter((name) => !types.has(name)).map((name) => `it lacks ${name}`),
    ...[...types.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `it has the unknown column ${name}`),
    ...[...wanted].flatMap(([name, type]) => {
      const actual = types.get(name);
      return actual === undefined || fits(actual, type) ? [] : [`${name} is ${actual}, not ${type}`];
    }),
  ];
  if (findings.length > 0) throw wrongHeader(file.name, findings, wanted.size);
  const rows = known?.rows ?? (await countRows(connection, [file])).get(file.path) ?? 0;
  return { file, types, rows };
}

/** Returns the parts in groups of the same columns and types: one `read_parquet` would cast the others in silence. */
export function groupAlike<F extends Part>(parts: readonly DescribedPart<F>[]): DescribedPart<F>[][] {
  const groups = new Map<string, DescribedPart<F>[]>();
  for (const part of parts) {
    const layout = [...part.types].map(([name, type]) => `${name} ${type}`).join();
    groups.set(layout, [...(groups.get(layout) ?? []), part]);
  }
  return [...groups.values()];
}

/**
 * Returns the rows of Parquet files of the same columns as one relation, in the order of the files.
 * @throws SourceFileError for pages that can not be read.
 */
export async function parquetRelation(
  connection: DuckDBConnection,
  parts: readonly DescribedPart[],
  extract: ExtractTable,
  context: Omit<TypingContext, 'rawForm'>,
): Promise<RawRelation> {
  const ids = parts.map(({ file }) => fileIdSql(file.fileId)).join(', ');
  const from = `read_parquet(${pathsSql(parts.map(({ file }) => file))})`;
  const place =
    parts.length === 1 ? (parts[0]?.file.name ?? '') : `${parts.length} parts of ${extract.extract}`;
  const total = parts.reduce((sum, { rows }) => sum + rows, 0);
  const files = { from, types: parts[0]?.types ?? new Map(), rowsPerFile: total / parts.length };
  const forms = await surveyForms(connection, files, extract, context).catch((error: unknown) => {
    throw error instanceof ContractError ? refusal(place, 'the file is damaged', 'unreadable') : error;
  });
  return {
    from,
    fromWithPosition: from,
    positionSql: 'r.file_row_number + 1',
    fileIdSql: parts.length === 1 ? ids : `[${ids}][CAST(r.file_index AS BIGINT) + 1]`,
    rowsByFile: new Map(parts.map(({ file, rows }) => [file.fileId, rows])),
    rawForm: (column) => forms.get(column) ?? 'typed',
  };
}

const pathsSql = (files: readonly Part[]): string =>
  `[${files.map(({ path }) => quotedText(path)).join(', ')}]`;

/** Returns the rows of Parquet files by path. */
async function countRows(
  connection: DuckDBConnection,
  files: readonly Part[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await queryRows(
    connection,
    `SELECT file_name, CAST(num_rows AS BIGINT) AS n FROM parquet_file_metadata(${pathsSql(files)}) ORDER BY file_name`,
  );
  return new Map(rows.map(({ file_name, n }) => [String(file_name), Number(n)]));
}
