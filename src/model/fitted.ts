import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModelMismatchError } from '../errors.ts';
import type { DriftReference } from '../evaluation/index.ts';
import {
  parseCalibration,
  readXgboostJson,
  writeXgboostJson,
  type Calibration,
  type TreeModel,
} from '../forest/index.ts';
import type { Learning } from '../unit/index.ts';
import type { FittedFeature } from './frame.ts';

/** One measured number of a fit, out of time and with its interval where it has one. */
export interface HoldoutMetric {
  readonly metric: string;
  /** `model`, or the baseline column. */
  readonly scorer: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** A fitted model as its file holds it: plain JSON, no code. */
export interface FittedModel {
  readonly format: 'vigie-model-1';
  readonly name: string;
  /** First eight digits of the hash of everything that decides about a score. */
  readonly version: string;
  /** `synthetic` where it was fitted on an invented world: for demonstration, never for a real list. */
  readonly origin: 'synthetic' | 'delivered';
  readonly learner: Learning['learner'];
  readonly features: readonly FittedFeature[];
  readonly options: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly period: { readonly first: string; readonly last: string; readonly fittedAsOf: string };
  readonly rows: number;
  readonly positives: number;
  readonly calibration: Calibration;
  /** Distribution of each feature at the fit. */
  readonly references: Readonly<Record<string, DriftReference>>;
  readonly holdout: readonly HoldoutMetric[];
  /** The trees in the XGBoost JSON format. */
  readonly trees: unknown;
}

/** The champion of a model below the folder of fitted models. */
export const championFile = (name: string): string => join(name, 'champion.json');

/** Returns the version of a model: a hash of its trees, features and calibration. */
export function versionOf(model: Pick<FittedModel, 'trees' | 'features' | 'calibration'>): string {
  const content = JSON.stringify([model.trees, model.features, model.calibration]);
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

/**
 * Returns the model that scores: the champion of the home, else the one that ships with the room, else none.
 * @throws ModelMismatchError for a damaged file or one that was fitted on other features than the declared ones.
 */
export function readFitted(
  name: string,
  learning: Learning,
  modelsDir: string | undefined,
): FittedModel | undefined {
  const champion = modelsDir === undefined ? undefined : join(modelsDir, championFile(name));
  const path = [champion, learning.shippedFile].find((file) => file !== undefined && existsSync(file));
  if (path === undefined) return undefined;
  const fitted = parseFitted(name, readFileSync(path, 'utf8'));
  const [asked, found] = [
    learning.features.map((each) => each.name),
    fitted.features.map((each) => each.name),
  ];
  if (fitted.name === name && asked.join() === found.join()) return fitted;
  const differing = [
    ...asked.filter((each) => !found.includes(each)),
    ...found.filter((each) => !asked.includes(each)),
  ];
  throw mismatch(
    name,
    `the file was fitted on other features (${differing.join(', ') || 'in another order'})`,
  );
}

function parseFitted(name: string, text: string): FittedModel {
  let model: Partial<FittedModel>;
  try {
    model = JSON.parse(text) as Partial<FittedModel>;
  } catch (error) {
    if (error instanceof SyntaxError) throw mismatch(name, 'the file is no JSON');
    throw error;
  }
  const { format, features, calibration, trees, version } = model;
  if (format !== 'vigie-model-1' || !features || !calibration || !trees) {
    throw mismatch(name, 'the file is no fitted model of this format');
  }
  if (versionOf({ trees, features, calibration }) !== version) {
    throw mismatch(name, 'the file was changed after the fit: its hash differs from its version');
  }
  return { ...model, calibration: parseCalibration(calibration) } as FittedModel;
}

/** Returns the trees of a fitted model. */
export function treesOf(model: FittedModel): TreeModel {
  return readXgboostJson(JSON.stringify(model.trees));
}

/** Returns trees as the file of a fitted model holds them. */
export function treesJson(model: TreeModel): unknown {
  return JSON.parse(writeXgboostJson(model)) as unknown;
}

/** Writes a fitted model aside and then takes the place of the earlier file at once. */
export function writeFitted(path: string, model: FittedModel): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.part`, `${JSON.stringify(model)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

function mismatch(name: string, fact: string): ModelMismatchError {
  return new ModelMismatchError({
    place: `model ${name}`,
    fact,
    expectation: 'a model fitted on the features that the room declares now',
    effect: 'nothing was scored',
    next: `fit it again: vigie fit ${name}`,
  });
}
