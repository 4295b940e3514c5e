import { ByteText } from './byte-text.ts';
import { Tag } from './tag.ts';

/**
 * The tree of elements of a message, in which every element that matters knows the slot for its text. Nothing is looked
 * up by path while a file is read, and nothing is allocated per element.
 */

/** A block while a file is read: the texts of its elements and its number inside the enclosing blocks. */
export interface Block {
  readonly name: string;
  readonly parent: Block | undefined;
  /** Texts found since the block was opened. */
  readonly values: ByteText[];
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
  columns: readonly Value[];
  /** Columns whose texts come from enclosing blocks: the same for many rows, as long as these have the same version. */
  shared: readonly number[];
  /** The other columns. */
  own: readonly number[];
  conditions: readonly {
    readonly block: Block;
    readonly slot: number;
    readonly oneOf: readonly ByteText[];
  }[];
}

/** Where the text of a value stands; one that is made of others is computed first. */
export interface Value {
  readonly text: ByteText;
  readonly compute: (() => void) | undefined;
}

/** Returns the text of a value, which is read at once: its place may be filled again. */
export function textOf({ text, compute }: Value): ByteText {
  compute?.();
  return text;
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
  readonly tag: Tag;
  readonly parent: Element | undefined;
  readonly depth: number;
  readonly children: Element[];
  /** Whether it neither has children nor opens a block: it is read in one step then. */
  isLeaf: boolean;
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

/** Returns a new element, as the child of its parent; the document itself has no parent and no name. */
export function newElement(name: string, parent: Element | undefined, isKnown: boolean): Element {
  const element: Element = {
    path: parent?.name ? `${parent.path}/${name}` : name,
    name,
    tag: new Tag(name),
    parent,
    depth: parent ? parent.depth + 1 : 0,
    children: [],
    isLeaf: true,
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
  if (parent) {
    parent.children.push(element);
    parent.isLeaf = false;
  }
  return element;
}

/** Returns the child of this name, if such a one was declared or met. */
export function childOf(element: Element, name: string): Element | undefined {
  return element.children.find((child) => child.name === name);
}

/** A block and the element that opens it. */
export interface Place {
  readonly block: Block;
  readonly element: Element;
}

/** Returns the element at a path below another; elements on the way are made. */
export function descend(from: Element, path: string): Element {
  let element = from;
  for (const name of path.split('/')) {
    element = childOf(element, name) ?? newElement(name, element, true);
  }
  return element;
}

/** Returns a new slot of a block. */
export function newSlot(block: Block): number {
  return block.values.push(new ByteText()) - 1;
}

/** Returns the slot of an element below a block; an element has one slot and one block. */
export function slotOf(place: Place, path: string): number {
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

/** Returns the blocks around a block, the nearest first. */
export function enclosingBlocks(block: Block): Block[] {
  return block.parent ? [block.parent, ...enclosingBlocks(block.parent)] : [];
}

/** Returns whether a block lies inside another. */
export function isInside(block: Block, outer: Block): boolean {
  return enclosingBlocks(block).includes(outer);
}
