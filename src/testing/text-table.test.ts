import { describe, expect, it } from 'vitest';
import { drawTextTable, parseTextTable } from './text-table.ts';

describe('tables drawn in text', () => {
  it('reads cells, and a dash as NULL', () => {
    expect(parseTextTable('a | b\n1 | -')).toEqual({ columns: ['a', 'b'], rows: [['1', null]] });
  });
  it('refuses a row with another number of cells', () => {
    expect(() => parseTextTable('a | b\n1')).toThrow(TypeError);
  });
  it('draws what it reads', () => {
    expect(drawTextTable(['a', 'b'], [{ a: 'xyz', b: null }])).toBe('a   | b\nxyz | -');
  });
});
