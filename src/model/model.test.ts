import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ModelMismatchError, UsageError } from '../errors.ts';
import { installMacros, openDatabase, queryNumber, queryRows, runSql } from '../duckdb/index.ts';
import { prepareWarehouse } from '../extract/index.ts';
import { buildSteps } from '../run/index.ts';
import { code, date, defineTable, integer, text } from '../table/index.ts';
import {
  bindSteps,
  defineSource,
  modelCandidateTable,
  modelLabelTable,
  neededSteps,
  planSteps,
  scoreGuardTable,
  scoreReasonTable,
  scoreTable,
  type Learning,
  type Model,
  type Room,
} from '../unit/index.ts';
import { championFile, learnedModel, readTraining, refitModel, trainingDates } from './index.ts';

const Event = defineTable({
  schema: 'staging',
  name: 'diary_event',
  grain: 'One row per event.',
  key: ['event_id'],
  columns: {
    event_id: code({ meaning: 'The event.', pattern: '.+' }),
    subject_number: code({ meaning: 'Whom it is about.', pattern: '.+' }),
    kind_code: code({ meaning: 'What it is.', oneOf: ['arrears', 'failure', 'letter'] }),
    known_date: date({ meaning: 'Day on which it was known.' }),
  },
});
const Candidate = modelCandidateTable('failing', {
  arrears_count: integer({ meaning: 'Arrears known.', unit: 'count' }),
  letter_count: integer({ meaning: 'Letters known.', unit: 'count' }),
  letter_code: text({ meaning: 'First letter of the number.' }),
});
const Label = modelLabelTable('failing');
const CANDIDATE = `-- One row per subject.
SELECT e.subject_number AS subject_id, e.subject_number AS group_id,
  bool_or(e.kind_code = 'failure') AS is_known_case,
  CAST(NULL AS VARCHAR) AS region_code, CAST(NULL AS VARCHAR) AS language_code,
  CAST(NULL AS VARCHAR) AS size_code, CAST(NULL AS VARCHAR) AS sector_code,
  CAST(count(*) FILTER (WHERE e.kind_code = 'arrears') AS INTEGER) AS arrears_count,
  CAST(count(*) FILTER (WHERE e.kind_code = 'letter') AS INTEGER) AS letter_count,
  substr(e.subject_number, 1, 1) AS letter_code
FROM staging.diary_event AS e WHERE e.known_date <= $as_of_date GROUP BY e.subject_number`;
const LABEL = `-- One row per failure.
SELECT e.subject_number AS subject_id, e.known_date AS outcome_date, min(e.known_date) AS known_date,
  TRUE AS is_positive, FALSE AS is_random_arm, CAST(NULL AS BIGINT) AS outcome_cents
FROM staging.diary_event AS e WHERE e.kind_code = 'failure' AND e.known_date <= $as_of_date
GROUP BY e.subject_number, e.known_date`;
/** Subjects with arrears fail more often: one in two against one in twenty, within the year. */
const EVENTS = `INSERT INTO staging.diary_event (event_id, subject_number, kind_code, known_date)
  WITH subject AS (SELECT i, chr(CAST(65 + i % 3 AS INTEGER)) || i AS id, hash(i) % 100 AS draw, i % 4 = 0 AS has_arrears
    FROM range(600) AS r (i))
  SELECT id || 'x', id, 'letter', DATE '2020-01-01' FROM subject
  UNION ALL SELECT id || 'a' || a, id, 'arrears', DATE '2021-01-01' + CAST(a * 30 AS INTEGER)
    FROM subject, range(3) AS r (a) WHERE has_arrears
  UNION ALL SELECT id || 'f', id, 'failure', DATE '2021-06-01' + CAST(draw * 20 AS INTEGER)
    FROM subject WHERE draw < CASE WHEN has_arrears THEN 60 ELSE 6 END`;

const learning: Learning = {
  candidate: Candidate,
  label: Label,
  unlabelled: 'negative',
  horizonDays: 180,
  delayDays: 30,
  features: (['arrears_count', 'letter_count', 'letter_code'] as const).map((name) => ({
    name,
    theme: name === 'arrears_count' ? 'payment' : 'other',
    sentence: { nl: name, fr: name, de: name },
    ...(name === 'arrears_count' && { monotone: 1 as const }),
  })),
  learner: 'boosting',
  options: { trees: 20, depth: 2 },
  seed: 1,
  calibration: 'platt',
  dates: { count: 4, everyDays: 91, holdout: 1 },
  capacity: 40,
  baselines: ['arrears_count'],
  limits: {},
  score: scoreTable('failing'),
  reason: scoreReasonTable('failing'),
  guard: scoreGuardTable('failing'),
};
const AS_OF = '2023-06-01';

let dir = '';
let connection: DuckDBConnection;
let close: () => void;
let rooms: Room[];
let model: Model;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigie-model-'));
  writeFileSync(join(dir, 'failing_candidate.sql'), CANDIDATE);
  writeFileSync(join(dir, 'failing_label.sql'), LABEL);
  const diary = defineSource({
    name: 'diary',
    sender: 'the diary',
    reference: 'none',
    extracts: [{ table: Event, extract: 'event' }],
  });
  const steps = [Candidate, Label].map((table) => ({ table, inputs: [Event] }));
  model = learnedModel({ name: 'failing', answers: 'Who fails?', steps, learning });
  rooms = [
    { kind: 'source', name: 'diary', dir, definition: diary },
    { kind: 'model', name: 'failing', dir, definition: model },
  ];
  const database = await openDatabase({ path: ':memory:', threads: 2 });
  connection = await database.connect();
  close = () => database.close();
  await installMacros(connection);
  await prepareWarehouse(connection, rooms);
  await runSql(connection, EVENTS);
});
afterAll(() => {
  close();
  rmSync(dir, { recursive: true });
});

