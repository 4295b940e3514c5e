import type { Element } from './elements.ts';
import type { Piece } from './input.ts';
import type { Tag } from './tag.ts';

/**
 * Reads the plain subset of XML that official messages are written in: an XML declaration, attributes on the root
 * element only, elements, texts and the five named entities. It accepts nothing else: the first character outside the
 * subset, well-formed or not, ends it with {@link NotPlain}, and the XML parser then reads the file from its beginning and
 * gives the verdict. So the subset needs no error messages and can not be wrong about XML, only slower.
 *
 * Texts are cut out of the piece at hand, and an expected tag is compared in place: no string per tag, no state per
 * character. That makes it several times faster than a parser of all of XML.
 */
export class PlainScanner {
  /** Line of the tag that is being read, from 1. */
  line = 1;
  readonly #tree: MessageTree;
  /** The bytes of the text at hand, where each is one character. */
  #bytes: DataView | undefined;
  #rest = '';
  #isStarted = false;
  #hasRoot = false;

  constructor(tree: MessageTree) {
    this.#tree = tree;
  }

  /** Reads the next piece. @throws NotPlain for anything outside the subset. */
  write({ text: piece, ascii }: Piece): void {
    const text = normalised(this.#rest + piece);
    this.#bytes =
      ascii && text === piece ? new DataView(ascii.buffer, ascii.byteOffset, ascii.length) : undefined;
    const begin = this.#isStarted ? 0 : this.#afterDeclaration(text);
    if (begin < 0) this.#rest = text;
    else this.#rest = text.slice(this.#scan(text, begin));
    if (this.#rest.length > LONGEST_TEXT) throw new NotPlain();
  }

  /** Ends the text. @throws NotPlain if it is not complete. */
  end(): void {
    if (!this.#hasRoot || !this.#tree.isOutside || !isBlank(this.#rest)) throw new NotPlain();
  }

  /** Returns where the first tag after the declaration may stand; -1 if more text is needed to know. */
  #afterDeclaration(text: string): number {
    const from = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    if (text.length < from + LONGEST_DECLARATION && !text.includes('>')) return -1;
    this.#isStarted = true;
    DECLARATION.lastIndex = from;
    const declaration = DECLARATION.exec(text);
    return declaration ? DECLARATION.lastIndex : from;
  }

  /**
   * Reads all complete tags from a place on; returns the place after the last one. The texts between tags are short, so
   * one look at each character finds the next tag, line feeds, entities and what XML forbids, for less than a search each.
   */
  #scan(text: string, begin: number): number {
    const { length } = text;
    let at = begin;
    for (;;) {
      let tag = at;
      let lines = 0;
      let hasEntity = false;
      for (; tag < length; tag++) {
        const code = text.charCodeAt(tag);
        const kind = code < 128 ? (KINDS[code] as number) : code > LAST_CHARACTER ? ILLEGAL : ORDINARY;
        if (kind === ORDINARY) continue;
        if (kind === TAG_BEGIN) break;
        if (kind === LINE_FEED) lines++;
        else if (kind === AMPERSAND) hasEntity = true;
        else if (kind === ILLEGAL || text.startsWith(']]>', tag)) throw new NotPlain();
      }
      if (tag >= length) return at;
      const end = this.#tag(text, tag, at, lines, hasEntity);
      if (end < 0) return at;
      at = end;
    }
  }

  /** Reads the tag at a place and the text before it, from `from` on; returns its end, or -1 if more text is needed. */
  #tag(text: string, tag: number, from: number, lines: number, hasEntity: boolean): number {
    const tree = this.#tree;
    if (text.charCodeAt(tag + 1) === SLASH) {
      const end = this.#endOfEndTag(text, tag);
      if (end < 0) return end;
      this.line += lines;
      if (tag > from) this.#text(text, from, tag, hasEntity);
      tree.close();
      return end;
    }
    const { expected } = tree;
    const isExpected = expected?.tag.isAt(text, this.#bytes, tag + 1) === true;
    const end = isExpected ? tag + 1 + expected.tag.length : text.indexOf('>', tag) + 1 || -1;
    if (end < 0) return end;
    this.line += lines;
    if (tag > from) this.#text(text, from, tag, hasEntity);
    if (isExpected && !tree.isOutside) tree.enter(expected);
    else this.#open(text.slice(tag + 1, end - 1));
    return end;
  }

  /** Opens an element that was not expected, by the content of its start tag. */
  #open(content: string): void {
    const tree = this.#tree;
    if (!tree.isOutside && tree.enterKnown(content)) return;
    const match = (tree.isOutside ? ROOT_TAG : TAG).exec(content);
    if (!match?.[1] || hasRepeatedAttribute(match[2] ?? '') || FORBIDDEN.test(content)) throw new NotPlain();
    if (tree.isOutside && this.#hasRoot) throw new NotPlain();
    this.#hasRoot = true;
    this.line += content.split('\n').length - 1;
    tree.open(match[1]);
    if (content.endsWith('/')) tree.close();
  }

  /** Returns the end of an end tag of the innermost element; -1 if more text is needed. */
  #endOfEndTag(text: string, at: number): number {
    const { tag } = this.#tree;
    if (tag.isAt(text, this.#bytes, at + 2)) return at + 2 + tag.length;
    if (text.indexOf('>', at) < 0) return -1;
    throw new NotPlain();
  }

  #text(text: string, from: number, to: number, hasEntity: boolean): void {
    if (this.#tree.isOutside) {
      if (!isBlank(text.slice(from, to))) throw new NotPlain();
    } else if (hasEntity) this.#tree.append(decoded(text.slice(from, to)));
    else if (this.#tree.wantsText) this.#tree.append(text.slice(from, to));
  }
}

/** What the scanner tells, and asks, while it reads. */
export interface MessageTree {
  /** Whether no element is open. */
  readonly isOutside: boolean;
  /** The rest of a tag of the innermost open element. */
  readonly tag: Tag;
  /** Whether its text counts. */
  readonly wantsText: boolean;
  /** The element that will probably be opened next. */
  readonly expected: Element | undefined;
  enter(element: Element): void;
  open(name: string): void;
  /** Enters the child of this name if such a one was met or declared. */
  enterKnown(name: string): boolean;
  close(): void;
  append(text: string): void;
}

/** A text outside the plain subset: it may be well-formed XML or not. */
export class NotPlain extends Error {}

const SLASH = 47;
const BYTE_ORDER_MARK = 0xfeff;
const LONGEST_DECLARATION = 200;
const LONGEST_TEXT = 1_000_000;
const DECLARATION =
  /<\?xml version=(["'])1\.[0-9]\1(?: encoding=(["'])(?:utf-?8|us-ascii)\2)?(?: standalone=(["'])(?:yes|no)\3)? ?\?>/iy;
const TAG = /^([A-Za-z_][A-Za-z0-9_.-]*) ?\/?$/;
const ROOT_TAG = /^([A-Za-z_][A-Za-z0-9_.-]*)((?:\s+[A-Za-z_][A-Za-z0-9_.:-]*="[^"<&]*")*)\s*\/?$/;
// Characters that XML does not have.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
/** What a character below 128 is to the scanner; beyond, only the last two of a plane are no characters. */
const [ORDINARY, TAG_BEGIN, LINE_FEED, AMPERSAND, BRACKET, ILLEGAL] = [0, 1, 2, 3, 4, 5];
const LAST_CHARACTER = 0xfffd;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  const special: Readonly<Record<string, number>> = {
    '<': TAG_BEGIN,
    '\n': LINE_FEED,
    '&': AMPERSAND,
    ']': BRACKET,
  };
  return special[character] ?? (FORBIDDEN.test(character) ? ILLEGAL : ORDINARY);
});
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const isBlank = (text: string): boolean => /^[ \t\n]*$/.test(text);

/** Windows line ends become line feeds, as XML asks; a carriage return at the end may be half of one. */
function normalised(text: string): string {
  if (!text.includes('\r')) return text;
  const lines = text.replaceAll('\r\n', '\n');
  const lone = lines.indexOf('\r');
  if (lone >= 0 && lone < lines.length - 1) throw new NotPlain();
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
