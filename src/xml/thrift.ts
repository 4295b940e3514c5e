const [INTEGER, LONG, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];

/** Writes the compact protocol of Thrift, in which the headers and the footer of a Parquet file are written. */
export class ThriftWriter {
  #buffer = Buffer.allocUnsafe(256);
  #filled = 0;
  /** Number of the last field, per open struct. */
  readonly #fields = [0];

  get length(): number {
    return this.#filled;
  }

  toBuffer(): Buffer {
    return this.#buffer.subarray(0, this.#filled);
  }

  byte(value: number): void {
    this.#grow(1);
    this.#buffer[this.#filled++] = value;
  }

  bytes(bytes: Uint8Array): void {
    this.#grow(bytes.length);
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** A whole number from 0 to 2^53, seven bits per byte. */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    this.byte(rest);
  }

  integer(field: number, value: number): void {
    this.#field(field, INTEGER);
    this.varint(value * 2);
  }

  long(field: number, value: number): void {
    this.#field(field, LONG);
    this.varint(value * 2);
  }

  text(field: number, value: string): void {
    this.#field(field, BINARY);
    this.#text(value);
  }

  integers(field: number, values: readonly number[]): void {
    this.#list(field, INTEGER, values.length);
    for (const value of values) this.varint(value * 2);
  }

  texts(field: number, values: readonly string[]): void {
    this.#list(field, BINARY, values.length);
    for (const value of values) this.#text(value);
  }

  struct(field: number, write: () => void): void {
    this.#field(field, STRUCT);
    this.#inside(write);
  }

  structs<T>(field: number, values: readonly T[], write: (value: T) => void): void {
    this.#list(field, STRUCT, values.length);
    for (const value of values) this.#inside(() => write(value));
  }

  /** Ends the outermost struct. */
  stop(): void {
    this.byte(0);
  }

  #inside(write: () => void): void {
    this.#fields.push(0);
    write();
    this.#fields.pop();
    this.byte(0);
  }

  #list(field: number, type: number, size: number): void {
    this.#field(field, LIST);
    if (size < 15) this.byte((size << 4) | type);
    else {
      this.byte(0xf0 | type);
      this.varint(size);
    }
  }

  #field(field: number, type: number): void {
    const last = this.#fields.at(-1) ?? 0;
    this.byte(((field - last) << 4) | type);
    this.#fields[this.#fields.length - 1] = field;
  }

  #text(value: string): void {
    const bytes = Buffer.from(value, 'utf8');
    this.varint(bytes.length);
    this.bytes(bytes);
  }

  #grow(count: number): void {
    if (this.#filled + count <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#buffer.length + count);
    this.#buffer.copy(larger, 0, 0, this.#filled);
    this.#buffer = larger;
  }
}
