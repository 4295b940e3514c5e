import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnsOf } from './mapping.ts';

const FLUSH_CHARACTERS = 1 << 20;

interface Part {
  readonly file: number;
  /** Bytes on disk. */
  length: number;
  /** Bytes that belong to complete files. */
  kept: number;
  pending: string;
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
    this.#fileId = cell(fileId);
    for (const part of this.#parts.values()) part.rows = 0;
  }

  /** Adds one row: file, line, then the texts of the columns. */
  write(extract: string, line: number, columns: readonly (() => string)[]): void {
    const part = this.#parts.get(extract) ?? this.#openPart(extract);
    let row = `${this.#fileId},${line}`;
    for (const column of columns) {
      const text = column();
      row += text === '' ? ',' : `,${cell(text)}`;
    }
    part.pending += `${row}\n`;
    part.rows++;
    if (part.pending.length > FLUSH_CHARACTERS) flush(part);
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
      part.pending = '';
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
    const part: Part = { file, length: 0, kept: 0, pending: '', rows: 0 };
    part.pending = `_file_id,_position,${(this.#columnsOf[extract] ?? []).map(cell).join(',')}\n`;
    flush(part);
    part.kept = part.length;
    this.#parts.set(extract, part);
    return part;
  }
}

function flush(part: Part): void {
  if (part.pending === '') return;
  const bytes = Buffer.from(part.pending, 'utf8');
  for (let done = 0; done < bytes.length;) {
    done += writeSync(part.file, bytes, done, bytes.length - done, part.length + done);
  }
  part.length += bytes.length;
  part.pending = '';
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
