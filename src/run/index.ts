export * from './build.ts';
export * from './checks.ts';
export * from './delivery.ts';
export * from './home.ts';
export * from './manifest.ts';
export * from './replay.ts';
export * from './run.ts';
export * from './withhold.ts';
