import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { installMacros, openDatabase, queryRows, runSql, type Database } from '../duckdb/index.ts';
import { cbeNumber, code, date, defineTable, nssoNumber, text } from '../table/index.ts';
import { createTables, insertTextTable } from '../testing/index.ts';
import { targetTable, type List } from '../unit/index.ts';
import { candidates, fillCandidates, LIST } from './example-list.ts';
import { clearTakenGroups, rankList, sharedGroups, takeIssuedGroups } from './index.ts';

const visited = { case_id: text({ meaning: 'Case.' }) };
const InspectionVisit = defineTable({
  schema: 'staging',
  name: 'visit',
  grain: 'One row per case.',
  key: ['case_id'],
  columns: {
    ...visited,
    noss_registration_number: nssoNumber({ meaning: 'Matricule.', optional: true }),
    cbe_number: cbeNumber({ meaning: 'Enterprise.', optional: true }),
    avwddt_id: text({ meaning: 'Works.', optional: true }),
    phenomenon_code: code({ meaning: 'Phenomenon.', optional: true }),
    opened_date: date({ meaning: 'Opened.' }),
    visit_date: date({ meaning: 'Visited.', optional: true }),
    closed_date: date({ meaning: 'Closed.', optional: true }),
  },
});
const InspectionResult = defineTable({
  schema: 'staging',
  name: 'result',
  grain: 'One row per case with a result.',
  key: ['case_id'],
  columns: {
    ...visited,
    outcome_code: code({ meaning: 'Result.' }),
    known_date: date({ meaning: 'Known.' }),
  },
});

let database: Database;
let connection: DuckDBConnection;
beforeEach(async () => {
  database = await openDatabase({ path: ':memory:', threads: 2 });
  connection = await database.connect();
  await installMacros(connection);
  await createTables(connection, [LIST.candidate]);
  await clearTakenGroups(connection);
});
afterEach(() => database.close());

describe('lists of one month', () => {
  const OTHER: List = { ...LIST, name: 'other', target: targetTable('other') };
  it.each([1, 2, 3, 4, 5])(
    'never name one target twice nor an excluded one, whatever the population (%i)',
    async (seed) => {
      // A population by hash: scores, groups of two and exclusions differ from seed to seed.
      const drawn = candidates(60, (i) => (i * 7919 * seed) % 31).map((row, i) => ({
        ...row,
        district: (i + seed) % 3 === 0 ? 'namur' : 'leuven',
        ...((3 * i + seed) % 5 === 0 && { exclusion: 'ended' }),
      }));
      await fillCandidates(connection, drawn);
      const asked = { connection, asOfDate: '2024-05-15', seed: String(seed) };
      await rankList({ ...asked, list: LIST });
      const { districts } = await rankList({ ...asked, list: OTHER });
      const groups = await queryRows(
        connection,
        'SELECT group_id FROM ranking.example UNION ALL SELECT group_id FROM ranking.other ORDER BY group_id',
      );
      const ids = groups.map((row) => String(row['group_id']));
      expect(ids.length).toBeGreaterThan(6);
      expect(new Set(ids).size).toBe(ids.length);
      const excluded = new Set(drawn.filter((row) => 'exclusion' in row).map(({ id }) => id));
      expect(ids.filter((id) => excluded.has(id))).toEqual([]);
      expect(districts.reduce((sum, tally) => sum + (tally.excluded['on_other_list'] ?? 0), 0)).toBe(6);
      // Both lists rank alike, so the best of the first are those that the second wanted: its rows are shared.
      const shared = await sharedGroups(connection, LIST, [LIST, OTHER]);
      const best = await queryRows(
        connection,
        "SELECT group_id FROM ranking.example WHERE arm = 'score' AND score > 0 ORDER BY group_id",
      );
      expect([...shared.keys()].sort()).toEqual(expect.arrayContaining(best.map((row) => row['group_id'])));
      expect([...shared.values()].flat().every((list) => list === OTHER)).toBe(true);
    },
  );

  it('leave to another list what a run before issued for the month', async () => {
    await fillCandidates(connection, candidates(6));
    await runSql(
      connection,
      `CREATE OR REPLACE TEMP TABLE issued_row AS SELECT * FROM (VALUES
         ('other', 'W0005', '2024-06', TRUE), ('other', 'W0004', '2024-05', TRUE), ('other', 'W0003', '2024-06', FALSE)
       ) AS i (list, group_id, period, is_newest)`,
    );
    await takeIssuedGroups(connection, [OTHER]);
    const list = { ...LIST, randomShare: 0, capacity: { perDistrict: 2 } };
    await rankList({ connection, list, asOfDate: '2024-05-15', seed: 'x' });
    const rows = await queryRows(connection, 'SELECT subject_id FROM ranking.example ORDER BY subject_id');
    // Last month's row and a version that was replaced keep nobody away.
    expect(rows.map((row) => row['subject_id'])).toEqual(['W0003', 'W0004']);
  });
});

