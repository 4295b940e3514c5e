export * from './exclusion.ts';
export * from './period.ts';
export * from './rank.ts';
export * from './ranker.ts';
export * from './sql.ts';
export * from './shared.ts';
export * from './signal.ts';
