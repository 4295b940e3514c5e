/**
 * A text as UTF-8 bytes, in a place that is filled again and again: a message of millions of short texts makes no
 * strings. Only `bytes` below `length` count.
 */
export class ByteText {
  bytes: Uint8Array = new Uint8Array(SHORT);
  length = 0;

  /** Returns a new text of these characters. */
  static of(text: string): ByteText {
    const made = new ByteText();
    made.set(text);
    return made;
  }

  clear(): void {
    this.length = 0;
  }

  set(text: string): void {
    this.length = 0;
    this.appendString(text);
  }

  copy(other: ByteText): void {
    this.length = 0;
    this.append(other.bytes, 0, other.length);
  }

  /** Adds the bytes of an array from one place up to another. */
  append(from: Uint8Array, begin: number, end: number): void {
    const start = this.length;
    const length = start + end - begin;
    if (length > this.bytes.length) this.#grow(length);
    const { bytes } = this;
    // A loop: for so few bytes the methods of typed arrays take ten times as long.
    for (let at = begin, to = start; at < end; at++, to++) bytes[to] = from[at] as number;
    this.length = length;
  }

  appendString(text: string): void {
    const encoded = Buffer.from(text, 'utf8');
    this.append(encoded, 0, encoded.length);
  }

  equals(other: ByteText): boolean {
    const { bytes, length } = this;
    if (length !== other.length) return false;
    for (let i = 0; i < length; i++) if (bytes[i] !== other.bytes[i]) return false;
    return true;
  }

  /** Takes the blanks at both ends away; most texts have none, as a look at both ends tells. */
  trim(): void {
    const { bytes, length } = this;
    if (length === 0) return;
    const [first, last] = [bytes[0] as number, bytes[length - 1] as number];
    if (first > BLANK && first < NOT_ASCII && last > BLANK && last < NOT_ASCII) return;
    this.set(this.toString().trim());
  }

  toString(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.length).toString('utf8');
  }

  #grow(length: number): void {
    const larger = new Uint8Array(2 * length);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

const SHORT = 32;
const BLANK = 32;
const NOT_ASCII = 128;
