import { closeSync, ftruncateSync, openSync, rmSync } from 'node:fs';
import { ByteText } from './byte-text.ts';
import { enclosingBlocks, textOf, type Block, type Value } from './elements.ts';
import { Encoder, PARQUET_TYPES, UNUSUAL } from './forms.ts';
import type { ColumnForm } from './mapping.ts';
import { ParquetWriter, TextEntries, type ColumnValues } from './parquet.ts';

/** Rows of a row group: enough for the database to read two at a time, few enough to keep those of all extracts in memory. */
const GROUP_ROWS = 1 << 15;
/** Texts of one column at which a row group ends early. */
const MOST_ENTRIES = 1 << 16;

interface EncodedColumn extends ColumnValues {
  readonly encoder: Encoder;
}

/** How the texts of a block become values of the columns. */
interface Feed {
  readonly block: Block;
  readonly enclosing: readonly Block[];
  readonly own: readonly Cell[];
  readonly shared: readonly Cell[];
  /** The values of the shared columns and what they were computed from. */
  readonly sharedValues: Float64Array;
  readonly sharedTexts: readonly ByteText[];
  /** Whether they are those of {@link sharedTexts}: codes end with the row group. */
  isSharedKnown: boolean;
  isSharedUsual: boolean;
  version: number;
}

interface Cell {
  readonly value: Value;
  readonly encoder: Encoder;
  readonly values: Float64Array;
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
  readonly #feeds = new Map<Block, Feed>();
  #feed: Feed | undefined;

  constructor(path: string, forms: readonly (readonly [name: string, form: ColumnForm])[]) {
    this.#path = path;
    this.#file = openSync(path, 'w', 0o600);
    this.#writer = new ParquetWriter(this.#file);
    this.#keptMark = this.#writer.mark;
    this.#columns = forms.map(([name, form]) => {
      const column = newColumn(name, PARQUET_TYPES[form.kind]);
      return { ...column, encoder: new Encoder(form, column.entries) };
    });
    this.#all = [this.#fileIds, this.#positions, ...this.#columns];
  }

  /** Adds the row of a block; returns false, and adds nothing, if a value has an unusual form. */
  write(block: Block, fileId: number): boolean {
    const feed = this.#feed?.block === block ? this.#feed : this.#feedOf(block);
    if (!this.#encodeShared(feed) || !this.#encodeOwn(feed)) {
      this.#endLongGroup();
      return false;
    }
    const row = this.#filled++;
    const { shared, sharedValues } = feed;
    for (let i = 0; i < shared.length; i++) (shared[i] as Cell).values[row] = sharedValues[i] as number;
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
  #encodeShared(feed: Feed): boolean {
    let version = 0;
    for (const enclosing of feed.enclosing) version += enclosing.version;
    if (feed.isSharedKnown && version === feed.version) return feed.isSharedUsual;
    feed.version = version;
    feed.isSharedUsual = true;
    for (let i = 0; i < feed.shared.length; i++) {
      const cell = feed.shared[i] as Cell;
      const text = textOf(cell.value);
      const known = feed.sharedTexts[i] as ByteText;
      if (!feed.isSharedKnown || !known.equals(text)) {
        known.copy(text);
        feed.sharedValues[i] = cell.encoder.encode(text);
      }
      if (feed.sharedValues[i] === UNUSUAL) feed.isSharedUsual = false;
    }
    feed.isSharedKnown = true;
    return feed.isSharedUsual;
  }

  #encodeOwn({ own }: Feed): boolean {
    const row = this.#filled;
    for (let i = 0; i < own.length; i++) {
      const cell = own[i] as Cell;
      const value = cell.encoder.encode(textOf(cell.value));
      if (value === UNUSUAL) return false;
      cell.values[row] = value;
    }
    return true;
  }

  #feedOf(block: Block): Feed {
    const known = this.#feeds.get(block);
    const cell = (i: number): Cell => {
      const { encoder, values } = this.#columns[i] as EncodedColumn;
      return { value: block.columns[i] as Value, encoder, values };
    };
    this.#feed = known ?? {
      block,
      enclosing: enclosingBlocks(block),
      own: block.own.map(cell),
      shared: block.shared.map(cell),
      sharedValues: new Float64Array(block.shared.length),
      sharedTexts: block.shared.map(() => new ByteText()),
      isSharedKnown: false,
      isSharedUsual: false,
      version: 0,
    };
    this.#feeds.set(block, this.#feed);
    return this.#feed;
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
    for (const feed of this.#feeds.values()) feed.isSharedKnown = false;
    for (const { entries } of this.#all) entries.clear();
  }
}

function newColumn(name: string, type: ColumnValues['type']): ColumnValues {
  return { name, type, values: new Float64Array(GROUP_ROWS), entries: new TextEntries() };
}
