import { parentPort, workerData } from 'node:worker_threads';
import { fingerprintEach } from './fingerprint.ts';

/** The thread that `fingerprints` starts: answers once, for all its files. */
parentPort?.postMessage(await fingerprintEach(workerData as readonly string[]));
