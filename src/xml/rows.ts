import { join } from 'node:path';
import { CsvPart } from './csv-part.ts';
import type { Block } from './elements.ts';
import type { ColumnsOf, FormsOf } from './mapping.ts';
import { TypedPart } from './typed-part.ts';

/** The parts of one extract; each exists once it has a row. */
interface Parts {
  text: CsvPart | undefined;
  typed: TypedPart | undefined;
  /** Rows of the file at hand. */
  rows: number;
}

/**
 * Writes rows to at most two parts per extract: `<outDir>/<extract>.<worker>.parquet` for rows in the form that staging
 * keeps, if `formsOf` names the extract, and `<extract>.<worker>.csv` for all others. A file that fails is cut off
 * again, so that a part holds complete files only. Writing waits for the disk: reading can not run ahead of it.
 */
export class RowWriter {
  readonly #parts = new Map<string, Parts>();
  readonly #outDir: string;
  readonly #worker: number;
  readonly #columnsOf: ColumnsOf;
  readonly #formsOf: FormsOf;
  #fileId = '';
  #fileNumber = NaN;

  constructor(outDir: string, worker: number, columnsOf: ColumnsOf, formsOf: FormsOf) {
    this.#outDir = outDir;
    this.#worker = worker;
    this.#columnsOf = columnsOf;
    this.#formsOf = formsOf;
  }

  startFile(fileId: string): void {
    this.#fileId = fileId;
    this.#fileNumber = Number(fileId);
    for (const parts of this.#parts.values()) parts.rows = 0;
  }

  /** Adds the row of a block that gives rows of an extract. */
  write(extract: string, block: Block): void {
    const parts = this.#parts.get(extract) ?? this.#newParts(extract);
    parts.rows++;
    parts.typed ??= this.#typedPart(extract);
    if (parts.typed?.write(block, this.#fileNumber)) return;
    parts.text ??= new CsvPart(this.#pathOf(extract, 'csv'), this.#columnsOf[extract] ?? []);
    parts.text.write(block, this.#fileId);
  }

  /** Keeps the rows of the file. Returns their number per extract. */
  keepFile(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [extract, { text, typed, rows }] of this.#parts) {
      text?.keepFile();
      typed?.keepFile();
      if (rows > 0) counts[extract] = rows;
    }
    return counts;
  }

  /** Takes the rows of the file away. */
  dropFile(): void {
    for (const { text, typed } of this.#parts.values()) {
      text?.dropFile();
      typed?.dropFile();
    }
  }

  close(): void {
    for (const { text, typed } of this.#parts.values()) {
      text?.close();
      typed?.close();
    }
    this.#parts.clear();
  }

  #newParts(extract: string): Parts {
    const parts = { text: undefined, typed: undefined, rows: 0 };
    this.#parts.set(extract, parts);
    return parts;
  }

  #typedPart(extract: string): TypedPart | undefined {
    const forms = this.#formsOf[extract];
    if (!forms) return undefined;
    const columns = (this.#columnsOf[extract] ?? []).map((name) => {
      return [name, forms[name] ?? { kind: 'text' }] as const;
    });
    return new TypedPart(this.#pathOf(extract, 'parquet'), columns);
  }

  #pathOf(extract: string, shape: 'csv' | 'parquet'): string {
    return join(this.#outDir, `${extract}.${this.#worker}.${shape}`);
  }
}
