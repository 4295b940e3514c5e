export * from './columns.ts';
export * from './select.ts';
