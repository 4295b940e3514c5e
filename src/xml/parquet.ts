import { writeSync } from 'node:fs';
import type { ByteText } from './byte-text.ts';
import { ThriftWriter } from './thrift.ts';

/**
 * Writes Parquet files, as far as parts of a load need it: flat optional columns, one page per column and row group, no
 * compression, texts by dictionary. DuckDB tests and copies each entry of a dictionary once, where CSV costs it a test per
 * cell. Source: the Parquet format, version 1 pages (apache/parquet-format, README and Encodings).
 */

export type ParquetType = 'text' | 'int32' | 'int64' | 'date' | 'boolean';

/** Values of one column: numbers, days since 1970, 0 or 1, or codes of `entries`; NaN is a missing value. */
export interface ColumnValues {
  readonly name: string;
  readonly type: ParquetType;
  readonly values: Float64Array;
  readonly entries: TextEntries;
}

interface Chunk {
  readonly column: ColumnValues;
  readonly hasEntries: boolean;
  readonly start: number;
  readonly dataStart: number;
  readonly bytes: number;
}

interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly Chunk[];
}

const PHYSICAL: Record<ParquetType, number> = { boolean: 0, int32: 1, date: 1, int64: 2, text: 6 };
const CONVERTED: Partial<Record<ParquetType, number>> = { text: 0, date: 6 };
const OPTIONAL = 1;
const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2];
const MAGIC = Buffer.from('PAR1', 'latin1');

/** The distinct texts of a column, in the order of their first use: a hash table of bytes, each after its length. */
export class TextEntries {
  #bytes = Buffer.allocUnsafe(1 << 12);
  #filled = 0;
  #size = 0;
  /** Where the bytes of an entry begin. */
  #begins = new Int32Array(1 << 8);
  #hashes = new Int32Array(1 << 8);
  /** The entry at a place of the table, plus one; twice as many places as there may be entries. */
  #table = new Int32Array(1 << 9);
  #last = -1;

  get size(): number {
    return this.#size;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#filled);
  }

  /** Returns the code of a text, a new one if need be. */
  codeOf(text: ByteText): number {
    if (this.#last >= 0 && this.#isEntry(this.#last, text)) return this.#last;
    const hash = hashOf(text);
    const table = this.#table;
    const mask = table.length - 1;
    let place = hash & mask;
    for (let entry = table[place] as number; entry !== 0; entry = table[place] as number) {
      if (this.#hashes[entry - 1] === hash && this.#isEntry(entry - 1, text)) return (this.#last = entry - 1);
      place = (place + 1) & mask;
    }
    return (this.#last = this.#add(text, hash, place));
  }

  clear(): void {
    this.#filled = 0;
    this.#size = 0;
    this.#last = -1;
    this.#table.fill(0);
  }

  #isEntry(entry: number, { bytes, length }: ByteText): boolean {
    const begin = this.#begins[entry] as number;
    const entries = this.#bytes;
    const end = entry + 1 < this.#size ? (this.#begins[entry + 1] as number) - LENGTH_BYTES : this.#filled;
    if (end - begin !== length) return false;
    for (let i = 0; i < length; i++) if (entries[begin + i] !== bytes[i]) return false;
    return true;
  }

  #add({ bytes, length }: ByteText, hash: number, place: number): number {
    const begin = this.#filled + LENGTH_BYTES;
    if (begin + length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (begin + length));
      this.#bytes.copy(larger, 0, 0, this.#filled);
      this.#bytes = larger;
    }
    this.#bytes.writeUInt32LE(length, this.#filled);
    this.#bytes.set(bytes.subarray(0, length), begin);
    this.#filled = begin + length;
    const entry = this.#size++;
    this.#begins[entry] = begin;
    this.#hashes[entry] = hash;
    this.#table[place] = entry + 1;
    if (this.#size === this.#begins.length) this.#grow();
    return entry;
  }

  #grow(): void {
    const size = 2 * this.#begins.length;
    this.#begins = grown(this.#begins, size);
    this.#hashes = grown(this.#hashes, size);
    const table = new Int32Array(2 * size);
    for (let entry = 0; entry < this.#size; entry++) {
      let place = (this.#hashes[entry] as number) & (table.length - 1);
      while (table[place] !== 0) place = (place + 1) & (table.length - 1);
      table[place] = entry + 1;
    }
    this.#table = table;
  }
}

const LENGTH_BYTES = 4;

function grown(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(numbers);
  return larger;
}

/** The hash of Fowler, Noll and Vo (FNV-1a, 32 bits), its upper half mixed into the lower. */
function hashOf({ bytes, length }: ByteText): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** A place to which a file can be cut back. */
export interface Mark {
  readonly length: number;
  readonly groups: number;
}

/** One Parquet file that grows by row groups; nobody can read it before {@link close}. */
export class ParquetWriter {
  readonly #file: number;
  readonly #groups: RowGroup[] = [];
  #length = 0;

