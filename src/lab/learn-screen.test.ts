import { describe, expect, it } from 'vitest';
import { drawBelow, randomSource } from '../evaluation/index.ts';
import type { Column } from '../forest/index.ts';
import { MOST_FEATURES, screenOf } from './learn-screen.ts';

const ROWS = 400;
const random = randomSource('screen');
const labels = Uint8Array.from({ length: ROWS }, () => Number(drawBelow(random, 5) === 0));
const column = (name: string, value: (row: number) => number, categories?: readonly string[]): Column => ({
  name,
  values: Float64Array.from(labels, (_, row) => value(row)),
  ...(categories && { categories }),
});
const noise = Array.from({ length: MOST_FEATURES }, (_, i) =>
  column(`noise ${i}`, () => drawBelow(random, 1000)),
);
const manyNames = Array.from({ length: 150 }, (_, i) => `name ${i}`);
const telling = [
  column('high or low', (row) => (labels[row] === 1 ? (row % 2) * 90 : 30) + drawBelow(random, 30)),
  column('missing', (row) => (labels[row] === 1 && row % 3 === 0 ? NaN : drawBelow(random, 100))),
  column('kind', (row) => (labels[row] === 1 ? 2 : drawBelow(random, 3)), ['a', 'b', 'c']),
];
const names = (columns: readonly Column[]) => columns.map(({ name }) => name);
const all = Uint32Array.from(labels.keys());

describe('the columns to learn from', () => {
  it('are all where they are not many', () => {
    const columns = noise.slice(0, 10);
    expect(screenOf({ rowCount: ROWS, columns }, labels)(all)).toBe(columns);
  });

  it('are those that alone tell most, whatever the shape: high or low, missing, or of a kind', () => {
    const columns = [...noise, ...telling];
    const chosen = names(screenOf({ rowCount: ROWS, columns }, labels)(all));
    expect(chosen).toHaveLength(MOST_FEATURES);
    expect(chosen).toEqual(expect.arrayContaining(names(telling)));
    expect(chosen).toEqual(names(columns).filter((name) => chosen.includes(name)));
  });

  it('are not those without another value, nor of many names with few rows each', () => {
    const mute = [column('constant', () => 7), column('names', (row) => row % 150, manyNames)];
    const chosen = names(screenOf({ rowCount: ROWS, columns: [...mute, ...noise] }, labels)(all));
    expect(chosen).not.toContain('constant');
    expect(chosen).not.toContain('names');
  });

  it('do not depend on labels of other rows', () => {
    const fit = all.filter((row) => row % 2 === 0);
    const others = labels.map((label, row) => (row % 2 === 0 ? label : 1 - label));
    const frame = { rowCount: ROWS, columns: [...noise, ...telling] };
    expect(names(screenOf(frame, labels)(fit))).toEqual(names(screenOf(frame, others)(fit)));
  });
});
