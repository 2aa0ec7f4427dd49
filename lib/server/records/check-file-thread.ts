import { parentPort, workerData } from 'node:worker_threads';
import { checkFile } from './check-file.ts';

/** The thread that `checkApart` starts: checks one file, and tells the answer. */
parentPort?.postMessage(await checkFile(String(workerData)));
