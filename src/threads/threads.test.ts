import { expect, it } from 'vitest';
import { splitBySize } from './index.ts';

it('shares are of about the same size, and none is empty', () => {
  const sizes = new Map(Object.entries({ a: 5, b: 1, c: 4, d: 3, e: 3 }));
  expect(splitBySize(sizes, 2)).toEqual([
    ['a', 'e'],
    ['c', 'd', 'b'],
  ]);
  expect(splitBySize(new Map([['a', 1]]), 3)).toEqual([['a']]);
  expect(splitBySize(new Map(), 2)).toEqual([]);
});
