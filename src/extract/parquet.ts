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

/** A Parquet file with the types of its columns, in its order. */
export interface DescribedPart<F extends Part = Part> {
  readonly file: F;
  readonly types: ReadonlyMap<string, string>;
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

/**
 * Returns a Parquet file with its columns.
 * @throws HeaderError for lost, unknown or differently typed columns; SourceFileError for a file that is no Parquet.
 */
export async function describePart<F extends Part>(
  connection: DuckDBConnection,
  file: F,
  extract: ExtractTable,
): Promise<DescribedPart<F>> {
  const described = await queryRows(
    connection,
    `DESCRIBE SELECT * FROM read_parquet(${quotedText(file.path)})`,
  ).catch(() => {
    throw refusal(file.name, 'the file is not readable as Parquet', 'unreadable');
  });
  const types = new Map(described.map((row) => [String(row['column_name']), String(row['column_type'])]));
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
  return { file, types };
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
  const from = `read_parquet(${pathsSql(parts)})`;
  const place =
    parts.length === 1 ? (parts[0]?.file.name ?? '') : `${parts.length} parts of ${extract.extract}`;
  const forms = await surveyForms(connection, from, parts[0]?.types ?? new Map(), extract, context).catch(
    (error: unknown) => {
      throw error instanceof ContractError ? refusal(place, 'the file is damaged', 'unreadable') : error;
    },
  );
  return {
    from,
    fromWithPosition: from,
    positionSql: 'r.file_row_number + 1',
    fileIdSql: parts.length === 1 ? ids : `[${ids}][CAST(r.file_index AS BIGINT) + 1]`,
    rowsByFile: await countRows(connection, parts),
    rawForm: (column) => forms.get(column) ?? 'typed',
  };
}

const pathsSql = (parts: readonly DescribedPart[]): string =>
  `[${parts.map(({ file }) => quotedText(file.path)).join(', ')}]`;

async function countRows(
  connection: DuckDBConnection,
  parts: readonly DescribedPart[],
): Promise<Map<number, number>> {
  const rows = await queryRows(
    connection,
    `SELECT file_name, CAST(num_rows AS BIGINT) AS n FROM parquet_file_metadata(${pathsSql(parts)}) ORDER BY file_name`,
  );
  const counts = new Map(rows.map(({ file_name, n }) => [String(file_name), Number(n)]));
  return new Map(parts.map(({ file }) => [file.fileId, counts.get(file.path) ?? 0]));
}
