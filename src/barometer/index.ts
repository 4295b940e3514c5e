export * from './grade.ts';
export * from './indicators.ts';
export * from './judge.ts';
export * from './rates.ts';
