/** The end of a tag without attributes, from its name on: `Name>`. It is looked for at every tag, hence four bytes at a time. */
export class Tag {
  readonly length: number;
  /** Four bytes each, as a number, without the last four. */
  readonly #words: Int32Array;
  /** Of the last four bytes, which may overlap the word before; of a shorter tag, those of `>` alone. */
  readonly #last: number;

  constructor(name: string) {
    const bytes = Buffer.from(`${name}>`, 'utf8');
    this.length = bytes.length;
    const words = Math.ceil(this.length / WORD) - 1;
    this.#words = Int32Array.from({ length: words }, (_, i) => bytes.readInt32LE(i * WORD));
    this.#last = this.length < WORD ? bytes.readIntLE(0, this.length) : bytes.readInt32LE(this.length - WORD);
  }

  /** Whether it stands at a place of some bytes, of which those before `end` count. */
  isAt(bytes: DataView, at: number, end: number): boolean {
    const { length } = this;
    if (at + length > end) return false;
    if (length < WORD) return this.#isShortAt(bytes, at);
    const words = this.#words;
    for (let i = 0; i < words.length; i++) if (bytes.getInt32(at + i * WORD, true) !== words[i]) return false;
    return bytes.getInt32(at + length - WORD, true) === this.#last;
  }

  #isShortAt(bytes: DataView, at: number): boolean {
    let word = 0;
    for (let i = 0; i < this.length; i++) word |= bytes.getUint8(at + i) << (8 * i);
    return word === this.#last;
  }
}

const WORD = 4;
