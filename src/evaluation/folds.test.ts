import { describe, expect, test } from 'vitest';
import { foldsByColumn, foldsByGroup, splitsByTime, splitsOfFolds, withoutKnownCases } from './index.ts';

const groups = Array.from({ length: 400 }, (_, row) => `g${row % 90}`);
const labels = Uint8Array.from(groups, (_, row) => (row % 90 < 14 && row % 2 === 0 ? 1 : 0));

describe('folds', () => {
  test('never split a group, and give each fold positives', () => {
    const folds = foldsByGroup({ folds: 5, seed: 1, groups, labels });
    const byGroup = new Map(groups.map((group, row) => [group, folds[row]]));
    expect(groups.every((group, row) => byGroup.get(group) === folds[row])).toBe(true);
    for (let fold = 0; fold < 5; fold++) {
      const rows = [...folds.keys()].filter((row) => folds[row] === fold);
      expect(rows.length).toBeGreaterThanOrEqual(70);
      expect(rows.length).toBeLessThanOrEqual(90);
      expect(rows.some((row) => labels[row] === 1)).toBe(true);
    }
  });

  test('do not depend on the order of the rows, and do on the seed', () => {
    const folds = foldsByGroup({ folds: 5, seed: 1, groups, labels });
    const backwards = foldsByGroup({
      folds: 5,
      seed: 1,
      groups: groups.slice().reverse(),
      labels: labels.slice().reverse(),
    });
    expect(backwards.reverse()).toEqual(folds);
    expect(foldsByGroup({ folds: 5, seed: 2, groups, labels })).not.toEqual(folds);
  });

  test('of a column keep its names, numbers by size', () => {
    const { folds, names } = foldsByColumn(['10', '2', '2', '1']);
    expect(names).toEqual(['1', '2', '10']);
    expect([...folds]).toEqual([2, 1, 1, 0]);
    expect(() => foldsByColumn(['1', '1'])).toThrow(RangeError);
  });

  test('judge each row once, with all others to fit on', () => {
    const splits = splitsOfFolds(foldsByGroup({ folds: 5, seed: 1, groups, labels }));
    expect(splits.flatMap(({ judge }) => [...judge]).sort((a, b) => a - b)).toEqual([...groups.keys()]);
    for (const { fit, judge } of splits) expect(fit.length + judge.length).toBe(groups.length);
  });

  test('more folds than groups are refused', () => {
    expect(() => foldsByGroup({ folds: 3, seed: 1, groups: ['a', 'b'], labels })).toThrow(RangeError);
  });
});

describe('splits by time', () => {
  const asOf = ['2023-01-01', '2023-01-01', '2023-07-01', '2023-07-01', '2024-01-01'];
  const knownAt = ['2023-06-30', '2023-09-15', '2024-01-01', '2024-01-02', '2024-12-31'];

  test('fit on outcomes that were known on the day, and on no later one', () => {
    const splits = splitsByTime({ asOf, knownAt });
    expect(splits.map(({ name, fit, judge }) => [name, [...fit], [...judge]])).toEqual([
      ['2023-07-01', [0], [2, 3]],
      ['2024-01-01', [0, 1, 2], [4]],
    ]);
  });

  test('an employer that is judged is not fitted on', () => {
    const splits = splitsByTime({ asOf, knownAt, folds: Int32Array.from([0, 1, 0, 1, 0]) });
    expect(splits.map(({ name, fit, judge }) => [name, [...fit], [...judge]])).toEqual([
      ['2023-07-01/1', [0], [3]],
      ['2024-01-01/0', [1], [4]],
    ]);
  });

  test('leave out the cases that the service knew already, and count them', () => {
    const [split] = splitsByTime({ asOf, knownAt });
    const known = [null, null, '2023-07-01', '2023-07-02', null];
    const { split: kept, leftOut } = withoutKnownCases(split as NonNullable<typeof split>, asOf, known);
    expect([...kept.judge]).toEqual([3]);
    expect(leftOut).toBe(1);
  });
});
