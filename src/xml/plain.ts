import type { ByteText } from './byte-text.ts';
import type { Element } from './elements.ts';
import type { Tag } from './tag.ts';

/**
 * Reads the plain subset of XML that official messages are written in: an XML declaration, attributes on the root
 * element only, elements, texts and the five named entities. It accepts nothing else: the first character outside the
 * subset, well-formed or not, ends it with {@link NotPlain}, and the XML parser then reads the file from its beginning and
 * gives the verdict. So the subset needs no error messages and can not be wrong about XML, only slower.
 *
 * It reads bytes, never characters: an expected tag is compared in place, and a text that counts is copied to where its
 * value will stand. No string is made, and nothing is allocated per element: that makes it several times faster than a
 * parser of all of XML.
 */
export class PlainScanner {
  /** Line of the tag that is being read, from 1. */
  line = 1;
  readonly #tree: MessageTree;
  #rest: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #hasRoot = false;

  constructor(tree: MessageTree) {
    this.#tree = tree;
  }

  /** Reads the next piece, UTF-8. @throws NotPlain for anything outside the subset. */
  write(piece: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    const begin = this.#isStarted ? 0 : this.#afterDeclaration(bytes);
    const end = begin < 0 ? 0 : this.#scan(bytes, begin);
    this.#rest = Buffer.from(bytes.subarray(end));
    if (this.#rest.length > LONGEST_TEXT) throw new NotPlain();
  }

  /** Ends the text. @throws NotPlain if it is not complete. */
  end(): void {
    const { isOutside } = this.#tree;
    if (!this.#hasRoot || !isOutside || !isBlank(charactersOf(this.#rest, 0, this.#rest.length)))
      throw new NotPlain();
  }

  /** Returns where the first tag after the declaration may stand; -1 if more text is needed to know. */
  #afterDeclaration(bytes: Buffer): number {
    const from = bytes.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0;
    if (bytes.length < from + LONGEST_DECLARATION && !bytes.includes('>')) return -1;
    this.#isStarted = true;
    DECLARATION.lastIndex = from;
    const text = bytes.toString('latin1', 0, from + LONGEST_DECLARATION);
    return DECLARATION.test(text) ? DECLARATION.lastIndex : from;
  }

  /**
   * Reads all complete tags from a place on; returns the place after the last one. The texts between tags are short, so
   * one look at each byte finds the next tag, line feeds, entities and what XML forbids, for less than a search each.
   */
  #scan(bytes: Uint8Array, begin: number): number {
    const tree = this.#tree;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const { length } = bytes;
    let at = begin;
    for (;;) {
      let tag = at;
      let lines = 0;
      let hasEntity = false;
      let hasReturn = false;
      for (; tag < length; tag++) {
        const kind = KINDS[bytes[tag] as number] as number;
        if (kind === ORDINARY) continue;
        if (kind === TAG_BEGIN) break;
        if (kind === LINE_FEED) lines++;
        else if (kind === AMPERSAND) hasEntity = true;
        else if (kind === ILLEGAL || isForbiddenAt(bytes, tag)) throw new NotPlain();
        else if (kind === CARRIAGE_RETURN) hasReturn = true;
      }
      if (tag >= length) return at;
      const isEnd = bytes[tag + 1] === SLASH;
      const child = isEnd || tree.isOutside ? undefined : tree.childAt(view, tag + 1, length);
      const end = child ? tag + 1 + child.tag.length : this.#endOfTag(bytes, view, tag, isEnd);
      if (end < 0) return at;
      this.line += lines;
      if (tag > at) this.#text(bytes, at, tag, hasEntity, hasReturn);
      at = end;
      if (isEnd) tree.close();
      else if (!child) this.#open(charactersOf(bytes, tag + 1, end - 1));
      else {
        const last = child.isLeaf ? endOfLiteral(bytes, end) : length;
        if (last < length && bytes[last + 1] === SLASH && child.tag.isAt(view, last + 2, length)) {
          tree.leaf(child, bytes, end, last);
          at = last + 2 + child.tag.length;
        } else tree.enter(child);
      }
    }
  }

