import { describe, expect, it } from 'vitest';
import { lineage } from './index.ts';

/** One letter per node: the group of the earlier night, and of this one; a dot where the node is absent. */
function night(before: string, now: string, earlier = '') {
  const ids = (text: string): Int32Array =>
    Int32Array.from(text, (letter) => (letter === '.' ? -1 : letter.charCodeAt(0) - 97));
  const all = new Set([...ids(before + earlier)].filter((id) => id >= 0));
  return lineage(ids(before), ids(now), all, 10);
}

describe('lineage', () => {
  it('keeps the id of a group that goes on under another number', () => {
    expect(night('aaabb', 'bbbaa')).toMatchObject({ ids: Int32Array.of(1, 0), born: [], ended: [] });
  });

  it('keeps the id of a group that loses and gains nodes', () => {
    const { ids, flows } = night('aaa..', '.aaaa');
    expect([...ids]).toEqual([0]);
    expect(flows).toEqual([{ from: 0, to: 0, nodes: 2, kind: 'continues' }]);
  });

  it('leaves the id with the larger part of a group that splits, and names the other part new', () => {
    expect(night('aaaaa', 'aabbb')).toEqual({
      ids: Int32Array.of(10, 0),
      flows: [
        { from: 0, to: 0, nodes: 3, kind: 'continues' },
        { from: 0, to: 10, nodes: 2, kind: 'splits' },
      ],
      born: [10],
      ended: [],
    });
  });

  it('gives two that merge the id of the larger', () => {
    expect(night('aabbb', 'aaaaa')).toMatchObject({
      ids: Int32Array.of(1),
      flows: [
        { from: 0, to: 1, nodes: 2, kind: 'merges' },
        { from: 1, to: 1, nodes: 3, kind: 'continues' },
      ],
      ended: [0],
    });
  });

  it('says who was born and who ended without heirs', () => {
    expect(night('aa..', '..aa', 'c')).toEqual({
      ids: Int32Array.of(10),
      flows: [],
      born: [10],
      ended: [0, 2],
    });
  });

  it('decides equal parts by the smaller number', () => {
    expect([...night('aabb', 'abab').ids]).toEqual([0, 1]);
    expect([...night('aaaa', 'bbaa').ids]).toEqual([0, 10]);
  });
});
