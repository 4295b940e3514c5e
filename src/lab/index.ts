export * from './learn.ts';
export * from './network.ts';
export * from './match.ts';
