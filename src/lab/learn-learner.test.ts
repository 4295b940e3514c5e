import { describe, expect, it } from 'vitest';
import { drawBelow, randomSource } from '../evaluation/index.ts';
import type { Frame, TreeModel } from '../forest/index.ts';
import { fitLearner } from './learn-learner.ts';

const ROWS = 240;
const random = randomSource('learner');
const treesOf = ({ trees }: TreeModel): number => trees.start.length - 1;
const fit = (frame: Frame, labels: Uint8Array, groups?: readonly string[]) =>
  fitLearner(frame, labels, { learner: 'boosting', seed: 1, workers: 1, ...(groups && { groups }) });

/** Three columns of numbers under a hundred, each the same in `together` rows in a row. */
function drawnFrame(together: number): Frame {
  const columns = ['a', 'b', 'c'].map((name) => {
    const values = new Float64Array(ROWS);
    for (const row of values.keys()) {
      values[row] = row % together === 0 ? drawBelow(random, 100) : (values[row - 1] as number);
    }
    return { name, values };
  });
  return { rowCount: ROWS, columns };
}

describe('the settings of boosting', () => {
  it('are bold where a table says much, and careful where it says nothing', async () => {
    const frame = drawnFrame(1);
    const told = Uint8Array.from(frame.columns[0]?.values ?? [], (value) => Number(value > 60));
    const drawn = told.map(() => drawBelow(random, 2));
    expect(treesOf(await fit(frame, told))).toBe(300);
    expect(treesOf(await fit(frame, drawn))).toBe(150);
  });

  it('are chosen by rows of other groups: who is seen again proves nothing', async () => {
    const frame = drawnFrame(4);
    const labels = new Uint8Array(ROWS);
    for (const row of labels.keys()) {
      labels[row] = row % 4 === 0 ? drawBelow(random, 2) : (labels[row - 1] as number);
    }
    const groups = Array.from(labels, (_, row) => String(Math.floor(row / 4)));
    expect(treesOf(await fit(frame, labels))).toBe(300);
    expect(treesOf(await fit(frame, labels, groups))).toBe(150);
  });

  it('are the careful ones where a class is too rare to try others', async () => {
    const labels = Uint8Array.from({ length: ROWS }, (_, row) => Number(row < 29));
    expect(treesOf(await fit(drawnFrame(1), labels))).toBe(150);
  });
});
