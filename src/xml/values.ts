import { ByteText } from './byte-text.ts';
import {
  descend,
  isInside,
  newSlot,
  slotOf,
  textOf,
  type Block,
  type Place,
  type Value,
} from './elements.ts';
import type { ElementPath, MessageMapping, ValuePath } from './mapping.ts';

/** What the values of one block are compiled with. */
export interface Compiler {
  readonly mapping: MessageMapping;
  readonly block: Block;
  readonly placeOf: (name: string) => Place;
  readonly form: Value;
}

/** Returns the value of a path, among the texts found so far. */
export function compileValue(compiler: Compiler, path: ValuePath): Value {
  if ('child' in path) {
    const place = compiler.placeOf(path.of ?? compiler.block.name);
    if (isInside(place.block, compiler.block)) compiler.block.inner.push(place.block);
    return { text: place.block.values[pickedSlot(place, path)] as ByteText, compute: undefined };
  }
  if ('constant' in path) return { text: ByteText.of(path.constant), compute: undefined };
  if ('letters' in path) {
    const { block } = compiler;
    compiler.placeOf(path.letters).block.counted.push(block);
    block.numbers.set(path.letters, 0);
    return computed((text) => {
      text.set(letters((block.numbers.get(path.letters) ?? 0) + (path.startAt ?? 1) - 1));
    });
  }
  if ('euros' in path) {
    const euros = compileValue(compiler, path.euros);
    return computed((text) => {
      text.set(centsOf(textOf(euros).toString()));
    });
  }
  if ('join' in path) {
    const parts = path.join.map((part) => compileValue(compiler, part));
    return computed((text) => {
      const texts = parts.map((part) => textOf(part).toString());
      text.set(texts.includes('') ? '' : texts.join(path.with));
    });
  }
  const parts = path.firstOf.map((part) => compileValue(compiler, part));
  return computed((text) => {
    text.clear();
    for (const part of parts) if (text.length === 0) text.copy(textOf(part));
  });
}

/** Returns a value that is computed into a place of its own. */
export function computed(compute: (text: ByteText) => void): Value {
  const text = new ByteText();
  return {
    text,
    compute: () => {
      compute(text);
    },
  };
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
