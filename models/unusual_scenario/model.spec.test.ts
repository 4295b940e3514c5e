import { expect, test } from 'vitest';
import type { TableColumns } from '../../src/columns/index.ts';
import type { ComputeContext } from '../../src/unit/index.ts';
import { explainUnusual, scoreUnusual } from './score.ts';
import { COMPARED, UnusualScenario } from './tables.ts';

/** A hundred alike employers and one whose units moved; the columns that a step would read. */
const ROWS = 101;
const MOVED = 42;
const NAMES = COMPARED.map(({ name }) => name);
const subjects = Array.from({ length: ROWS }, (_, i) => `subject ${i}`);
const candidates: TableColumns = {
  rowCount: ROWS,
  texts: {
    subject_id: subjects,
    committee_code: subjects.map((_, i) => (i % 2 === 0 ? '124' : '302')),
    size_code: subjects.map(() => '2'),
    region_code: subjects.map(() => null),
  },
  numbers: Object.fromEntries(
    NAMES.map((name, f) => [
      name,
      Float64Array.from(subjects, (_, i) =>
        name.startsWith('moved') ? (i === MOVED ? 1 : 0) : ((i * (f + 3) * 7919) % 5) / 100,
      ),
    ]),
  ),
};
const context = (ranks: Float64Array): ComputeContext => ({
  parameters: { as_of_date: '2024-04-30', quarter: '2024Q1' },
  threads: 1,
  read: (table) =>
    Promise.resolve(
      table === UnusualScenario
        ? { rowCount: ranks.length, texts: {}, numbers: { score_rank: ranks } }
        : candidates,
    ),
});

test('whoever departs from its peers comes first, within its committee too, and hears why', async () => {
  const scored = await scoreUnusual(context(new Float64Array()));
  const ranks = scored['score_rank'] as Float64Array;
  expect(ranks[MOVED]).toBe(1);
  expect((scored['committee_rank'] as Float64Array)[MOVED]).toBe(1);
  const reasons = await explainUnusual(context(ranks));
  const of = (reasons['subject_id'] as string[]).indexOf(`subject ${MOVED}`);
  expect((reasons['feature_name'] as string[])[of]).toMatch(/^moved/);
  expect((reasons['value_text'] as string[])[of]).toBe('1');
});

test('the same rows give the same scores', async () => {
  const [one, two] = [
    await scoreUnusual(context(new Float64Array())),
    await scoreUnusual(context(new Float64Array())),
  ];
  expect(one).toEqual(two);
});