  /** Returns the end of the tag at a place; -1 if more text is needed. @throws NotPlain for the end of another element. */
  #endOfTag(bytes: Uint8Array, view: DataView, at: number, isEnd: boolean): number {
    const { tag } = this.#tree;
    if (isEnd && tag.isAt(view, at + 2, bytes.length)) return at + 2 + tag.length;
    const end = bytes.indexOf(GREATER, at) + 1 || -1;
    if (isEnd && end >= 0) throw new NotPlain();
    return end;
  }

  /** Opens an element that was not expected, by the content of its start tag. */
  #open(content: string): void {
    const tree = this.#tree;
    const match = (tree.isOutside ? ROOT_TAG : TAG).exec(content);
    if (!match?.[1] || hasRepeatedAttribute(match[2] ?? '') || FORBIDDEN.test(content)) throw new NotPlain();
    if (tree.isOutside && this.#hasRoot) throw new NotPlain();
    this.#hasRoot = true;
    this.line += content.split('\n').length - 1;
    tree.open(match[1]);
    if (content.endsWith('/')) tree.close();
  }

  #text(bytes: Uint8Array, from: number, to: number, hasEntity: boolean, hasReturn: boolean): void {
    if (this.#tree.isOutside) {
      if (!isBlank(charactersOf(bytes, from, to))) throw new NotPlain();
      return;
    }
    const { text } = this.#tree;
    if (hasEntity || (hasReturn && text)) {
      const literal = decoded(charactersOf(bytes, from, to));
      text?.appendString(literal);
    } else text?.append(bytes, from, to);
  }
}

/** What the scanner tells, and asks, while it reads. */
export interface MessageTree {
  /** Whether no element is open. */
  readonly isOutside: boolean;
  /** The rest of a tag of the innermost open element. */
  readonly tag: Tag;
  /** Where its text is to be added; undefined if it does not count. */
  readonly text: ByteText | undefined;
  /** The child of the innermost open element whose tag stands at a place of the bytes before `end`, if such a one was declared or met. */
  childAt(bytes: DataView, at: number, end: number): Element | undefined;
  enter(element: Element): void;
  /** Reads a whole leaf, whose text stands in some bytes from one place up to another. */
  leaf(element: Element, bytes: Uint8Array, begin: number, end: number): void;
  open(name: string): void;
  close(): void;
}

/** A text outside the plain subset: it may be well-formed XML or not. */
export class NotPlain extends Error {}

const FEED = 10;
const RETURN = 13;
const SLASH = 47;
const LESS = 60;
const GREATER = 62;
const BYTE_ORDER_MARK = Buffer.from('\ufeff', 'utf8');
const LONGEST_DECLARATION = 200;
const LONGEST_TEXT = 1_000_000;
const DECLARATION =
  /<\?xml version=(["'])1\.[0-9]\1(?: encoding=(["'])(?:utf-?8|us-ascii)\2)?(?: standalone=(["'])(?:yes|no)\3)? ?\?>/iy;
const TAG = /^([A-Za-z_][A-Za-z0-9_.-]*) ?\/?$/;
const ROOT_TAG = /^([A-Za-z_][A-Za-z0-9_.-]*)((?:\s+[A-Za-z_][A-Za-z0-9_.:-]*="[^"<&]*")*)\s*\/?$/;
// Characters that XML does not have.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
/** What a byte is to the scanner; SUSPECT begins a sequence that XML may not have. */
const [ORDINARY, TAG_BEGIN, LINE_FEED, CARRIAGE_RETURN, AMPERSAND, SUSPECT, ILLEGAL] = [0, 1, 2, 3, 4, 5, 6];
const SPECIAL: Readonly<Record<string, number>> = {
  '<': TAG_BEGIN,
  '\n': LINE_FEED,
  '\r': CARRIAGE_RETURN,
  '&': AMPERSAND,
  ']': SUSPECT,
};
const LEAD_OF_NO_CHARACTER = 0xef;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (byte === LEAD_OF_NO_CHARACTER) return SUSPECT;
  return SPECIAL[character] ?? (FORBIDDEN.test(character) ? ILLEGAL : ORDINARY);
});
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const isBlank = (text: string): boolean => /^[ \t\n]*$/.test(text);

/** Whether `]]>` stands at a place, or half of a line end, or U+FFFE or U+FFFF, which are no characters. */
function isForbiddenAt(bytes: Uint8Array, at: number): boolean {
  const [first, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === RETURN) return at + 1 < bytes.length && second !== FEED;
  if (first === LEAD_OF_NO_CHARACTER) return second === 0xbf && (third === 0xbe || third === 0xbf);
  return second === first && third === GREATER;
}

/** Returns where the text at a place ends that has neither entities nor anything that XML forbids or changes. */
function endOfLiteral(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && KINDS[bytes[at] as number] === ORDINARY) at++;
  return bytes[at] === LESS ? at : bytes.length;
}

/** Returns bytes as characters; Windows line ends become line feeds, as XML asks. @throws NotPlain for a lone half of one. */
function charactersOf(bytes: Uint8Array, from: number, to: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
  if (!text.includes('\r')) return text;
  const lines = text.replaceAll('\r\n', '\n');
  if (lines.includes('\r')) throw new NotPlain();
  return lines;
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:([a-z]+);)?/g, (_, name: string | undefined) => {
    const character = name === undefined ? undefined : ENTITIES[name];
    if (character === undefined) throw new NotPlain();
    return character;
  });
}

function hasRepeatedAttribute(attributes: string): boolean {
  const names = attributes.match(/[^\s="]+(?==")/g) ?? [];
  return new Set(names).size < names.length;
}
