import { open } from 'node:fs/promises';
import { z } from 'zod';
import { checkRecord } from '../../record/check-record.ts';
import { DamagedRecord, NotARecord } from '../../record/record-header.ts';
import { readIndex } from '../../record/record-index.ts';
import type { RunFile } from '../../record/run-file.ts';
import type { Issue } from '../errors.ts';
import { issuesOf } from '../parse.ts';
import { readAt } from './file-sink.ts';
import { nodeCompression } from './node-compression.ts';
import { breather } from './take-breath.ts';

/** What a file says of its run, or what is wrong with it. Goes from thread to thread. */
export type CheckedFile =
  | { ok: true; about: RunFile; step: number }
  | { ok: false; message: string; issues?: Issue[] };

/** Reads every part of the file of a run. Throws only what is no fault of the file. */
export async function checkFile(path: string): Promise<CheckedFile> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
    const index = await readIndex(source, size);
    const about = await checkRecord(index, source, size, nodeCompression, breather());
    return { ok: true, about, step: index.step };
  } catch (error) {
    return faultOf(error);
  } finally {
    await file.close();
  }
}

function faultOf(error: unknown): CheckedFile {
  if (error instanceof z.ZodError)
    return {
      ...{ ok: false, message: 'What this file says of its run is not valid.' },
      issues: issuesOf(error),
    };
  if (error instanceof NotARecord || error instanceof DamagedRecord)
    return { ok: false, message: error.message };
  if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)
    return { ok: false, message: `This file cannot be read: ${error.message}` };
  throw error;
}
