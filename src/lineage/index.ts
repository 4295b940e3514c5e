export { parseStep, tablesRead } from './ast.ts';
export * from './columns.ts';
export * from './graph.ts';
export * from './lint.ts';
export * from './trino.ts';
