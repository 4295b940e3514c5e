import { parentPort, workerData } from 'node:worker_threads';
import { convertShare, type Share } from './convert-files.ts';

/** The thread that `convertMessages` starts: converts its share and answers once. */
parentPort?.postMessage(await convertShare(workerData as Share));
