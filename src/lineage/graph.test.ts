import { expect, test } from 'vitest';
import { clearText, code, date, defineTable, integer, workerId } from '../table/index.ts';
import { defineFeatures, defineLink, defineSource, type Room } from '../unit/index.ts';
import { buildLineage, traceColumn } from './graph.ts';

const key = { visit_id: code({ meaning: 'The visit.' }) };
const Visit = defineTable({
  schema: 'staging',
  name: 'diary_visit',
  grain: 'One row per visit.',
  key: ['visit_id'],
  columns: { ...key, worker_id: workerId({ meaning: 'Met.' }), known_date: date({ meaning: 'Known.' }) },
});
const VisitName = defineTable({
  schema: 'identity',
  name: 'diary_visit',
  grain: 'One row per visit.',
  key: ['visit_id'],
  columns: { ...key, met_name: clearText({ meaning: 'Name.' }) },
});
const Met = defineTable({
  schema: 'link',
  name: 'met',
  grain: 'One row per visit.',
  key: ['visit_id'],
  columns: { ...key, worker_id: workerId({ meaning: 'Met.' }), kind_code: code({ meaning: 'Constant.' }) },
});
const Count = defineTable({
  schema: 'feature',
  name: 'met_count',
  grain: 'One row per kind.',
  key: ['kind_code'],
  columns: {
    kind_code: code({ meaning: 'Kind.' }),
    worker_count: integer({ meaning: 'Workers.', unit: 'workers' }),
  },
});
const SQL: Readonly<Record<string, string>> = {
  met: `SELECT v.visit_id, v.worker_id, 'visit' AS kind_code FROM staging.diary_visit AS v
        JOIN identity.diary_visit AS n ON n.visit_id = v.visit_id AND n.met_name <> ''`,
  met_count: `SELECT m.kind_code, CAST(COUNT(DISTINCT m.worker_id) AS INTEGER) AS worker_count
              FROM link.met AS m GROUP BY m.kind_code`,
};
const rooms: Room[] = [
  {
    kind: 'source',
    name: 'diary',
    dir: '/diary',
    definition: defineSource({
      name: 'diary',
      sender: 'the diary',
      reference: 'none',
      extracts: [{ table: Visit, extract: 'visit', identity: VisitName }],
    }),
  },
  {
    kind: 'link',
    name: 'met',
    dir: '/met',
    definition: defineLink({
      name: 'met',
      answers: 'Who?',
      steps: [{ table: Met, inputs: [VisitName, Visit] }],
    }),
  },
  {
    kind: 'features',
    name: 'met_count',
    dir: '/met_count',
    definition: defineFeatures({
      name: 'met_count',
      answers: 'How many?',
      steps: [{ table: Count, inputs: [Met] }],
    }),
  },
];
const graph = buildLineage(rooms, (file) => SQL[file.split('/').at(-1)?.replace('.sql', '') ?? ''] ?? '');

test('the graph holds delivered and computed tables in the order of the flow', () => {
  expect([...graph.tables.values()].map(({ name, inputs }) => `${name} <- ${inputs.join(' ')}`)).toEqual([
    'staging.diary_visit <- ',
    'identity.diary_visit <- ',
    'link.met <- identity.diary_visit staging.diary_visit',
    'feature.met_count <- link.met',
  ]);
});

test('a column is traced through several steps to delivered columns, with their personal classes', () => {
  const trace = traceColumn(graph, 'feature.met_count.worker_count');
  expect(trace?.values.map(({ name, personal }) => `${name} ${personal}`)).toEqual([
    'staging.diary_visit.worker_id pseudonym',
  ]);
  expect(trace?.conditions.map(({ name, personal }) => `${name} ${personal}`)).toEqual([
    'identity.diary_visit.met_name identifier',
    'identity.diary_visit.visit_id none',
    'staging.diary_visit.visit_id none',
  ]);
});

test('a constant has no delivered column behind its content', () => {
  expect(traceColumn(graph, 'feature.met_count.kind_code')?.values).toEqual([]);
});

test('an input that no room delivers is a delivered table all the same', () => {
  const alone = buildLineage(rooms.slice(1, 2), () => SQL['met'] ?? '');
  expect(traceColumn(alone, 'link.met.worker_id')?.values.map(({ name }) => name)).toEqual([
    'staging.diary_visit.worker_id',
  ]);
});

test('an unknown column has no trace', () => {
  expect(traceColumn(graph, 'feature.met_count.nothing')).toBeUndefined();
});
