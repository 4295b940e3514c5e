import { ContractError } from '../errors.ts';
import { ByteText } from './byte-text.ts';
import { descend, isInside, slotOf, type Block, type Element, type Place, type Value } from './elements.ts';
import {
  FORM_COLUMN,
  type BlockMapping,
  type ColumnsOf,
  type MessageMapping,
  type ValuePath,
} from './mapping.ts';
import { compileValue, type Compiler } from './values.ts';

/** A mapping, made ready for reading. */

export interface Plan {
  readonly root: string;
  readonly element: Element;
  readonly outermost: Block;
  readonly formSlots: readonly number[];
}

/**
 * Returns the plan of a message, whose root it puts below `document`. `form` is the value of
 * {@link FORM_COLUMN} while a file is read.
 * @throws ContractError if the mapping names an extract, a column or a block that does not exist.
 */
export function compilePlan(
  mapping: MessageMapping,
  columnsOf: ColumnsOf,
  document: Element,
  form: Value,
): Plan {
  const root = descend(document, mapping.root);
  const places = new Map<string, Place>();
  const placeOf = (name: string) => places.get(name) ?? fail(mapping, `no block ${name} before its use`);
  let outermost: Block | undefined;
  for (const declared of mapping.blocks) {
    const enclosing = declared.within === mapping.root ? undefined : placeOf(declared.within);
    const element = descend(enclosing?.element ?? root, declared.element);
    const block = newBlock(declared, enclosing?.block);
    element.opens = block;
    element.isLeaf = false;
    outermost ??= block;
    places.set(block.name, { block, element });
  }
  for (const declared of mapping.blocks) {
    const { block } = placeOf(nameOf(declared));
    const compiler = { mapping, block, placeOf, form };
    block.conditions = conditionsOf(compiler, declared);
    if (declared.extract === undefined) continue;
    block.extract = declared.extract;
    const columns = compileColumns(compiler, declared, columnsOf[declared.extract]);
    block.columns = columns.map(({ value }) => value);
    block.shared = [...columns.keys()].filter((i) => columns[i]?.isShared);
    block.own = [...columns.keys()].filter((i) => !columns[i]?.isShared);
  }
  if (!outermost) fail(mapping, 'no block');
  const first = placeOf(outermost.name);
  const formSlots = (mapping.formOrder ?? []).map((child) => slotOf(first, child));
  return { root: mapping.root, element: root, outermost, formSlots };
}

interface Column {
  readonly value: Value;
  readonly isShared: boolean;
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
    columns: [],
    shared: [],
    own: [],
    conditions: [],
  };
}

function conditionsOf({ block, placeOf, mapping }: Compiler, declared: BlockMapping): Block['conditions'] {
  const inherited = block.parent?.conditions ?? [];
  if (!declared.when) return inherited;
  if (declared.when.oneOf.length === 0) fail(mapping, `a condition of ${block.name} without texts`);
  const slot = slotOf(placeOf(block.name), declared.when.child);
  return [...inherited, { block, slot, oneOf: declared.when.oneOf.map((text) => ByteText.of(text)) }];
}

function compileColumns(
  compiler: Compiler,
  declared: BlockMapping,
  columns: readonly string[] | undefined,
): Column[] {
  const { mapping, form } = compiler;
  if (!columns) fail(mapping, `unknown extract ${declared.extract ?? ''}`);
  const paths = declared.columns ?? {};
  const unknown = Object.keys(paths).filter((name) => !columns.includes(name));
  if (unknown.length > 0) fail(mapping, `${declared.extract ?? ''} has no column ${unknown.join(', ')}`);
  return columns.map((name) => {
    if (name === FORM_COLUMN) return { value: form, isShared: compiler.block.parent !== undefined };
    const path = paths[name] ?? { constant: '' };
    return { value: compileValue(compiler, path), isShared: isShared(compiler, path) };
  });
}

/** Whether the value comes from an enclosing block, or from none. */
function isShared({ block, placeOf }: Compiler, path: ValuePath): boolean {
  if ('constant' in path) return true;
  return 'child' in path && path.of !== undefined && isInside(block, placeOf(path.of).block);
}
