import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { checkRecord } from '../../record/check-record.ts';
import { DamagedRecord, NotARecord } from '../../record/record-header.ts';
import { readIndex } from '../../record/record-index.ts';
import type { RunFile } from '../../record/run-file.ts';
import { invalid, Problem } from '../errors.ts';
import { issuesOf } from '../parse.ts';
import { readAt } from './file-sink.ts';
import { nodeCompression } from './node-compression.ts';
import { breather } from './take-breath.ts';

/** A run of a day with 30 endpoints at a thousand requests a second. Bytes. */
export const MAX_RUN_FILE_BYTES = 500_000_000;

export type Received = { path: string; about: RunFile };

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
    const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
    const index = await readIndex(source, size);
    return { path, about: await checkRecord(index, source, size, nodeCompression, breather()) };
  } catch (error) {
    await rm(path, { force: true });
    throw problemOf(error);
  } finally {
    await file.close();
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof z.ZodError)
    return invalid(issuesOf(error), 'What this file says of its run is not valid.');
  if (error instanceof NotARecord || error instanceof DamagedRecord)
    return new Problem('invalid', error.message);
  if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)
    return new Problem('invalid', `This file cannot be read: ${error.message}`);
  return error;
}
