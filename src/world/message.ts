import type { DuckDBConnection } from '@duckdb/node-api';
import { gzipSync, zipSync } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { queryRows, runSql } from '../duckdb/index.ts';
import { quotedText } from '../table/index.ts';

/** An official XML message that shows facts of the world, written by SQL: one text per `Form`. */
export interface MessageSample {
  readonly root: string;
  /** Name of the official schema, `DmfAOriginal_20223.xsd`. */
  readonly schema: string;
  /** Extracts of the same source that this message replaces. */
  readonly replaces: readonly string[];
  /**
   * A SELECT with the columns `batch` (a text, one set of files for each), `subject` (the id by which a world may be
   * split over shapes), `position` (orders the forms of a batch) and `form` (the `Form` element). The batches are written one
   * after the other, and SQL that would build the forms of all of them at once may ask for `getvariable('batch')`, which is
   * NULL while the batches are counted.
   */
  readonly forms: string;
}

export interface MessageTarget {
  readonly dir: string;
  readonly compression: 'none' | 'gzip' | 'zip';
  /** A condition over `batch` and `subject`: only these forms are written. */
  readonly where?: string;
  /** A file is closed once it holds more than this. @default 20 MB */
  readonly maxBytes?: number;
  /** Begins the names of the files; keeps two calls for one folder apart. @default the root element */
  readonly name?: string;
}

const LARGEST_FILE = 20_000_000;
/** One moment for all entries of an archive, so that the same forms give the same bytes. */
const ENTRY_TIME = new Date(1980, 0, 1);

/** SQL of `<name>text</name>`; NULL where the text is NULL. */
export const element = (name: string, text: string): string => `'<${name}>' || ${text} || '</${name}>'`;
/** SQL of an element that is absent where its text is NULL. */
export const optional = (name: string, text: string): string => `coalesce(${element(name, text)}, '')`;
/** SQL of an element around other elements. */
export const block = (name: string, ...parts: string[]): string =>
  `'<${name}>' || ${parts.join(' || ')} || '</${name}>'`;
/** SQL of an element around other elements, absent where one of them is NULL. */
export const optionalBlock = (name: string, ...parts: string[]): string =>
  `coalesce(${block(name, ...parts)}, '')`;
/** SQL of a text with the characters of XML escaped. */
export const xmlText = (text: string): string =>
  `replace(replace(replace(${text}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;
/** SQL of the head that every official form has. */
export const formHead = (identification: string, creationAt: string, attestationStatus: string): string =>
  [
    element('Identification', quotedText(identification)),
    element('FormCreationDate', `strftime(${creationAt}, '%Y-%m-%d')`),
    element('FormCreationHour', `strftime(${creationAt}, '%H:%M:%S') || '.000'`),
    element('AttestationStatus', quotedText(attestationStatus)),
    element('TypeForm', "'SU'"),
  ].join(' || ');
/** SQL of a reference of a form. */
export const reference = (type: string, origin: string, number: string): string =>
  block(
    'Reference',
    element('ReferenceType', `'${type}'`),
    element('ReferenceOrigin', `'${origin}'`),
    element('ReferenceNbr', number),
  );

/** Writes the files of one message and returns their paths; several forms share a file. */
export async function writeMessages(
  connection: DuckDBConnection,
  sample: MessageSample,
  target: MessageTarget,
): Promise<string[]> {
  mkdirSync(target.dir, { recursive: true });
  const chosen = `(${sample.forms}) WHERE ${target.where ?? 'true'}`;
  const place = `sample of ${sample.root}`;
  const batches = await queryRows(
    connection,
    `SELECT DISTINCT batch FROM ${chosen} ORDER BY batch`,
    {},
    place,
  );
  const paths: string[] = [];
  for (const { batch } of batches) {
    const name = quotedText(String(batch));
    await runSql(connection, `SET VARIABLE batch = ${name}`);
    const sql = `SELECT form FROM ${chosen} AND batch = ${name} ORDER BY position, subject`;
    const stem = `${target.name ?? sample.root}_${String(batch)}`;
    paths.push(...(await writeBatch(sample, target, stem, streamedTexts(connection, sql))));
  }
  await runSql(connection, 'RESET VARIABLE batch');
  return paths;
}

/** The first column of a SELECT, a few thousand texts at a time: a batch of forms may be larger than the memory. */
async function* streamedTexts(connection: DuckDBConnection, sql: string): AsyncGenerator<string> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    for (const text of chunk.getColumnValues(0)) yield String(text);
  }
}

async function writeBatch(
  sample: MessageSample,
  target: MessageTarget,
  stem: string,
  forms: AsyncIterable<string>,
): Promise<string[]> {
  const paths: string[] = [];
  let held: string[] = [];
  let size = 0;
  const close = () => {
    if (held.length === 0) return;
    const name = `${stem}_${String(paths.length + 1).padStart(3, '0')}.xml`;
    paths.push(writeFile(target, name, document(sample, held)));
    held = [];
    size = 0;
  };
  for await (const form of forms) {
    held.push(form);
    size += form.length;
    if (size > (target.maxBytes ?? LARGEST_FILE)) close();
  }
  close();
  return paths;
}

function document(sample: MessageSample, forms: readonly string[]): string {
  const schema = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${sample.schema}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${sample.root} ${schema}>\n${forms.join('\n')}\n</${sample.root}>\n`;
}

function writeFile(target: MessageTarget, name: string, text: string): string {
  const bytes = Buffer.from(text);
  const path = join(
    target.dir,
    target.compression === 'none'
      ? name
      : target.compression === 'gzip'
        ? `${name}.gz`
        : name.replace(/xml$/, 'zip'),
  );
  const content =
    target.compression === 'none'
      ? bytes
      : target.compression === 'gzip'
        ? gzipSync(bytes, { mtime: ENTRY_TIME })
        : zipSync({ [name]: bytes }, { mtime: ENTRY_TIME });
  writeFileSync(path, content);
  return path;
}
