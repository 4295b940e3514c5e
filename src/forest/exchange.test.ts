import { describe, expect, it } from 'vitest';
import { SourceFileError } from '../errors.ts';
import { mix } from './draw.ts';
import {
  explain,
  fitBoosting,
  fitForest,
  predictMargin,
  readXgboostJson,
  writeXgboostJson,
} from './index.ts';
import type { Frame, TreeModel } from './index.ts';

/** Written by XGBoost 3.2.0: two rounds, depth 2, a number `a` and a category `c`; margins below are of its `predict`. */
const XGBOOST_MODEL =
  '{"learner":{"attributes":{},"feature_names":["a","b","c"],"feature_types":["q","q","c"],"gradient_booster":{"model":{"cats":{"enc":[],"feature_segments":[],"sorted_idx":[]},"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"2"},"iteration_indptr":[0,1,2],"tree_info":[0,0],"trees":[{"base_weights":[-5.985404E-8,-4.179365E-1,6.345009E-1,4.910808E-1,-4.8183557E-1,5.070423E-1,-3.7444282E-1],"categories":[0,1,2,3,4],"categories_nodes":[1,2],"categories_segments":[0,3],"categories_sizes":[3,2],"default_left":[1,0,1,0,0,0,0],"id":0,"left_children":[1,3,5,-1,-1,-1,-1],"loss_changes":[4.4904E0,2.7554752E1,1.5473655E1,0E0,0E0,0E0,0E0],"parents":[2147483647,0,0,1,1,2,2],"right_children":[2,4,6,-1,-1,-1,-1],"split_conditions":[5E-2,1E-45,1E-45,4.910808E-1,-4.8183557E-1,5.070423E-1,-3.7444282E-1],"split_indices":[0,2,2,0,0,0,0],"split_type":[0,1,1,0,0,0,0],"sum_hessian":[1.4933332E1,9.208889E0,5.7244444E0,3.2355554E0,5.9733334E0,3.733333E0,1.991111E0],"tree_param":{"num_deleted":"0","num_feature":"3","num_nodes":"7","size_leaf_vector":"1"}},{"base_weights":[2.6580628E-3,-3.0106562E-1,5.110866E-1,3.4049937E-1,-3.5836267E-1,3.9087495E-1,-2.9862458E-1],"categories":[0,1,2,3,4],"categories_nodes":[1,2],"categories_segments":[0,3],"categories_sizes":[3,2],"default_left":[1,0,1,0,0,0,0],"id":1,"left_children":[1,3,5,-1,-1,-1,-1],"loss_changes":[2.4876206E0,1.43025875E1,8.481145E0,0E0,0E0,0E0,0E0],"parents":[2147483647,0,0,1,1,2,2],"right_children":[2,4,6,-1,-1,-1,-1],"split_conditions":[1.1E-1,1E-45,1E-45,3.4049937E-1,-3.5836267E-1,3.9087495E-1,-2.9862458E-1],"split_indices":[0,2,2,0,0,0,0],"split_type":[0,1,1,0,0,0,0],"sum_hessian":[1.4112828E1,9.090325E0,5.0225034E0,3.382844E0,5.707481E0,3.3807116E0,1.6417919E0],"tree_param":{"num_deleted":"0","num_feature":"3","num_nodes":"7","size_leaf_vector":"1"}}]},"name":"gbtree"},"learner_model_param":{"base_score":"[4.6666667E-1]","boost_from_average":"1","num_class":"0","num_feature":"3","num_target":"1"},"objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[3,2,0]}';

const frozen: Frame = {
  rowCount: 6,
  columns: [
    { name: 'a', values: Float64Array.of(-1, 0.05, 0.08, 2, NaN, NaN) },
    { name: 'b', values: new Float64Array(6) },
    {
      name: 'c',
      values: Float64Array.of(1, 2, 3, NaN, 4, NaN),
      categories: ['0', '1', '2', '3', '4'],
    },
  ],
};
const FROZEN_MARGINS = [-0.9737296, 0.0151483, -0.1674748, 0.7643859, 0.6980488, -0.9737296];

describe('a model of XGBoost', () => {
  it('gives the margins that XGBoost gives', () => {
    const margins = predictMargin(readXgboostJson(XGBOOST_MODEL), frozen);
    FROZEN_MARGINS.forEach((margin, row) =>
      expect(Math.abs((margins[row] ?? NaN) - margin)).toBeLessThan(1e-6),
    );
  });
  it('is refused when it is damaged', () => {
    const damages = [
      XGBOOST_MODEL.slice(0, -100),
      XGBOOST_MODEL.replace('"gbtree","', '"dart","').replace('"name":"gbtree"', '"name":"dart"'),
      XGBOOST_MODEL.replace('"left_children":[1,3', '"left_children":[0,3'),
      XGBOOST_MODEL.replace('"left_children":[1,3', '"left_children":[9,3'),
      XGBOOST_MODEL.replace('"split_indices":[0,2', '"split_indices":[7,2'),
      XGBOOST_MODEL.replace('binary:logistic', 'multi:softmax'),
      XGBOOST_MODEL.replace('"loss_changes":[4.4904E0,', '"loss_changes":['),
    ];
    for (const damaged of damages) expect(() => readXgboostJson(damaged)).toThrow(SourceFileError);
  });
});

