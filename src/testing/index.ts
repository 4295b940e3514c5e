export * from './messages.ts';
export * from './cli.ts';
export * from './copy-home.ts';
export * from './list.ts';
export * from './source.ts';
export * from './spec.ts';
export * from './text-table.ts';
