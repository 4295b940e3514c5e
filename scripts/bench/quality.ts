/**
 * How well the learner orders rows that it has not seen, beside scikit-learn at equal settings where `VIGIE_PEERS` names
 * a Python that has it, and at the settings of the lab beside scikit-learn's own. `VIGIE_PUBLIC_SETS` names the folder of
 * the public table with given folds; the other tables are invented. No clock is read, so that load does no harm.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaUnderRoc, splitsOfFolds } from '../../src/evaluation/index.ts';
import { fitBoosting, fitForest, predictMargin, type Frame, type TreeModel } from '../../src/forest/index.ts';
import { fitLearner, frameOf } from '../../src/lab/learn-learner.ts';
import type { BenchResult } from '../bench.ts';
import { mix } from '../../src/forest/draw.ts';
import { invented } from './forest.ts';

type Fit = (frame: Frame, labels: Uint8Array) => Promise<TreeModel>;

const lab = { seed: 1, workers: 2 };

/** By the names that the peer gives the same settings. */
const FITS: Readonly<Record<string, Fit>> = {
  'boosting, 100 trees of 31 leaves': (frame, labels) =>
    fitBoosting(frame, labels, {
      ...{ trees: 100, learningRate: 0.1, leaves: 31, depth: 30, l2: 0, rowShare: 1, featureShare: 1 },
      minimumHessian: 20 * variance(labels),
    }),
  'forest, 100 trees of depth 12': (frame, labels) =>
    fitForest(frame, labels, { trees: 100, depth: 12, minimumRows: 1 }),
  'boosting, own settings': (frame, labels) => fitLearner(frame, labels, { ...lab, learner: 'boosting' }),
  'forest, own settings': (frame, labels) => fitLearner(frame, labels, { ...lab, learner: 'forest' }),
};

/** Leaves of a least number of rows there, of a least hessian here: that of so many rows at the rate of the table. */
function variance(labels: Uint8Array): number {
  const rate = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  return rate * (1 - rate);
}

/** Returns the mean AUC over the folds of each table by settings, and the difference to the peer; the slow forests last. */
export async function run(): Promise<BenchResult> {
  const all = tablesOf(process.env['VIGIE_PUBLIC_SETS']);
  const rows: Record<string, string>[] = [];
  for (const learner of ['boosting', 'forest']) {
    const settings = Object.keys(FITS).filter((name) => name.startsWith(learner));
    for (const [table, draws] of all) {
      const peers = draws.map((draw) => peerAreas(draw, settings));
      for (const name of settings) {
        const own: number[] = [];
        for (const draw of draws) own.push(await meanArea(draw, FITS[name] as Fit));
        const row = compared(
          own,
          peers.map((areas) => areas[name] ?? NaN),
        );
        process.stderr.write(`${table}, ${name}: ${Object.values(row).join(' ')}\n`);
        rows.push({ table, learner: name, ...row });
      }
    }
  }
  return { title: 'Area under the ROC curve on folds not seen, mean over the folds', rows };
}

/** Of several draws the difference has an interval of 95 %, as each draw is learnt by both. */
function compared(own: readonly number[], peer: readonly number[]): Record<string, string> {
  const isMeasured = !peer.some(Number.isNaN);
  return {
    vigie: mean(own).toFixed(4),
    'scikit-learn': isMeasured ? mean(peer).toFixed(4) : 'not measured',
    difference: isMeasured ? withInterval(own.map((area, i) => area - (peer[i] as number))) : '',
  };
}