  constructor(file: number) {
    this.#file = file;
    this.#write(MAGIC);
  }

  get mark(): Mark {
    return { length: this.#length, groups: this.#groups.length };
  }

  /** Forgets what was written after the mark. */
  rewind({ length, groups }: Mark): void {
    this.#length = length;
    this.#groups.length = groups;
  }

  /** Writes the rows `from` to `to` of the columns as one row group. */
  writeRows(columns: readonly ColumnValues[], from: number, to: number): void {
    if (to <= from) return;
    const chunks = columns.map((column) => this.#writeChunk(column, column.values.subarray(from, to)));
    this.#groups.push({ rows: to - from, chunks });
  }

  /** Writes the footer. Returns the number of bytes of the file. */
  close(columns: readonly { readonly name: string; readonly type: ParquetType }[]): number {
    const footer = footerOf(columns, this.#groups);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    this.#write(footer);
    this.#write(length);
    this.#write(MAGIC);
    return this.#length;
  }

  #writeChunk(column: ColumnValues, rows: Float64Array): Chunk {
    const start = this.#length;
    const values = presentValues(rows);
    const hasEntries = column.type === 'text' && values.length > 0;
    if (hasEntries) {
      const { bytes, size } = column.entries;
      this.#write(pageHeader(DICTIONARY_PAGE, bytes.length, size, PLAIN));
      this.#write(bytes);
    }
    const dataStart = this.#length;
    const levels = levelBytes(rows, values.length);
    const data = hasEntries ? codeBytes(values, column.entries.size) : plainBytes(column.type, values);
    const encoding = hasEntries ? RLE_DICTIONARY : PLAIN;
    this.#write(pageHeader(DATA_PAGE, levels.length + data.length, rows.length, encoding));
    this.#write(levels);
    this.#write(data);
    return { column, hasEntries, start, dataStart, bytes: this.#length - start };
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#length + done);
    }
    this.#length += bytes.length;
  }
}

/**
 * Runs a loop in steps. The engine compiles a function that is called often as a whole; one long loop it would compile
 * while it runs, and leave again by a detour that takes longer than the loop.
 */
function inSteps(length: number, loop: (from: number, to: number) => void): void {
  for (let from = 0; from < length; from += STEP) loop(from, Math.min(from + STEP, length));
}

const STEP = 512;

/** Returns the rows that have a value. Loops, here and below: the methods of typed arrays cost ten times as much. */
function presentValues(rows: Float64Array): Float64Array {
  const values = new Float64Array(rows.length);
  let present = 0;
  inSteps(rows.length, (from, to) => {
    present = copyPresent(rows, from, to, values, present);
  });
  return present === rows.length ? rows : values.subarray(0, present);
}

function copyPresent(
  rows: Float64Array,
  from: number,
  to: number,
  values: Float64Array,
  filled: number,
): number {
  let place = filled;
  for (let i = from; i < to; i++) {
    const value = rows[i] as number;
    if (!Number.isNaN(value)) values[place++] = value;
  }
  return place;
}

/** Which rows have a value: one run if all or none have, else a bit per row. */
function levelBytes(rows: Float64Array, present: number): Buffer {
  const run = new ThriftWriter();
  if (present === rows.length || present === 0) {
    run.varint(rows.length * 2);
    run.byte(present === 0 ? 0 : 1);
  } else {
    const bits = Buffer.alloc(Math.ceil(rows.length / 8));
    inSteps(rows.length, (from, to) => {
      for (let i = from; i < to; i++) if (!Number.isNaN(rows[i])) setBit(bits, i);
    });
    run.varint(bits.length * 2 + 1);
    run.bytes(bits);
  }
  const length = Buffer.alloc(4);
  length.writeUInt32LE(run.length);
  return Buffer.concat([length, run.toBuffer()]);
}

function setBit(bits: Buffer, place: number): void {
  bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7));
}

/** Codes as one bit-packed run; widths of whole bytes make it a copy of an array. */
function codeBytes(codes: Float64Array, size: number): Buffer {
  const width = size <= 1 << 8 ? 8 : size <= 1 << 16 ? 16 : 32;
  const groups = Math.ceil(codes.length / 8);
  const Packed = width === 8 ? Uint8Array : width === 16 ? Uint16Array : Uint32Array;
  const packed = new Packed(groups * 8);
  inSteps(codes.length, (from, to) => {
    for (let i = from; i < to; i++) packed[i] = codes[i] as number;
  });
  const head = new ThriftWriter();
  head.byte(width);
  head.varint(groups * 2 + 1);
  return Buffer.concat([head.toBuffer(), bytesOf(packed)]);
}

function plainBytes(type: ParquetType, values: Float64Array): Buffer {
  switch (type) {
    case 'boolean': {
      const bits = Buffer.alloc(Math.ceil(values.length / 8));
      inSteps(values.length, (from, to) => {
        for (let i = from; i < to; i++) if (values[i] === 1) setBit(bits, i);
      });
      return bits;
    }
    case 'int64': {
      const halves = new Int32Array(2 * values.length);
      inSteps(values.length, (from, to) => {
        for (let i = from; i < to; i++) {
          const value = values[i] as number;
          halves[2 * i] = value | 0;
          halves[2 * i + 1] = Math.floor(value / 2 ** 32);
        }
      });
      return bytesOf(halves);
    }
    case 'int32':
    case 'date': {
      const numbers = new Int32Array(values.length);
      inSteps(values.length, (from, to) => {
        for (let i = from; i < to; i++) numbers[i] = values[i] as number;
      });
      return bytesOf(numbers);
    }
    case 'text':
      return Buffer.alloc(0);
  }
}

const bytesOf = (array: ArrayBufferView): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

function pageHeader(type: number, bytes: number, values: number, encoding: number): Buffer {
  const header = new ThriftWriter();
  header.integer(1, type);
  header.integer(2, bytes);
  header.integer(3, bytes);
  header.struct(type === DATA_PAGE ? 5 : 7, () => {
    header.integer(1, values);
    header.integer(2, encoding);
    if (type === DATA_PAGE) {
      header.integer(3, RLE);
      header.integer(4, RLE);
    }
  });
  header.stop();
  return header.toBuffer();
}

function footerOf(
  columns: readonly { readonly name: string; readonly type: ParquetType }[],
  groups: readonly RowGroup[],
): Buffer {
  const footer = new ThriftWriter();
  footer.integer(1, 1);
  footer.structs(2, [undefined, ...columns], (column) => {
    if (column) {
      footer.integer(1, PHYSICAL[column.type]);
      footer.integer(3, OPTIONAL);
      footer.text(4, column.name);
      const converted = CONVERTED[column.type];
      if (converted !== undefined) footer.integer(6, converted);
    } else {
      footer.text(4, 'rows');
      footer.integer(5, columns.length);
    }
  });
  footer.long(
    3,
    groups.reduce((sum, { rows }) => sum + rows, 0),
  );
  footer.structs(4, groups, ({ rows, chunks }) => {
    footer.structs(1, chunks, (chunk) => writeChunkMetadata(footer, chunk, rows));
    footer.long(
      2,
      chunks.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    footer.long(3, rows);
  });
  footer.stop();
  return footer.toBuffer();
}

function writeChunkMetadata(footer: ThriftWriter, chunk: Chunk, rows: number): void {
  const { column, hasEntries, start, dataStart, bytes } = chunk;
  footer.long(2, start);
  footer.struct(3, () => {
    footer.integer(1, PHYSICAL[column.type]);
    footer.integers(2, hasEntries ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE]);
    footer.texts(3, [column.name]);
    footer.integer(4, 0);
    footer.long(5, rows);
    footer.long(6, bytes);
    footer.long(7, bytes);
    footer.long(9, dataStart);
    if (hasEntries) footer.long(11, start);
  });
}
