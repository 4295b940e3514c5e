import { expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import { discoverRooms } from '../unit/index.ts';
import { buildLineage } from '../lineage/index.ts';
import { drawColumns, drawDot, drawTables, flowCommand } from './flow.ts';

const graph = buildLineage(await discoverRooms());

test('the flow names every table under its room with what it reads', () => {
  const drawn = drawTables(graph).split('\n');
  expect(drawn).toContain('source dmfa');
  expect(drawn).toContain('  link.site');
  expect(drawn).toContain('    ← link.site_works');
  const tables = drawn.filter((line) => /^ {2}[a-z]/.test(line));
  expect(tables.length).toBe(graph.tables.size);
});

test('the DOT text has one edge per input', () => {
  const inputs = [...graph.tables.values()].reduce((sum, table) => sum + table.inputs.length, 0);
  expect(drawDot(graph).match(/ -> /g)?.length).toBe(inputs);
});

test('--columns shows what a column is made of, with what is about a person', async () => {
  const written: string[] = [];
  const command = flowCommand((text) => written.push(text));
  await command.parseAsync(['--columns', 'site_month.worker_count'], { from: 'user' });
  expect(written.join('')).toContain('feature.site_month.worker_count');
  expect(written.join('')).toContain('staging.checkin_at_work_presence.worker_id (pseudonym)');
});

test('a table gives all its columns, with or without its schema', () => {
  expect(drawColumns(graph, 'link.site')).toBe(drawColumns(graph, 'site'));
  expect(drawColumns(graph, 'site').match(/^link\.site\./gm)?.length).toBe(
    Object.keys(graph.tables.get('link.site')?.table.columns ?? {}).length,
  );
});

test('a name that nothing has is refused', () => {
  expect(() => drawColumns(graph, 'nothing.at_all')).toThrow(UsageError);
});
