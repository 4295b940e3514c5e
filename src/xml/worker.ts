/** What a thread is asked by `convertMessages`. */
export { convertShare as answer } from './convert-files.ts';
