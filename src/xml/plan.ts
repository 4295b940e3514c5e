import { ContractError } from '../errors.ts';
import {
  FORM_COLUMN,
  type BlockMapping,
  type ColumnsOf,
  type ElementPath,
  type MessageMapping,
  type ValuePath,
} from './mapping.ts';

/**
 * A mapping, made ready for reading: a tree of elements in which every element that matters knows the slot for its
 * text. Nothing is looked up by path while a file is read, and nothing is allocated per element.
 */

/** A block while a file is read: the texts of its elements and its number inside the enclosing blocks. */
export interface Block {
  readonly name: string;
  readonly parent: Block | undefined;
  /** Texts found since the block was opened. */
  readonly values: string[];
  /** How often the block was opened since each enclosing block was. */
  readonly numbers: Map<string, number>;
  /** Blocks whose {@link numbers} begin again when this one is opened. */
  readonly counted: Block[];
  /** Inner blocks whose texts this block reads when it closes: they are emptied when it opens. */
  readonly inner: Block[];
  /** Line of the start tag. */
  line: number;
  /** Grows when the block is opened and when one of its texts is found. */
  version: number;
  extract?: string;
  /** Returns the cells of the leading columns, which come from enclosing blocks and are the same for many rows. */
  leading: () => string;
  columns: readonly (() => string)[];
  conditions: readonly { readonly block: Block; readonly slot: number; readonly oneOf: readonly string[] }[];
}

/** A choice among repeated elements: if the conditions hold when the element closes, `from` is copied to `to`. */
export interface Pick {
  readonly conditions: readonly { readonly slot: number; readonly text: string }[];
  readonly from: number;
  readonly to: number;
}

/** An element of the message. */
export interface Element {
  readonly path: string;
  readonly name: string;
  readonly parent: Element | undefined;
  readonly depth: number;
  readonly children: Map<string, Element>;
  /** The element that followed this one in its parent last time. */
  next: Element | undefined;
  /** The child that came first, the first time. */
  first: Element | undefined;
  /** The child that was met last. */
  last: Element | undefined;
  /** Block that the element opens. */
  opens: Block | undefined;
  /** Block that holds the text of the element, with the slot. */
  owner: Block | undefined;
  slot: number;
  picks: Pick[];
  isKnown: boolean;
  /** Times that an unknown element was met. */
  count: number;
}

export interface Plan {
  readonly root: string;
  readonly element: Element;
  readonly outermost: Block;
  readonly formSlots: readonly number[];
}

/** Returns an element without children; the document itself has no parent and no name. */
export function newElement(name: string, parent: Element | undefined, isKnown: boolean): Element {
  return {
    path: parent?.name ? `${parent.path}/${name}` : name,
    name,
    parent,
    depth: parent ? parent.depth + 1 : 0,
    children: new Map(),
    next: undefined,
    first: undefined,
    last: undefined,
    opens: undefined,
    owner: undefined,
    slot: -1,
    picks: [],
    isKnown,
    count: 0,
  };
}

/**
 * Returns the plan of a message, whose root it puts below `document`. `formText` gives the text of {@link FORM_COLUMN} while a file is read.
 * @throws ContractError if the mapping names an extract, a column or a block that does not exist.
 */
export function compilePlan(
  mapping: MessageMapping,
  columnsOf: ColumnsOf,
  document: Element,
  formText: () => string,
): Plan {
  const root = descend(document, mapping.root);
  const places = new Map<string, { readonly block: Block; readonly element: Element }>();
  const placeOf = (name: string) => places.get(name) ?? fail(mapping, `no block ${name} before its use`);
  let outermost: Block | undefined;
  for (const declared of mapping.blocks) {
    const enclosing = declared.within === mapping.root ? undefined : placeOf(declared.within);
    const element = descend(enclosing?.element ?? root, declared.element);
    const block = newBlock(declared, enclosing?.block);
    element.opens = block;
    outermost ??= block;
    places.set(block.name, { block, element });
  }
  for (const declared of mapping.blocks) {
    const { block } = placeOf(nameOf(declared));
    const compiler = { mapping, block, placeOf, formText };
    block.conditions = conditionsOf(compiler, declared);
    if (declared.extract === undefined) continue;
    block.extract = declared.extract;
    const columns = compileColumns(compiler, declared, columnsOf[declared.extract]);
    const count = columns.findIndex(({ isShared }) => !isShared);
    block.columns = columns.slice(count).map(({ cell }) => cell);
    block.leading = rememberedCells(
      block,
      columns.slice(0, count).map(({ cell }) => cell),
    );
  }
  if (!outermost) fail(mapping, 'no block');
  const first = placeOf(outermost.name);
  const formSlots = (mapping.formOrder ?? []).map((child) => slotOf(first, child));
  return { root: mapping.root, element: root, outermost, formSlots };
}

interface Column {
  readonly cell: () => string;
  readonly isShared: boolean;
}

interface Place {
  readonly block: Block;
  readonly element: Element;
}

interface Compiler {
  readonly mapping: MessageMapping;
  readonly block: Block;
  readonly placeOf: (name: string) => Place;
  readonly formText: () => string;
}

function fail(mapping: MessageMapping, fact: string): never {
  throw new ContractError({
    place: `mapping of ${mapping.root}`,
    fact,
    expectation: 'blocks, extracts and columns that are declared',
    effect: 'no message was read',
    next: 'correct the mapping in the room of the source',
  });
}

