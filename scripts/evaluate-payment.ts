import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { withSession } from '../src/cli/session.ts';
import { prepareWarehouse } from '../src/extract/index.ts';
import {
  featuresOf,
  heldOutScores,
  holdoutMetrics,
  judgedProbabilities,
  readTraining,
  rounded,
  type HoldoutMetric,
} from '../src/model/index.ts';
import { newestKnownDate } from '../src/run/index.ts';
import { discoverRooms, type Learning, type Room } from '../src/unit/index.ts';

/**
 * Measures `payment_risk`, the formula that puts its two axes together, out of time: `npx tsx scripts/evaluate-payment.ts HOME
 * [DIR]` writes `holdout.csv` into DIR, by default the room. A positive becomes insolvent, or leaves its contributions unpaid.
 */
const [homeDir, folder = 'models/payment_risk'] = process.argv.slice(2);
if (homeDir === undefined) throw new Error('usage: scripts/evaluate-payment.ts HOME [DIR]');
const THREADS = 2;
/** From here on `payment_risk.sql` takes an axis as likely. */
const LIKELY = 0.1;

function learningOf(rooms: readonly Room[], name: string): Learning {
  const room = rooms.find(({ definition }) => definition.kind === 'model' && definition.name === name);
  if (room?.definition.kind !== 'model' || !room.definition.learning) throw new Error(`no model ${name}`);
  return room.definition.learning;
}

const metrics = await withSession(
  { home: homeDir, log: 'text', threads: THREADS },
  async ({ connection }) => {
    const rooms = await discoverRooms();
    await prepareWarehouse(connection, rooms);
    const asOf = await newestKnownDate(connection, rooms);
    if (asOf === undefined) throw new Error('the home holds no dated row');
    const axis = async (name: string) => {
      const learning = learningOf(rooms, name);
      const rows = await readTraining({ connection, rooms, learning, asOf, threads: THREADS });
      const scores = await heldOutScores(learning, featuresOf(learning, rows.columns), rows, THREADS);
      return { learning, rows, scores, probabilities: judgedProbabilities(learning, rows, scores) };
    };
    const able = await axis('payment_risk_able');
    const willing = await axis('payment_risk_willing');
    const { learning, rows, scores } = able;
    const either = Float64Array.from(rows.labels, (_, row) =>
      Math.min(1, (able.probabilities[row] as number) + (willing.probabilities[row] as number)),
    );
    const labels = rows.labels.map((label, row) => Math.max(label, willing.rows.labels[row] as number));
    const found = holdoutMetrics(learning, { ...rows, labels }, { ...scores, margins: either }, either);
    const isLikely = (row: number): boolean => {
      const unable = able.probabilities[row] as number;
      return (
        unable >= LIKELY || (willing.probabilities[row] as number) >= LIKELY * Math.max(1 - unable, 0.01)
      );
    };
    const share = (rowsOf: Uint32Array): number => rounded(rowsOf.filter(isLikely).length / rowsOf.length);
    const quadrants: HoldoutMetric[] = [
      { metric: 'share_outside_able_willing', scorer: 'model', value: share(scores.holdout) },
      {
        metric: 'recall_outside_able_willing',
        scorer: 'model',
        value: share(scores.holdout.filter((row) => labels[row] === 1)),
      },
    ];
    return [...found, ...quadrants];
  },
);
mkdirSync(folder, { recursive: true });
const lines = metrics.map(({ metric, scorer, value, low, high }) => ({ metric, scorer, value, low, high }));
writeFileSync(join(folder, 'holdout.csv'), stringify(lines, { header: true }));
process.stdout.write(
  `${lines.map(({ metric, scorer, value }) => `${metric} ${scorer} ${value}`).join('\n')}\n`,
);
