import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFile } from '../../record/run-file.ts';
import { invalid, Problem } from '../errors.ts';
import { checkApart } from './check-apart.ts';

/** A run of a day with 30 endpoints at a thousand requests a second. Bytes. */
export const MAX_RUN_FILE_BYTES = 500_000_000;

export type Received = { path: string; about: RunFile; step: number };

/**
 * Writes a run's file as it comes into `folder`, and reads every part of it before it counts as one. Throws a Problem
 * that says what is wrong, and leaves nothing behind then.
 */
export async function receiveRunFile(
  folder: string,
  body: AsyncIterable<Uint8Array>,
  most = MAX_RUN_FILE_BYTES,
): Promise<Received> {
  const path = join(folder, `import-${randomUUID()}.part`);
  const file = await open(path, 'wx+', 0o600);
  try {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > most)
        throw new Problem(
          'too-large',
          `This is more than ${most / 1e6} MB, the most that the file of a run may have.`,
        );
      await file.appendFile(chunk);
    }
    const checked = await checkApart(path, size);
    if (!checked.ok)
      throw checked.issues
        ? invalid(checked.issues, checked.message)
        : new Problem('invalid', checked.message);
    return { path, about: checked.about, step: checked.step };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
