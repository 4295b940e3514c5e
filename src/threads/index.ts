export { inThread, splitBySize } from './threads.ts';
