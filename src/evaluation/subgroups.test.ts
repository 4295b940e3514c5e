import { describe, expect, test } from 'vitest';
import { drawBelow, findSubgroups, randomSource, type Descriptor } from './index.ts';

const random = randomSource('subgroups');
const ROWS = 5000;
const codes = (count: number): Int32Array =>
  Int32Array.from({ length: ROWS }, () => drawBelow(random, count));
const sector: Descriptor = { name: 'sector', codes: codes(3), labels: ['cleaning', 'building', 'transport'] };
const size: Descriptor = {
  name: 'size',
  codes: codes(5),
  labels: ['1', '2', '5', '10', '50'],
  isOrdered: true,
};
const noise = Array.from({ length: 8 }, (_, i): Descriptor => {
  return { name: `noise ${i}`, codes: codes(6), labels: ['a', 'b', 'c', 'd', 'e', 'f'] };
});
const isPlanted = (row: number): boolean => sector.codes[row] === 1 && (size.codes[row] as number) <= 1;
const labels = Uint8Array.from({ length: ROWS }, (_, row) =>
  drawBelow(random, 100) < (isPlanted(row) ? 40 : 5) ? 1 : 0,
);

describe('subgroup discovery', () => {
  test('finds the planted rule and says no more than it', () => {
    const [best, ...others] = findSubgroups([sector, size, ...noise], labels);
    expect(best?.conditions).toEqual([
      { name: 'sector', relation: 'is', label: 'building' },
      { name: 'size', relation: 'at most', label: '2' },
    ]);
    expect(best?.support).toBe([...labels.keys()].filter(isPlanted).length);
    expect(best?.lift).toBeGreaterThan(3);
    const longer = others.filter(({ conditions }) => conditions.some(({ name }) => name.startsWith('noise')));
    expect(longer.length).toBeLessThanOrEqual(1);
  });

  test('finds nothing where there is nothing', () => {
    const shuffled = Uint8Array.from({ length: ROWS }, () => (drawBelow(random, 100) < 9 ? 1 : 0));
    expect(findSubgroups([sector, size, ...noise], shuffled)).toEqual([]);
  });

  test('the order of the rows changes nothing', () => {
    const back = (descriptor: Descriptor): Descriptor => ({
      ...descriptor,
      codes: descriptor.codes.slice().reverse(),
    });
    expect(findSubgroups([back(sector), back(size)], labels.slice().reverse())).toEqual(
      findSubgroups([sector, size], labels),
    );
  });

  test('a missing value fulfils no condition', () => {
    const missing = { ...size, codes: new Int32Array(ROWS).fill(-1) };
    expect(findSubgroups([missing], labels)).toEqual([]);
  });
});
