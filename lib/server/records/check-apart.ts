import { Worker } from 'node:worker_threads';
import { type CheckedFile, checkFile } from './check-file.ts';

/** Up to here a file is read faster than a thread begins. Bytes. */
const SMALL_BYTES = 1_000_000;

/** What reading a file may take; a record is read block by block, which needs little of it. */
const THREAD_MB = 512;

/** Checks the file of a run, a larger one in a thread of its own: pages answer meanwhile as if nothing went on. */
export function checkApart(path: string, bytes: number): Promise<CheckedFile> {
  if (bytes <= SMALL_BYTES) return checkFile(path);
  const thread = new Worker(new URL('./check-file-thread.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_MB },
  });
  return new Promise((resolve, reject) => {
    thread.once('message', (checked: CheckedFile) => resolve(checked));
    thread.once('error', (error: Error & { code?: string }) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
      resolve({ ok: false, message: `Reading this file takes more than ${THREAD_MB} MB of memory.` });
    });
    thread.once('exit', () => reject(new Error('The thread that reads a file ended without an answer')));
  });
}
