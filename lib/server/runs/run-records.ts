import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RolledUpStep } from '../../record/record-header.ts';
import { DamagedRecord } from '../../record/record-header.ts';
import type { RecordIndex } from '../../record/record-index.ts';
import type { RecordReader } from '../../record/record-reader.ts';
import type { RunFile } from '../../record/run-file.ts';
import type { RunOutput } from '../../run/conduct.ts';
import type { Series } from '../../run/series.ts';
import type { Snapshot } from '../../run/snapshot.ts';
import type { ReceivedRecord } from '../context.ts';
import { isMissing, modernize, type RecordPaths, sealRecord, withRecord } from '../records/open-record.ts';
import { receiveRunFile } from '../records/receive-run-file.ts';
import { RecordOutput } from '../records/record-output.ts';
import { rollUpRecord } from '../records/roll-up-record.ts';
import { runFileStream } from '../records/run-file-stream.ts';
import { breather } from '../records/take-breath.ts';

/** Who takes the seconds of a record in order. */
export type SecondsReader = {
  /** `series` names all requests, also those that the run announced later. */
  onHeader(header: { startedAt: string; series: readonly Series[] }): void;
  onSnapshot(snapshot: Snapshot): void;
};

/** Indexes of ended runs that are kept, since finding all blocks of a long record takes a moment. */
const MAX_KEPT = 30;

/** The records of runs: one folder, a file for each run; those of runs that go on have their last seconds beside it. */
export class RunRecords {
  private readonly folder: string;
  private readonly writers = new Map<string, RecordOutput>();
  private readonly indexes = new Map<string, RecordIndex>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Calls `use` with a reader of what was recorded so far, also while the run goes on. Undefined when the run never
   * started or its file is none of ours.
   */
  async withReader<T>(runId: string, use: (reader: RecordReader) => Promise<T>): Promise<T | undefined> {
    const live = this.writers.get(runId)?.withReader(use);
    if (live) return live;
    const paths = this.pathsOf(runId);
    const known = this.indexes.get(runId);
    if (!known) await modernize(paths);
    return withRecord(
      paths,
      (reader) => {
        // With a tail it is not at its end, or nobody could seal it.
        if (reader.seconds === reader.index.sealedSeconds && !this.writers.has(runId))
          this.keep(runId, reader.index);
        return use(reader);
      },
      known,
    );
  }

  /** Hands over every second, up to a torn or damaged end. False when there is no record. */
  async read(runId: string, to: SecondsReader): Promise<boolean> {
    const breathe = breather();
    const found = await this.withReader(runId, async (reader) => {
      to.onHeader({ ...reader.index.header, series: reader.index.series });
      try {
        for await (const snapshot of reader.snapshots()) {
          to.onSnapshot(snapshot);
          await breathe();
        }
      } catch (error) {
        if (!(error instanceof DamagedRecord)) throw error;
      }
      return true;
    });
    return found ?? false;
  }

  /** Puts in order what a server left that was killed, or whose disk was full. */
  async mend(runId: string): Promise<void> {
    this.indexes.delete(runId);
    await sealRecord(this.pathsOf(runId));
  }

  /** Rewrites the record of an ended run without what is finer than `step` seconds. False when there is none. */
  async rollUp(runId: string, step: RolledUpStep): Promise<boolean> {
    this.indexes.delete(runId);
    const found = await rollUpRecord(this.pathsOf(runId), step);
    this.indexes.delete(runId);
    return found;
  }

  /** The record as one file; undefined when there is none. */
  async exported(runId: string, about: RunFile): Promise<ReadableStream<Uint8Array> | undefined> {
    await this.mend(runId);
    const bytes = await this.withReader(runId, async ({ index }) => index.recordBytes);
    return bytes === undefined ? undefined : runFileStream(this.pathsOf(runId).path, bytes, about);
  }

  /** Takes in a file; it is read whole before anybody is shown it. Throws a Problem. */
  async receive(body: AsyncIterable<Uint8Array>): Promise<ReceivedRecord> {
    const { path, about, step } = await receiveRunFile(this.folder, body);
    return {
      ...{ about, step },
      keepAs: (runId) => rename(path, this.pathsOf(runId).path),
      discard: () => rm(path, { force: true }),
    };
  }

  /** What the records of these runs take on the disk. */
  async bytesOf(runIds: readonly string[]): Promise<number> {
    let bytes = 0;
    for (const runId of runIds) {
      const found = await stat(this.pathsOf(runId).path).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      bytes += found?.size ?? 0;
    }
    return bytes;
  }

  /** Files of ours in the folder, each with the run that it is of; of none when it was taken in only in part. */
  async files(): Promise<{ path: string; runId: string | null }[]> {
    const names = await readdir(this.folder);
    return names.flatMap((name) => {
      const [, runId] = /^(.+?)\.(?:rec|tail|rec\.new|tail\.new|probes)$/.exec(name) ?? [];
      const isPart = /^import-.+\.part$/.test(name);
      return runId || isPart ? [{ path: join(this.folder, name), runId: runId ?? null }] : [];
    });
  }

  async remove(runId: string): Promise<void> {
    this.indexes.delete(runId);
    const { path, tailPath } = this.pathsOf(runId);
    await Promise.all([rm(path, { force: true }), rm(tailPath, { force: true })]);
  }

  writer(runId: string): RunOutput {
    const output = new RecordOutput(runId, this.pathsOf(runId), () => {
      if (this.writers.get(runId) === output) this.writers.delete(runId);
    });
    this.writers.set(runId, output);
    return output;
  }

  /** Where the record of a run is or will be. */
  pathsOf(runId: string): RecordPaths {
    return { path: join(this.folder, `${runId}.rec`), tailPath: join(this.folder, `${runId}.tail`) };
  }

  private keep(runId: string, index: RecordIndex): void {
    this.indexes.delete(runId);
    this.indexes.set(runId, index);
    const [oldest] = this.indexes.keys();
    if (this.indexes.size > MAX_KEPT && oldest !== undefined) this.indexes.delete(oldest);
  }
}
