import {
  Bool,
  DataType,
  DateDay,
  Float64,
  Int32,
  Int64,
  makeData,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { Data } from 'apache-arrow';
import type { DuckDBValue } from '@duckdb/node-api';
import { quotedIdentifier, type DuckType } from '../table/index.ts';

/**
 * How each type of the warehouse stands in an Arrow file. The SELECT brings every value to a number, a text or a
 * boolean (days and microseconds since 1970), so that no object is made per value.
 */
interface Layout {
  readonly arrow: DataType;
  /** SQL of the value as it is stored. */
  readonly stored: (column: string) => string;
  readonly buffer: (arrow: DataType, capacity: number) => ValueBuffer;
}

/** The values of one column of a batch; those of NULL rows stay zero. */
interface ValueBuffer {
  readonly set: (row: number, value: DuckDBValue) => void;
  readonly data: (nulls: Nulls) => Data;
}

interface Nulls {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
}

const asIs = (column: string): string => column;

const LAYOUTS: Readonly<Record<DuckType, Layout>> = {
  VARCHAR: { arrow: new Utf8(), stored: asIs, buffer: texts },
  DATE: {
    arrow: new DateDay(),
    stored: (column) => `CAST(${column} - DATE '1970-01-01' AS INTEGER)`,
    buffer: numbers((capacity) => new Int32Array(capacity)),
  },
  TIMESTAMP: {
    arrow: new TimestampMicrosecond('UTC'),
    stored: (column) => `epoch_us(${column})`,
    buffer: numbers((capacity) => new BigInt64Array(capacity)),
  },
  INTEGER: { arrow: new Int32(), stored: asIs, buffer: numbers((capacity) => new Int32Array(capacity)) },
  BIGINT: { arrow: new Int64(), stored: asIs, buffer: numbers((capacity) => new BigInt64Array(capacity)) },
  BOOLEAN: { arrow: new Bool(), stored: asIs, buffer: bits },
  DOUBLE: { arrow: new Float64(), stored: asIs, buffer: numbers((capacity) => new Float64Array(capacity)) },
};

/** Returns the Arrow type of a type of the warehouse; timestamps are UTC. */
export function arrowTypeOf(type: DuckType): DataType {
  return LAYOUTS[type].arrow;
}

/** Returns the SQL of a column as an Arrow file stores it. */
export function storedSql(name: string, type: DuckType): string {
  return LAYOUTS[type].stored(quotedIdentifier(name));
}

/**
 * Returns the type of the warehouse that holds every value of an Arrow type, or undefined where none does: lists,
 * decimals, unsigned 64 bits. Other writers' variants of text, whole numbers and reals are understood.
 */
export function duckTypeOf(type: DataType): DuckType | undefined {
  if (DataType.isDictionary(type)) return duckTypeOf(type.dictionary as DataType);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type)) return 'VARCHAR';
  if (DataType.isInt(type)) {
    if (type.bitWidth < 32 || (type.bitWidth === 32 && type.isSigned)) return 'INTEGER';
    return type.bitWidth < 64 || type.isSigned ? 'BIGINT' : undefined;
  }
  if (DataType.isFloat(type)) return 'DOUBLE';
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isDate(type)) return 'DATE';
  return DataType.isTimestamp(type) ? 'TIMESTAMP' : undefined;
}

/** One column of the record batch in the making. */
export interface BatchColumn {
  readonly append: (value: DuckDBValue) => void;
  readonly data: () => Data;
}

/** Returns an empty column for at most `capacity` rows. */
export function batchColumn(type: DuckType, capacity: number): BatchColumn {
  const { arrow, buffer } = LAYOUTS[type];
  const values = buffer(arrow, capacity);
  const nullBitmap = new Uint8Array(Math.ceil(capacity / 8));
  let length = 0;
  let nullCount = 0;
  return {
    append: (value) => {
      if (value === null) nullCount += 1;
      else {
        setBit(nullBitmap, length);
        values.set(length, value);
      }
      length += 1;
    },
    data: () => values.data({ length, nullCount, nullBitmap }),
  };
}

function setBit(bitmap: Uint8Array, i: number): void {
  bitmap[i >> 3] = (bitmap[i >> 3] ?? 0) | (1 << (i & 7));
}

function numbers(make: (capacity: number) => Int32Array | Float64Array | BigInt64Array): Layout['buffer'] {
  return (type, capacity) => {
    const data = make(capacity);
    return {
      set: (row, value) => {
        data[row] = value as number & bigint;
      },
      data: (nulls) => makeData({ type: type as Int32, data: data as Int32Array, ...nulls }),
    };
  };
}

function bits(_type: DataType, capacity: number): ValueBuffer {
  const data = new Uint8Array(Math.ceil(capacity / 8));
  return {
    set: (row, value) => {
      if (value === true) setBit(data, row);
    },
    data: (nulls) => makeData({ type: new Bool(), data, ...nulls }),
  };
}

function texts(_type: DataType, capacity: number): ValueBuffer {
  const encoder = new TextEncoder();
  const ends = new Int32Array(capacity);
  let bytes = new Uint8Array(capacity * 16);
  let used = 0;
  return {
    set: (row, value) => {
      const text = value as string;
      const needed = used + 3 * text.length;
      if (needed > bytes.length) {
        const longer = new Uint8Array(2 * needed);
        longer.set(bytes);
        bytes = longer;
      }
      used += encoder.encodeInto(text, bytes.subarray(used)).written;
      ends[row] = used;
    },
    data: (nulls) => {
      const valueOffsets = new Int32Array(nulls.length + 1);
      for (let row = 0; row < nulls.length; row++) {
        valueOffsets[row + 1] = Math.max(valueOffsets[row] ?? 0, ends[row] ?? 0);
      }
      return makeData({ type: new Utf8(), data: bytes.subarray(0, used), valueOffsets, ...nulls });
    },
  };
}
