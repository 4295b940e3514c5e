export { splitBySize, Threads } from './threads.ts';
