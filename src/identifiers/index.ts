export * from './cbe.ts';
export * from './dimona.ts';
export * from './niss.ts';
export * from './nsso.ts';
export * from './quarter.ts';
