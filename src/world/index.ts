export * from './broken.ts';
export * from './build.ts';
export * from './message.ts';
export * from './options.ts';
export * from './sample.ts';
export * from './steps.ts';
export * from './truth.ts';
export * from './write.ts';
