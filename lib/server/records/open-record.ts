import { open, readFile, rename, rm } from 'node:fs/promises';
import { BlockContent } from '../../record/block-content.ts';
import { readFrames } from '../../record/frames.ts';
import { NotARecord, versionOf } from '../../record/record-header.ts';
import { type RecordIndex, readIndex } from '../../record/record-index.ts';
import { RecordReader } from '../../record/record-reader.ts';
import { RecordWriter } from '../../record/record-writer.ts';
import { decodeTail, type TailSecond } from '../../record/tail.ts';
import { readRecord } from '../runs/read-record.ts';
import { FileSink, readAt } from './file-sink.ts';
import { nodeCompression } from './node-compression.ts';
import { breather } from './take-breath.ts';

export type RecordPaths = { path: string; tailPath: string };

/** Calls `use` with a reader of a record that nobody writes. Undefined when there is none, or the file is no record. */
export async function withRecord<T>(
  paths: RecordPaths,
  use: (reader: RecordReader) => Promise<T>,
  known?: RecordIndex,
): Promise<T | undefined> {
  const file = await open(paths.path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
    const { size } = await file.stat();
    // A record that was rolled up meanwhile is another file.
    const isKnown = known !== undefined && known.bytes === size;
    const index = isKnown ? known : await readIndex(source, size);
    const left = isKnown ? [] : await tailOf(paths, index.sealedSeconds);
    return await use(new RecordReader(index, source, nodeCompression, openBlock(index, left)));
  } catch (error) {
    if (error instanceof NotARecord) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

function openBlock(index: RecordIndex, left: readonly TailSecond[]): BlockContent | undefined {
  if (left.length === 0) return undefined;
  const content = new BlockContent(index.sealedSeconds, index.dictionary);
  for (const { snapshot, added } of left) {
    index.series.push(...added);
    content.add(snapshot);
  }
  return content;
}

async function tailOf({ tailPath }: RecordPaths, from: number): Promise<TailSecond[]> {
  const bytes = await readFile(tailPath).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return bytes ? decodeTail(bytes, from) : [];
}

/** Seals what a server that was killed left in the tail, and cuts off what it wrote only in part. */
export async function sealRecord(paths: RecordPaths): Promise<void> {
  const found = await withRecord(paths, async ({ index }) => ({
    bytes: index.bytes,
    sealed: index.sealedSeconds,
  }));
  if (!found) return;
  const left = await tailOf(paths, found.sealed);
  const sink = await FileSink.resume(paths.path, paths.tailPath, found.bytes);
  let isWhole = false;
  try {
    const index = await readIndex(sink, found.bytes);
    const writer = RecordWriter.resume(sink, index, nodeCompression, breather());
    for (const { snapshot, added } of left) writer.take(snapshot, added);
    await writer.finish();
    isWhole = true;
  } finally {
    await sink.close(isWhole);
  }
}

/** Rewrites a record of version 1 in the form of today. Does nothing to any other. */
export async function modernize(paths: RecordPaths): Promise<void> {
  const file = await open(paths.path, 'r').catch(() => undefined);
  if (!file) return;
  let version: number | undefined;
  try {
    version = versionOf(readFrames(await readAt(file, 0, 1_000_000)).payloads[0]);
  } finally {
    await file.close();
  }
  if (version !== 1) return;
  const fresh = { path: `${paths.path}.new`, tailPath: `${paths.tailPath}.new` };
  await Promise.all([rm(fresh.path, { force: true }), rm(fresh.tailPath, { force: true })]);
  const sink = await FileSink.create(fresh.path, fresh.tailPath);
  try {
    await rewrite(paths.path, sink);
  } finally {
    await sink.close(true);
  }
  await rename(fresh.path, paths.path);
}

async function rewrite(path: string, sink: FileSink): Promise<void> {
  let writer: RecordWriter | undefined;
  await readRecord(path, {
    onHeader: async ({ runId, startedAt, series, scenarios }) => {
      const header = { runId, startedAt, series, scenarios };
      writer = await RecordWriter.start(sink, header, nodeCompression, breather());
    },
    onSnapshot: (snapshot) => writer?.add(snapshot, []),
  });
  await writer?.finish();
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
