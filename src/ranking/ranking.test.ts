import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { installMacros, openDatabase, queryRows, type Database, type SqlRow } from '../duckdb/index.ts';
import { createTables, insertTextTable } from '../testing/index.ts';
import {
  networkCandidateTable,
  networkTargetTable,
  scoreReasonTable,
  scoreTable,
  type List,
} from '../unit/index.ts';
import { candidates, fillCandidates, LIST, type Candidate } from './example-list.ts';
import { clearTakenGroups, periodOf, rankList } from './index.ts';

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

async function choose(seed = 'seed') {
  const ranking = await rankList({ connection, list: LIST, asOfDate: '2024-04-30', seed });
  const chosen = await queryRows(
    connection,
    'SELECT * FROM ranking.example ORDER BY judicial_district, rank',
  );
  return { ranking, chosen };
}
async function rank(rows: readonly Candidate[]) {
  await fillCandidates(connection, rows);
  return choose();
}
const idsOf = (rows: readonly SqlRow[], arm?: string) =>
  rows.filter((row) => arm === undefined || row['arm'] === arm).map((row) => row['subject_id']);

describe('the minimum score', () => {
  it('leaves seats empty rather than send an inspector without a reason, but for the random arm', async () => {
    const { chosen } = await rank(candidates(9, (i) => (i === 3 ? 7 : 0)));
    expect(idsOf(chosen, 'score')).toEqual(['W0003']);
    expect(idsOf(chosen, 'random')).toHaveLength(1);
    expect(chosen.find((row) => row['arm'] === 'random')?.['propensity']).toBeCloseTo(1 / 8, 12);
  });
});

describe('the period of a list', () => {
  it('is the month after the as-of date, also over the year', () => {
    expect(periodOf('next_month', '2024-04-30')).toBe('2024-05');
    expect(periodOf('next_month', '2024-12-01')).toBe('2025-01');
  });
  it('needs a date', () => {
    expect(() => periodOf('next_month', 'May')).toThrow(RangeError);
  });
});

describe('the choice', () => {
  it('gives the seats to the best scores and one at least to the random arm', async () => {
    const { chosen, ranking } = await rank(candidates(20));
    expect(idsOf(chosen, 'score')).toEqual(['W0019', 'W0018', 'W0017']);
    expect(idsOf(chosen, 'random')).toHaveLength(1);
    expect(ranking).toEqual({
      period: '2024-05',
      ranker: { code: 'points', version: 'test-1' },
      districts: [{ district: 'leuven', eligible: 20, chosen: 4, random: 1, excluded: {} }],
    });
  });
  it('stores the propensity of the draw: one seat for the seventeen subjects that the score left over', async () => {
    const { chosen } = await rank(candidates(20));
    const random = chosen.find((row) => row['arm'] === 'random');
    expect(random?.['propensity']).toBeCloseTo(1 / 17, 12);
    expect(chosen.filter((row) => row['arm'] === 'score').map((row) => row['propensity'])).toEqual([1, 1, 1]);
  });
  it('breaks equal scores by expected amount, then by hash: never by chance', async () => {
    const rows = candidates(10, () => 7).map((row, i) => ({ ...row, expected: i === 4 ? 500 : 100 }));
    const first = await rank(rows);
    const again = await rank([...rows].reverse());
    expect(idsOf(first.chosen, 'score')[0]).toBe('W0004');
    expect(again.chosen).toEqual(first.chosen);
  });
  it('leaves out who is excluded or has no district, and counts them', async () => {
    const { chosen, ranking } = await rank([
      { id: 'W1', score: 9, exclusion: 'ended' },
      { id: 'W2', score: 8, district: '-', exclusion: 'no_district' },
      { id: 'W3', score: 1 },
    ]);
    expect(idsOf(chosen)).toEqual(['W3']);
    expect(ranking.districts).toEqual([
      { district: '', eligible: 0, chosen: 0, random: 0, excluded: { no_district: 1 } },
      { district: 'leuven', eligible: 1, chosen: 1, random: 0, excluded: { ended: 1 } },
    ]);
  });
  it('respects the capacity of each district', async () => {
    const both = candidates(8).flatMap((row) => [row, { ...row, id: `N${row.id}`, district: 'namur' }]);
    const { ranking } = await rank(both);
    expect(ranking.districts.map(({ district, chosen }) => [district, chosen])).toEqual([
      ['leuven', 4],
      ['namur', 2],
    ]);
  });
  it('numbers the rows from 1 without gaps, whatever the arm', async () => {
    const { chosen } = await rank(candidates(20));
    expect(chosen.map((row) => row['rank'])).toEqual([1, 2, 3, 4]);
  });
  it('does not always put the drawn row last', async () => {
    const places = new Set<unknown>();
    await fillCandidates(connection, candidates(20));
    for (let i = 0; i < 12; i++) {
      const { chosen } = await choose(`seed ${i}`);
      places.add(chosen.find((row) => row['arm'] === 'random')?.['rank']);
    }
    expect(places.size).toBeGreaterThan(1);
  });
});

