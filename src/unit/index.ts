export * from './codification.ts';
export * from './compute.ts';
export * from './contract.ts';
export * from './define.ts';
export * from './discover.ts';
export * from './list.ts';
export * from './model.ts';
export * from './plan.ts';
