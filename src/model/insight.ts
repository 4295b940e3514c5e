import type { TableColumns } from '../columns/index.ts';
import {
  binnedCodes,
  codesOf,
  driftOf,
  driftReference,
  findSubgroups,
  normalisedMutualInformation,
  type Descriptor,
  type Drift,
  type Subgroup,
} from '../evaluation/index.ts';
import { explain, gainImportance, type Frame } from '../forest/index.ts';
import type { FairnessColumn } from '../unit/index.ts';
import { treesOf, type FittedModel } from './fitted.ts';
import { frameOf } from './frame.ts';

/** What a model owes to a feature. */
export interface FeatureImportance {
  readonly feature: string;
  /** Mean size of its contribution to the margin over a sample of rows (TreeSHAP). */
  readonly meanShap: number;
  /** Its share of what all splits gained, 0..1. */
  readonly gainShare: number;
}

const SHAP_ROWS = 400;

/** Returns the importance of each feature on an even sample of rows, the most important first. */
export function importanceOf(
  model: FittedModel,
  columns: TableColumns,
  rows: Uint32Array,
): FeatureImportance[] {
  const step = Math.max(1, rows.length / SHAP_ROWS);
  const sample = Uint32Array.from(
    { length: Math.min(rows.length, SHAP_ROWS) },
    (_, i) => rows[Math.floor(i * step)] as number,
  );
  const trees = treesOf(model);
  const { contributions } = explain(trees, frameOf(model.features, columns, sample));
  const gains = gainImportance(trees);
  const width = model.features.length + 1;
  return model.features
    .map(({ name }, f) => {
      let size = 0;
      for (let row = 0; row < sample.length; row++)
        size += Math.abs(contributions[row * width + f] as number);
      return { feature: name, meanShap: size / sample.length, gainShare: gains[f] as number };
    })
    .sort((a, b) => b.meanShap - a.meanShap || (a.feature < b.feature ? -1 : 1));
}

export interface FeatureDrift extends Drift {
  readonly feature: string;
}

/** Returns how far each feature moved from the earlier rows to the later ones, the farthest first. */
export function driftBetween(earlier: Frame, later: Frame): FeatureDrift[] {
  return earlier.columns
    .map(({ name, values }, f) => {
      const now = later.columns[f]?.values ?? new Float64Array();
      return { feature: name, ...driftOf(driftReference(values), now) };
    })
    .sort((a, b) => b.index - a.index || (a.feature < b.feature ? -1 : 1));
}

/** Attributes of an employer by which nobody may be chosen, not by way of a feature either. */
const AUDITED = ['language_code', 'region_code'] as const satisfies readonly FairnessColumn[];
/** From here on a feature tells so much of an attribute that a person must judge it. */
export const PROXY_LIMIT = 0.1;

export interface Proxy {
  readonly feature: string;
  readonly attribute: string;
  /** Normalised mutual information, 0 to 1. */
  readonly information: number;
}

/** Returns how much each feature tells of each audited attribute, the most telling first. */
export function proxiesOf(frame: Frame, columns: TableColumns, rows: Uint32Array): Proxy[] {
  return AUDITED.flatMap((attribute) => {
    const texts = columns.texts[attribute] ?? [];
    const codes = codesOf(Array.from(rows, (row) => texts[row] ?? null));
    return frame.columns.map(({ name, values }) => ({
      ...{ feature: name, attribute },
      information: normalisedMutualInformation(binnedCodes(values), codes),
    }));
  }).sort((a, b) => b.information - a.information || (a.feature < b.feature ? -1 : 1));
}

const RULE_BINS = 5;
const MOST_RULES = 12;

/** A rule in words, and what it found. */
export interface MinedRule extends Subgroup {
  readonly words: string;
}

/** Returns rules of at most two conditions whose rows have far more positives than chance explains: scenarios to judge. */
export function minedRules(frame: Frame, labels: Uint8Array): MinedRule[] {
  const bounds = new Map<string, readonly number[]>();
  const descriptors = frame.columns.map(({ name, values, categories }): Descriptor => {
    if (categories) {
      const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value));
      return { name, codes, labels: categories };
    }
    const cuts = driftReference(values, RULE_BINS).bounds;
    bounds.set(name, cuts);
    const codeOf = (value: number): number => {
      const place = cuts.findIndex((cut) => value <= cut);
      return place < 0 ? cuts.length : place;
    };
    const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : codeOf(value)));
    return { name, codes, labels: [...cuts, Infinity].map((_, code) => String(code)), isOrdered: true };
  });
  const shown = (value: number | undefined): string => String(Number((value ?? NaN).toPrecision(3)));
  return findSubgroups(descriptors, labels, { length: 2, limit: MOST_RULES }).map((rule) => ({
    ...rule,
    words: rule.conditions
      .map(({ name, relation, label }) => {
        const cuts = bounds.get(name);
        if (!cuts) return `${name} is ${label}`;
        const code = Number(label);
        return relation === 'at most'
          ? `${name} at most ${shown(cuts[code])}`
          : `${name} over ${shown(cuts[code - 1])}`;
      })
      .join(' and '),
  }));
}
