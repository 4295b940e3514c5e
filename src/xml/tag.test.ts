import { expect, it } from 'vitest';
import { Tag } from './tag.ts';

const NAMES = ['A', 'Id', 'Inss', 'Quarter', 'WorkerCode', 'ContributionWorkerCode', 'Été'];

it('a tag stands where its text stands', () => {
  const text = Buffer.from(
    NAMES.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}s>`, `<${name}`]).join('x'),
  );
  const bytes = new DataView(text.buffer, text.byteOffset, text.length);
  for (const name of NAMES) {
    const tag = new Tag(name);
    const places = Array.from({ length: text.length + 1 }, (_, at) => at);
    const found = places.filter((at) => tag.isAt(bytes, at, text.length));
    expect(found).toEqual(places.filter((at) => text.subarray(at).indexOf(`${name}>`) === 0));
    expect(found.length).toBeGreaterThan(1);
  }
});
