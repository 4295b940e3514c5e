import { describe, expect, it } from 'vitest';
import { mix } from './draw.ts';
import { fitBoosting, fitForest, predictMargin, type Column, type Frame } from './index.ts';

const draw = (seed: number, row: number) => mix(seed, row) / 2 ** 32;

/** The label follows waves of x and z, so that a learner without directions goes up and down; z and y may be missing. */
function waves(directions: Record<string, -1 | 0 | 1>): { frame: Frame; labels: Uint8Array } {
  const rowCount = 2000;
  const values = (seed: number, missing: number) =>
    Float64Array.from({ length: rowCount }, (_, row) =>
      draw(seed + 10, row) < missing ? NaN : draw(seed, row),
    );
  const columns: Column[] = [
    { name: 'x', values: values(1, 0) },
    { name: 'y', values: values(2, 0.2) },
    { name: 'z', values: values(3, 0.1) },
  ].map((column) => ({ ...column, monotone: directions[column.name] ?? 0 }));
  const labels = Uint8Array.from({ length: rowCount }, (_, row) => {
    const [x = 0, y = 0, z = 0] = columns.map((column) => column.values[row] || 0);
    return Number(x + Math.sin(12 * x) - z + Math.sin(9 * z) * y + draw(9, row) > 0.5);
  });
  return { frame: { rowCount, columns }, labels };
}

/** All of 40 values of one feature, for each of 49 pairs of the others; the pairs follow each other. */
function grid(feature: number): Frame {
  const others = [NaN, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95];
  const rows = others.flatMap((a) =>
    others.flatMap((b) =>
      Array.from({ length: 40 }, (_, step) => {
        const row = [a, b];
        row.splice(feature, 0, (step + 0.5) / 40);
        return row;
      }),
    ),
  );
  const columns = ['x', 'y', 'z'].map((name, i) => ({
    name,
    values: Float64Array.from(rows, (row) => row[i] as number),
  }));
  return { rowCount: rows.length, columns };
}

/** Returns how many steps of the grid go against the direction. */
function violations(margins: Float64Array, direction: number): number {
  let count = 0;
  margins.forEach((margin, row) => {
    if (row % 40 > 0 && direction * (margin - (margins[row - 1] as number)) < -1e-7) count++;
  });
  return count;
}

describe('a declared direction', () => {
  const declared = { x: 1, z: -1 } as const;
  const learners = [
    ['boosting', (f: Frame, y: Uint8Array) => fitBoosting(f, y, { trees: 60, learningRate: 0.3 })],
    ['boosting with few leaves', (f: Frame, y: Uint8Array) => fitBoosting(f, y, { trees: 60, leaves: 12 })],
    ['a forest', (f: Frame, y: Uint8Array) => fitForest(f, y, { trees: 40 })],
  ] as const;
  it.each(learners)('is kept by %s everywhere', async (_, fit) => {
    const { frame, labels } = waves(declared);
    const model = await fit(frame, labels);
    expect(violations(predictMargin(model, grid(0)), 1)).toBe(0);
    expect(violations(predictMargin(model, grid(2)), -1)).toBe(0);
  });
  it.each(learners)('is what keeps %s from going up and down', async (_, fit) => {
    const { frame, labels } = waves({});
    const model = await fit(frame, labels);
    expect(violations(predictMargin(model, grid(0)), 1)).toBeGreaterThan(100);
    expect(violations(predictMargin(model, grid(2)), -1)).toBeGreaterThan(100);
  });
});
