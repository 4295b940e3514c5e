import { closeSync, ftruncateSync, openSync, rmSync } from 'node:fs';
import type { Block } from './elements.ts';
import { encoderOf, PARQUET_TYPES, UNUSUAL, type Encoder } from './forms.ts';
import type { ColumnForm } from './mapping.ts';
import { ParquetWriter, TextEntries, type ColumnValues } from './parquet.ts';

/** Rows of a row group: enough for the database to read two at a time, few enough to keep those of all extracts in memory. */
const GROUP_ROWS = 1 << 15;
/** Texts of one column at which a row group ends early. */
const MOST_ENTRIES = 1 << 16;

interface EncodedColumn extends ColumnValues {
  readonly encode: Encoder;
}

/** A Parquet file of rows in the form that staging keeps, with `_file_id` and `_position` before the columns. */
export class TypedPart {
  readonly #path: string;
  readonly #file: number;
  readonly #writer: ParquetWriter;
  readonly #columns: readonly EncodedColumn[];
  readonly #all: readonly ColumnValues[];
  readonly #fileIds = newColumn('_file_id', 'int64');
  readonly #positions = newColumn('_position', 'int64');
  #filled = 0;
  /** Rows at hand that belong to complete files; those of earlier row groups end at the mark. */
  #kept = 0;
  #keptMark;
  /** What the values of the shared columns were computed from. */
  #block: Block | undefined;
  #version = -1;
  readonly #shared: Float64Array;

  constructor(path: string, forms: readonly (readonly [name: string, form: ColumnForm])[]) {
    this.#path = path;
    this.#file = openSync(path, 'w', 0o600);
    this.#writer = new ParquetWriter(this.#file);
    this.#keptMark = this.#writer.mark;
    this.#columns = forms.map(([name, form]) => {
      const column = newColumn(name, PARQUET_TYPES[form.kind]);
      return { ...column, encode: encoderOf(form, column.entries) };
    });
    this.#all = [this.#fileIds, this.#positions, ...this.#columns];
    this.#shared = new Float64Array(forms.length);
  }

  /** Adds the row of a block; returns false, and adds nothing, if a value has an unusual form. */
  write(block: Block, fileId: number): boolean {
    if (!this.#encodeShared(block) || !this.#encodeOwn(block)) {
      this.#endLongGroup();
      return false;
    }
    const row = this.#filled++;
    for (const i of block.shared) (this.#columns[i] as EncodedColumn).values[row] = this.#shared[i] as number;
    this.#fileIds.values[row] = fileId;
    this.#positions.values[row] = block.line;
    if (this.#filled === GROUP_ROWS) this.#flush();
    return true;
  }

  keepFile(): void {
    this.#kept = this.#filled;
    this.#keptMark = this.#writer.mark;
  }

  dropFile(): void {
    this.#filled = this.#kept;
    this.#writer.rewind(this.#keptMark);
    this.#endLongGroup();
  }

  close(): void {
    this.#flush();
    const isEmpty = this.#writer.mark.groups === 0;
    ftruncateSync(this.#file, this.#writer.close(this.#all));
    closeSync(this.#file);
    if (isEmpty) rmSync(this.#path);
  }

  /** Returns false if one of the shared values is unusual; nothing is computed while the enclosing blocks stay the same. */
  #encodeShared(block: Block): boolean {
    const version = block.sharedVersion();
    if (block !== this.#block || version !== this.#version) {
      this.#block = block;
      this.#version = version;
      for (const i of block.shared) {
        const { encode } = this.#columns[i] as EncodedColumn;
        this.#shared[i] = encode((block.columns[i] as () => string)());
      }
    }
    for (const i of block.shared) if (this.#shared[i] === UNUSUAL) return false;
    return true;
  }

  #encodeOwn(block: Block): boolean {
    for (const i of block.own) {
      const { encode, values } = this.#columns[i] as EncodedColumn;
      const value = encode((block.columns[i] as () => string)());
      if (value === UNUSUAL) return false;
      values[this.#filled] = value;
    }
    return true;
  }

  /** Rows that were not kept have left their texts: ends the row group when there are too many of them. */
  #endLongGroup(): void {
    if (this.#columns.some(({ entries }) => entries.size >= MOST_ENTRIES)) this.#flush();
  }

  /** Writes the rows at hand: those of complete files apart, because the others may still be dropped. */
  #flush(): void {
    this.#writer.writeRows(this.#all, 0, this.#kept);
    if (this.#kept > 0) this.#keptMark = this.#writer.mark;
    this.#writer.writeRows(this.#all, this.#kept, this.#filled);
    this.#filled = 0;
    this.#kept = 0;
    this.#block = undefined;
    for (const { entries } of this.#all) entries.clear();
  }
}

function newColumn(name: string, type: ColumnValues['type']): ColumnValues {
  return { name, type, values: new Float64Array(GROUP_ROWS), entries: new TextEntries() };
}