function nameOf(block: BlockMapping): string {
  return block.element.slice(block.element.lastIndexOf('/') + 1);
}

function newBlock(declared: BlockMapping, parent: Block | undefined): Block {
  return {
    name: nameOf(declared),
    parent,
    values: [],
    numbers: new Map(),
    counted: [],
    inner: [],
    line: 0,
    version: 0,
    leading: () => '',
    columns: [],
    conditions: [],
  };
}

function descend(from: Element, path: string): Element {
  let element = from;
  for (const name of path.split('/')) {
    let next = element.children.get(name);
    if (!next) {
      next = newElement(name, element, true);
      element.children.set(name, next);
    }
    element = next;
  }
  return element;
}

function newSlot(block: Block): number {
  return block.values.push('') - 1;
}

/** Returns the slot of an element below a block; an element has one slot and one block. */
function slotOf(place: Place, path: string): number {
  const element = descend(place.element, path);
  if (element.slot >= 0 && element.owner !== place.block) {
    throw new TypeError(`${element.path} is read from two blocks; name the outer one with "of"`);
  }
  if (element.slot < 0) {
    element.slot = newSlot(place.block);
    element.owner = place.block;
  }
  return element.slot;
}

function pickedSlot(place: Place, { child, where }: ElementPath): number {
  if (!where) return slotOf(place, child);
  const cut = child.lastIndexOf('/');
  const repeated = child.slice(0, cut);
  const to = newSlot(place.block);
  const element = descend(place.element, repeated);
  element.owner = place.block;
  element.picks.push({
    from: slotOf(place, child),
    to,
    conditions: Object.entries(where).map(([name, text]) => ({
      slot: slotOf(place, `${repeated}/${name}`),
      text,
    })),
  });
  return to;
}

function conditionsOf({ block, placeOf, mapping }: Compiler, declared: BlockMapping): Block['conditions'] {
  const inherited = block.parent?.conditions ?? [];
  if (!declared.when) return inherited;
  if (declared.when.oneOf.length === 0) fail(mapping, `a condition of ${block.name} without texts`);
  const slot = slotOf(placeOf(block.name), declared.when.child);
  return [...inherited, { block, slot, oneOf: declared.when.oneOf }];
}

function compileColumns(
  compiler: Compiler,
  declared: BlockMapping,
  columns: readonly string[] | undefined,
): Column[] {
  const { mapping, formText } = compiler;
  if (!columns) fail(mapping, `unknown extract ${declared.extract ?? ''}`);
  const paths = declared.columns ?? {};
  const unknown = Object.keys(paths).filter((name) => !columns.includes(name));
  if (unknown.length > 0) fail(mapping, `${declared.extract ?? ''} has no column ${unknown.join(', ')}`);
  return columns.map((name) => {
    if (name === FORM_COLUMN) return { cell: formText, isShared: false };
    const path = paths[name] ?? { constant: '' };
    return { cell: compileValue(compiler, path), isShared: isShared(compiler, path) };
  });
}

/** Whether the value comes from an enclosing block, or from none. */
function isShared({ block, placeOf }: Compiler, path: ValuePath): boolean {
  if ('constant' in path) return true;
  return 'child' in path && path.of !== undefined && isInside(block, placeOf(path.of).block);
}

/** Returns the cells, each after a comma; composed again only after an enclosing block has changed. */
function rememberedCells(block: Block, cells: readonly (() => string)[]): () => string {
  const enclosing = enclosingBlocks(block);
  let seen = -1;
  let text = '';
  return () => {
    let version = 0;
    for (const outer of enclosing) version += outer.version;
    if (version !== seen) {
      seen = version;
      text = cells.map((cell) => `,${cell()}`).join('');
    }
    return text;
  };
}

function enclosingBlocks(block: Block): Block[] {
  return block.parent ? [block.parent, ...enclosingBlocks(block.parent)] : [];
}

function compileValue(compiler: Compiler, path: ValuePath): () => string {
  if ('child' in path) {
    const place = compiler.placeOf(path.of ?? compiler.block.name);
    const { values } = place.block;
    if (isInside(place.block, compiler.block)) compiler.block.inner.push(place.block);
    const slot = pickedSlot(place, path);
    return () => values[slot] ?? '';
  }
  if ('constant' in path) return () => path.constant;
  if ('letters' in path) {
    const { block } = compiler;
    compiler.placeOf(path.letters).block.counted.push(block);
    block.numbers.set(path.letters, 0);
    return () => letters((block.numbers.get(path.letters) ?? 0) + (path.startAt ?? 1) - 1);
  }
  if ('euros' in path) {
    const euros = compileValue(compiler, path.euros);
    return () => centsOf(euros());
  }
  if ('join' in path) {
    const parts = path.join.map((part) => compileValue(compiler, part));
    return () => {
      const texts = parts.map((part) => part());
      return texts.includes('') ? '' : texts.join(path.with);
    };
  }
  const parts = path.firstOf.map((part) => compileValue(compiler, part));
  return () => {
    for (const part of parts) {
      const text = part();
      if (text !== '') return text;
    }
    return '';
  };
}

function isInside(block: Block, outer: Block): boolean {
  return enclosingBlocks(block).includes(outer);
}

/** Returns a whole number from 1 in letters: A, B, …, Z, AA, AB, … */
function letters(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

function centsOf(euros: string): string {
  const parts = /^(\d+)(?:[.,](\d{2}))?$/.exec(euros.trim());
  return parts ? `${parts[1] ?? ''}${parts[2] ?? '00'}` : euros;
}