describe('a list with a cooling-off', () => {
  const list: List = { ...LIST, coolingOffMonths: 6, randomShare: 0.5 };
  const OUTCOMES = ['hit', 'no_infringement', 'closed', 'not_found', null] as const;
  const VISITS = ['2023-06-01', '2023-11-16', '2024-02-01', '2024-05-20'] as const;
  const PHENOMENA = ['social_dumping', 'undue_benefit'] as const;

  /** Cases by arithmetic: what was found, when, for which phenomenon, known or not, open or not. */
  const cadastre = (seed: number) =>
    Array.from({ length: 40 }, (_, i) => {
      const draw = (salt: number) => (i * 7919 + seed * 104729 + salt * 1299709) % 9973;
      const visit = VISITS[draw(1) % 4] as string;
      const outcome = OUTCOMES[draw(2) % 5] ?? null;
      return {
        subject: `W${String(draw(3) % 30).padStart(4, '0')}`,
        phenomenon: PHENOMENA[draw(4) % 2] as string,
        visit,
        outcome,
        known: draw(5) % 4 === 0 ? '2024-06-01' : visit < '2024-05-15' ? visit : '2024-05-25',
        closed: outcome === null && draw(6) % 2 === 0 ? '2024-03-01' : null,
      };
    });

  it.each([1, 2, 3])(
    'names nobody who is in treatment, just visited or not there any more (%i)',
    async (seed) => {
      const cases = cadastre(seed);
      const [visit, result] = [InspectionVisit, InspectionResult];
      await createTables(connection, [visit, result]);
      await insertTextTable(
        connection,
        visit,
        ['case_id | avwddt_id | phenomenon_code | opened_date | visit_date | closed_date']
          .concat(
            cases.map(
              (c, i) =>
                `C${i} | ${c.subject} | ${c.phenomenon} | 2023-05-01 | ${c.visit} | ${c.closed ?? '-'}`,
            ),
          )
          .join('\n'),
      );
      await insertTextTable(
        connection,
        result,
        ['case_id | outcome_code | known_date']
          .concat(cases.flatMap((c, i) => (c.outcome === null ? [] : [`C${i} | ${c.outcome} | ${c.known}`])))
          .join('\n'),
      );
      await fillCandidates(connection, candidates(40));
      const asked = { connection, list, asOfDate: '2024-05-15', seed: String(seed) };
      const { districts } = await rankList({ ...asked, feedback: { visit, result } });
      const rows = await queryRows(connection, 'SELECT subject_id FROM ranking.example');
      const chosen = new Set(rows.map((row) => row['subject_id']));
      const isKnown = (c: (typeof cases)[number]) => c.outcome !== null && c.known <= '2024-05-15';
      const isOpen = (c: (typeof cases)[number]) => !isKnown(c) && c.closed === null;
      const isRecent = (c: (typeof cases)[number]) =>
        c.phenomenon === 'social_dumping' && c.visit > '2023-11-15' && c.visit <= '2024-05-15';
      expect(cases.filter((c) => (isOpen(c) || isRecent(c)) && chosen.has(c.subject))).toEqual([]);
      expect(Object.keys(districts[0]?.excluded ?? {}).sort()).toEqual([
        'cooling_off',
        'in_treatment',
        'stale_address',
      ]);
      expect(districts[0]?.eligible).toBeLessThan(40);
    },
  );
});
