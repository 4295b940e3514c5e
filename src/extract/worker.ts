import { parentPort, workerData } from 'node:worker_threads';
import { fingerprint } from './fingerprint.ts';

/** The thread that `fingerprints` starts: answers once, for all its files. */
const paths = workerData as readonly string[];
parentPort?.postMessage(paths.map((path) => [path, fingerprint(path)] as const));