const draw = (seed: number, row: number) => mix(seed, row) / 2 ** 32;
const small = (rowCount: number): { frame: Frame; labels: Uint8Array } => {
  const columns = [1, 2, 3, 4].map((seed) => ({
    name: `x${seed}`,
    values: Float64Array.from({ length: rowCount }, (_, row) =>
      draw(seed + 10, row) < 0.1 ? NaN : Math.round(draw(seed, row) * 20) / 4,
    ),
    ...(seed === 4 ? { categories: Array.from({ length: 21 }, (_, code) => `c${code}`) } : {}),
  }));
  columns[3]?.values.forEach((value, row, values) => (values[row] = Math.floor(value * 4)));
  const labels = Uint8Array.from({ length: rowCount }, (_, row) => {
    const [a, b, , d] = columns.map(({ values }) => values[row] || 0) as [number, number, number, number];
    return Number(a * b + (d % 3) > 5 + 4 * draw(9, row));
  });
  return { frame: { rowCount, columns }, labels };
};

/** Margins of the first 12 rows of `small(400)` that XGBoost 3.2.0 gives with the file that we write. */
const MARGINS_IN_XGBOOST = {
  boosting: [
    ...[1.839134, -3.1294904, -0.8725791, 2.7790303, -2.8258016, 1.8909072],
    ...[2.7790303, 2.7250664, -2.8258016, -0.7560358, -2.6393466, 2.7250664],
  ],
  forest: [
    ...[0.9118056, 0.0833333, 0.4729167, 0.98125, 0.0, 0.9261364],
    ...[1.0, 1.0, 0.0, 0.375, 0.0, 0.98125],
  ],
};

describe('a model of ours', () => {
  it('gives the margins that XGBoost gives with its file', async () => {
    const { frame, labels } = small(400);
    const boosting = { trees: 8, depth: 4, learningRate: 0.3, minimumHessian: 1, l2: 1 };
    for (const model of [
      await fitBoosting(frame, labels, { ...boosting, rowShare: 0.8, featureShare: 1 }),
      await fitForest(frame, labels, { trees: 8, depth: 6, minimumRows: 3 }),
    ]) {
      const margins = predictMargin(readXgboostJson(writeXgboostJson(model)), frame);
      MARGINS_IN_XGBOOST[model.kind].forEach((margin, row) =>
        expect(Math.abs((margins[row] ?? NaN) - margin)).toBeLessThan(1e-6),
      );
    }
  });
  it('is the same after writing and reading', async () => {
    const { frame, labels } = small(400);
    for (const model of [
      await fitBoosting(frame, labels, { trees: 8 }),
      await fitForest(frame, labels, { trees: 8 }),
    ]) {
      const text = writeXgboostJson(model);
      const read = readXgboostJson(text);
      expect(writeXgboostJson(read) === text).toBe(true);
      const [before, after] = [predictMargin(model, frame), predictMargin(read, frame)];
      const difference = before.map((margin, row) => Math.abs(margin - (after[row] ?? NaN)));
      expect(Math.max(...difference)).toBeLessThan(1e-6);
    }
  });
});

describe('contributions', () => {
  it('add up to the margin', async () => {
    const { frame, labels } = small(300);
    for (const model of [
      await fitBoosting(frame, labels, { trees: 50 }),
      await fitForest(frame, labels, { trees: 20 }),
    ]) {
      const { contributions } = explain(model, frame);
      const margins = predictMargin(model, frame);
      margins.forEach((margin, row) => {
        const sum = contributions.subarray(5 * row, 5 * row + 5).reduce((all, part) => all + part, 0);
        expect(Math.abs(sum - margin)).toBeLessThan(1e-9);
      });
    }
  });
  it('are the Shapley values that counting all coalitions gives', async () => {
    const { frame, labels } = small(200);
    const model = await fitBoosting(frame, labels, { trees: 4, depth: 5, minimumHessian: 0.1 });
    const rows = Uint32Array.of(0, 7, 33, 120);
    const { contributions } = explain(model, frame, rows);
    rows.forEach((row, i) => {
      const expected = shapleyValues(model, frame, row);
      expected.forEach((value, feature) => expect(contributions[5 * i + feature]).toBeCloseTo(value, 9));
    });
  });
});

/** The definition, with 2^4 coalitions; features out of the coalition follow the covers. */
function shapleyValues({ trees }: TreeModel, frame: Frame, row: number): number[] {
  const worth = (known: number, node: number): number => {
    const feature = trees.feature[node] as number;
    if (feature < 0) return trees.value[node] as number;
    const [left, right] = [trees.left[node] as number, trees.right[node] as number];
    if (((known >> feature) & 1) === 1) {
      const value = Math.fround(frame.columns[feature]?.values[row] as number);
      const codes = trees.rightCodes.get(node);
      const isLeft = Number.isNaN(value)
        ? trees.isMissingLeft[node] === 1
        : codes
          ? !codes.includes(value)
          : value < (trees.threshold[node] as number);
      return worth(known, isLeft ? left : right);
    }
    const [l, r] = [trees.cover[left] as number, trees.cover[right] as number];
    return (l * worth(known, left) + r * worth(known, right)) / (l + r);
  };
  const whole = (known: number) =>
    trees.start.subarray(0, -1).reduce((sum, root) => sum + worth(known, root), 0);
  const weights = [1 / 4, 1 / 12, 1 / 12, 1 / 4];
  return [0, 1, 2, 3].map((feature) => {
    let sum = 0;
    for (let known = 0; known < 16; known++) {
      if (((known >> feature) & 1) === 1) continue;
      const size = [0, 1, 2, 3].filter((other) => (known >> other) & 1).length;
      sum += (weights[size] as number) * (whole(known | (1 << feature)) - whole(known));
    }
    return sum;
  });
}
