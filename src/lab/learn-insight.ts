import { hashOf, type Split } from '../evaluation/index.ts';
import { explain, gainImportance, permutationImportance, type TreeModel } from '../forest/index.ts';
import { frameOf } from './learn-learner.ts';
import type { LearnTable } from './learn-table.ts';

/** How much a model owes to one feature. */
export interface Importance {
  readonly feature: string;
  /** Mean size of its contribution to the margin over a sample of rows (TreeSHAP). */
  readonly meanShap: number;
  /** Its share of what all splits gained, 0..1. */
  readonly gainShare: number;
  /** AUC lost when its values are shuffled among rows that the model had not seen; NaN in wide tables. */
  readonly aucLoss: number;
}

/** Contributions of features to the margins of a sample of rows. */
export interface ShapSample {
  /** Numbers of the rows in the table, from 0. */
  readonly rows: Uint32Array;
  readonly features: readonly string[];
  /** Row after row: one contribution per feature, then the bias. */
  readonly contributions: Float64Array;
}

const SHAP_ROWS = 400;
const SHUFFLED_ROWS = 2000;
/** Shuffling scores the rows once per feature: in wider tables it is left out. */
const SHUFFLED_FEATURES = 200;

/** Returns contributions of a sample of rows that depends on the ids and the seed alone. */
export function shapSample(model: TreeModel, table: LearnTable, seed: number): ShapSample {
  const rows = sampled(Uint32Array.from(table.labels.keys()), table, seed, SHAP_ROWS);
  const features = model.features.map(({ name }) => name);
  return { rows, features, contributions: explain(model, table.frame, rows).contributions };
}

/**
 * Returns the importance of each feature, the most important first.
 * @param unseen a model and the split that it was fitted on.
 */
export function importances(
  model: TreeModel,
  table: LearnTable,
  shap: ShapSample,
  unseen: { readonly model: TreeModel; readonly split: Split },
  seed: number,
): Importance[] {
  const names = model.features.map(({ name }) => name);
  const width = names.length + 1;
  const gains = gainImportance(model);
  const losses = shuffled(table, unseen, seed);
  const found = names.map((feature, f) => {
    let size = 0;
    for (let i = 0; i < shap.rows.length; i++) size += Math.abs(shap.contributions[i * width + f] as number);
    return {
      feature,
      meanShap: size / shap.rows.length,
      gainShare: gains[f] as number,
      aucLoss: losses.get(feature) ?? NaN,
    };
  });
  return found.sort(
    (a, b) => b.meanShap - a.meanShap || b.gainShare - a.gainShare || (a.feature < b.feature ? -1 : 1),
  );
}

function shuffled(
  table: LearnTable,
  { model, split }: { readonly model: TreeModel; readonly split: Split },
  seed: number,
): ReadonlyMap<string, number> {
  if (model.features.length > SHUFFLED_FEATURES) return new Map();
  const rows = sampled(split.judge, table, seed, SHUFFLED_ROWS);
  const labels = Uint8Array.from(rows, (row) => table.labels[row] as number);
  const losses = permutationImportance(model, frameOf(table.frame, rows), labels, seed);
  return new Map(model.features.map(({ name }, f) => [name, losses[f] as number]));
}

/** Returns up to `size` of the rows, drawn by a hash of the id, in ascending order. */
function sampled(rows: Uint32Array, { ids }: LearnTable, seed: number, size: number): Uint32Array {
  if (rows.length <= size) return rows;
  const hashes = Array.from(rows, (row) => [hashOf(ids[row] as string, seed), row] as const);
  hashes.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y));
  return Uint32Array.from(hashes.slice(0, size), ([, row]) => row).sort();
}
