/** The end of a tag without attributes, from its name on: `Name>`. It is looked for at every tag, hence four characters at a time. */
export class Tag {
  readonly length: number;
  readonly #text: string;
  /** Four characters each, as a number; the last one may overlap the one before. */
  readonly #words: Int32Array;

  constructor(name: string) {
    this.#text = `${name}>`;
    this.length = this.#text.length;
    const bytes = Buffer.from(this.#text, 'latin1');
    const isPlain = this.length >= WORD && bytes.toString('latin1') === this.#text;
    const count = isPlain ? Math.ceil(this.length / WORD) : 0;
    this.#words = Int32Array.from({ length: count }, (_, i) =>
      bytes.readInt32LE(Math.min(i * WORD, this.length - WORD)),
    );
  }

  /** Whether it stands at a place of a text; `bytes` are those of the text, where each is one character. */
  isAt(text: string, bytes: DataView | undefined, at: number): boolean {
    const { length } = this;
    const words = this.#words;
    if (bytes === undefined || words.length === 0) return text.startsWith(this.#text, at);
    if (at + length > text.length) return false;
    for (let i = 0, from = 0; from + WORD <= length; i++, from += WORD)
      if (bytes.getInt32(at + from, true) !== words[i]) return false;
    return bytes.getInt32(at + length - WORD, true) === words[words.length - 1];
  }
}

const WORD = 4;
