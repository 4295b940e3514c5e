export * from './feature-matrix.ts';
export type { FeatureMatrix } from './matrix.ts';
export * from './read.ts';
export { orderedSelectSql, assertNoIdentifier, type Where } from './select.ts';
export * from './write.ts';
export * from './columns.ts';
