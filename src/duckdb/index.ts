export * from './numbers.ts';
export * from './errors.ts';
export * from './macros.ts';
export * from './open.ts';
export * from './query.ts';
export * from './transaction.ts';
