export * from './learn.ts';
export * from './network.ts';
