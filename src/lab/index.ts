export * from './learn.ts';
export * from './match.ts';
export * from './network.ts';
export * from './network-read.ts';
