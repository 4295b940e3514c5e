import { basename } from 'node:path';
import { open } from 'node:fs/promises';
import { RecordBatchReader, type RecordBatch, type Schema } from 'apache-arrow';
import type { SqlRow, SqlValue } from '../duckdb/index.ts';
import { SourceFileError, VigieError } from '../errors.ts';
import { qualifiedName, type DuckType, type Table } from '../table/index.ts';
import { duckTypeOf } from './layout.ts';
import { mismatch } from '../columns/index.ts';

export interface ArrowColumn {
  readonly name: string;
  readonly type: DuckType;
}

/** An Arrow file whose columns were looked at; its rows are read when they are asked for. */
export interface ArrowFile {
  readonly columns: readonly ArrowColumn[];
  /** What the writer says of the file; ours says `table`, `grain` and `key`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Yields the rows in the order of the file, one batch in memory at a time; values as `queryRows` gives them. */
  rows(): AsyncGenerator<SqlRow>;
}

/**
 * Returns the columns of an Arrow IPC file and a way to its rows. The stream format is refused: nobody can see that its
 * end is missing.
 * @throws SourceFileError for a file that is not Arrow, cut off or compressed; ContractError for a column type that the
 * warehouse does not have, and for columns that differ from `declared` in name, order or type.
 */
export async function readArrow(path: string, declared?: Table): Promise<ArrowFile> {
  const place = basename(path);
  const schema = await schemaOf(path);
  const columns = schema.fields.map(({ name, type }): ArrowColumn => {
    const duckType = duckTypeOf(type);
    if (duckType === undefined) {
      throw mismatch(
        place,
        `column ${name} has a type without a counterpart`,
        'texts, numbers, dates, moments, booleans',
      );
    }
    return { name, type: duckType };
  });
  if (declared) assertDeclared(place, columns, declared);
  return { columns, metadata: Object.fromEntries(schema.metadata), rows: () => rowsOf(path, columns) };
}

function assertDeclared(place: string, columns: readonly ArrowColumn[], table: Table): void {
  const declared = Object.entries(table.columns).map(([name, { type }]) => ({ name, type }));
  const names = columns.map(({ name }) => name);
  const wrong = [
    ...declared.filter(({ name }) => !names.includes(name)).map(({ name }) => `column ${name} is missing`),
    ...names.filter((name) => !table.columns[name]).map((name) => `column ${name} is not declared`),
    ...columns
      .filter(({ name, type }) => table.columns[name] && table.columns[name].type !== type)
      .map(({ name, type }) => `column ${name} is a ${type}`),
  ];
  if (wrong.length === 0 && declared.some(({ name }, i) => names[i] !== name))
    wrong.push('the columns stand in another order');
  if (new Set(names).size < names.length) wrong.push('two columns have one name');
  if (wrong.length > 0) {
    throw mismatch(place, wrong.join('; '), `the ${declared.length} columns of ${qualifiedName(table)}`);
  }
}

async function schemaOf(path: string): Promise<Schema> {
  const batches = batchesIn(path);
  const { value } = await batches.next();
  await batches.return(undefined);
  return (value as RecordBatch).schema;
}

/** Yields the record batches of a file; of a file without rows, one empty batch. */
async function* batchesIn(path: string): AsyncGenerator<RecordBatch> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const reader = await (await RecordBatchReader.from(file)).open();
    if (!reader.isFile()) throw unreadable(path);
    for await (const batch of reader) yield batch;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file.close();
  }
}

async function* rowsOf(path: string, columns: readonly ArrowColumn[]): AsyncGenerator<SqlRow> {
  for await (const batch of batchesIn(path)) {
    const vectors = columns.map(({ name }) => batch.getChild(name));
    for (let row = 0; row < batch.numRows; row++) {
      yield Object.fromEntries(
        columns.map(({ name, type }, i) => [name, plain(vectors[i]?.get(row), type)] as const),
      );
    }
  }
}

/** Returns a value as `queryRows` would: Arrow gives dates and moments in milliseconds since 1970, UTC. */
function plain(value: unknown, type: DuckType): SqlValue {
  if (value === null || value === undefined) return null;
  if (type === 'DATE') return new Date(Number(value)).toISOString().slice(0, 10);
  if (type === 'TIMESTAMP') return momentText(Number(value));
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError('a whole number beyond 2^53 cannot leave Arrow');
    return number;
  }
  return value as string | number | boolean;
}

function momentText(milliseconds: number): string {
  const microseconds = Math.round(milliseconds * 1000);
  const second = Math.floor(microseconds / 1_000_000);
  const rest = microseconds - second * 1_000_000;
  const text = new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return rest === 0 ? text : `${text}.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
}

/** The library's own texts may quote the content; only the kind of the problem is kept. */
function unreadable(path: string, error?: unknown): VigieError {
  if (error instanceof VigieError) return error;
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const isCompressed = error instanceof Error && /codec/i.test(error.message);
  return new SourceFileError({
    place: basename(path),
    fact: isMissing
      ? 'there is no such file'
      : isCompressed
        ? 'it is compressed'
        : 'it is not a whole Arrow file',
    expectation: 'an uncompressed Arrow IPC file',
    effect: 'nothing was read',
    next: 'write the file again; pandas and polars compress unless told not to',
  });
}
