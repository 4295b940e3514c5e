import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { compareModels, decideChampion, type Comparison, type Decision } from '../evaluation/index.ts';
import { calibrated, predictMargin } from '../forest/index.ts';
import { UsageError } from '../errors.ts';
import type { Model, Room } from '../unit/index.ts';
import { fairnessOf, type GroupingFairness } from './fairness.ts';
import { championFile, readFitted, treesOf, writeFitted, type FittedModel } from './fitted.ts';
import { fitModel } from './fit.ts';
import { frameOf } from './frame.ts';
import type { HeldOutScores } from './holdout.ts';
import { daysOf, readTraining, type TrainingRows } from './training.ts';

/** What came of one fit. */
export interface FitResult {
  readonly model: FittedModel;
  readonly fairness: readonly GroupingFairness[];
  /** Absent where there was no champion, or nothing newer than its own rows, to compare with. */
  readonly comparison?: Comparison;
  readonly decision: Decision;
  /** File of the challenger, kept whatever the decision. */
  readonly file: string;
}

/** The report of the last fit, beside its file. */
export const REPORT_FILE = 'report.html';

export interface FitOptions {
  readonly connection: DuckDBConnection;
  readonly rooms: readonly Room[];
  readonly model: Model;
  readonly modelsDir: string;
  readonly asOf: string;
  readonly origin: FittedModel['origin'];
  readonly threads: number;
  readonly onDate?: (date: string, done: number, total: number) => void;
}

/**
 * Fits a model again and lets it take the place of the champion only if it is better beyond chance on the newest dates out of
 * time and breaks no limit of fairness. The first model of a home becomes its champion unless it breaks a limit. Both files stay, with a
 * report of the fit.
 * @throws UsageError for a model that does not learn, or that has nothing to learn from.
 */
export async function refitModel(options: FitOptions): Promise<FitResult> {
  const { model: room, modelsDir, asOf, threads } = options;
  const { learning, name } = room;
  if (!learning) throw notLearned(name);
  const rows = await readTraining({ ...options, learning });
  const { model, scores } = await fitModel(name, learning, rows, { asOf, origin: options.origin, threads });
  const probabilities = calibrated(model.calibration, scores.margins);
  const fairness = fairnessOf(learning, rows, scores, probabilities);
  const breaches = fairness.flatMap(({ column, breaches: found }) =>
    found.map(({ group, measure }) => `${measure} of ${column} ${group}`),
  );
  const champion = existsSync(join(modelsDir, championFile(name)))
    ? readFitted(name, learning, modelsDir)
    : undefined;
  const comparison = champion && (await compared(champion, rows, scores, learning.seed));
  const decision = comparison
    ? decideChampion(comparison, breaches)
    : champion
      ? UNCOMPARED
      : first(breaches);
  const file = join(modelsDir, name, `${asOf}_${model.version}.json`);
  writeFitted(file, model);
  const found = { model, fairness, ...(comparison && { comparison }), decision };
  const { fitReport } = await import('./report.ts');
  const page = fitReport({ ...found, answers: room.answers, learning, rows, scores, probabilities });
  writeFileSync(join(modelsDir, name, REPORT_FILE), page, { mode: 0o600 });
  if (decision.winner === 'challenger') writeFitted(join(modelsDir, championFile(name)), model);
  return { ...found, file };
}

function first(breaches: readonly string[]): Decision {
  return breaches.length === 0
    ? { winner: 'challenger', reason: 'there was no champion' }
    : { winner: 'champion', reason: `it breaks limits of fairness: ${breaches.join(', ')}` };
}

const UNCOMPARED: Decision = {
  winner: 'champion',
  reason: 'no outcomes of both kinds are newer than the rows on which it was fitted',
};

/** Both score the holdout rows of dates after those from which the champion learnt: it would shine on rows that it knows. */
async function compared(
  champion: FittedModel,
  rows: TrainingRows,
  scores: HeldOutScores,
  seed: number,
): Promise<Comparison | undefined> {
  const day = rows.columns.numbers['as_of_date'] ?? new Float64Array();
  const learnt = daysOf(champion.period.last);
  const holdout = scores.holdout.filter((row) => (day[row] as number) > learnt);
  const labels = Uint8Array.from(holdout, (row) => rows.labels[row] as number);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === labels.length) return undefined;
  const groups = rows.columns.texts['group_id'] ?? [];
  const frame = frameOf(champion.features, rows.columns, holdout);
  return compareModels({
    labels,
    champion: await predictMargin(treesOf(champion), frame),
    challenger: Float64Array.from(holdout, (row) => scores.margins[row] as number),
    clusters: Array.from(holdout, (row) => groups[row] ?? ''),
    seed,
  });
}

function notLearned(name: string): UsageError {
  return new UsageError({
    place: `model ${name}`,
    fact: 'it is a formula and learns nothing',
    expectation: 'a model that declares what it learns',
    effect: 'nothing was fitted',
    next: 'name another model; README lists them',
  });
}
