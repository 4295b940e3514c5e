export type * from './types.ts';
export { fitBoosting } from './fit-boosting.ts';
export { fitForest } from './fit-forest.ts';
export { predictMargin, predictProbability } from './predict.ts';
export { explain, type Explanation } from './explain.ts';
export { gainImportance, permutationImportance } from './importance.ts';
export * from './isolation.ts';
export { readXgboostJson, writeXgboostJson } from './xgboost.ts';
export * from './calibrate.ts';