const fit = (modelsDir: string, asOf = AS_OF) =>
  refitModel({ connection, rooms, model, modelsDir, asOf, origin: 'synthetic', threads: 1 });

async function buildScores(modelsDir: string, of: Model = model): Promise<void> {
  const steps = neededSteps(
    planSteps(rooms.map((room) => (room.kind === 'model' ? { ...room, definition: of } : room))),
    ['score.failing', 'score.failing_reason'],
  );
  const parameters = { as_of_date: AS_OF, quarter: '2023Q1' };
  await buildSteps({ connection, steps, bound: await bindSteps(steps), parameters, modelsDir });
}

describe('a learned model', () => {
  test('learns from dates whose outcomes were complete on the day of the fit', () => {
    expect(trainingDates(learning, AS_OF)).toEqual(['2022-02-03', '2022-05-05', '2022-08-04', '2022-11-03']);
  });

  test('takes for each date only what was known then, and outcomes of the horizon after it', async () => {
    const rows = await readTraining({ connection, rooms, learning, asOf: AS_OF, threads: 1 });
    const days = rows.columns.numbers['as_of_date'] ?? new Float64Array();
    const first = [...days].filter((day) => day === days[0]).length;
    const failedBefore = await queryNumber(
      connection,
      `SELECT count(*) FROM staging.diary_event WHERE kind_code = 'failure' AND known_date <= DATE '${rows.dates[0] ?? ''}'`,
    );
    expect(first).toBe(600 - failedBefore);
    expect(rows.labels.reduce((sum, label) => sum + label, 0)).toBeGreaterThan(20);
  });

  test('gives the same bytes twice, beats chance out of time, and explains itself by what was planted', async () => {
    const [one, two] = [join(dir, 'one'), join(dir, 'two')];
    const result = await fit(one);
    await fit(two);
    const file = readFileSync(join(one, championFile('failing')), 'utf8');
    expect(readFileSync(join(two, championFile('failing')), 'utf8')).toBe(file);
    const page = readFileSync(join(one, 'failing', 'report.html'), 'utf8');
    expect(readFileSync(join(two, 'failing', 'report.html'), 'utf8')).toBe(page);
    expect(page).toMatch(/Where <strong>arrears_count over 0<\/strong>: \d+ rows/);
    expect(page).not.toMatch(/(?:src|href)="http/);
    expect(
      result.model.holdout.find(({ metric, scorer }) => metric === 'auc' && scorer === 'model')?.value,
    ).toBeGreaterThan(0.7);
    await buildScores(one);
    const [best] = await queryRows(
      connection,
      `SELECT s.score_rank, s.probability > 0.1 AS is_likely, r.feature_name, r.theme_code, s.model_version LIKE 'failing-synthetic-%' AS is_named
       FROM score.failing AS s JOIN score.failing_reason AS r ON r.subject_id = s.subject_id
       WHERE s.score_rank = 1 AND r.reason_rank = 1`,
    );
    expect(best).toEqual({
      score_rank: 1,
      is_likely: true,
      feature_name: 'arrears_count',
      theme_code: 'payment',
      is_named: true,
    });
  });

  test('keeps its champion when a challenger is not surely better', async () => {
    const modelsDir = join(dir, 'earlier');
    await fit(modelsDir, '2023-02-06');
    const { decision, comparison } = await fit(modelsDir);
    expect([decision.winner, comparison !== undefined]).toEqual(['champion', true]);
    expect(decision.reason).toMatch(/not surely better/);
  });

  test('keeps its champion when nothing is newer than the rows that the champion knows', async () => {
    const { decision } = await fit(join(dir, 'one'));
    expect(decision).toEqual({ winner: 'champion', reason: expect.stringContaining('are newer than') });
  });

  test('measures drift against all whom it will score, not only those with an outcome', async () => {
    const { model: fitted } = await fit(join(dir, 'two'));
    const candidates = await queryNumber(connection, 'SELECT count(*) FROM score.failing_candidate');
    expect(Object.values(fitted.references).map(({ rows }) => rows)).toEqual(
      fitted.features.map(() => candidates),
    );
  });

  test('is scored by nobody before a fit', async () => {
    await buildScores(join(dir, 'none'));
    expect(await queryNumber(connection, 'SELECT count(*) FROM score.failing')).toBe(0);
  });

  test('refuses to score with other features than those of its fit, or a changed file', async () => {
    const other = { ...learning, features: learning.features.slice(1) };
    const changed = learnedModel({ ...model, steps: model.steps.slice(0, 2), learning: other });
    await expect(buildScores(join(dir, 'one'), changed)).rejects.toThrow(ModelMismatchError);
    const file = join(dir, 'two', championFile('failing'));
    writeFileSync(file, readFileSync(file, 'utf8').replace('"slope":', '"slope":1'));
    await expect(buildScores(join(dir, 'two'))).rejects.toThrow(/changed after the fit/);
  });

  test('is not fitted where nobody, or hardly anybody, has an outcome', async () => {
    await runSql(connection, "DELETE FROM staging.diary_event WHERE subject_number > 'A108'");
    await expect(fit(join(dir, 'few'))).rejects.toThrow(/have an outcome are of 3 groups/);
    await runSql(connection, 'DELETE FROM staging.diary_event');
    await expect(fit(join(dir, 'few'))).rejects.toThrow(UsageError);
  });
});
