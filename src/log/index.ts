export * from './fields.ts';
export * from './issues.ts';
export * from './logger.ts';
