import { SourceFileError } from '../errors.ts';
import { flatTrees, type NodeRecord } from './trees.ts';
import type { ModelFeature, TreeModel, Trees } from './types.ts';

/**
 * The JSON model format of XGBoost (3.x writes it, 1.7 and later read it). A boosted model has the objective
 * `binary:logistic`, a forest is one round of parallel trees with `reg:squarederror`, whose margin is the probability.
 * The texts of categories, which the format has no place for, stand in an attribute; XGBoost keeps it.
 */
const OBJECTIVES = { boosting: 'binary:logistic', forest: 'reg:squarederror' } as const;
const CATEGORIES = 'vigie_categories';

/** The parent of a root in the format. */
const NO_PARENT = 2147483647;

/** Returns the model as XGBoost JSON. The same model gives the same text. */
export function writeXgboostJson(model: TreeModel): string {
  const { features, trees, kind, baseMargin } = model;
  const count = trees.start.length - 1;
  const parallel = kind === 'forest' ? count : 1;
  const categories = features.filter((feature) => feature.categories);
  const byName = Object.fromEntries(categories.map(({ name, categories }) => [name, categories]));
  const base = kind === 'boosting' ? 1 / (1 + Math.exp(-baseMargin)) : baseMargin;
  const rounds = Array.from({ length: count / parallel + 1 }, (_, round) => round * parallel);
  const learner = {
    attributes: categories.length > 0 ? { [CATEGORIES]: JSON.stringify(byName) } : {},
    feature_names: features.map(({ name }) => name),
    feature_types: features.map(({ categories }) => (categories ? 'c' : 'float')),
    learner_model_param: {
      ...{ base_score: `[${float(base)}]`, boost_from_average: '1', num_class: '0' },
      ...{ num_feature: String(features.length), num_target: '1' },
    },
    objective: { name: OBJECTIVES[kind], reg_loss_param: { scale_pos_weight: '1' } },
  };
  const booster = {
    cats: { enc: [], feature_segments: [], sorted_idx: [] },
    gbtree_model_param: { num_parallel_tree: String(parallel), num_trees: String(count) },
    iteration_indptr: rounds,
    tree_info: Array.from({ length: count }, () => 0),
  };
  const texts = Array.from({ length: count }, (_, tree) => treeText(trees, tree, features.length));
  const gbtree = `${open(booster)},"trees":[${texts.join(',')}]}`;
  return `{"learner":${open(learner)},"gradient_booster":{"model":${gbtree},"name":"gbtree"}},"version":[3,2,0]}`;
}

/** Returns the JSON of an object without its closing brace. */
const open = (value: object): string => JSON.stringify(value).slice(0, -1);

/** XGBoost insists on a point or an exponent in lists of floats, and on none in lists of whole numbers. */
const float = (value: number): string => {
  const text = String(short(value));
  return /[.e]/.test(text) ? text : `${text}.0`;
};

function treeText(trees: Trees, tree: number, featureCount: number): string {
  const from = trees.start[tree] as number;
  const to = trees.start[tree + 1] as number;
  const nodes = Array.from({ length: to - from }, (_, i) => i);
  const isLeaf = (node: number) => (trees.feature[from + node] as number) < 0;
  const child = (children: Uint32Array) => (node: number) =>
    isLeaf(node) ? -1 : (children[from + node] as number) - from;
  const parents = nodes.map(() => NO_PARENT);
  for (const node of nodes) {
    if (isLeaf(node)) continue;
    parents[child(trees.left)(node)] = node;
    parents[child(trees.right)(node)] = node;
  }
  const asking = nodes.filter((node) => trees.rightCodes.has(from + node));
  const lists = asking.map((node) => trees.rightCodes.get(from + node) ?? []);
  let end = 0;
  const starts = lists.map((list) => (end += list.length) - list.length);
  const floats = (values: (node: number) => Float32Array) =>
    `[${nodes.map((node) => float(values(node)[from + node] as number)).join(',')}]`;
  const fields = {
    categories: lists.flat(),
    categories_nodes: asking,
    categories_segments: starts,
    categories_sizes: lists.map((list) => list.length),
    default_left: nodes.map((node) => trees.isMissingLeft[from + node]),
    id: tree,
    left_children: nodes.map(child(trees.left)),
    parents,
    right_children: nodes.map(child(trees.right)),
    split_indices: nodes.map((node) => Math.max(0, trees.feature[from + node] as number)),
    split_type: nodes.map((node) => Number(trees.rightCodes.has(from + node))),
    tree_param: {
      ...{ num_deleted: '0', num_feature: String(featureCount) },
      ...{ num_nodes: String(nodes.length), size_leaf_vector: '1' },
    },
  };
  const weights = floats(() => trees.value);
  const conditions = floats((node) => (isLeaf(node) ? trees.value : trees.threshold));
  const [gains, covers] = [floats(() => trees.gain), floats(() => trees.cover)];
  return `${open(fields)},"base_weights":${weights},"split_conditions":${conditions},"loss_changes":${gains},"sum_hessian":${covers}}`;
}

/** Returns the number with the fewest digits that is the same 32-bit float. */
function short(value: number): number {
  const float = Math.fround(value);
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(float.toPrecision(digits));
    if (Math.fround(rounded) === float) return rounded;
  }
  return Number(float.toPrecision(9));
}

/**
 * Returns the model of an XGBoost JSON text: trees (`gbtree`) with the objective `binary:logistic`, or
 * `reg:squarederror` for a forest.
 * @throws SourceFileError for a text that is damaged, or holds a model of another kind
 */
