/** What a thread is asked by `fingerprints`. */
export { fingerprintEach as answer } from './fingerprint.ts';
