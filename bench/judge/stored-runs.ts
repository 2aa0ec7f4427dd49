import { existsSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readSeconds } from '../../lib/judge/read-seconds.ts';
import type { RequestSeconds } from '../../lib/judge/request-seconds.ts';
import { readIndex } from '../../lib/record/record-index.ts';
import { RecordReader } from '../../lib/record/record-reader.ts';
import { readAt } from '../../lib/server/records/file-sink.ts';
import { nodeCompression } from '../../lib/server/records/node-compression.ts';
import { recordRun } from './record-run.ts';

/** Left out of every stored run. Seconds. */
const WARM_UP = 10;

export type StoredRun = { seconds: number; endpoints: RequestSeconds[] };

/** Every second of so many runs of the noisy target; those that are not stored yet are made, two at a time. */
export async function storedRuns(
  folder: string,
  { runs, minutes, rate }: { runs: number; minutes: number; rate: number },
): Promise<StoredRun[]> {
  mkdirSync(folder, { recursive: true });
  const paths = Array.from({ length: runs }, (_, at) =>
    join(folder, `judge-${rate}-${minutes}-${at + 1}.rec`),
  );
  const missing = paths.filter((path) => !existsSync(path));
  for (let at = 0; at < missing.length; at += 2) {
    console.log(
      `Recording ${minutes} minutes, ${at + 1} to ${Math.min(at + 2, missing.length)} of ${missing.length}`,
    );
    await Promise.all(missing.slice(at, at + 2).map((path) => recordRun(path, minutes, rate)));
  }
  return Promise.all(paths.map((path) => readRun(path, minutes * 60)));
}

async function readRun(path: string, seconds: number): Promise<StoredRun> {
  const file = await open(path, 'r');
  try {
    const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
    const index = await readIndex(source, (await file.stat()).size);
    const reader = new RecordReader(index, source, nodeCompression);
    const to = Math.min(reader.seconds, WARM_UP + seconds);
    const found = await readSeconds(reader, { from: WARM_UP, to }, 'second');
    return { seconds: to - WARM_UP, endpoints: [...found].sort(([a], [b]) => a - b).map(([, own]) => own) };
  } finally {
    await file.close();
  }
}