export function readXgboostJson(text: string): TreeModel {
  const learner = at(parsed(text), 'learner');
  const booster = at(learner, 'gradient_booster');
  if (at(booster, 'name') !== 'gbtree') throw damaged('the booster is not gbtree');
  const objective = at(at(learner, 'objective'), 'name');
  const kind =
    objective === OBJECTIVES.boosting ? 'boosting' : objective === OBJECTIVES.forest ? 'forest' : undefined;
  if (!kind) throw damaged('the objective is neither binary:logistic nor reg:squarederror');
  const param = at(learner, 'learner_model_param');
  const base = Number(String(at(param, 'base_score')).replace(/[[\]]/g, ''));
  if (!Number.isFinite(base) || (kind === 'boosting' && !(base > 0 && base < 1))) {
    throw damaged('the base score is not a probability');
  }
  const trees = list(at(at(booster, 'model'), 'trees'));
  const records = trees.map((tree, i) => readTree(tree, i, Number(at(param, 'num_feature'))));
  return {
    kind,
    features: readFeatures(learner, Number(at(param, 'num_feature')), records),
    baseMargin: kind === 'boosting' ? Math.log(base / (1 - base)) : base,
    trees: flatTrees(records),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged('it is no whole JSON text');
    throw error;
  }
}

function readFeatures(learner: unknown, count: number, trees: readonly NodeRecord[][]): ModelFeature[] {
  const names = list(at(learner, 'feature_names'));
  const types = list(at(learner, 'feature_types'));
  const attribute = (at(learner, 'attributes') as Record<string, unknown>)[CATEGORIES];
  const texts = typeof attribute === 'string' ? (parsed(attribute) as Record<string, string[]>) : {};
  return Array.from({ length: count }, (_, i) => {
    const name = String(names[i] ?? `f${i}`);
    if (types[i] !== 'c') return { name };
    const codes = trees.flat().flatMap((node) => (node.feature === i ? (node.rightCodes ?? []) : []));
    const known = Array.from({ length: codes.reduce((a, b) => Math.max(a, b + 1), 0) }, (_, code) =>
      String(code),
    );
    return { name, categories: texts[name] ?? known };
  });
}

/** Returns the nodes that can be reached from the root, in that order; the format may hold others, cut off. */
function readTree(tree: unknown, number: number, featureCount: number): NodeRecord[] {
  const numbers = (name: string): readonly number[] => {
    const values = list(at(tree, name));
    if (values.some((value) => typeof value !== 'number'))
      throw damaged(`tree ${number}: ${name} holds no numbers`);
    return values as number[];
  };
  const [lefts, rights, conditions] = [
    numbers('left_children'),
    numbers('right_children'),
    numbers('split_conditions'),
  ];
  const [features, defaults, types] = [
    numbers('split_indices'),
    list(at(tree, 'default_left')),
    numbers('split_type'),
  ];
  const [covers, gains] = [numbers('sum_hessian'), numbers('loss_changes')];
  const sizes = new Set(
    [lefts, rights, conditions, features, defaults, types, covers, gains].map((l) => l.length),
  );
  if (sizes.size !== 1) throw damaged(`tree ${number} has lists of different length`);
  const codes = readCodes(tree, numbers);
  const records: NodeRecord[] = [];
  const reached = [0];
  const seen = new Set(reached);
  for (let i = 0; i < reached.length; i++) {
    const node = reached[i] as number;
    const [left, right, condition] = [lefts[node], rights[node], conditions[node]];
    if (left === undefined || right === undefined || condition === undefined) {
      throw damaged(`tree ${number} names a node that it does not have`);
    }
    const common = { cover: covers[node] ?? 0, isMissingLeft: Boolean(defaults[node]) };
    if (left === -1) {
      records.push({ ...common, feature: -1, threshold: 0, left: 0, right: 0, value: condition, gain: 0 });
      continue;
    }
    const feature = features[node] ?? -1;
    if (seen.has(left) || seen.has(right) || left === right || !(feature >= 0 && feature < featureCount)) {
      throw damaged(`tree ${number} is no tree on ${featureCount} features`);
    }
    const isCategorical = types[node] === 1;
    records.push({
      ...{ ...common, feature, threshold: isCategorical ? 0 : condition, value: 0, gain: gains[node] ?? 0 },
      ...{ left: reached.length, right: reached.length + 1 },
      ...(isCategorical ? { rightCodes: codes.get(node) ?? [] } : {}),
    });
    reached.push(left, right);
    seen.add(left).add(right);
  }
  return records;
}

function readCodes(
  tree: unknown,
  numbers: (name: string) => readonly number[],
): Map<number, readonly number[]> {
  if (list(at(tree, 'categories_nodes')).length === 0) return new Map();
  const codes = numbers('categories');
  const [starts, sizes] = [numbers('categories_segments'), numbers('categories_sizes')];
  return new Map(
    numbers('categories_nodes').map((node, i) => {
      const start = starts[i] ?? 0;
      return [node, codes.slice(start, start + (sizes[i] ?? 0)).sort((a, b) => a - b)];
    }),
  );
}

function at(value: unknown, name: string): unknown {
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  if (found === undefined) throw damaged(`${name} is absent`);
  return found;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged('a list is absent');
  return value;
}

const damaged = (fact: string): SourceFileError =>
  new SourceFileError({
    place: 'model file',
    fact,
    expectation: 'a whole XGBoost JSON model of trees for two classes',
    effect: 'the model was not read',
    next: 'fetch the file again or fit the model anew',
  });
