import { expect, test } from 'vitest';
import { chart, Plot } from './index.ts';

test('a chart is a named picture that needs no network, the same twice', () => {
  const draw = () =>
    chart('Barres', { marks: [Plot.barX([{ name: 'A & B', count: 3 }], { x: 'count', y: 'name' })] }).text;
  expect(draw()).toBe(draw());
  expect(draw()).toContain('role="img" aria-label="Barres"');
  expect(draw()).toContain('A &amp; B');
  expect(draw()).not.toMatch(/(?:src|href)="http/);
});