describe('properties of the choice', () => {
  it('another order of the rows changes nothing', async () => {
    const rows = candidates(60, (i) => (i * 37) % 11);
    const first = await rank(rows);
    const shuffled = await rank([...rows].sort((a, b) => (a.id.slice(-1) < b.id.slice(-1) ? 1 : -1)));
    expect(shuffled.chosen).toEqual(first.chosen);
  });
  it('other ids keep the scores of the score arm', async () => {
    const rows = candidates(60, (i) => (i * 37) % 101);
    const renamed = rows.map((row, i) => ({ ...row, id: `Z${String((i * 17) % 60).padStart(4, '0')}` }));
    const scores = (chosen: readonly SqlRow[]) =>
      chosen.filter((row) => row['arm'] === 'score').map((row) => row['score']);
    expect(scores((await rank(renamed)).chosen)).toEqual(scores((await rank(rows)).chosen));
  });
  it('no subject is chosen twice and no excluded one slips through', async () => {
    const rows = candidates(50, (i) => (i * 7) % 13).map((row, i) =>
      i % 3 === 0 ? { ...row, exclusion: 'ended' } : row,
    );
    const { chosen } = await rank(rows);
    const excluded = new Set(rows.filter((row) => row.exclusion).map((row) => row.id));
    expect(new Set(idsOf(chosen)).size).toBe(chosen.length);
    expect(idsOf(chosen).filter((id) => excluded.has(String(id)))).toEqual([]);
  });
  it('over many seeds every subject left over by the score is drawn about equally often', async () => {
    const times = new Map<unknown, number>();
    await fillCandidates(connection, candidates(9));
    for (let i = 0; i < 120; i++) {
      const { chosen } = await choose(`seed ${i}`);
      for (const id of idsOf(chosen, 'random')) times.set(id, (times.get(id) ?? 0) + 1);
    }
    // 6 left over, 120 draws: 20 each; a fair draw stays within 4 standard deviations (about 16).
    expect(times.size).toBe(6);
    for (const count of times.values()) expect(Math.abs(count - 20)).toBeLessThan(16);
  });
});

