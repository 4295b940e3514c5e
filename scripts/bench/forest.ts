/**
 * How fast the learner fits, beside `ml-random-forest`, and beside XGBoost and scikit-learn where `VIGIE_PEERS` names a
 * Python that has them. All fit the same invented table with two threads, one after the other; only ratios of one run
 * tell anything. `ml-random-forest` takes a share of the rows, and its time is extrapolated as the square of the rows,
 * as it was measured to grow.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { RandomForestClassifier } from 'ml-random-forest';
import { fitBoosting, fitForest, type Frame } from '../../src/forest/index.ts';
import { PROJECT_ROOT } from '../../src/unit/index.ts';
import type { BenchResult } from '../bench.ts';

const ROWS = 200_000;
const FEATURES = 20;
const TREES = 100;
const BOOSTING = {
  trees: TREES,
  depth: 6,
  learningRate: 0.1,
  rowShare: 1,
  featureShare: 1,
  minimumHessian: 1,
  l2: 1,
  workers: 2,
};
const SLOW_ROWS = 2000;
const SLOW_TREES = 10;

const PEERS = `
import sys, time, numpy as np
x, y = sys.argv[1:3]
y = np.fromfile(y, 'u1'); X = np.fromfile(x).reshape(-1, len(y)).T.copy()
def timed(name, fit):
    start = time.perf_counter(); fit(); print(name, time.perf_counter() - start, sep='\\t')
import xgboost as xgb
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
common = dict(objective='binary:logistic', tree_method='hist', nthread=2)
timed('boosting XGBoost', lambda: xgb.train(dict(common, max_depth=6, eta=.1), xgb.DMatrix(X, y), ${TREES}))
timed('boosting scikit-learn', lambda: HistGradientBoostingClassifier(max_iter=${TREES}, max_depth=6, early_stopping=False).fit(X, y))
timed('forest XGBoost', lambda: xgb.train(dict(common, max_depth=12, eta=1, num_parallel_tree=${TREES}, subsample=.63, colsample_bynode=.2, reg_lambda=0, min_child_weight=.25), xgb.DMatrix(X, y), 1))
timed('forest scikit-learn', lambda: RandomForestClassifier(${TREES}, max_depth=12, n_jobs=2).fit(X, y))
`;

/** A process of its own, so that the largest memory is that of this fit. */
const LARGE = `
import { fitBoosting, predictMargin } from './src/forest/index.ts';
import { invented } from './scripts/bench/forest.ts';
const { frame, labels } = invented(1_000_000, 50);
const seconds = async (work) => { const start = performance.now(); await work(); return (performance.now() - start) / 1e3; };
let model;
const fit = await seconds(async () => { model = await fitBoosting(frame, labels, ${JSON.stringify(BOOSTING)}); });
const memory = process.resourceUsage().maxRSS / 1024;
const score = await seconds(() => predictMargin(model, frame));
console.log(JSON.stringify({ fit, score, memory }));`;

/** Returns seconds by learner, and the ratio to XGBoost where it is present. */
export async function run(): Promise<BenchResult> {
  const { frame, labels } = invented(ROWS);
  const seconds: (readonly [name: string, seconds: number | string])[] = [];
  const timed = async (name: string, fit: () => unknown, factor = 1) => {
    const start = performance.now();
    await fit();
    seconds.push([name, ((performance.now() - start) / 1000) * factor]);
  };
  await fitBoosting(frame, labels, { trees: 1, workers: 2 });
  await timed('boosting vigie', () => fitBoosting(frame, labels, BOOSTING));
  const forest = { trees: TREES, depth: 12, bootstrap: 0.63, featuresPerNode: 4, minimumRows: 1, workers: 2 };
  await timed('forest vigie', () => fitForest(frame, labels, forest));
  const few = invented(SLOW_ROWS);
  const rows = Array.from({ length: SLOW_ROWS }, (_, row) =>
    few.frame.columns.map(({ values }) => values[row] as number),
  );
  const slow = new RandomForestClassifier({
    ...{ nEstimators: SLOW_TREES, maxFeatures: 4, replacement: true, seed: 1, noOOB: true },
    treeOptions: { maxDepth: 12 },
  });
  const factor = (ROWS / SLOW_ROWS) ** 2 * (TREES / SLOW_TREES);
  await timed(
    'forest ml-random-forest, extrapolated',
    () => slow.train(rows, Array.from(few.labels)),
    factor,
  );
  seconds.push(...peerSeconds(frame, labels));
  const peers = new Map(seconds);
  return {
    title: `Fit of ${TREES} trees on ${ROWS} rows of ${FEATURES} features, 2 threads; last, one million rows of 50`,
    rows: [
      ...seconds.map(([learner, value]) => ({
        learner,
        seconds: typeof value === 'number' ? value.toFixed(1) : value,
        'against XGBoost': ratio(value, peers.get(`${learner.split(' ')[0] ?? ''} XGBoost`)),
      })),
      ...large(),
    ],
  };
}

const ratio = (value: number | string, peer: number | string | undefined): string =>
  typeof value === 'number' && typeof peer === 'number' ? (value / peer).toFixed(2) : '';

function large(): { learner: string; seconds: string; 'against XGBoost': string }[] {
  const words = ['--import', 'tsx', '--input-type=module', '-e', LARGE];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the large fit failed: ${stderr}`);
  const { fit, score, memory } = JSON.parse(stdout) as { fit: number; score: number; memory: number };
  return [
    { learner: `boosting vigie, 1 000 000 × 50, ${memory.toFixed(0)} MB`, seconds: fit.toFixed(1) },
    { learner: 'scoring 1 000 000 × 50, one thread', seconds: score.toFixed(1) },
  ].map((row) => ({ ...row, 'against XGBoost': '' }));
}

function peerSeconds(frame: Frame, labels: Uint8Array): (readonly [string, number | string])[] {
  const python = process.env['VIGIE_PEERS'];
  if (python === undefined) return [['XGBoost, scikit-learn', 'not measured: VIGIE_PEERS names no Python']];
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-forest-'));
  try {
    const [x, y] = [join(folder, 'x'), join(folder, 'y')];
    writeFileSync(x, Buffer.concat(frame.columns.map(({ values }) => Buffer.from(values.buffer))));
    writeFileSync(y, labels);
    const output = execFileSync(python, ['-c', PEERS, x, y], { encoding: 'utf8' });
    return output
      .trim()
      .split('\n')
      .map((line) => [line.split('\t')[0] ?? '', Number(line.split('\t')[1])] as const);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns rows drawn by a small generator; the label is a noisy product and sum of some features. */
export function invented(rowCount: number, features = FEATURES): { frame: Frame; labels: Uint8Array } {
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const columns = Array.from({ length: features }, (_, i) => ({
    name: `x${i}`,
    values: Float64Array.from({ length: rowCount }, () => uniform() + uniform() + uniform() - 1.5),
  }));
  const labels = Uint8Array.from({ length: rowCount }, (_, row) => {
    const at = (i: number) => columns[i]?.values[row] as number;
    return Number(at(0) * at(1) * 4 + at(2) + Math.abs(at(3)) - 0.4 * at(4) + uniform() - 0.5 > 0.3);
  });
  return { frame: { rowCount, columns }, labels };
}
