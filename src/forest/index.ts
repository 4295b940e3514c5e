export type * from './types.ts';
export { fitBoosting } from './fit-boosting.ts';
export { predictMargin, predictProbability } from './predict.ts';
export * from './calibrate.ts';
