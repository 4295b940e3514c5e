export { convertMessages } from './convert.ts';
export * from './mapping.ts';
