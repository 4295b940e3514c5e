import { SaxesParser } from 'saxes';
import { ByteText } from './byte-text.ts';
import { childOf, newElement, type Block, type Element } from './elements.ts';
import type { Tag } from './tag.ts';
import { compilePlan, type Plan } from './plan.ts';
import type { ColumnsOf, MessageMapping } from './mapping.ts';
import { Refusal } from './refusal.ts';
import { PlainScanner, type MessageTree } from './plain.ts';
import type { RowWriter } from './rows.ts';
import { computed } from './values.ts';

/** Deeper than any official message, which has 13 levels. */
const MAX_DEPTH = 64;
/** More kinds of unknown element than any later schema version could add. */
const MAX_UNKNOWN = 2_000;
/** Bytes within which a start tag, an end tag or a text must end. */
const MAX_SILENCE = 32_000_000;

/**
 * Turns the text of XML messages into rows. One reader serves many files, one after the other; the memory that it
 * needs does not depend on their size.
 */
export class MessageReader implements MessageTree {
  readonly #document = newElement('', undefined, true);
  readonly #plans = new Map<Element, Plan>();
  readonly #writer: RowWriter;
  #parser = new SaxesParser({ xmlns: false });
  #plain: PlainScanner | undefined;
  #element = this.#document;
  #plan: Plan | undefined;
  /** The text of the current element so far. */
  readonly #text = new ByteText();
  #silence = 0;
  #forms = 0;
  readonly #form = computed((text) => {
    if (text.length === 0) text.set(this.#formText());
  });
  #unknown: Element[] = [];

  /** @throws ContractError if a mapping names what `columnsOf` does not have. */
  constructor(mappings: readonly MessageMapping[], columnsOf: ColumnsOf, writer: RowWriter) {
    this.#writer = writer;
    for (const mapping of mappings) {
      const plan = compilePlan(mapping, columnsOf, this.#document, this.#form);
      this.#plans.set(plan.element, plan);
    }
  }

  /** Forgets the file before; the counts begin again. */
  startFile(): void {
    for (const element of this.#unknown) element.count = 0;
    this.#forms = 0;
  }

  /**
   * Begins an XML text: a file, or an entry of an archive. A text that is expected to be plain ends with NotPlain where
   * it is not; begin it again with `isPlain` false then.
   */
  startText(isPlain: boolean): void {
    this.#element = this.#document;
    this.#plan = undefined;
    this.#silence = 0;
    this.#plain = isPlain ? new PlainScanner(this) : undefined;
    this.#parser = new SaxesParser({ xmlns: false });
    this.#parser.on('opentag', ({ name }) => this.open(name));
    this.#parser.on('closetag', () => this.close());
    this.#parser.on('text', (text) => this.#append(text));
    this.#parser.on('cdata', (text) => this.#append(text));
    this.#parser.on('doctype', () => this.#refuseDoctype());
    this.#parser.on('xmldecl', ({ encoding }) => this.#checkEncoding(encoding));
    this.#parser.on('error', () => {
      throw new Refusal('not_well_formed', 'the text is not well-formed XML', this.#parser.line);
    });
  }

  /** Reads the next piece of the text. @throws Refusal if the file can not be what it says. */
  write(piece: Buffer): void {
    if (this.#plain) {
      this.#plain.write(piece);
      return;
    }
    this.#silence += piece.length;
    this.#parser.write(piece.toString('utf8'));
    if (this.#silence > MAX_SILENCE) {
      throw new Refusal('not_well_formed', 'a tag or a text without an end', this.#parser.line);
    }
  }

  /** Ends the text. @throws Refusal `truncated` if an element is still open. */
  endText(): void {
    if (this.#plain) {
      this.#plain.end();
      return;
    }
    const { line } = this.#parser;
    this.#parser.on('error', () => {
      throw new Refusal('truncated', 'the text stops before its last end tag', line);
    });
    this.#parser.close();
  }

  /** Name of the root element of the current text. */
  get root(): string | undefined {
    return this.#plan?.root;
  }

  /** Elements without a place in the mapping, with the number met since {@link startFile}, by path. */
  ignored(): Record<string, number> {
    const leaves = this.#unknown.filter(({ count, children }) => count > 0 && children.length === 0);
    leaves.sort((a, b) => (a.path < b.path ? -1 : 1));
    return Object.fromEntries(leaves.map(({ path, count }) => [path, count]));
  }

  get isOutside(): boolean {
    return this.#element === this.#document;
  }

  get tag(): Tag {
    return this.#element.tag;
  }

  get text(): ByteText | undefined {
    return this.#element.slot >= 0 ? this.#text : undefined;
  }

  get #line(): number {
    return this.#plain?.line ?? this.#parser.line;
  }

  open(name: string): void {
    this.enter(this.#childNamed(name));
  }

  /** Enters a child of the current element. */
  enter(element: Element): void {
    this.#silence = 0;
    this.#text.clear();
    this.#element.last = element;
    this.#element = element;
    if (!element.isKnown) this.#countUnknown(element);
    else if (element.depth === 1) this.#plan = this.#plans.get(element);
    if (element.opens) this.#openBlock(element.opens);
    else if (element.picks.length > 0) clearPicks(element);
  }

  /** Elements come in the order of the schema: the one that followed last time will follow again, as a rule. */
  childAt(bytes: DataView, at: number, end: number): Element | undefined {
    const expected = this.#expected;
    if (expected?.tag.isAt(bytes, at, end)) return expected;
    for (const child of this.#element.children) {
      if (!child.tag.isAt(bytes, at, end)) continue;
      this.#foretell(child);
      return child;
    }
    return undefined;
  }

  get #expected(): Element | undefined {
    const { last, first } = this.#element;
    return last === undefined ? first : last.next;
  }

  #childNamed(name: string): Element {
    const expected = this.#expected;
    if (expected?.name === name) return expected;
    const element = childOf(this.#element, name) ?? this.#newUnknown(name);
    this.#foretell(element);
    return element;
  }

  /** Notes which child comes here, for the next time. */
  #foretell(element: Element): void {
    const parent = this.#element;
    if (parent.last === undefined) parent.first = element;
    else parent.last.next = element;
  }

  #countUnknown(element: Element): void {
    element.count++;
    if (element.depth > MAX_DEPTH) {
      throw new Refusal('too_deep', `elements inside elements, more than ${MAX_DEPTH}`, this.#line);
    }
  }

  #newUnknown(name: string): Element {
    if (this.#element === this.#document) {
      throw new Refusal('wrong_root', 'the root element is none of the messages of this source', this.#line);
    }
    if (this.#unknown.length >= MAX_UNKNOWN) {
      throw new Refusal('wrong_root', `more than ${MAX_UNKNOWN} kinds of unknown element`, this.#line);
    }
    const element = newElement(name, this.#element, false);
    this.#unknown.push(element);
    return element;
  }

  #openBlock(block: Block): void {
    clearTexts(block);
    block.version++;
    for (const inner of block.inner) clearTexts(inner);
    block.line = this.#line;
    for (const counted of block.counted) counted.numbers.set(block.name, 0);
    for (const [enclosing, number] of block.numbers) block.numbers.set(enclosing, number + 1);
    if (block.parent === undefined) {
      this.#forms++;
      this.#form.text.clear();
    }
  }

  close(): void {
    this.#silence = 0;
    const element = this.#element;
    const { owner, opens, slot } = element;
    if (owner) {
      if (slot >= 0 && this.#text.length > 0) {
        const value = owner.values[slot] as ByteText;
        if (value.length === 0) {
          this.#text.trim();
          value.copy(this.#text);
          owner.version++;
        }
      }
      if (element.picks.length > 0) choosePicks(element);
    }
    if (opens?.extract !== undefined && isWanted(opens)) {
      this.#writer.write(opens.extract, opens);
    }
    this.#element = element.parent ?? this.#document;
  }

  /** Reads a whole child of the current element, a leaf, whose text stands in some bytes from one place up to another. */
  leaf(element: Element, bytes: Uint8Array, begin: number, end: number): void {
    this.#text.clear();
    this.#element.last = element;
    if (!element.isKnown) this.#countUnknown(element);
    const { owner, slot } = element;
    if (slot < 0 || begin === end || !owner) return;
    const value = owner.values[slot] as ByteText;
    if (value.length > 0) return;
    value.append(bytes, begin, end);
    value.trim();
    owner.version++;
  }

  /** Texts between the elements of a block are blanks; only an element with a slot has a text that counts. */
  #append(text: string): void {
    this.text?.appendString(text);
  }

  #formText(): string {
    const { outermost, formSlots } = this.#plan ?? { formSlots: [] };
    const order = formSlots.map((slot) => outermost?.values[slot]?.toString() ?? '').join('T');
    return `${order}#${String(this.#forms).padStart(9, '0')}`;
  }

  #refuseDoctype(): void {
    throw new Refusal(
      'doctype',
      'a document type declaration, which official messages never have',
      this.#parser.line,
    );
  }

  #checkEncoding(encoding: string | undefined): void {
    if (encoding === undefined || /^(utf-?8|us-ascii)$/i.test(encoding)) return;
    throw new Refusal('not_utf8', 'the XML declaration names an encoding other than UTF-8', 1);
  }
}

function clearTexts({ values }: Block): void {
  for (const value of values) value.clear();
}

function clearPicks(element: Element): void {
  const values = element.owner?.values ?? [];
  for (const { from, conditions } of element.picks) {
    values[from]?.clear();
    for (const { slot } of conditions) values[slot]?.clear();
  }
}

function choosePicks(element: Element): void {
  const values = element.owner?.values ?? [];
  for (const { from, to, conditions } of element.picks) {
    const [chosen, place] = [values[from] as ByteText, values[to] as ByteText];
    const holds = conditions.every(({ slot, text }) => {
      return (values[slot] as ByteText).toString().replace(/^0+(?=.)/, '') === text;
    });
    if (!holds || place.length > 0) continue;
    place.copy(chosen);
    if (element.owner) element.owner.version++;
  }
}

function isWanted(block: Block): boolean {
  for (const { block: holder, slot, oneOf } of block.conditions) {
    const text = holder.values[slot] as ByteText;
    if (!oneOf.some((wanted) => wanted.equals(text))) return false;
  }
  return true;
}
