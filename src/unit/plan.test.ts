import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContractError } from '../errors.ts';
import { defineTable, integer, text, type Schema, type Table } from '../table/index.ts';
import {
  bindSteps,
  defineFeatures,
  defineLink,
  defineSource,
  planSteps,
  type Room,
  type RoomKind,
  type Step,
} from './index.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigie-plan-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const table = (schema: Schema, name: string): Table =>
  defineTable({
    schema,
    name,
    grain: 'One row per thing.',
    key: ['thing_id'],
    columns: {
      thing_id: text({ meaning: 'Thing.' }),
      thing_count: integer({ meaning: 'Count.', unit: 'count' }),
    },
  });

const Delivered = table('staging', 'thing');
const source: Room = {
  kind: 'source',
  name: 'things',
  dir: '',
  definition: defineSource({
    name: 'things',
    sender: 'test',
    reference: 'test',
    extracts: [{ extract: 'thing', table: Delivered }],
  }),
};

function room(kind: RoomKind, name: string, steps: readonly Step[]): Room {
  const declare = kind === 'link' ? defineLink : defineFeatures;
  return {
    kind,
    name,
    dir,
    definition: { ...declare({ name, answers: 'Test.', steps }), kind } as Room['definition'],
  };
}

const select = (name: string, sql: string) => writeFileSync(join(dir, `${name}.sql`), sql);

describe('the plan', () => {
  it('orders steps by their inputs, whatever the order of declaration', () => {
    const First = table('link', 'first');
    const Second = table('feature', 'second');
    const Third = table('feature', 'third');
    const plan = planSteps([
      source,
      room('features', 'group', [
        { table: Third, inputs: [Second] },
        { table: Second, inputs: [First] },
      ]),
      room('link', 'who', [{ table: First, inputs: [Delivered] }]),
    ]);
    expect(plan.map((step) => step.table.name)).toEqual(['first', 'second', 'third']);
  });

  it.each([
    [
      'a circle',
      () => [room('link', 'a', [{ table: table('link', 'x'), inputs: [table('link', 'x')] }])],
      /circle/,
    ],
    [
      'an input that nobody writes',
      () => [room('link', 'a', [{ table: table('link', 'x'), inputs: [Delivered] }])],
      /nobody writes/,
    ],
    [
      'a link that reads a feature',
      () => [room('link', 'a', [{ table: table('link', 'x'), inputs: [table('feature', 'y')] }])],
      /reads feature\.y/,
    ],
    [
      'a feature that reads clear identities',
      () => [room('features', 'a', [{ table: table('feature', 'x'), inputs: [table('identity', 'thing')] }])],
      /reads identity\.thing/,
    ],
    [
      'a link that reads clear identities without a purpose',
      () => [
        room('link', 'a', [{ table: table('link', 'x'), inputs: [table('identity', 'worker')] }]),
        source,
      ],
      /without a purpose/,
    ],
    [
      'a room that writes the schema of another kind',
      () => [room('link', 'a', [{ table: table('feature', 'x'), inputs: [] }])],
      /writes schema feature/,
    ],
    [
      'two writers of one table',
      () => [
        room('link', 'a', [
          { table: table('link', 'x'), inputs: [] },
          { table: table('link', 'x'), inputs: [] },
        ]),
      ],
      /second room/,
    ],
  ])('refuses %s', (_, rooms, message) => {
    expect(() => planSteps(rooms())).toThrow(ContractError);
    expect(() => planSteps(rooms())).toThrow(message);
  });
});

describe('the contract of a step', () => {
  const Result = table('link', 'result');
  const bind = () =>
    bindSteps(planSteps([source, room('link', 'who', [{ table: Result, inputs: [Delivered] }])]));

  it('is kept by a SELECT that gives the declared columns from the declared inputs', async () => {
    select(
      'result',
      "SELECT t.thing_id, t.thing_count FROM staging.thing AS t WHERE $as_of_date > DATE '2024-01-01'",
    );
    expect((await bind()).map(({ parameters }) => parameters)).toEqual([['as_of_date']]);
  });

  it.each([
    ['reads more than it says', 'SELECT t.thing_id, t.thing_count FROM staging.other AS t', /does not bind/],
    ['misspells a column', 'SELECT t.thing_id, t.thing_cuont FROM staging.thing AS t', /does not bind/],
    [
      'loses a column',
      'SELECT t.thing_id FROM staging.thing AS t',
      /declared but not selected: thing_count INTEGER/,
    ],
    [
      'gives another type',
      'SELECT t.thing_id, count(*) AS thing_count FROM staging.thing AS t GROUP BY t.thing_id',
      /selected but not declared: thing_count BIGINT/,
    ],
    ['swaps columns', 'SELECT t.thing_count, t.thing_id FROM staging.thing AS t', /another order/],
    [
      'uses an unknown parameter',
      'SELECT t.thing_id, t.thing_count FROM staging.thing AS t WHERE t.thing_id = $niss',
      /parameter \$niss is unknown/,
    ],
  ])('is broken by a SELECT that %s', async (_, sql, message) => {
    select('result', sql);
    await expect(bind()).rejects.toThrow(message);
  });

  it('is broken by a missing file', async () => {
    await expect(bind()).rejects.toThrow(/file of the SELECT is missing/);
  });
});
