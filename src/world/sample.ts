import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { queryNumber, queryRows } from '../duckdb/index.ts';
import { ContractError } from '../errors.ts';
import { quotedIdentifier, quotedText } from '../table/index.ts';

/** How one extract of a source shows the facts of the world: a SELECT over the schema `world`. */
export interface FlatSample {
  readonly source: string;
  readonly extract: string;
  readonly sql: string;
  /** The sender's own CSV: text in quotes, dates `dd-mm-yyyy` without. @default false */
  readonly isPublishedCsv: boolean;
  /** An expression over the columns of the extract by which a large world splits it over files, one for each value. */
  readonly partedBy?: string;
}

/**
 * Returns the samples of all source rooms, sorted by source: each `sample.sql` holds one SELECT per extract behind a line
 * `-- extract: <name>`, or `-- extract: <name>, parted by <column>` or `parted by month of <column>`; a first line `-- format: published csv` asks for the
 * sender's own CSV.
 * @throws ContractError when a `sample.sql` names no extract.
 */
export function readFlatSamples(sourcesDir: string): FlatSample[] {
  return readdirSync(sourcesDir)
    .sort()
    .filter((source) => existsSync(join(sourcesDir, source, 'sample.sql')))
    .flatMap((source) => flatSamples(source, readFileSync(join(sourcesDir, source, 'sample.sql'), 'utf8')));
}

function flatSamples(source: string, text: string): FlatSample[] {
  const [head = '', ...parts] = text.split(/^-- extract: /m);
  if (parts.length === 0) {
    throw new ContractError({
      place: `pipelines/sources/${source}/sample.sql`,
      fact: 'no extract is named',
      expectation: 'a line "-- extract: <name>" before each SELECT',
      effect: 'no world was written',
      next: 'name the extracts as in contracts.md',
    });
  }
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n');
    const [extract = '', partedBy] = title.split(', parted by ');
    return {
      source,
      extract: extract.trim(),
      sql: lines.join('\n').trim().replace(/;$/, ''),
      isPublishedCsv: head.includes('-- format: published csv'),
      ...(partedBy && { partedBy: partedBy.replace(/^month of (\w+)$/, "date_trunc('month', $1)") }),
    };
  });
}

/** The number of rows that a file or a set of files holds: the world's own ledger. */
export interface Written {
  readonly source: string;
  readonly extract: string;
  readonly path: string;
  readonly rows: number;
}

export interface FlatTarget {
  readonly format: 'parquet' | 'csv';
  readonly path: string;
  /** A condition over the columns of the extract: only these rows are written. */
  readonly where?: string;
}

const placeOf = (sample: FlatSample) => `pipelines/sources/${sample.source}/sample.sql: ${sample.extract}`;

/** Writes one extract as one file, rows ordered by all columns from the left, and returns how many rows it has. */
export async function writeFlat(
  connection: DuckDBConnection,
  sample: FlatSample,
  target: FlatTarget,
): Promise<Written> {
  mkdirSync(dirname(target.path), { recursive: true });
  const place = placeOf(sample);
  const columns = await queryRows(
    connection,
    `SELECT column_name, column_type AS data_type FROM (DESCRIBE ${sample.sql})`,
    {},
    place,
  );
  const written = columns.map(({ column_name: name, data_type: type }) =>
    columnSql(String(name), String(type), target.format, sample.isPublishedCsv),
  );
  const quoted = columns
    .filter(({ data_type: type }) => type !== 'DATE')
    .map(({ column_name: name }) => quotedIdentifier(String(name)));
  const options =
    target.format === 'parquet'
      ? 'FORMAT parquet, COMPRESSION zstd'
      : `FORMAT csv, HEADER${sample.isPublishedCsv ? `, FORCE_QUOTE (${quoted.join(', ')})` : ''}`;
  const where = target.where ? ` WHERE ${target.where}` : '';
  const ordered = `SELECT ${written.join(', ')} FROM (${sample.sql})${where} ORDER BY ALL`;
  const copy = `COPY (${ordered}) TO ${quotedText(target.path)} (${options})`;
  const rows = await queryNumber(connection, copy, {}, place);
  return { source: sample.source, extract: sample.extract, path: target.path, rows };
}

/**
 * Writes one extract as a folder of Parquet files `<part>.parquet`, one for each value of its `partedBy`: `20234.parquet`, and
 * `2023-04.parquet` for a month.
 */
export async function writeParts(
  connection: DuckDBConnection,
  sample: FlatSample & { readonly partedBy: string },
  dir: string,
): Promise<Written[]> {
  const parts = await queryRows(
    connection,
    `SELECT DISTINCT CAST(${sample.partedBy} AS VARCHAR) AS part FROM (${sample.sql}) ORDER BY part`,
    {},
    placeOf(sample),
  );
  const written: Written[] = [];
  for (const { part } of parts) {
    const where = `${sample.partedBy} = ${quotedText(String(part))}`;
    const path = join(dir, `${String(part).replace(/-01 00:00:00$/, '')}.parquet`);
    written.push(await writeFlat(connection, sample, { format: 'parquet', path, where }));
  }
  return written;
}

function columnSql(name: string, type: string, format: 'parquet' | 'csv', isPublishedCsv: boolean): string {
  const column = quotedIdentifier(name);
  if (format === 'csv' && type === 'BOOLEAN') return `CAST(${column} AS INTEGER) AS ${column}`;
  if (isPublishedCsv && type === 'DATE') return `strftime(${column}, '%d-%m-%Y') AS ${column}`;
  return column;
}
