import { expect, it } from 'vitest';
import { Tag } from './tag.ts';

const NAMES = ['A', 'Id', 'Inss', 'Quarter', 'WorkerCode', 'ContributionWorkerCode', 'Été'];

it('a tag stands where its text stands, looked for in characters or in bytes', () => {
  const text = NAMES.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}s>`, `<${name}`]).join('x');
  const ascii = Buffer.from(text.replaceAll('é', 'e').replaceAll('É', 'E'), 'latin1');
  const bytes = new DataView(ascii.buffer, ascii.byteOffset, ascii.length);
  for (const name of NAMES) {
    const tag = new Tag(name);
    for (let at = 0; at <= text.length; at++) {
      expect(tag.isAt(text, undefined, at)).toBe(text.startsWith(`${name}>`, at));
      expect(tag.isAt(ascii.toString('latin1'), bytes, at)).toBe(
        ascii.toString('latin1').startsWith(`${name}>`, at),
      );
    }
  }
});
