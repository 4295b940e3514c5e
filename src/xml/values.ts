import { descend, isInside, newSlot, slotOf, type Block, type Place } from './elements.ts';
import type { ElementPath, MessageMapping, ValuePath } from './mapping.ts';

/** What the values of one block are compiled with. */
export interface Compiler {
  readonly mapping: MessageMapping;
  readonly block: Block;
  readonly placeOf: (name: string) => Place;
  readonly formText: () => string;
}

/** Returns a function that gives a value from the texts found so far. */
export function compileValue(compiler: Compiler, path: ValuePath): () => string {
  if ('child' in path) {
    const place = compiler.placeOf(path.of ?? compiler.block.name);
    const { values } = place.block;
    if (isInside(place.block, compiler.block)) compiler.block.inner.push(place.block);
    const slot = pickedSlot(place, path);
    return () => values[slot] ?? '';
  }
  if ('constant' in path) {
    const { constant } = path;
    return () => constant;
  }
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