function withInterval(differences: readonly number[]): string {
  const middle = mean(differences);
  const { length } = differences;
  if (length === 1) return middle.toFixed(4);
  const variance = differences.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (length - 1);
  return `${middle.toFixed(4)} ± ${(STUDENT * Math.sqrt(variance / length)).toFixed(4)}`;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function meanArea({ frame, labels, folds, judged }: FoldedTable, fit: Fit): Promise<number> {
  const areas: number[] = [];
  for (const split of splitsOfFolds(folds).slice(0, judged)) {
    const labelsOf = (rows: Uint32Array) => Uint8Array.from(rows, (row) => labels[row] as number);
    const model = await fit(frameOf(frame, split.fit), labelsOf(split.fit));
    const scores = predictMargin(model, frameOf(frame, split.judge));
    areas.push(areaUnderRoc({ labels: labelsOf(split.judge), scores }));
  }
  return mean(areas);
}

/** Returns the mean area of the peer by settings; empty where there is no peer. */
function peerAreas(
  { frame, labels, folds, judged }: FoldedTable,
  settings: readonly string[],
): Readonly<Record<string, number>> {
  const python = process.env['VIGIE_PEERS'];
  if (python === undefined || !existsSync(python)) return {};
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-quality-'));
  try {
    const [x, y, f] = [join(folder, 'x'), join(folder, 'y'), join(folder, 'f')];
    writeFileSync(x, Buffer.concat(frame.columns.map(({ values }) => Buffer.from(values.buffer))));
    writeFileSync(y, labels);
    writeFileSync(f, folds);
    const script = join(import.meta.dirname, 'quality-sklearn.py');
    const output = execFileSync(python, [script, x, y, f, String(judged), ...settings], { encoding: 'utf8' });
    return JSON.parse(output) as Record<string, number>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A table and the fold of each row, of which the first are judged. */
interface FoldedTable {
  readonly frame: Frame;
  readonly labels: Uint8Array;
  readonly folds: Int32Array;
  readonly judged: number;
}

const FOLDS = 5;
const DRAWS = 10;
/** Of nine degrees of freedom, for an interval of 95 %. */
const STUDENT = 2.262;
const seeds = Array.from({ length: DRAWS }, (_, i) => i + 1);

/** Returns the tables by name; those of one name are draws of the same world. */
function tablesOf(publicSets: string | undefined): [name: string, tables: FoldedTable[]][] {
  const large = invented(200_000);
  return [
    ...(publicSets === undefined ? [] : [publicTable(publicSets)]),
    [`${DRAWS} of 6 000 × 64, 4 % positives, gaps at random`, seeds.map((seed) => small(seed, false))],
    [`${DRAWS} of 6 000 × 64, 4 % positives, gaps that tell`, seeds.map((seed) => small(seed, true))],
    ['200 000 × 20, first fold of five', [{ ...large, folds: drawnFolds(large.labels, 7), judged: 1 }]],
  ];
}

/** Credit card clients of Taiwan who default (Yeh & Lien 2009), with the folds that the set comes with. */
function publicTable(publicSets: string): [string, FoldedTable[]] {
  const lines = (file: string) =>
    readFileSync(join(publicSets, 'credit_default', file), 'utf8')
      .trim()
      .split('\n');
  const [header = '', ...rows] = lines('UCI_Credit_Card.csv');
  const cells = rows.map((row) => row.split(',').map(Number));
  const names = header.trim().split(',');
  const columns = names.slice(1, -1).map((name, i) => ({
    name,
    values: Float64Array.from(cells, (row) => row[i + 1] as number),
  }));
  const labels = Uint8Array.from(cells, (row) => row.at(-1) as number);
  const given = lines('folds-uci-credit-default.csv').slice(1);
  const folds = Int32Array.from(given, (line) => Number(line.split(',')[1]));
  const table = { frame: { rowCount: cells.length, columns }, labels, folds, judged: FOLDS };
  return ['credit_default, 30 000 × 23, given folds', [table]];
}

/**
 * A small wide table: every fourth of 64 features says something, by its size, by a step or together with the next; those
 * with ties count things, others are skewed. Three in ten values are missing, at random or where the value is high.
 */
function small(seed: number, doGapsTell: boolean): FoldedTable {
  const [rowCount, width] = [6000, 64];
  const draw = (salt: number, row: number) => (mix(mix(seed, salt), row) + 0.5) / 2 ** 32;
  const full = Array.from({ length: width }, (_, i) =>
    Float64Array.from({ length: rowCount }, (_, row) => {
      const bell = draw(3 * i, row) + draw(3 * i + 1, row) + draw(3 * i + 2, row) - 1.5;
      return i % 3 === 0 ? bell : i % 3 === 1 ? Math.exp(2 * bell) : Math.floor(4 + 4 * bell);
    }),
  );
  const says = (i: number, row: number): number => {
    const value = full[i]?.[row] as number;
    if (i % 8 === 0) return Math.sign(value - 0.5);
    return i % 12 === 4 ? value * (full[i + 2]?.[row] as number) * 0.3 : 0.6 * Math.min(value, 4);
  };
  const told = Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < width; i += 4) sum += says(i, row) / (1 + i / 16);
    const noise = draw(1000, row);
    return sum + 0.8 * Math.log(noise / (1 - noise));
  });
  const bound = Float64Array.from(told).sort()[Math.floor(0.96 * rowCount)] as number;
  const labels = Uint8Array.from(told, (value) => Number(value >= bound));
  const columns = full.map((values, i) => ({
    name: `x${i}`,
    values: values.map((value, row) => {
      const isHigh = doGapsTell && value > (i % 3 === 0 ? 0 : i % 3 === 1 ? 1 : 4);
      return draw(2000 + i, row) < (doGapsTell ? (isHigh ? 0.5 : 0.1) : 0.3) ? NaN : value;
    }),
  }));
  return { frame: { rowCount, columns }, labels, folds: drawnFolds(labels, seed), judged: FOLDS };
}

/** Deals the rows of each class to the folds in turn. */
function drawnFolds(labels: Uint8Array, seed: number): Int32Array {
  const dealt = [mix(seed, 0), mix(seed, 1)];
  return Int32Array.from(labels, (label) => (dealt[label] = ((dealt[label] as number) + 1) % FOLDS));
}