describe('a list with a model', () => {
  const Score = scoreTable('example');
  const ScoreReason = scoreReasonTable('example');
  const list: List = {
    ...LIST,
    randomShare: 0,
    capacity: { perDistrict: 1 },
    model: { score: Score, role: 'ranks', key: 'subject_id' },
  };
  const rankIt = (isModelStopped = false, asked = list) =>
    rankList({
      connection,
      list: asked,
      asOfDate: '2024-05-15',
      seed: 'x',
      modelReasons: [ScoreReason],
      isModelStopped,
    });
  const first = async () =>
    (
      await queryRows(
        connection,
        'SELECT subject_id, probability, expected_cents, score FROM ranking.example',
      )
    )[0];
  beforeEach(async () => {
    await createTables(connection, [Score, ScoreReason]);
    await fillCandidates(
      connection,
      candidates(4).map((row) => ({ ...row, expected: 1200 })),
    );
  });

  it('is ranked by the points where no model was fitted, and says so', async () => {
    const { ranker } = await rankIt();
    expect(ranker).toEqual({ code: 'points_not_fitted', version: 'test-1' });
    expect(await first()).toEqual({
      subject_id: 'W0003',
      probability: 0.12,
      expected_cents: 1200,
      score: 3,
    });
  });

  it('is ranked by the model, which brings its probability; one that it explains needs no points', async () => {
    await insertTextTable(
      connection,
      Score,
      `subject_id | probability | margin_score | score_rank | model_version
       W0000 | 0.6 | 1 | 1 | m-1
       W0002 | 0.3 | 0 | 2 | m-1`,
    );
    await rankIt();
    expect(await first()).toMatchObject({ subject_id: 'W0002' });
    await insertTextTable(
      connection,
      ScoreReason,
      `subject_id | feature_name | theme_code | reason_rank | theme_rank | margin_share | value_text
       W0000 | depth | chain | 1 | 1 | 1 | 4`,
    );
    const { ranker } = await rankIt();
    expect(ranker).toEqual({ code: 'model', version: 'm-1' });
    expect(await first()).toEqual({ subject_id: 'W0000', probability: 0.6, expected_cents: 6000, score: 0 });
    const demanding = {
      ...list,
      model: { score: Score, role: 'ranks', key: 'subject_id', minimumProbability: 0.7 },
    } as const;
    await rankIt(false, demanding);
    expect(await first(), 'W0001 and W0003 are not known to the model').toMatchObject({
      subject_id: 'W0003',
    });
    const speaking = { ...list, model: { score: Score, role: 'speaks', key: 'subject_id' } } as const;
    const heard = await rankList({ connection, list: speaking, asOfDate: '2024-05-15', seed: 'x' });
    expect(heard.ranker).toEqual({ code: 'points_and_model', version: 'test-1 m-1' });
    expect(await first()).toMatchObject({ subject_id: 'W0003', probability: 0.12 });
    expect((await rankIt(true)).ranker.code).toBe('points_stopped');
    expect(await first()).toMatchObject({ subject_id: 'W0003', probability: 0.12 });
  });
});

describe('a list of networks', () => {
  it('names the best network, then the employers in it, then the next network', async () => {
    const candidate = networkCandidateTable('networks_candidate');
    const list: List = {
      ...LIST,
      name: 'networks',
      subjectType: 'network',
      candidate,
      target: networkTargetTable('networks'),
      capacity: { perDistrict: 9 },
      randomShare: 0,
    };
    await createTables(connection, [candidate]);
    await insertTextTable(
      connection,
      candidate,
      `subject_id | lead_id | group_id | judicial_district | score | probability | expected_cents
       K1 | -  | K1 | leuven | 30 | 0.12 | 500
       E1 | K1 | E1 | leuven | 31 | 0.12 | 100
       K2 | -  | K2 | leuven | 60 | 0.12 | 900
       E2 | K2 | E2 | leuven | 61 | 0.12 | 300
       E3 | K2 | E3 | leuven | 71 | 0.12 | 600
       E4 | K2 | E4 | leuven | 0  | 0.12 | 600`,
    );
    await rankList({ connection, list, asOfDate: '2024-05-15', seed: 'x' });
    const chosen = await queryRows(
      connection,
      `SELECT * FROM ranking.networks WHERE arm = 'score' ORDER BY rank`,
    );
    expect(idsOf(chosen)).toEqual(['K2', 'E3', 'E2', 'K1', 'E1']);
  });
});

describe('a list of amounts', () => {
  it('may be ranked by the expected amount instead of the points', async () => {
    await fillCandidates(
      connection,
      candidates(3).map((row) => ({ ...row, score: row.score + 1, expected: 100 - row.score })),
    );
    const list: List = { ...LIST, rankedBy: 'expected_cents', randomShare: 0, capacity: { perDistrict: 1 } };
    await rankList({ connection, list, asOfDate: '2024-05-15', seed: 'x' });
    expect((await queryRows(connection, 'SELECT subject_id FROM ranking.example'))[0]?.['subject_id']).toBe(
      'W0000',
    );
  });
});
