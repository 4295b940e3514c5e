import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { cellOf } from './cell.ts';
import type { ColumnsOf } from './mapping.ts';

const BUFFER_BYTES = 1 << 19;
/** A row longer than this is written apart; none of an official message is. */
const LONG_ROW_CHARACTERS = 1 << 14;

interface Part {
  readonly file: number;
  /** Bytes on disk. */
  length: number;
  /** Bytes that belong to complete files. */
  kept: number;
  /** Bytes not written yet. Text goes here row by row: long strings of small ones would cost more than the parser. */
  readonly buffer: Buffer;
  filled: number;
  rows: number;
}

/**
 * Writes rows to one CSV part per extract, `<outDir>/<extract>.<worker>.csv`. A file that fails is cut off again, so
 * that a part holds complete files only. Writing waits for the disk: reading can not run ahead of it.
 */
export class RowWriter {
  readonly #parts = new Map<string, Part>();
  readonly #outDir: string;
  readonly #worker: number;
  readonly #columnsOf: ColumnsOf;
  #fileId = '';

  constructor(outDir: string, worker: number, columnsOf: ColumnsOf) {
    this.#outDir = outDir;
    this.#worker = worker;
    this.#columnsOf = columnsOf;
  }

  startFile(fileId: string): void {
    this.#fileId = cellOf(fileId);
    for (const part of this.#parts.values()) part.rows = 0;
  }

  /** Adds one row: file, line, the leading cells (each after a comma), then the cells of the columns. */
  write(extract: string, line: number, leading: string, columns: readonly (() => string)[]): void {
    const part = this.#parts.get(extract) ?? this.#openPart(extract);
    let row = `${this.#fileId},${line}${leading}`;
    for (const column of columns) row += `,${column()}`;
    append(part, `${row}\n`);
    part.rows++;
  }

  /** Keeps the rows of the file. Returns their number per extract. */
  keepFile(): Record<string, number> {
    const rows: Record<string, number> = {};
    for (const [extract, part] of this.#parts) {
      flush(part);
      part.kept = part.length;
      if (part.rows > 0) rows[extract] = part.rows;
    }
    return rows;
  }

  /** Takes the rows of the file away. */
  dropFile(): void {
    for (const part of this.#parts.values()) {
      part.filled = 0;
      part.length = part.kept;
      ftruncateSync(part.file, part.kept);
    }
  }

  close(): void {
    for (const part of this.#parts.values()) closeSync(part.file);
    this.#parts.clear();
  }

  #openPart(extract: string): Part {
    const file = openSync(join(this.#outDir, `${extract}.${this.#worker}.csv`), 'w', 0o600);
    const part: Part = { file, length: 0, kept: 0, buffer: Buffer.alloc(BUFFER_BYTES), filled: 0, rows: 0 };
    append(part, `_file_id,_position,${(this.#columnsOf[extract] ?? []).map(cellOf).join(',')}\n`);
    flush(part);
    part.kept = part.length;
    this.#parts.set(extract, part);
    return part;
  }
}

function append(part: Part, row: string): void {
  if (row.length > LONG_ROW_CHARACTERS) {
    flush(part);
    writeBytes(part, Buffer.from(row, 'utf8'));
    return;
  }
  if (part.filled + LONG_ROW_CHARACTERS * 3 > BUFFER_BYTES) flush(part);
  part.filled += part.buffer.write(row, part.filled, 'utf8');
}

function flush(part: Part): void {
  writeBytes(part, part.buffer.subarray(0, part.filled));
  part.filled = 0;
}

function writeBytes(part: Part, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(part.file, bytes, done, bytes.length - done, part.length + done);
  }
  part.length += bytes.length;
}
